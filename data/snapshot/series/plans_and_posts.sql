-- T33: share of enterprises that have everything they must (plan, post, disclosure); each duty as a part
-- One row per: region, sector, item ('' or duty), period
-- Params: base_year
WITH duties AS (
    SELECT
        enterprise_key,
        region,
        sector,
        coalesce(listed_on, DATE '2020-12-31') AS listed_on,
        coalesce(due_on, DATE '9999-12-31') AS due_on,
        grade_rank,
        unnest([
            { 'duty': 'plan', 'needed': plan_needed, 'done_on': plan_made_on },
            { 'duty': 'post', 'needed': post_needed, 'done_on': post_filled_on },
            { 'duty': 'disclosure', 'needed': disclosure_needed, 'done_on': disclosed_on }
        ]) AS duty
    FROM enterprise_plans
),

members AS (
    SELECT
        duties.enterprise_key,
        duties.listed_on,
        duties.due_on,
        duty.duty AS item,
        coalesce(duty.done_on, DATE '9999-12-31') AS done_on,
        duties.grade_rank,
        unnest(list_distinct([
            { 'region': city(), 'sector': total() },
            { 'region': duties.region, 'sector': total() },
            { 'region': city(), 'sector': coalesce(nullif(duties.sector, ''), total()) }
        ])) AS place
    FROM duties
    WHERE duty.needed = 'yes'
),

-- Each duty of an enterprise, and the enterprise as a whole (all its duties).
held AS (
    SELECT
        members.place,
        members.item,
        members.enterprise_key,
        days.year,
        days.month,
        days.period,
        members.done_on <= days.as_of AS done,
        members.due_on < days.as_of AND members.done_on > days.as_of AS overdue,
        members.grade_rank
    FROM month_ends AS days
    INNER JOIN members ON members.listed_on <= days.as_of
    WHERE days.year >= coalesce($base_year, 0)
),

counted AS (
    SELECT
        place,
        item,
        year,
        month,
        period,
        done,
        overdue,
        grade_rank
    FROM held
    UNION ALL
    SELECT
        place,
        '' AS item,
        year,
        month,
        period,
        bool_and(done) AS done,
        bool_or(overdue) AS overdue,
        max(grade_rank) AS grade_rank
    FROM held
    GROUP BY place, enterprise_key, year, month, period
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
