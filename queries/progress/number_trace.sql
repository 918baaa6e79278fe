-- which cells of which workbooks stand behind a statement's number
-- One row per: cell
-- Params: statement, region, sector, basis, period
-- Columns: template template; field code; unit unit; region region; sector sector; item code; entity
-- enterprise of template; period period; value number of unit 2; published number of unit 2; maturity
-- maturity; grade grade; generation whole; upload code; file_name text; by_whom text; at time; sheet text;
-- cell text
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

told AS (
    SELECT spoken.*
    FROM spoken
    INNER JOIN snapshot.plan_statement_sources AS sources ON spoken.template = sources.template
    WHERE sources.statement = $statement
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
        told.template,
        told.field,
        columns.unit,
        told.region,
        told.sector,
        told.item,
        told.entity,
        told.period,
        told.value,
        told.published,
        told.maturity,
        told.grade,
        told.generation,
        told.upload,
        told.file_name,
        told.by_whom,
        told.at,
        told.sheet,
        told.cell,
        told.year,
        told.month
    FROM told
    INNER JOIN snapshot.plan_template_columns AS columns
        ON told.template = columns.template AND told.field = columns.field
    CROSS JOIN asked
    LEFT JOIN regions ON told.region = regions.region
    LEFT JOIN (SELECT DISTINCT enterprise_key, county, zone FROM snapshot.enterprise_identities) AS homes
        ON told.entity = homes.enterprise_key
    WHERE
        (
            told.region IS NULL
            OR told.region = coalesce($region, city())
            -- an enterprise counts in the city, in its county and in its zone
            OR (
                told.entity <> ''
                AND list_contains(
                    snapshot.places_in(told.region, regions.region_kind, homes.county, homes.zone),
                    coalesce($region, city())
                )
            )
            -- or of every place, where no sheet has a row for the city itself
            OR (
                coalesce($region, city()) = city()
                AND told.template NOT IN (
                    SELECT city.template
                    FROM told AS city
                    WHERE city.region = city()
                )
            )
        )
        AND (told.template <> 'S0' OR told.item = asked.published_as)
        AND (
            told.sector IS NULL
            OR told.sector = coalesce($sector, total())
            OR (coalesce($sector, total()) = total() AND told.entity <> '')
        )
        AND (told.basis IS NULL OR told.basis = coalesce($basis, default_basis()))
        AND (
            -- a chain needs every whole year since its base; a share only its own period
            told.year * 100 + told.month = asked.until
            OR (
                asked.rule = 'reduction'
                AND told.month = 12
                AND told.year > asked.since
                AND told.year * 100 + 12 < asked.until
            )
            OR (
                asked.rule IN ('outpace', 'falls_from_base')
                AND told.month = 12
                AND told.year >= asked.since
                AND told.year * 100 + 12 < asked.until
            )
            OR (
                asked.rule IN ('falls_every_year', 'rises_every_year')
                AND told.year * 100 + told.month = asked.until - 100
            )
            OR (
                asked.rule IN ('rises_from_base', 'beats_own')
                AND told.month = 12
                AND told.year = asked.since
            )
            OR (asked.rule IN ('hold', 'peak_before') AND told.year * 100 + told.month < asked.until)
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
