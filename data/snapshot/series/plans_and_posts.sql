-- T33: share of enterprises that have everything they must (plan, post, disclosure); each duty as a part
-- One row per: region, sector, item ('' or duty), period
-- Params: base_year
WITH enterprises AS (
    SELECT
        told.*,
        own.due_on < told.as_of AS past,
        unnest([
            { 'item': 'plan', 'needed': own.plan_needed, 'done_on': own.plan_made_on },
            { 'item': 'post', 'needed': own.post_needed, 'done_on': own.post_filled_on },
            { 'item': 'disclosure', 'needed': own.disclosure_needed, 'done_on': own.disclosed_on }
        ]) AS duty
    FROM ledger_at_month_ends('enterprise_plans', $base_year) AS told
    INNER JOIN enterprise_plans AS own ON told.record_key = own.record_key
),

-- Each duty of an enterprise, and the enterprise as a whole (all its duties), as its ledger row says.
counted AS (
    SELECT
        enterprises.place,
        duty.item,
        enterprises.year,
        enterprises.month,
        enterprises.period,
        enterprises.grade_rank,
        has_by(duty.needed, duty.done_on, enterprises.as_of) AS done,
        coalesce(enterprises.past, FALSE)
        AND NOT has_by(duty.needed, duty.done_on, enterprises.as_of) AS overdue
    FROM enterprises
    WHERE duty.needed = 'yes'
    UNION ALL BY NAME
    SELECT
        place,
        '' AS item,
        year,
        month,
        period,
        grade_rank,
        state = 'complete' AS done,
        state = 'overdue' AS overdue
    FROM ledger_at_month_ends('enterprise_plans', $base_year)
    WHERE state <> 'not_due'
)

SELECT
    place.region,
    place.sector,
    counted.item,
    counted.year,
    counted.month,
    counted.period,
    100.0 * count(*) FILTER (WHERE counted.done) / count(*) AS value,
    cast(count(*) FILTER (WHERE counted.done) AS DOUBLE) AS numerator,
    cast(count(*) AS DOUBLE) AS denominator,
    -- somebody's own date has passed with a duty undone
    if(bool_or(counted.overdue), 'missed', NULL) AS judgement,
    max(grade_rank) AS grade_rank
FROM counted
GROUP BY ALL
