-- what each number says by itself: why it can say nothing, or the word of a target that is still open
-- One row per: statement, region, sector, item, basis, period
-- Params: (none)
WITH limits AS (
    SELECT
        max(value) FILTER (WHERE section = 'status' AND name = 'on_track') AS on_track,
        max(value) FILTER (WHERE section = 'status' AND name = 'behind') AS behind,
        max(value) FILTER (WHERE section = 'roster' AND name = 'minimum_coverage') AS coverage,
        max(value) FILTER (WHERE section = 'hold' AND name = 'start_year') AS hold_start
    FROM plan_settings
),

-- A chain needs every whole year since its start.
chained AS (
    SELECT
        measured.*,
        limits.* RENAME (coverage AS minimum_coverage, behind AS behind_from, on_track AS on_track_from),
        answers.judged AS answered,
        answers.met AS judged_met,
        answers.wanting AS judged_wanting,
        if(required_share = 0, 100, 100 * attained / nullif(required_share, 0)) AS ratio,
        coalesce(base_year, first_year) AS starts,
        count(measured.value) FILTER (WHERE month = 12 AND year >= starts) OVER so_far
        >= year - starts + if(month = 12, 1, 0) AS unbroken,
        bool_and(coalesce(measured.met, FALSE)) FILTER (WHERE month = 12 AND year > starts) OVER so_far
            AS every
    FROM progress_measured AS measured
    CROSS JOIN limits
    LEFT JOIN plan_statuses AS answers ON measured.judgement = answers.code
    WINDOW so_far AS (
        PARTITION BY statement, region, sector, item, basis
        ORDER BY year, month
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
),

silent AS (
    SELECT
        *,
        CASE
            WHEN NOT answered THEN judgement
            WHEN coverage < minimum_coverage THEN 'insufficient'
            WHEN answered THEN NULL
            WHEN rule IN ('narrative', 'peak_before') THEN 'insufficient'
            WHEN others_promise AND own_id IS NULL THEN 'not_assigned'
            WHEN target IS NULL AND NOT (yearly OR by_base OR rule = 'band')
                THEN if(is_city, 'no_target', 'not_assigned')
            WHEN rule = 'hold' AND year < hold_start THEN 'too_early'
            WHEN year <= base_year OR (yearly AND year = starts) OR (by_base AND base_year IS NULL)
                THEN 'too_early'
            WHEN target IS NULL OR value IS NULL OR (yearly AND NOT unbroken) THEN 'insufficient'
        END AS silence
    FROM chained
)

SELECT
    *
    EXCLUDE (
        met,
        on_track_from,
        behind_from,
        minimum_coverage,
        hold_start,
        answered,
        judged_met,
        judged_wanting,
        every,
        unbroken,
        starts,
        first_year,
        first_final_year
    ),
    CASE
        WHEN judged_met THEN TRUE
        WHEN judged_wanting THEN FALSE
        WHEN answered IS NULL THEN met
    END AS met,
    month = 12 OR on_a_day AS whole_reading,
    CASE
        WHEN silence IS NOT NULL THEN silence
        WHEN answered THEN judgement
        WHEN rule = 'budget' AND month < 12
            THEN
                CASE
                    WHEN round(value, 9) <= round(required, 9) THEN 'on_track'
                    WHEN value <= required * 100 / behind_from THEN 'behind'
                    ELSE 'far_behind'
                END
        WHEN (by_base OR rule = 'outpace') AND due_year IS NOT NULL
            THEN if(met, 'on_track', 'behind')
        WHEN yearly AND due_year IS NOT NULL
            THEN if(met AND coalesce(every, TRUE), 'on_track', if(met, 'behind', 'far_behind'))
        WHEN met AND final AND whole_reading THEN 'achieved'
        WHEN met AND month = 12 THEN 'pending_final'
        WHEN met THEN 'on_track'
        WHEN due_year IS NULL AND (standing OR rule IN ('deadline', 'hold')) THEN 'missed'
        WHEN yearly OR by_base OR rule IN ('outpace', 'band') THEN 'behind'
        WHEN ratio IS NULL THEN 'insufficient'
        WHEN round(ratio, 9) >= on_track_from THEN 'on_track'
        WHEN round(ratio, 9) >= behind_from THEN 'behind'
        ELSE 'far_behind'
    END AS word
FROM silent
