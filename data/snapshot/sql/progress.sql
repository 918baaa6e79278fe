-- every rule of a target (METHODS §2) and the one rule of the status vocabulary
-- One row per: statement, region, sector, item, basis, period
-- Params: at
WITH targets AS (
    SELECT
        statement,
        region,
        year AS due_year,
        value AS target,
        comparison,
        base_value
    FROM plan_targets
    WHERE cast(valid_from AS DATE) <= cast($at AS DATE)
    QUALIFY
        row_number() OVER (PARTITION BY statement, region, year ORDER BY cast(valid_from AS DATE) DESC) = 1
),

-- Of several steps the next one speaks for a year, then the one without a year, then the last one.
aimed AS (
    SELECT
        asked.year AS asked_year,
        targets.*
    FROM (
        SELECT DISTINCT
            statement,
            year
        FROM series
    ) AS asked
    INNER JOIN targets ON asked.statement = targets.statement
    QUALIFY row_number() OVER (
        PARTITION BY asked.statement, targets.region, asked.year
        ORDER BY
            CASE WHEN targets.due_year >= asked.year THEN 1 WHEN targets.due_year IS NULL THEN 2 ELSE 3 END,
            if(targets.due_year >= asked.year, targets.due_year, -targets.due_year)
    ) = 1
),

-- The target of the row itself (a budget), else the place's own, else the city's where it is a rate.
joined AS (
    SELECT
        series.*,
        statements.name AS indicator,
        statements.rule,
        statements.unit,
        statements.direction,
        statements.path_from,
        statements.standing,
        CASE statements.rule
            WHEN 'budget' THEN series.year
            ELSE coalesce(own.due_year, inherited.due_year, statements.due_year)
        END AS due_year,
        CASE
            WHEN statements.rule IN ('falls_every_year', 'rises_every_year') THEN before.value
            -- the base year itself has nothing to be compared with yet
            WHEN statements.rule IN ('falls_from_base', 'rises_from_base', 'beats_own')
                THEN if(series.year > statements.path_from, base.value, NULL)
            -- a year by which to peak is no amount in the unit of the emissions
            WHEN statements.rule = 'peak_before' THEN NULL
            WHEN
                statements.rule IN ('coverage', 'deadline')
                THEN coalesce(series.target_value, own.target, inherited.target, 100)
            ELSE coalesce(series.target_value, own.target, inherited.target)
        END AS target,
        CASE
            WHEN statements.rule IN ('falls_every_year', 'falls_from_base') THEN 'below'
            WHEN
                statements.rule IN ('rises_every_year', 'rises_from_base', 'beats_own', 'outpace', 'above')
                THEN 'above'
            WHEN statements.rule IN ('at_most', 'budget') THEN 'at_most'
            ELSE coalesce(own.comparison, inherited.comparison, 'at_least')
        END AS comparison,
        CASE
            WHEN statements.rule = 'reduction' THEN 0
            WHEN
                statements.rule IN ('at_least', 'above', 'at_most', 'count', 'coverage')
                THEN coalesce(base.value, own.base_value)
        END AS base_value,
        (series.target_value IS NOT NULL OR (own.target IS NOT NULL AND series.sector = total()))
            AS own_target,
        before.value AS value_before
    FROM series
    INNER JOIN plan_statements AS statements ON series.statement = statements.statement
    LEFT JOIN aimed AS own
        ON
            series.statement = own.statement
            AND series.region = own.region
            AND series.year = own.asked_year
            AND (series.sector = total() OR statements.target_inherits)
    LEFT JOIN aimed AS inherited
        ON
            series.statement = inherited.statement
            AND inherited.region = city()
            AND series.year = inherited.asked_year
            AND statements.target_inherits
    LEFT JOIN series AS base
        ON
            series.statement = base.statement
            AND series.region = base.region
            AND series.sector = base.sector
            AND series.item = base.item
            AND series.basis = base.basis
            AND base.year = statements.path_from
            AND base.month = 12
    LEFT JOIN series AS before
        ON
            series.statement = before.statement
            AND series.region = before.region
            AND series.sector = before.sector
            AND series.item = before.item
            AND series.basis = before.basis
            AND before.year = series.year - 1
            AND before.month = series.month
),

-- A January-to-date rate or share speaks for its year; a count and a coverage stand at their date.
timed AS (
    SELECT
        *,
        due_year - path_from AS span,
        CASE
            WHEN rule IN ('count', 'coverage') THEN least(year + month / 12.0 - 1, due_year) - path_from
            ELSE least(year, due_year) - path_from
        END AS elapsed,
        round(value, 9) AS rounded,
        (rule IN ('falls_every_year', 'rises_every_year')) AS yearly
    FROM joined
),

