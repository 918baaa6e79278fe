-- which cells of which workbooks stand behind a statement's number
-- One row per: cell
-- Params: statement, region, sector, basis, period
-- Columns: template template; field code; unit unit; region region; sector sector; item code; entity
-- enterprise of template; period period; value number of unit 2; published number of unit 2; maturity
-- maturity; grade grade; generation whole; upload code; file_name text; by_whom text; at time; sheet text;
-- cell text
WITH judged AS (
    SELECT
        arg_max_null(target_id, year * 100 + month) AS target_id,
        arg_max_null(base_year, year * 100 + month) AS base_year
    FROM snapshot.progress
    WHERE
        statement = $statement
        AND region = coalesce($region, city())
        AND sector = coalesce($sector, total())
        AND item = ''
        AND (basis = coalesce($basis, default_basis()) OR basis = '')
        AND year * 100 + month <= ordinal_of($period)
),

asked AS (
    SELECT
        sources.template,
        statements.rule,
        statements.published_as,
        coalesce(judged.base_year, statements.path_from, statements.base_year) AS since,
        ordinal_of($period) AS until,
        -- or of every place, where no sheet has a row for the city itself
        coalesce($region, city()) = city()
        AND sources.template NOT IN (
            SELECT came.template
            FROM snapshot.arrivals AS came
            WHERE came.region = city()
        ) AS everywhere
    FROM snapshot.plan_statements AS statements
    CROSS JOIN judged
    INNER JOIN snapshot.plan_statement_sources AS sources ON statements.statement = sources.statement
    WHERE statements.statement = $statement
),

told AS (
    SELECT
        told.template,
        told.field,
        columns.unit,
        told.region,
        told.sector,
        told.item,
        told.entity,
        told.period,
        told.year,
        told.month,
        told.value,
        told.published,
        told.maturity,
        told.grade,
        told.generation,
        told.upload,
        told.sheet,
        told.letter,
        told.row,
        asked.everywhere
    FROM speaking AS told
    INNER JOIN asked ON told.template = asked.template
    INNER JOIN snapshot.plan_template_columns AS columns
        ON told.template = columns.template AND told.field = columns.field
    WHERE
        (told.template <> 'S0' OR told.item = asked.published_as)
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
),

-- An enterprise counts in the city, in its county and in its zone.
homes AS (
    SELECT DISTINCT
        enterprise_key,
        county,
        zone
    FROM snapshot.enterprise_identities
    WHERE registered
),

traced AS (
    SELECT told.* EXCLUDE (everywhere)
    FROM told
    LEFT JOIN snapshot.plan_regions AS regions ON told.region = regions.code
    LEFT JOIN homes ON told.entity = homes.enterprise_key
    WHERE
        told.region IS NULL
        OR told.region = coalesce($region, city())
        OR told.everywhere
        OR (
            told.entity <> ''
            AND list_contains(
                snapshot.places_in(told.region, regions.kind, homes.county, homes.zone),
                coalesce($region, city())
            )
        )
    UNION ALL
    -- The target that the number is held against, and the targets that it counts, where a sheet brought them.
    SELECT
        told.template,
        told.field,
        told.unit,
        told.region,
        told.sector,
        told.item,
        told.entity,
        told.period,
        told.year,
        told.month,
        told.value,
        told.published,
        told.maturity,
        told.grade,
        told.generation,
        told.upload,
        told.sheet,
        told.letter,
        told.row
    FROM target_cells AS told
    CROSS JOIN judged
    WHERE
        told.target_id = judged.target_id
        OR (
            told.field = 'target'
            -- a sheet with a period is traced by it
            AND told.period IS NULL
            AND told.of_a_place
            AND within(told.place, $region)
            AND ordinal_of($period) // 100 BETWEEN told.from_year AND told.due_year
            AND told.template IN (SELECT asked.template FROM asked)
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
    uploads.file_name,
    uploads.by_whom,
    uploads.at,
    traced.sheet,
    cell_of(traced.letter, traced.row) AS cell
FROM traced
INNER JOIN snapshot.uploads AS uploads ON traced.upload = uploads.upload
ORDER BY
    traced.year NULLS LAST,
    traced.month,
    traced.template,
    traced.item IS NOT DISTINCT FROM total() DESC,
    traced.item,
    traced.entity,
    traced.field,
    traced.region,
    uploads.file_name,
    traced.sheet,
    cell
