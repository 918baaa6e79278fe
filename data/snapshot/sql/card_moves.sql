-- which cards of the overview say other things in one snapshot than in another, for every place and sector
-- One row per: statement, region, sector, basis (its card, and how many of its other periods differ)
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

-- What a sheet says something of; one that no statement is computed from may touch any (the register).
fed AS (
    SELECT statements.statement
    FROM after.plan_statements AS statements
    WHERE
        $template IS NULL
        OR list_contains($named, statements.statement)
        OR statements.statement IN (
            SELECT sources.statement
            FROM after.plan_statement_sources AS sources
            WHERE sources.template = $template
        )
        OR $template NOT IN (SELECT sources.template FROM after.plan_statement_sources AS sources)
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
        (a.value IS NULL) <> (b.value IS NULL)
        OR coalesce(abs(a.value - b.value) > 1e-9 * greatest(abs(a.value), abs(b.value), 1), FALSE)
        OR a.status IS DISTINCT FROM b.status
        OR a.verdict IS DISTINCT FROM b.verdict AS moved
    FROM cards_after AS a
    FULL OUTER JOIN cards_before AS b
        ON
            a.statement = b.statement
            AND a.region = b.region
            AND a.sector = b.sector
            AND a.basis = b.basis
)

SELECT
    cards.statement,
    cards.indicator,
    cards.region,
    cards.sector,
    coalesce(cards.period_after, cards.period_before, '') AS period,
    cards.value_before,
    cards.value_after,
    cards.unit,
    cards.status_before,
    cards.status_after,
    cards.grade,
    cards.basis,
    cards.verdict_before,
    cards.verdict_after,
    coalesce(cards.period_before, '') AS period_before,
    cards.value_after - cards.value_before AS change,
    cards.region = after.city()
    AND cards.sector = after.total()
    AND cards.basis IN ('', after.default_basis()) AS on_overview,
    cards.moved,
    coalesce(others.periods, 0) AS others
FROM cards
INNER JOIN fed ON cards.statement = fed.statement
LEFT JOIN others
    ON
        cards.statement = others.statement
        AND cards.region = others.region
        AND cards.sector = others.sector
        AND cards.basis = others.basis
WHERE cards.moved OR others.periods > 0
ORDER BY
    on_overview DESC,
    cards.moved DESC,
    cards.region <> after.city(),
    cards.statement,
    cards.region,
    cards.sector <> after.total(),
    cards.sector,
    cards.basis
LIMIT 2000
