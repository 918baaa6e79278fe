-- what do the statements on CO2 say on one grid factor, and on the factors of each report
-- One row per: statement, region, sector, item, year
-- Params: statement, region, sector, period
-- Columns: statement statement; region region; sector sector; item code; year year; period period;
-- value number of unit; reported_value number of unit; difference number of unit; factor_break flag;
-- break_size number of unit; unit unit; grid code; factor_year year; status status; grade grade
WITH factors AS (
    SELECT
        region,
        sector,
        year,
        coalesce(
            lag(year) OVER years = year - 1
            AND coalesce(factor_grid_year, factor_version)
            <> lag(coalesce(factor_grid_year, factor_version)) OVER years,
            FALSE
        ) AS factor_break
    FROM snapshot.co2_levels
    WHERE month = 12
    WINDOW years AS (PARTITION BY region, sector ORDER BY year)
)

SELECT
    reported.statement,
    reported.region,
    reported.sector,
    reported.item,
    reported.year,
    reported.period,
    progress.value,
    reported.value AS reported_value,
    progress.value - reported.value AS difference,
    coalesce(factors.factor_break, FALSE) AS factor_break,
    -- what of the reported change is the factor's
    if(
        coalesce(factors.factor_break, FALSE),
        reported.value
        - progress.value
        - lag(reported.value - progress.value) OVER (
            PARTITION BY reported.statement, reported.region, reported.sector, reported.item
            ORDER BY reported.year
        ),
        NULL
    ) AS break_size,
    progress.unit,
    choice.scope AS grid,
    choice.year AS factor_year,
    progress.status,
    progress.grade
FROM snapshot.series_as_reported AS reported
INNER JOIN snapshot.progress
    ON
        reported.statement = progress.statement
        AND reported.region = progress.region
        AND reported.sector = progress.sector
        AND reported.item = progress.item
        AND reported.period = progress.period
LEFT JOIN factors
    ON
        reported.region = factors.region
        AND reported.sector = factors.sector
        AND reported.year = factors.year
INNER JOIN regions ON reported.region = regions.region
LEFT JOIN sectors ON reported.sector = sectors.sector
CROSS JOIN snapshot.plan_grid_choice AS choice
WHERE
    ($statement IS NULL OR reported.statement = $statement)
    AND ($region IS NULL OR reported.region = $region)
    AND ($sector IS NULL OR reported.sector = $sector)
    AND reported.year * 100 + reported.month <= ordinal_of($period)
ORDER BY reported.statement, regions.region_ordinal, sectors.sector_ordinal, reported.item, reported.year
