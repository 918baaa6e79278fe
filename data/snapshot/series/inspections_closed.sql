-- T19: share of the year's inspections done and orders closed in time (an extension needs a document)
-- One row per: region, sector, period
-- Params: base_year
WITH duties AS (
    SELECT DISTINCT
        plan_number || '|' || enterprise_key AS duty,
        places,
        sector,
        planned_on AS known_on,
        planned_on AS due_on,
        min(inspected_on) OVER (PARTITION BY plan_number, enterprise_key) AS done_on,
        max(grade_rank) OVER (PARTITION BY plan_number, enterprise_key) AS grade_rank
    FROM energy_inspections
    UNION ALL
    SELECT
        record_key AS duty,
        places,
        sector,
        coalesce(ordered_on, inspected_on, planned_on) AS known_on,
        deadline(rectify_by, extension_document, extended_to) AS due_on,
        closed_on AS done_on,
        grade_rank
    FROM energy_inspections
    WHERE rectify_by IS NOT NULL
),

members AS (
    SELECT
        duty,
        known_on,
        due_on,
        done_on,
        grade_rank,
        unnest(places_of(places, sector)) AS place
    FROM duties
),

-- Each year answers for the deadlines that fall into it.
judged AS (
    SELECT
        members.place.region,
        members.place.sector,
        days.year,
        days.month,
        days.period,
        settled(members.done_on, members.due_on, days.as_of) AS settled,
        in_time(members.done_on, members.due_on, days.as_of) AS kept,
        members.grade_rank
    FROM month_ends AS days
    INNER JOIN members
        ON
            year(members.due_on) = days.year
            AND (members.known_on <= days.as_of OR year(members.known_on) = days.year)
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
    if(bool_and(kept OR NOT settled) AND bool_or(NOT settled), 'on_track', NULL) AS judgement,
    max(grade_rank) AS grade_rank
FROM judged
GROUP BY ALL
