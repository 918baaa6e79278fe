-- the verdict of every target whose day has come, and how it stands now: the one rule of the vocabulary
-- One row per: statement, region, sector, item, basis, period
-- Params: (none)
WITH settled AS (
    SELECT
        worded.* EXCLUDE (met, final, word, silence),
        worded.year * 12 + worded.month AS ordinal,
        if(worded.judgement = 'parts', composed.met, worded.met) AS met,
        if(worded.judgement = 'parts', composed.final, worded.final) AS final,
        if(worded.judgement = 'parts', coalesce(composed.word, 'insufficient'), worded.word) AS word,
        composed.unmet_item,
        composed.silent_item,
        -- what was so before a standing duty was laid down is neither kept nor lost
        coalesce(
            worded.year * 12 + worded.month >= year(promise.valid_from) * 12 + month(promise.valid_from), TRUE
        ) AS promised
    FROM progress_worded AS worded
    LEFT JOIN targets AS promise ON worded.due_year IS NULL AND worded.target_id = promise.target_id
    LEFT JOIN progress_composed AS composed
        ON
            worded.judgement = 'parts'
            AND worded.statement = composed.statement
            AND worded.region = composed.region
            AND worded.sector = composed.sector
            AND worded.basis = composed.basis
            AND worded.period = composed.period
),

-- What settles an answer: a final figure of a whole year, or of any day where a register is counted.
answering AS (
    SELECT
        settled.*,
        if(words.judged, NULL, settled.word) AS silence,
        words.judged AND settled.met IS NOT NULL AND coalesce(settled.final, FALSE) AND settled.whole_reading
            AS settles,
        -- a peak is told by the years after it
        coalesce(
            settled.month = 12
            AND (
                settled.year = settled.due_year
                OR (settled.rule = 'peak_before' AND settled.year > settled.due_year)
            ),
            FALSE
        ) AS at_due,
        coalesce(settled.ordinal >= settled.due_year * 12 + 12, FALSE) AS due_passed
    FROM settled
    INNER JOIN plan_statuses AS words ON settled.word = words.code
),