measured AS (
    SELECT
        *,
        CASE
            WHEN rule = 'band' THEN rounded BETWEEN round(target, 9) AND round(target_high, 9)
            WHEN comparison = 'above' THEN rounded > round(target, 9)
            WHEN comparison = 'at_most' THEN rounded <= round(target, 9)
            WHEN comparison = 'below' THEN rounded < round(target, 9)
            ELSE rounded >= round(target, 9)
        END AS met,
        CASE
            WHEN rule = 'band' THEN greatest(target - value, value - target_high)
            WHEN comparison IN ('at_most', 'below') THEN value - target
            ELSE target - value
        END AS gap,
        CASE
            WHEN rule = 'reduction' THEN 100 * ln(1 - value / 100) / ln(1 - target / 100)
            WHEN rule IN ('outpace', 'band', 'narrative', 'peak_before') THEN NULL
            WHEN rule = 'count' OR base_value IS NULL
                THEN if(
                    comparison IN ('at_most', 'below'),
                    100 * target / nullif(value, 0),
                    100 * value / nullif(target, 0)
                )
            ELSE 100 * (value - base_value) / nullif(target - base_value, 0)
        END AS attained,
        CASE
            WHEN rule = 'reduction' THEN 100 * (1 - pow(1 - target / 100, elapsed / nullif(span, 0)))
            WHEN rule = 'budget' THEN target * coalesce(path_share, month / 12.0)
            ELSE coalesce(base_value + (target - base_value) * elapsed / nullif(span, 0), target)
        END AS required,
        CASE
            WHEN rule = 'count'
                THEN
                    100 * coalesce(base_value + (target - base_value) * elapsed / nullif(span, 0), target)
                    / nullif(target, 0)
            WHEN rule = 'budget' THEN 100 / nullif(coalesce(path_share, month / 12.0), 0)
            WHEN base_value IS NULL THEN 100
            ELSE 100 * elapsed / nullif(span, 0)
        END AS required_share
    FROM timed
),

-- What earlier periods say of the same promise: met before, held throughout, the answer at the due date.
remembered AS (
    SELECT
        measured.*,
        if(required_share = 0, 100, 100 * measured.attained / nullif(measured.required_share, 0)) AS ratio,
        coalesce(
            bool_or(
                measured.met
                AND (measured.month = 12 OR measured.standing OR measured.rule IN ('count', 'hold'))
            )
                OVER earlier,
            FALSE
        )
            AS met_before,
        coalesce(bool_and(measured.met) OVER so_far, FALSE) AS held,
        bool_and(coalesce(measured.met, TRUE)) FILTER (WHERE measured.month = 12) OVER so_far AS every_year,
        bool_or(measured.met) FILTER (WHERE measured.year = measured.due_year AND measured.month = 12)
            OVER whole
            AS met_at_due,
        min(measured.maturity_rank) FILTER (WHERE measured.year = measured.due_year AND measured.month = 12)
            OVER whole
            AS maturity_at_due
    FROM measured
    WINDOW
        earlier AS (
            PARTITION BY statement, region, sector, item, basis, due_year
            ORDER BY year, month
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ),
        so_far AS (
            PARTITION BY statement, region, sector, item, basis
            ORDER BY year, month
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ),
        whole AS (PARTITION BY statement, region, sector, item, basis, due_year)
),

-- The chain of yearly rises or falls decides in place of the single comparison.
settled AS (
    SELECT
        * EXCLUDE (met, met_at_due),
        met AS newest_met,
        if(yearly, met AND every_year, met) AS met,
        if(
            yearly,
            bool_or(met AND every_year) FILTER (WHERE year = due_year AND month = 12) OVER whole,
            met_at_due
        ) AS met_at_due
    FROM remembered
    WINDOW whole AS (PARTITION BY statement, region, sector, item, basis, due_year)
),

