-- which cells of which workbooks stand behind a statement's number
-- One row per: cell
-- Params: statement, region, sector, basis, period
-- Columns: template template; field code; unit unit; region region; sector sector; item code; entity text;
-- period period; value number of unit 2; maturity maturity; grade grade; generation whole; upload code;
-- file_name text; by_whom text; at time; sheet text; cell text
WITH asked AS (
    SELECT
        statements.statement,
        statements.rule,
        statements.published_as,
        coalesce(statements.path_from, statements.base_year) AS since,
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
)

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
    spoken.maturity,
    spoken.grade,
    spoken.generation,
    spoken.upload,
    spoken.file_name,
    spoken.by_whom,
    spoken.at,
    spoken.sheet,
    spoken.cell
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
            AND spoken.template NOT IN (SELECT city.template FROM spoken AS city WHERE city.region = city())
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
            asked.rule IN ('rises_from_base', 'beats_own') AND spoken.month = 12 AND spoken.year = asked.since
        )
        OR (asked.rule IN ('hold', 'peak_before') AND spoken.year * 100 + spoken.month < asked.until)
    )
ORDER BY
    spoken.year,
    spoken.month,
    spoken.template,
    spoken.item IS NOT DISTINCT FROM total() DESC,
    spoken.item,
    spoken.entity,
    spoken.field