-- What the readings so far of the same target say, each run of met and of unmet ones by itself.
remembered AS (
    SELECT
        *,
        count(*) FILTER (WHERE settles AND met AND promised) OVER so_far AS times_met,
        count(*) FILTER (WHERE settles AND NOT met) OVER so_far AS times_unmet,
        last_value(if(settles, met, NULL) IGNORE NULLS) OVER so_far AS met_last,
        bool_and(coalesce(met, FALSE)) FILTER (
            WHERE month = 12 AND year > coalesce(base_year, 0) AND year <= due_year
        ) OVER so_far AS every
    FROM answering
    WINDOW so_far AS (
        PARTITION BY statement, region, sector, item, basis, due_year
        ORDER BY ordinal
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
),

concluded AS (
    SELECT
        *,
        CASE
            WHEN NOT at_due THEN NULL
            WHEN silence = 'insufficient' OR silence = 'not_applicable' THEN silence
            WHEN silence = 'too_early' THEN 'pending_final'
            WHEN silence IS NOT NULL THEN NULL
            WHEN NOT coalesce(final, FALSE) OR met IS NULL THEN 'pending_final'
            WHEN met AND (every OR NOT yearly) THEN 'achieved'
            ELSE 'missed'
        END AS concluding,
        first_value(period) OVER unmet_run AS unmet_since,
        first_value(coalesce('item:' || unmet_item, because, 'period:' || period)) OVER unmet_run AS unmet_by,
        first_value(period) OVER met_run AS met_since
    FROM remembered
    WINDOW
        unmet_run AS (
            PARTITION BY statement, region, sector, item, basis, due_year, times_met
            ORDER BY coalesce(settles AND NOT met, FALSE) DESC, ordinal
        ),
        met_run AS (
            PARTITION BY statement, region, sector, item, basis, due_year, times_unmet
            ORDER BY coalesce(settles AND met AND due_passed, FALSE) DESC, ordinal
        )
),

-- The answer at the due date stays with every later period, also when the next target has begun.
carried AS (
    SELECT
        *,
        max(concluding) OVER same_target AS concluded_here,
        max(if(at_due AND met IS NOT NULL, if(met, 'flash_met', 'flash_missed'), NULL)) OVER same_target
            AS flash_said,
        arg_max(concluding, ordinal) FILTER (WHERE concluding IS NOT NULL) OVER so_far AS last_verdict,
        arg_max(period, ordinal) FILTER (WHERE concluding IS NOT NULL) OVER so_far AS last_period,
        arg_max(value, ordinal) FILTER (WHERE concluding IS NOT NULL) OVER so_far AS last_figure,
        arg_max(target, ordinal) FILTER (WHERE concluding IS NOT NULL) OVER so_far AS last_target,
        greatest(closed_year, if(due_passed, due_year, NULL)) AS newest_closed
    FROM concluded
    WINDOW
        same_target AS (PARTITION BY statement, region, sector, item, basis, due_year),
        so_far AS (
            PARTITION BY statement, region, sector, item, basis
            ORDER BY ordinal
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
),

told AS (
    SELECT
        *,
        CASE
            WHEN silence IS NOT NULL THEN silence
            WHEN at_due THEN coalesce(concluding, word)
            WHEN due_passed
                THEN
                    CASE concluded_here
                        WHEN 'achieved' THEN if(met_last, 'kept', 'lost')
                        -- a chain of yearly falls that once broke is not made up by one more fall
                        WHEN 'missed' THEN if(met_last AND NOT yearly, 'made_up', 'still_missed')
                        ELSE coalesce(concluded_here, 'insufficient')
                    END
            WHEN
                due_year IS NOT NULL
                OR rule = 'deadline'
                OR (judgement IS NOT NULL AND judgement <> 'parts')
                THEN word
            -- A standing duty has no due year: every final figure is its own due date.
            WHEN settles THEN if(met, 'achieved', if(times_met > 0, 'lost', word))
            WHEN month = 12 THEN 'pending_final'
            WHEN whole_reading THEN word
            WHEN times_met + times_unmet = 0 THEN if(rule = 'hold', 'too_early', word)
            WHEN met_last THEN 'achieved'
            WHEN times_met > 0 THEN 'lost'
            ELSE if(rule = 'hold' OR standing, 'missed', 'behind')
        END AS status,
        CASE
            WHEN silence = 'not_assigned' OR silence = 'no_target' THEN NULL
            WHEN newest_closed > coalesce(cast(left(last_period, 4) AS INTEGER), 0) THEN 'insufficient'
            ELSE last_verdict
        END AS verdict
    FROM carried
)

SELECT
    told.statement,
    told.indicator,
    told.region,
    told.sector,
    told.item,
    told.basis,
    told.year,
    told.month,
    told.period,
    told.value,
    told.numerator,
    told.denominator,
    told.unit,
    told.base_year,
    told.base_value,
    told.due_year,
    told.target,
    told.target_high,
    told.target_id,
    told.own_target,
    told.gap,
    told.attained,
    told.required,
    told.required_share,
    told.ratio,
    told.met,
    told.status,
    told.verdict,
    CASE
        WHEN told.verdict IS NULL THEN NULL
        WHEN told.newest_closed > coalesce(cast(left(told.last_period, 4) AS INTEGER), 0)
            THEN cast(told.newest_closed AS VARCHAR)
        ELSE told.last_period
    END AS verdict_period,
    if(verdict_period = told.last_period, told.last_figure, NULL) AS verdict_value,
    if(verdict_period = told.last_period, told.last_target, NULL) AS verdict_target,
    CASE told.status WHEN 'lost' THEN told.unmet_since WHEN 'made_up' THEN told.met_since END AS since,
    CASE
        WHEN told.status = 'insufficient' AND told.missing IS NOT NULL THEN 'missing:' || told.missing
        WHEN told.status = 'insufficient' THEN 'item:' || told.silent_item
        WHEN told.status = 'pending_final' AND told.due_passed THEN told.flash_said
        WHEN told.status = 'pending_final' THEN if(told.met, 'flash_met', 'flash_missed')
        WHEN told.status = 'lost' THEN told.unmet_by
        WHEN statuses.wanting THEN 'item:' || told.unmet_item
        -- a figure that settles nothing yet, but lies on the wrong side
        WHEN statuses.met AND NOT told.met AND NOT told.settles
            THEN if(told.month = 12, 'flash_missed', 'warning:' || told.period)
    END AS because,
    told.coverage,
    told.missing,
    maturities.code AS maturity,
    grades.code AS grade
FROM told
INNER JOIN plan_statuses AS statuses ON told.status = statuses.code
INNER JOIN plan_grades AS grades ON told.grade_rank = grades.rank
INNER JOIN plan_maturities AS maturities ON told.maturity_rank = maturities.rank
ORDER BY told.statement, told.region, told.sector, told.item, told.basis, told.year, told.month
