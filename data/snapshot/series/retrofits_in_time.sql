-- T16: share of units below the baseline retrofitted by their date (or one extended by document) or retired
-- One row per: region, sector, period
-- Params: base_year
WITH members AS (
    SELECT
        listed_on,
        if(extension_document IS NOT NULL, coalesce(extended_to, planned_on), planned_on) AS deadline,
        if(
            achieved_level IS NULL
            OR baseline_level IS NULL
            OR round(achieved_level, 9) <= round(baseline_level, 9),
            coalesce(finished_on, DATE '9999-12-31'),
            DATE '9999-12-31'
        ) AS done_on,
        coalesce(retired_on, DATE '9999-12-31') AS retired_on,
        grade_rank,
        unnest(list_distinct([
            { 'region': city(), 'sector': total() },
            { 'region': region, 'sector': total() },
            { 'region': city(), 'sector': coalesce(nullif(sector, ''), total()) }
        ])) AS place
    FROM retrofit_deadlines
),

-- A row is settled once it is done or retired, or once its deadline has passed.
judged AS (
    SELECT
        members.place.region,
        members.place.sector,
        days.year,
        days.month,
        days.period,
        members.done_on <= days.as_of
        OR members.retired_on <= days.as_of
        OR members.deadline < days.as_of AS settled,
        (members.done_on <= days.as_of AND members.done_on <= members.deadline)
        OR members.retired_on <= days.as_of AS kept,
        members.grade_rank
    FROM month_ends AS days
    INNER JOIN members ON members.listed_on <= days.as_of
    WHERE days.year >= coalesce($base_year, 0)
)

SELECT
    region,
    sector,
    year,
    month,
    period,
    100.0 * count(*) FILTER (WHERE kept) / nullif(count(*) FILTER (WHERE settled), 0) AS value,
    cast(count(*) FILTER (WHERE kept) AS DOUBLE) AS numerator,
    cast(count(*) FILTER (WHERE settled) AS DOUBLE) AS denominator,
    -- nothing overdue, but not everything done yet
    if(bool_and(kept OR NOT settled) AND bool_or(NOT settled), 'on_track', NULL) AS judgement,
    max(grade_rank) AS grade_rank
FROM judged
GROUP BY ALL
