-- which cards of the overview say other things in one snapshot than in another, for every place and sector
-- One row per: statement, region, sector, basis, card or verdict (and how many of its other periods differ)
-- Params: template (NULL: all statements), named
WITH told_before AS (
    SELECT
        progress.*,
        coalesce(progress.year <= progress.due_year, TRUE)
        OR NOT statements.rule IN ('reduction', 'outpace') AS speaks
    FROM before.progress AS progress
    INNER JOIN before.plan_statements AS statements ON progress.statement = statements.statement
    WHERE progress.item = ''
),

told_after AS (
    SELECT
        progress.*,
        coalesce(progress.year <= progress.due_year, TRUE)
        OR NOT statements.rule IN ('reduction', 'outpace') AS speaks
    FROM after.progress AS progress
    INNER JOIN after.plan_statements AS statements ON progress.statement = statements.statement
    WHERE progress.item = ''
),

-- What a sheet says something of; one that no statement is computed from may touch any (the register), but
-- that time goes on is none of its doing.
fed AS (
    SELECT
        statements.statement,
        $template IS NOT NULL
        AND $template NOT IN (SELECT sources.template FROM after.plan_statement_sources AS sources)
            AS by_chance
    FROM after.plan_statements AS statements
    WHERE
        $template IS NULL
        OR list_contains($named, statements.statement)
        OR statements.statement IN (
            SELECT sources.statement
            FROM after.plan_statement_sources AS sources
            WHERE sources.template = $template
        )
        OR by_chance
),

cards_before AS (
    SELECT *
    FROM told_before
    WHERE speaks
    QUALIFY
        row_number() OVER (
            PARTITION BY statement, region, sector, basis ORDER BY year * 100 + month DESC NULLS LAST
        ) = 1
),

cards_after AS (
    SELECT *
    FROM told_after
    WHERE speaks
    QUALIFY
        row_number() OVER (
            PARTITION BY statement, region, sector, basis ORDER BY year * 100 + month DESC NULLS LAST
        ) = 1
),

others AS (
    SELECT
        coalesce(a.statement, b.statement) AS statement,
        coalesce(a.region, b.region) AS region,
        coalesce(a.sector, b.sector) AS sector,
        coalesce(a.basis, b.basis) AS basis,
        count(*) AS periods
    FROM told_after AS a
    FULL OUTER JOIN told_before AS b
        ON
            a.statement = b.statement
            AND a.region = b.region
            AND a.sector = b.sector
            AND a.basis = b.basis
            AND a.period = b.period
    LEFT JOIN cards_after AS card
        ON
            coalesce(a.statement, b.statement) = card.statement
            AND coalesce(a.region, b.region) = card.region
            AND coalesce(a.sector, b.sector) = card.sector
            AND coalesce(a.basis, b.basis) = card.basis
    WHERE
        coalesce(a.period, b.period) IS NOT NULL
        AND coalesce(a.period, b.period) IS DISTINCT FROM card.period
        AND coalesce(a.period, b.period) IS DISTINCT FROM card.verdict_period
        AND (
            (a.value IS NULL) <> (b.value IS NULL)
            OR abs(a.value - b.value) > 1e-9 * greatest(abs(a.value), abs(b.value), 1)
            OR a.status IS DISTINCT FROM b.status
            OR a.verdict IS DISTINCT FROM b.verdict
        )
    GROUP BY ALL
),

cards AS (
    SELECT
        coalesce(a.statement, b.statement) AS statement,
        coalesce(a.indicator, b.indicator) AS indicator,
        coalesce(a.region, b.region) AS region,
        coalesce(a.sector, b.sector) AS sector,
        coalesce(a.basis, b.basis) AS basis,
        a.period AS period_after,
        b.period AS period_before,
        b.value AS value_before,
        a.value AS value_after,
        coalesce(a.unit, b.unit) AS unit,
        coalesce(b.status, 'no_data') AS status_before,
        coalesce(a.status, 'no_data') AS status_after,
        coalesce(a.grade, b.grade, '') AS grade,
        coalesce(b.verdict, '') AS verdict_before,
        coalesce(a.verdict, '') AS verdict_after,
        coalesce(a.verdict_period, b.verdict_period, '') AS verdict_period,
        b.verdict_value AS verdict_value_before,
        a.verdict_value AS verdict_value_after,
        (
            (a.value IS NULL) <> (b.value IS NULL)
            OR coalesce(abs(a.value - b.value) > 1e-9 * greatest(abs(a.value), abs(b.value), 1), FALSE)
            OR a.status IS DISTINCT FROM b.status
            OR a.verdict IS DISTINCT FROM b.verdict
        ) AS moved,
        -- the card says the figure of its due year too
        (
            a.verdict_period = b.verdict_period
            AND coalesce(
                abs(a.verdict_value - b.verdict_value)
                > 1e-9 * greatest(abs(a.verdict_value), abs(b.verdict_value), 1),
                FALSE
            )
            AND a.verdict_period IS DISTINCT FROM a.period
        ) AS verdict_moved
    FROM cards_after AS a
    FULL OUTER JOIN cards_before AS b
        ON
            a.statement = b.statement
            AND a.region = b.region
            AND a.sector = b.sector
            AND a.basis = b.basis
),

told AS (
    SELECT
        cards.*,
        'card' AS what
    FROM cards
    UNION ALL BY NAME
    SELECT
        cards.* REPLACE (
            verdict_period AS period_after,
            verdict_period AS period_before,
            verdict_value_before AS value_before,
            verdict_value_after AS value_after,
            verdict_before AS status_before,
            verdict_after AS status_after,
            '' AS verdict_before,
            '' AS verdict_after,
            TRUE AS moved
        ),
        'verdict' AS what
    FROM cards
    WHERE verdict_moved
)

SELECT
    told.statement,
    told.indicator,
    told.region,
    told.sector,
    coalesce(told.period_after, told.period_before, '') AS period,
    told.value_before,
    told.value_after,
    told.unit,
    told.status_before,
    told.status_after,
    told.grade,
    told.basis,
    told.verdict_before,
    told.verdict_after,
    coalesce(told.period_before, '') AS period_before,
    told.value_after - told.value_before AS change,
    told.region = after.city()
    AND told.sector = after.total()
    AND told.basis IN ('', after.default_basis()) AS on_overview,
    told.moved,
    if(told.what = 'card', coalesce(others.periods, 0), 0) AS others,
    told.what
FROM told
INNER JOIN fed ON told.statement = fed.statement
LEFT JOIN others
    ON
        told.statement = others.statement
        AND told.region = others.region
        AND told.sector = others.sector
        AND told.basis = others.basis
WHERE
    (told.moved OR others.periods > 0)
    AND (NOT fed.by_chance OR (told.moved AND told.period_before = told.period_after))
ORDER BY
    on_overview DESC,
    told.moved DESC,
    told.region <> after.city(),
    told.statement,
    told.region,
    told.sector <> after.total(),
    told.sector,
    told.basis,
    told.what
LIMIT 2000
