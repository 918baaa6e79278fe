-- each number beside what it is held against: target, base, gap, attained and required share, met or not
-- One row per: statement, region, sector, item, basis, period
-- Params: (none)
WITH kinds AS (
    SELECT
        *,
        rule IN ('falls_every_year', 'rises_every_year') AS yearly,
        rule IN ('falls_from_base', 'rises_from_base', 'beats_own') AS by_base,
        rule IN ('count', 'coverage', 'deadline', 'narrative') AS on_a_day,
        rule IN ('coverage', 'deadline') AS whole
    FROM plan_statements
),

-- A promise of a direction has a due year of its own, which a later number does not take away.
promised AS (
    SELECT
        series.* EXCLUDE (base_year),
        series.base_year AS counted_from,
        kinds.name AS indicator,
        kinds.unit,
        kinds.standing,
        kinds.binds_everybody,
        kinds.on_a_day,
        kinds.whole,
        kinds.path_from,
        kinds.due_year AS promised_year,
        kinds.of_the_city AND series.region <> city() AS others_promise,
        series.region = city() AND series.sector = total() AS is_city,
        aimed.* EXCLUDE (statement, region, sector, item, year, own_id),
        if(
            (kinds.yearly OR kinds.by_base OR kinds.rule = 'narrative')
            AND series.year <= kinds.due_year
            AND coalesce(aimed.own_due_year, 9999) > kinds.due_year,
            NULL,
            aimed.own_id
        ) AS own_id,
        CASE
            WHEN own_id IS NULL OR NOT (kinds.yearly OR kinds.by_base) THEN kinds.rule
            WHEN aimed.own_comparison IN ('at_most', 'below') THEN 'at_most'
            ELSE 'at_least'
        END AS rule,
        kinds.yearly AND own_id IS NULL AS yearly,
        kinds.by_base AND own_id IS NULL AS by_base,
        min(series.year) FILTER (WHERE series.value IS NOT NULL) OVER so_long AS first_year,
        min(series.year) FILTER (WHERE series.month = 12 AND series.maturity_rank = 3) OVER so_long
            AS first_final_year
    FROM series
    INNER JOIN kinds ON series.statement = kinds.statement
    INNER JOIN progress_aimed AS aimed
        ON
            series.statement = aimed.statement
            AND series.region = aimed.region
            AND series.sector = aimed.sector
            AND series.item = aimed.item
            AND series.year = aimed.year
    WINDOW so_long AS (
        PARTITION BY
            series.statement, series.region, series.sector, series.item, series.basis, series.base_year
    )
),

-- The place's own target; the city's where it binds everybody; the row's own (a budget, an advanced value).
aimed AS (
    SELECT
        *,
        CASE
            WHEN own_id IS NOT NULL THEN coalesce(own_base_year, path_from)
            WHEN by_base THEN coalesce(path_from, first_final_year)
            ELSE coalesce(city_base_year, path_from)
        END AS base_year,
        CASE
            WHEN rule = 'budget' THEN year
            WHEN own_id IS NOT NULL THEN own_due_year
            WHEN binds_everybody AND city_id IS NOT NULL THEN city_due_year
            WHEN others_promise THEN NULL
            WHEN
                is_city
                OR binds_everybody
                OR yearly
                OR by_base
                OR target_value IS NOT NULL
                OR rule IN ('narrative', 'peak_before')
                THEN promised_year
        END AS due_year,
        CASE
            WHEN rule = 'peak_before' THEN NULL
            ELSE
                coalesce(
                    target_value,
                    if(own_id IS NOT NULL, own_value, NULL),
                    if(binds_everybody, city_value, NULL),
                    if(whole AND (is_city OR binds_everybody), 100, NULL)
                )
        END AS number_wanted,
        CASE
            WHEN rule IN ('falls_every_year', 'falls_from_base') THEN 'below'
            WHEN rule IN ('rises_every_year', 'rises_from_base', 'beats_own') THEN 'above'
            WHEN own_id IS NOT NULL THEN own_comparison
            WHEN binds_everybody AND city_id IS NOT NULL THEN city_comparison
            WHEN rule IN ('above', 'outpace') THEN 'above'
            WHEN rule IN ('at_most', 'budget') THEN 'at_most'
            ELSE 'at_least'
        END AS comparison,
        CASE
            WHEN own_id IS NOT NULL THEN own_id
            WHEN binds_everybody THEN city_id
        END AS target_id,
        CASE
            WHEN target_value IS NOT NULL OR own_id IS NOT NULL THEN TRUE
            WHEN number_wanted IS NOT NULL THEN is_city
        END AS own_target,
        greatest(
            grade_rank,
            CASE
                WHEN own_id IS NOT NULL THEN own_grade
                WHEN binds_everybody AND city_id IS NOT NULL THEN city_grade
                ELSE 0
            END
        ) AS worst_grade
    FROM promised
),

