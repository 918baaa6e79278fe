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
            {
                'item': 'disclosure',
                'needed': own.disclosure_needed,
                -- a day without a document shows nothing
                'done_on': if(own.disclosure_document IS NULL, NULL, own.disclosed_on)
            }
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
        TRUE AS due,
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
        state <> 'not_due' AS due,
        state = 'complete' AS done,
        state = 'overdue' AS overdue
    FROM ledger_at_month_ends('enterprise_plans', $base_year)
)

SELECT
    place.region,
    place.sector,
    counted.item,
    counted.year,
    counted.month,
    counted.period,
    100.0 * count_if(counted.done) / nullif(count_if(counted.due), 0) AS value,
    cast(count_if(counted.done) AS DOUBLE) AS numerator,
    cast(count_if(counted.due) AS DOUBLE) AS denominator,
    CASE
        WHEN NOT bool_or(counted.due) THEN 'not_applicable'
        -- somebody's own date has passed with a duty undone
        WHEN bool_or(counted.overdue) THEN 'missed'
    END AS judgement,
    max(grade_rank) AS grade_rank
FROM counted
GROUP BY ALL
