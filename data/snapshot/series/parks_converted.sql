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
        count_if(started) AS started,
        count_if(accepted) AS accepted,
        count_if(due) AS due,
        max(grade_rank) AS grade_rank
    FROM parks
    GROUP BY region, year, month, period
),

-- Nothing is promised of acceptance apart.
told AS (
    SELECT
        counted.*,
        unnest([
            { 'item': '', 'done': if(counting.text = 'accepted', accepted, started), 'judgement': NULL },
            { 'item': 'accepted', 'done': accepted, 'judgement': 'no_target' }
        ]) AS one
    FROM counted
    INNER JOIN
        plan_settings AS counting
        ON counting.section = 'circular_parks' AND counting.name = 'counted_from'
)

SELECT
    told.region,
    told.one.item,
    told.year,
    told.month,
    told.period,
    100.0 * told.one.done / nullif(told.due, 0) AS value,
    cast(told.one.done AS DOUBLE) AS numerator,
    cast(told.due AS DOUBLE) AS denominator,
    if(told.due = 0, 'not_applicable', told.one.judgement) AS judgement,
    told.grade_rank
FROM told