judged AS (
    SELECT
        *,
        CASE
            WHEN judgement IS NOT NULL THEN judgement
            WHEN
                coverage
                < (SELECT value FROM plan_settings WHERE section = 'roster' AND name = 'minimum_coverage')
                THEN 'insufficient'
            WHEN rule = 'narrative' OR rule = 'peak_before' THEN 'insufficient'
            WHEN
                target IS NULL
                THEN
                    if(
                        rule IN (
                            'reduction',
                            'at_least',
                            'above',
                            'at_most',
                            'count',
                            'budget',
                            'band',
                            'hold',
                            'outpace'
                        ),
                        'no_target',
                        'insufficient'
                    )
            WHEN value IS NULL THEN 'insufficient'
            WHEN rule = 'hold' THEN if(held, 'achieved', if(met_before, 'lost', 'missed'))
            -- A standing duty has no due year: every period is its own due date.
            WHEN standing AND rule = 'deadline' THEN if(met, 'achieved', 'missed')
            WHEN standing AND due_year IS NULL THEN if(met, 'achieved', if(met_before, 'lost', 'missed'))
            WHEN year * 12 + month >= due_year * 12 + 12
                THEN
                    CASE
                        WHEN maturity_at_due = 1 THEN 'pending_final'
                        WHEN met_at_due IS NULL THEN if(met, 'achieved', 'missed')
                        WHEN NOT met_at_due THEN 'missed'
                        WHEN met THEN 'achieved'
                        ELSE 'lost'
                    END
            WHEN rule = 'budget'
                THEN
                    CASE
                        WHEN round(value, 9) <= round(required, 9) THEN 'on_track'
                        WHEN
                            value
                            <= required
                            * 100
                            / (SELECT value FROM plan_settings WHERE section = 'status' AND name = 'behind')
                            THEN 'behind'
                        ELSE 'far_behind'
                    END
            WHEN
                rule IN ('falls_from_base', 'rises_from_base', 'beats_own', 'outpace')
                AND due_year IS NOT NULL
                THEN if(met, 'on_track', 'behind')
            WHEN yearly AND due_year IS NOT NULL
                THEN if(met, 'on_track', if(newest_met, 'behind', 'far_behind'))
            WHEN met THEN 'achieved'
            WHEN met_before THEN 'lost'
            WHEN
                rule IN ('falls_from_base', 'rises_from_base', 'beats_own', 'outpace', 'band') OR yearly
                THEN 'behind'
            WHEN ratio IS NULL THEN 'insufficient'
            WHEN
                round(ratio, 9)
                >= (SELECT value FROM plan_settings WHERE section = 'status' AND name = 'on_track')
                THEN 'on_track'
            WHEN
                round(ratio, 9)
                >= (SELECT value FROM plan_settings WHERE section = 'status' AND name = 'behind')
                THEN 'behind'
            ELSE 'far_behind'
        END AS status
    FROM settled
),

-- A headline left to its parts: the worst of them; good only when every part is known and good.
composed AS (
    SELECT
        heads.statement,
        heads.region,
        heads.sector,
        heads.basis,
        heads.period,
        CASE
            WHEN bool_or(statuses.wanting) THEN arg_min(parts.status, statuses.rank)
            WHEN NOT bool_and(statuses.good) THEN arg_max(parts.status, statuses.rank)
            ELSE arg_min(parts.status, statuses.rank)
        END AS status
    FROM judged AS heads
    INNER JOIN judged AS parts
        ON
            heads.statement = parts.statement
            AND heads.region = parts.region
            AND heads.sector = parts.sector
            AND heads.basis = parts.basis
            AND heads.period = parts.period
            AND parts.item <> ''
    INNER JOIN plan_statuses AS statuses ON parts.status = statuses.code
    WHERE
        heads.item = ''
        AND heads.judgement = 'parts'
        -- what only stands beside, or has nothing due, decides nothing
        AND parts.judgement IS DISTINCT FROM 'no_target'
        AND parts.judgement IS DISTINCT FROM 'not_applicable'
    GROUP BY ALL
)

SELECT
    judged.statement,
    judged.indicator,
    judged.region,
    judged.sector,
    judged.item,
    judged.basis,
    judged.year,
    judged.month,
    judged.period,
    judged.value,
    judged.numerator,
    judged.denominator,
    judged.unit,
    judged.path_from AS base_year,
    judged.base_value,
    judged.due_year,
    judged.target,
    judged.target_high,
    judged.own_target,
    judged.gap,
    judged.attained,
    judged.required,
    judged.required_share,
    judged.ratio,
    judged.met,
    if(judged.judgement = 'parts', coalesce(composed.status, 'insufficient'), judged.status) AS status,
    cast(NULL AS VARCHAR) AS verdict,
    cast(NULL AS VARCHAR) AS verdict_period,
    cast(NULL AS DOUBLE) AS verdict_value,
    cast(NULL AS VARCHAR) AS since,
    cast(NULL AS VARCHAR) AS because,
    cast(NULL AS VARCHAR) AS target_id,
    judged.coverage,
    judged.missing,
    maturities.code AS maturity,
    grades.code AS grade
FROM judged
LEFT JOIN composed
    ON
        judged.judgement = 'parts'
        AND judged.statement = composed.statement
        AND judged.region = composed.region
        AND judged.sector = composed.sector
        AND judged.basis = composed.basis
        AND judged.period = composed.period
INNER JOIN plan_grades AS grades ON judged.grade_rank = grades.rank
INNER JOIN plan_maturities AS maturities ON judged.maturity_rank = maturities.rank
ORDER BY
    judged.statement, judged.region, judged.sector, judged.item, judged.basis, judged.year, judged.month
