-- T21: distinct enterprises holding a green-factory title in force at each month's end
-- One row per: region, sector, period
-- Params: base_year
WITH dates AS (
    SELECT
        last_day(cast(month_start AS DATE)) AS as_of,
        year(month_start) AS year,
        month(month_start) AS month
    FROM horizon,
        generate_series(make_date($base_year, 12, 1), as_of, INTERVAL 1 MONTH) AS months (month_start)
),

members AS (
    SELECT
        counted_key,
        enterprise,
        places,
        coalesce(nullif(sector, ''), 'UNKNOWN') AS sector,
        published_on,
        coalesce(withdrawn_on, DATE '9999-12-31') AS withdrawn_on,
        grade_rank
    FROM green_titles
    WHERE kind = 'factory'
),

in_force AS (
    SELECT DISTINCT
        dates.as_of,
        dates.year,
        dates.month,
        members.*
    FROM dates
    INNER JOIN members ON members.published_on <= dates.as_of AND dates.as_of < members.withdrawn_on
),

-- Whoever may be one enterprise counts as one; in the city, its county and its zone once each.
counted AS (
    SELECT
        region,
        total() AS sector,
        year,
        month,
        count(DISTINCT counted_key) AS value,
        max(grade_rank) AS grade_rank
    FROM (SELECT unnest(places) AS region, year, month, counted_key, grade_rank FROM in_force) AS placed
    GROUP BY region, year, month
    UNION ALL BY NAME
    SELECT
        city() AS region,
        sector,
        year,
        month,
        count(DISTINCT counted_key) AS value,
        max(grade_rank) AS grade_rank
    FROM in_force
    WHERE sector <> 'UNKNOWN'
    GROUP BY sector, year, month
),

-- Who left in the month and holds no other title: by them a count falls below its target.
leavers AS (
    SELECT
        placed.region,
        year(placed.withdrawn_on) AS year,
        month(placed.withdrawn_on) AS month,
        string_agg(DISTINCT placed.enterprise, '、' ORDER BY placed.enterprise) AS names
    FROM (
        SELECT
            unnest(places) AS region,
            counted_key,
            enterprise,
            withdrawn_on
        FROM members
        WHERE withdrawn_on < DATE '9999-12-31'
    ) AS placed
    LEFT JOIN in_force
        ON placed.counted_key = in_force.counted_key AND last_day(placed.withdrawn_on) = in_force.as_of
    WHERE in_force.counted_key IS NULL
    GROUP BY placed.region, year(placed.withdrawn_on), month(placed.withdrawn_on)
),

-- Every place that was ever counted keeps a row after its last member has left: the answer is 0, not silence.
places AS (
    SELECT
        region,
        sector,
        min(year * 12 + month) AS since,
        max(grade_rank) AS grade_rank
    FROM counted
    GROUP BY region, sector
)

SELECT
    places.region,
    places.sector,
    '' AS basis,
    dates.year,
    dates.month,
    if(dates.month = 12, cast(dates.year AS VARCHAR), printf('%d-%02d', dates.year, dates.month)) AS period,
    cast(coalesce(counted.value, 0) AS DOUBLE) AS value,
    cast(coalesce(counted.value, 0) AS DOUBLE) AS numerator,
    cast(NULL AS DOUBLE) AS denominator,
    if(places.sector = total(), 'member:' || leavers.names, NULL) AS because,
    3 AS maturity_rank,
    coalesce(counted.grade_rank, places.grade_rank) AS grade_rank
FROM places
INNER JOIN dates ON places.since <= dates.year * 12 + dates.month
LEFT JOIN counted
    ON
        counted.region = places.region
        AND counted.sector = places.sector
        AND counted.year = dates.year
        AND counted.month = dates.month
LEFT JOIN leavers
    ON
        places.region = leavers.region
        AND dates.year = leavers.year
        AND dates.month = leavers.month
