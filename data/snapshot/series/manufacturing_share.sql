-- T08: share of manufacturing (C13–C43) in industrial value added, with the band around the reference year
-- One row per: region, period
-- Params: base_year
WITH reported AS (
    SELECT
        region,
        sector,
        year,
        month,
        period,
        value_added,
        maturity_rank,
        grade_rank,
        1 AS preference
    FROM energy_value_added
    WHERE year >= coalesce($base_year, 0)
    -- value added is the same on either basis of energy
    QUALIFY row_number() OVER (PARTITION BY region, sector, period ORDER BY grade_rank, basis) = 1
),

summed AS (
    SELECT
        counties.parent AS region,
        reported.sector,
        reported.year,
        reported.month,
        reported.period,
        if(count(reported.value_added) = count(*), sum(reported.value_added), NULL) AS value_added,
        min(reported.maturity_rank) AS maturity_rank,
        max(reported.grade_rank) AS grade_rank,
        2 AS preference
    FROM reported
    INNER JOIN plan_county_years AS counties
        ON reported.region = counties.region AND reported.year = counties.year
    GROUP BY counties.parent, reported.sector, reported.year, reported.month, reported.period
    HAVING count(*) = max(counties.counties)
),

levels AS (
    SELECT *
    FROM (
        SELECT * FROM reported
        UNION ALL BY NAME
        SELECT * FROM summed
    ) AS together
    QUALIFY row_number() OVER (PARTITION BY region, sector, period ORDER BY grade_rank, preference) = 1
),

totals AS (
    SELECT
        region,
        year,
        month,
        period,
        sum(value_added) FILTER (WHERE sector LIKE 'C%') AS numerator,
        max(value_added) FILTER (WHERE sector = total()) AS denominator,
        sum(value_added) FILTER (WHERE sector <> total()) AS divisions,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM levels
    GROUP BY region, year, month, period
),

-- Only where the divisions reported make up the whole can one say what manufacturing is.
shares AS (
    SELECT
        *,
        CASE
            WHEN
                abs(divisions - denominator) <= denominator / 100
                * (SELECT value FROM plan_settings WHERE section = 'validation' AND name = 'sum_tolerance')
                THEN 100 * numerator / nullif(denominator, 0)
        END AS value
    FROM totals
    WHERE denominator IS NOT NULL
)

SELECT
    shares.region,
    shares.year,
    shares.month,
    shares.period,
    shares.value,
    shares.numerator,
    shares.denominator,
    reference.value - band.value AS target_value,
    reference.value + band.value AS target_high,
    least(shares.maturity_rank, coalesce(reference.maturity_rank, 3)) AS maturity_rank,
    greatest(shares.grade_rank, coalesce(reference.grade_rank, 0)) AS grade_rank
FROM shares
CROSS JOIN
    (SELECT value FROM plan_settings WHERE section = 'manufacturing_share' AND name = 'band_points') AS band
LEFT JOIN shares AS reference
    ON
        shares.region = reference.region
        AND reference.month = 12
        AND reference.year
        = (SELECT value FROM plan_settings WHERE section = 'manufacturing_share' AND name = 'reference_year')
