-- which cells of which workbooks stand behind a statement's number
-- One row per: cell
-- Params: statement, region, sector, basis, period
-- Columns: template template; field code; unit unit; region region; sector sector; item code; entity text;
-- period period; value number of unit 2; published number of unit 2; maturity maturity; grade grade;
-- generation whole; upload code; file_name text; by_whom text; at time; sheet text; cell text
WITH judged AS (
    SELECT
        target_id,
        base_year
    FROM progress
    WHERE
        statement = $statement
        AND region = coalesce($region, city())
        AND sector = coalesce($sector, total())
        AND (basis = coalesce($basis, default_basis()) OR basis = '')
        AND ordinal <= ordinal_of($period)
    ORDER BY ordinal DESC
    LIMIT 1
),

asked AS (
    SELECT
        statements.statement,
        statements.rule,
        statements.published_as,
        coalesce(
            (SELECT judged.base_year FROM judged), statements.path_from, statements.base_year
        ) AS since,
        ordinal_of($period) AS until
    FROM statements
    WHERE statements.statement = $statement
),

spoken AS (
    SELECT observed.*
    FROM observed
    INNER JOIN snapshot.plan_statement_sources AS sources ON observed.template = sources.template
    WHERE sources.statement = $statement
    QUALIFY row_number() OVER (
        PARTITION BY observed.template, observed.record_key, observed.field
        ORDER BY
            observed.grade = 'demo', observed.maturity_rank DESC, observed.generation DESC, observed.row DESC
    ) = 1
),

-- The target that the number is held against, and the targets that it counts, where a workbook brought them.
aimed AS (
    SELECT
        observed.*,
        targets.statement AS aim
    FROM observed
    INNER JOIN snapshot.targets AS targets
        ON
            observed.upload = targets.upload
            AND observed.sheet = targets.sheet
            AND observed.row = targets.row
            AND observed.template = targets.source
    CROSS JOIN asked
    WHERE
        (
            observed.field IN ('target', 'base_value')
            AND targets.target_id IN (SELECT judged.target_id FROM judged)
        )
        OR (
            observed.field = 'target'
            -- a sheet with a period is traced by it
            AND observed.period IS NULL
            AND targets.begun
            AND targets.region <> city()
            AND within(targets.region, $region)
            AND asked.until // 100 BETWEEN year(targets.valid_from) AND coalesce(targets.due_year, 9999)
            AND observed.template IN (
                SELECT sources.template
                FROM snapshot.plan_statement_sources AS sources
                WHERE sources.statement = $statement
            )
        )
)

SELECT
    traced.template,
    traced.field,
    traced.unit,
    traced.region,
    traced.sector,
    traced.item,
    traced.entity,
    traced.period,
    traced.value,
    traced.published,
    traced.maturity,
    traced.grade,
    traced.generation,
    traced.upload,
    traced.file_name,
    traced.by_whom,
    traced.at,
    traced.sheet,
    traced.cell
FROM (
    SELECT
        spoken.template,
        spoken.field,
        columns.unit,
        spoken.region,
        spoken.sector,
        spoken.item,
        spoken.entity,
        spoken.period,
        spoken.value,
        spoken.published,
        spoken.maturity,
        spoken.grade,
        spoken.generation,
        spoken.upload,
        spoken.file_name,
        spoken.by_whom,
        spoken.at,
        spoken.sheet,
        spoken.cell,
        spoken.year,
        spoken.month
    FROM spoken
    INNER JOIN snapshot.plan_template_columns AS columns
        ON spoken.template = columns.template AND spoken.field = columns.field
    CROSS JOIN asked
    LEFT JOIN regions ON spoken.region = regions.region
    LEFT JOIN (SELECT DISTINCT enterprise_key, county, zone FROM snapshot.enterprise_identities) AS homes
        ON spoken.entity = homes.enterprise_key
    WHERE
        (
            spoken.region IS NULL
            OR spoken.region = coalesce($region, city())
            -- an enterprise counts in the city, in its county and in its zone
            OR (
                spoken.entity <> ''
                AND list_contains(
                    snapshot.places_in(spoken.region, regions.region_kind, homes.county, homes.zone),
                    coalesce($region, city())
                )
            )
            -- or of every place, where no sheet has a row for the city itself
            OR (
                coalesce($region, city()) = city()
                AND spoken.template NOT IN (
                    SELECT city.template
                    FROM spoken AS city
                    WHERE city.region = city()
                )
            )
        )
        AND (spoken.template <> 'S0' OR spoken.item = asked.published_as)
        AND (
            spoken.sector IS NULL
            OR spoken.sector = coalesce($sector, total())
            OR (coalesce($sector, total()) = total() AND spoken.entity <> '')
        )
        AND (spoken.basis IS NULL OR spoken.basis = coalesce($basis, default_basis()))
        AND (
            -- a chain needs every whole year since its base; a share only its own period
            spoken.year * 100 + spoken.month = asked.until
            OR (
                asked.rule = 'reduction'
                AND spoken.month = 12
                AND spoken.year > asked.since
                AND spoken.year * 100 + 12 < asked.until
            )
            OR (
                asked.rule IN ('outpace', 'falls_from_base')
                AND spoken.month = 12
                AND spoken.year >= asked.since
                AND spoken.year * 100 + 12 < asked.until
            )
            OR (
                asked.rule IN ('falls_every_year', 'rises_every_year')
                AND spoken.year * 100 + spoken.month = asked.until - 100
            )
            OR (
                asked.rule IN ('rises_from_base', 'beats_own')
                AND spoken.month = 12
                AND spoken.year = asked.since
            )
            OR (asked.rule IN ('hold', 'peak_before') AND spoken.year * 100 + spoken.month < asked.until)
        )
    UNION ALL BY NAME
    SELECT
        aimed.template,
        aimed.field,
        statements.unit,
        aimed.region,
        aimed.sector,
        aimed.item,
        aimed.entity,
        aimed.period,
        aimed.value,
        aimed.published,
        aimed.maturity,
        aimed.grade,
        aimed.generation,
        aimed.upload,
        aimed.file_name,
        aimed.by_whom,
        aimed.at,
        aimed.sheet,
        aimed.cell,
        aimed.year,
        aimed.month
    FROM aimed
    INNER JOIN statements ON aimed.aim = statements.statement
) AS traced
ORDER BY
    traced.year NULLS LAST,
    traced.month,
    traced.template,
    traced.item IS NOT DISTINCT FROM total() DESC,
    traced.item,
    traced.entity,
    traced.field,
    traced.region,
    traced.file_name,
    traced.sheet,
    traced.cell
