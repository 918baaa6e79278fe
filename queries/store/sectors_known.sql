-- which sectors have figures of their own, all industry first
-- One row per: sector
-- Params: statement
-- Columns: sector sector
SELECT sectors.sector
FROM sectors
WHERE
    sectors.sector = total()
    OR sectors.sector IN (
        SELECT progress.sector
        FROM progress
        WHERE progress.value IS NOT NULL AND ($statement IS NULL OR progress.statement = $statement)
    )
ORDER BY sectors.sector_ordinal
