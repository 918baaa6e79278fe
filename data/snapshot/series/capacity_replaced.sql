-- T13: proposed projects that do their half: reduce capacity, or reach the higher access standard
-- One row per: region, sector, item (replacement, access, '' for every project), period
-- Params: base_year
WITH asked AS (
    SELECT
        listed_on,
        kind = 'proposed' AS due,
        coalesce(removed_on, DATE '9999-12-31') AS leaves_on,
        places,
        sector,
        grade_rank,
        CASE
            WHEN must_replace(kind, saturated) THEN 'replacement'
            WHEN must_excel(kind, saturated) THEN 'access'
        END AS half,
        -- unknown as long as a figure is missing, or nobody has said whether there is room
        CASE half
            WHEN 'replacement' THEN NOT replaces_too_little(new_capacity, replaced_capacity, sector)
            WHEN 'access' THEN NOT exceeds(unit_energy, required_level)
        END AS kept
    FROM two_high_projects
),

-- Each project counts in its half and among all.
members AS (
    SELECT
        *,
        unnest(places_of(places, sector)) AS place
    FROM (
        SELECT
            *,
            unnest(if(half IS NULL, [''], ['', half])) AS item
        FROM asked
    ) AS twice
),

counted AS (
    SELECT
        members.place.region,
        members.place.sector,
        members.item,
        days.year,
        days.month,
        days.period,
        count(*) FILTER (WHERE members.kept) AS kept,
        count(members.kept) AS judged,
        count(*) FILTER (WHERE members.due) AS listed,
        max(members.grade_rank) AS grade_rank
    FROM month_ends AS days
    INNER JOIN members ON members.listed_on <= days.as_of AND days.as_of < members.leaves_on
    WHERE days.year >= coalesce($base_year, 0)
    GROUP BY ALL
)

SELECT
    region,
    sector,
    item,
    year,
    month,
    period,
    100.0 * kept / nullif(judged, 0) AS value,
    cast(kept AS DOUBLE) AS numerator,
    cast(judged AS DOUBLE) AS denominator,
    CASE
        WHEN listed = 0 THEN 'not_applicable'
        WHEN judged < listed AND kept = judged THEN 'insufficient'
    END AS judgement,
    grade_rank
FROM counted
