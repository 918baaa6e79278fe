-- what moved since an earlier publication, like held against like: changes of status first, the worst first
-- One row per: statement whose status, verdict or figure moved
-- Params: region, sector, basis
-- Columns: statement statement; unit unit; decimals whole; kind code; period_before period;
-- period_after period; value_before number of unit; value_after number of unit; status_before status;
-- status_after status; verdict_before status; verdict_after status; verdict_period period;
-- parts_before whole; parts_after whole; parts whole; turned flag; grade grade
WITH now_told AS (
    SELECT
        told.statement,
        told.period,
        told.year,
        told.month,
        told.value,
        told.numerator,
        told.denominator,
        told.base_year,
        told.status,
        told.verdict,
        told.verdict_period,
        told.grade,
        told.until_ordinal
    FROM snapshot.progress AS told
    WHERE
        told.region = coalesce($region, city())
        AND told.sector = coalesce($sector, total())
        AND (told.basis = coalesce($basis, default_basis()) OR told.basis = '')
        AND told.until_ordinal IS NOT NULL
),

before_told AS (
    SELECT
        told.statement,
        told.period,
        told.year,
        told.month,
        told.value,
        told.numerator,
        told.denominator,
        told.base_year,
        told.status,
        told.verdict,
        told.verdict_period,
        told.grade
    FROM previous.progress AS told
    INNER JOIN statements ON told.statement = statements.statement
    WHERE
        told.region = coalesce($region, city())
        AND told.sector = coalesce($sector, total())
        AND told.item = ''
        AND (told.basis = coalesce($basis, default_basis()) OR told.basis = '')
        AND speaks_of_its_target(statements.rule, told.year, told.due_year)
),

card_now AS (
    SELECT *
    FROM now_told
    WHERE until_ordinal = 9999999
),

card_before AS (
    SELECT *
    FROM before_told
    QUALIFY row_number() OVER (PARTITION BY statement ORDER BY year DESC, month DESC) = 1
),

-- A period that both know is held against itself. A new one: what stands on a day against the day before it,
-- what runs from January against the same months a year ago, counted from the same base.
paired AS (
    SELECT
        statements.statement,
        statements.ordinal,
        statements.unit,
        statements.decimals,
        statements.counts_parts,
        card_now.period AS period_after,
        card_now.value AS value_after,
        coalesce(card_before.status, 'no_data') AS status_before,
        coalesce(card_now.status, 'no_data') AS status_after,
        card_before.verdict AS verdict_before,
        card_now.verdict AS verdict_after,
        coalesce(card_now.verdict_period, card_before.verdict_period) AS verdict_period,
        card_now.numerator AS parts_after,
        card_now.denominator AS parts,
        card_now.grade,
        CASE
            WHEN card_now.statement IS NULL THEN 'gone'
            WHEN itself.statement IS NOT NULL THEN 'revised'
            WHEN
                statements.rule IN ('count', 'coverage', 'deadline', 'narrative')
                AND card_before.period IS NOT NULL
                THEN 'stands'
            WHEN year_ago.statement IS NOT NULL THEN 'year'
            ELSE 'first'
        END AS kind,
        CASE kind
            WHEN 'revised' THEN itself.period
            WHEN 'year' THEN year_ago.period
            WHEN 'first' THEN NULL
            ELSE card_before.period
        END AS period_before,
        CASE kind
            WHEN 'revised' THEN itself.value
            WHEN 'year' THEN year_ago.value
            WHEN 'first' THEN NULL
            ELSE card_before.value
        END AS value_before,
        CASE kind
            WHEN 'revised' THEN itself.numerator
            WHEN 'year' THEN year_ago.numerator
            WHEN 'first' THEN NULL
            ELSE card_before.numerator
        END AS parts_before
    FROM statements
    LEFT JOIN card_now ON statements.statement = card_now.statement
    LEFT JOIN card_before ON statements.statement = card_before.statement
    LEFT JOIN before_told AS itself
        ON card_now.statement = itself.statement AND card_now.period = itself.period
    LEFT JOIN now_told AS year_ago
        ON
            card_now.statement = year_ago.statement
            AND card_now.year - 1 = year_ago.year
            AND card_now.month = year_ago.month
            AND (
                statements.rule NOT IN ('reduction', 'outpace')
                OR card_now.base_year IS NOT DISTINCT FROM year_ago.base_year
            )
    WHERE card_now.statement IS NOT NULL OR card_before.statement IS NOT NULL
)

SELECT
    paired.statement,
    paired.unit,
    paired.decimals,
    paired.kind,
    paired.period_before,
    paired.period_after,
    paired.value_before,
    paired.value_after,
    paired.status_before,
    paired.status_after,
    paired.verdict_before,
    paired.verdict_after,
    paired.verdict_period,
    if(paired.counts_parts, paired.parts_before, NULL) AS parts_before,
    if(paired.counts_parts, paired.parts_after, NULL) AS parts_after,
    if(paired.counts_parts, paired.parts, NULL) AS parts,
    paired.status_before <> paired.status_after AS turned,
    paired.grade
FROM paired
INNER JOIN snapshot.plan_statuses AS statuses ON paired.status_after = statuses.code
WHERE
    paired.status_before <> paired.status_after
    OR paired.verdict_before IS DISTINCT FROM paired.verdict_after
    -- what no screen would show differently is no move
    OR round(paired.value_after * pow(10, paired.decimals + 1))
    IS DISTINCT FROM round(paired.value_before * pow(10, paired.decimals + 1))
    OR (paired.counts_parts AND paired.parts_after IS DISTINCT FROM paired.parts_before)
ORDER BY turned DESC, statuses.rank, paired.ordinal
