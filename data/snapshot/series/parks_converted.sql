-- T23: key parks of regional rank and above that carry out their circular conversion; beside it accepted
-- One row per: region, item ('', accepted), period (sector TOTAL)
-- Params: base_year
WITH parks AS (
    SELECT
        told.place.region,
        told.year,
        told.month,
        told.period,
        told.grade_rank,
        own.level IN ('national', 'regional') AS due,
        due AND coalesce(own.accepted_on <= told.as_of, FALSE) AS accepted,
        accepted OR (due AND coalesce(own.started_on <= told.as_of, FALSE)) AS started
    FROM ledger_at_month_ends('circular_parks', $base_year) AS told
    INNER JOIN circular_parks AS own ON told.record_key = own.record_key
),

counted AS (
    SELECT
        region,
        year,
        month,
        period,
        unnest([
            {
                'item': '',
                'done': count_if(CASE counting.text WHEN 'accepted' THEN accepted ELSE started END),
                'judgement': NULL
            },
            -- nothing is promised of it apart
            { 'item': 'accepted', 'done': count_if(accepted), 'judgement': 'no_target' }
        ]) AS told,
        count_if(due) AS due,
        max(grade_rank) AS grade_rank
    FROM parks
    INNER JOIN
        plan_settings AS counting
        ON counting.section = 'circular_parks' AND counting.name = 'counted_from'
    GROUP BY region, year, month, period, counting.text
)

SELECT
    counted.region,
    counted.told.item,
    counted.year,
    counted.month,
    counted.period,
    100.0 * counted.told.done / nullif(counted.due, 0) AS value,
    cast(counted.told.done AS DOUBLE) AS numerator,
    cast(counted.due AS DOUBLE) AS denominator,
    if(counted.due = 0, 'not_applicable', counted.told.judgement) AS judgement,
    counted.grade_rank
FROM counted
