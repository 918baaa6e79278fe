-- which numbers behind a statement were published more than once, and how they changed
-- One row per: number (field, place, item, basis, period) and upload
-- Params: statement, region
-- Columns: template template; field code; unit unit; region region; sector sector; item code; entity
-- enterprise of template; basis basis; period period; value number of unit 2; value_before number of unit 2;
-- maturity maturity; grade grade; generation whole; upload code; file_name text; by_whom text; at time; sheet
-- text; cell text
SELECT
    observed.template,
    observed.field,
    columns.unit,
    observed.region,
    observed.sector,
    observed.item,
    observed.entity,
    observed.basis,
    observed.period,
    observed.value,
    lag(observed.value) OVER told AS value_before,
    observed.maturity,
    observed.grade,
    observed.generation,
    observed.upload,
    observed.file_name,
    observed.by_whom,
    observed.at,
    observed.sheet,
    observed.cell
FROM observed
INNER JOIN snapshot.plan_statement_sources AS sources ON observed.template = sources.template
INNER JOIN statements ON sources.statement = statements.statement
INNER JOIN snapshot.plan_template_columns AS columns
    ON observed.template = columns.template AND observed.field = columns.field
WHERE
    sources.statement = $statement
    AND (observed.template <> 'S0' OR observed.item = statements.published_as)
    AND ($region IS NULL OR observed.region = $region)
    -- only what was replaced can have been told otherwise
    AND EXISTS (
        SELECT 1
        FROM snapshot.superseded AS superseded
        WHERE observed.record_key = superseded.record_key AND observed.template = superseded.template
    )
WINDOW
    told AS (
        PARTITION BY observed.template, observed.record_key, observed.field
        ORDER BY observed.generation, observed.maturity_rank, observed.upload
    )
QUALIFY
    count(DISTINCT observed.value) OVER (PARTITION BY observed.template, observed.record_key, observed.field)
    > 1
ORDER BY
    observed.year DESC,
    observed.month DESC,
    observed.template,
    observed.record_key,
    observed.field,
    observed.generation,
    observed.maturity_rank,
    observed.upload