-- Of a number that is counted from a base, the one counted from the target's own.
chosen AS (
    SELECT *
    FROM aimed
    WHERE counted_from IS NULL OR counted_from = base_year
),

joined AS (
    SELECT
        chosen.* EXCLUDE (grade_rank),
        chosen.worst_grade AS grade_rank,
        CASE
            WHEN chosen.yearly THEN before.value
            -- the base year itself has nothing to be compared with yet
            WHEN chosen.by_base
                THEN if(chosen.year > chosen.base_year AND NOT chosen.others_promise, base.value, NULL)
            ELSE chosen.number_wanted
        END AS target,
        CASE
            WHEN chosen.rule = 'reduction' THEN 0
            WHEN chosen.rule IN ('at_least', 'above', 'at_most', 'count', 'coverage')
                THEN coalesce(if(chosen.own_id IS NOT NULL, chosen.own_base_value, NULL), base.value)
        END AS base_value,
        -- an answer is final when both figures are
        least(
            chosen.maturity_rank,
            CASE
                WHEN chosen.yearly THEN coalesce(before.maturity_rank, 3)
                WHEN chosen.by_base THEN coalesce(base.maturity_rank, 3)
                ELSE 3
            END
        ) = 3 AS final
    FROM chosen
    LEFT JOIN chosen AS base
        ON
            chosen.statement = base.statement
            AND chosen.region = base.region
            AND chosen.sector = base.sector
            AND chosen.item = base.item
            AND chosen.basis = base.basis
            AND base.year = chosen.base_year
            AND base.month = 12
    LEFT JOIN chosen AS before
        ON
            chosen.statement = before.statement
            AND chosen.region = before.region
            AND chosen.sector = before.sector
            AND chosen.item = before.item
            AND chosen.basis = before.basis
            AND before.year = chosen.year - 1
            AND before.month = chosen.month
),

-- A January-to-date rate or share speaks for its year; a count and a coverage stand at their date.
timed AS (
    SELECT
        *,
        due_year - base_year AS span,
        CASE
            WHEN rule IN ('count', 'coverage') THEN least(year + month / 12.0 - 1, due_year) - base_year
            ELSE least(year, due_year) - base_year
        END AS elapsed,
        round(value, 9) AS rounded,
        round(target, 9) AS line
    FROM joined
)

SELECT
    * EXCLUDE (number_wanted, worst_grade, counted_from, elapsed, span, rounded, line),
    CASE
        WHEN target IS NULL THEN NULL
        -- nothing can fall below nothing, nor a share rise above the whole
        WHEN (by_base OR yearly) AND comparison = 'below' AND rounded = 0 THEN TRUE
        WHEN (by_base OR yearly) AND comparison = 'above' AND unit = '%' AND rounded >= 100 THEN TRUE
        WHEN rule = 'band' THEN rounded BETWEEN line AND round(target_high, 9)
        WHEN comparison = 'above' THEN rounded > line
        WHEN comparison = 'at_most' THEN rounded <= line
        WHEN comparison = 'below' THEN rounded < line
        ELSE rounded >= line
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
        WHEN target IS NULL OR rule = 'band' THEN NULL
        WHEN rule = 'reduction' THEN 100 * (1 - pow(1 - target / 100, elapsed / nullif(span, 0)))
        WHEN rule = 'budget' THEN target * coalesce(path_share, month / 12.0)
        ELSE coalesce(base_value + (target - base_value) * elapsed / nullif(span, 0), target)
    END AS required,
    CASE
        WHEN target IS NULL OR rule = 'band' THEN NULL
        WHEN rule = 'count'
            THEN
                100 * coalesce(base_value + (target - base_value) * elapsed / nullif(span, 0), target)
                / nullif(target, 0)
        WHEN rule = 'budget' THEN 100 / nullif(coalesce(path_share, month / 12.0), 0)
        WHEN base_value IS NULL THEN 100
        ELSE 100 * elapsed / nullif(span, 0)
    END AS required_share
FROM timed
