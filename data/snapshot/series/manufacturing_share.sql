-- T08: manufacturing (C13–C43) ÷ GDP and the band around the reference year; beside it its share of industry
-- One row per: region, item ('', of_industry), period
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

-- Only where the divisions reported make up the whole can one say what manufacturing is.
made AS (
    SELECT
        region,
        year,
        month,
        period,
        max(value_added) FILTER (WHERE sector = total()) AS industry,
        sum(value_added) FILTER (WHERE sector <> total()) AS divisions,
        if(
            abs(divisions - industry) <= industry / 100
            * (SELECT value FROM plan_settings WHERE section = 'validation' AND name = 'sum_tolerance'),
            sum(value_added) FILTER (WHERE sector LIKE 'C%'),
            NULL
        ) AS manufacturing,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM levels
    GROUP BY region, year, month, period
    HAVING industry IS NOT NULL
),

-- GDP in 万元 like the value added: as the sheet tells it, or as it was published, the better grade first.
gdp AS (
    SELECT *
    FROM (
        SELECT
            region,
            period,
            10000 * gdp AS amount,
            maturity_rank,
            grade_rank,
            1 AS preference
        FROM economy_co2
        WHERE gdp IS NOT NULL
        UNION ALL BY NAME
        SELECT
            region,
            period,
            10000 * figure AS amount,
            maturity_rank,
            grade_rank,
            2 AS preference
        FROM published_figures
        WHERE indicator = '地区生产总值' AND published_unit = '亿元'
    ) AS together
    QUALIFY row_number() OVER (PARTITION BY region, period ORDER BY grade_rank, preference) = 1
),

-- GDP is told of whole years: months without it say nothing, a year without it says that it is missing.
-- A part larger than the whole is a slip of units, and no share.
shares AS (
    SELECT
        made.region,
        made.year,
        made.month,
        made.period,
        made.manufacturing AS numerator,
        gdp.amount AS denominator,
        if(numerator <= denominator, 100 * numerator / nullif(denominator, 0), NULL) AS value,
        least(made.maturity_rank, coalesce(gdp.maturity_rank, 3)) AS maturity_rank,
        greatest(made.grade_rank, coalesce(gdp.grade_rank, 0)) AS grade_rank
    FROM made
    LEFT JOIN gdp ON made.region = gdp.region AND made.period = gdp.period
    WHERE made.month = 12 OR gdp.amount IS NOT NULL
),

bands AS (
    SELECT
        region,
        year,
        shares.value - points.value AS target_value,
        shares.value + points.value AS target_high,
        maturity_rank,
        grade_rank
    FROM shares
    CROSS JOIN (
        SELECT value
        FROM plan_settings
        WHERE section = 'manufacturing_share' AND name = 'band_points'
    ) AS points
    WHERE
        month = 12
        AND year = (
            SELECT value FROM plan_settings WHERE section = 'manufacturing_share' AND name = 'reference_year'
        )
)

SELECT
    shares.region,
    '' AS item,
    shares.year,
    shares.month,
    shares.period,
    shares.value,
    shares.numerator,
    shares.denominator,
    bands.target_value,
    bands.target_high,
    CASE
        WHEN shares.value IS NULL THEN 'insufficient'
        -- the year that the others are held against says nothing of itself
        WHEN shares.year <= bands.year THEN 'too_early'
    END AS judgement,
    least(shares.maturity_rank, coalesce(bands.maturity_rank, 3)) AS maturity_rank,
    greatest(shares.grade_rank, coalesce(bands.grade_rank, 0)) AS grade_rank
FROM shares
LEFT JOIN bands ON shares.region = bands.region
UNION ALL BY NAME
-- Beside it, under its own name: nothing is promised of it.
SELECT
    region,
    'of_industry' AS item,
    year,
    month,
    period,
    100 * manufacturing / nullif(industry, 0) AS value,
    manufacturing AS numerator,
    industry AS denominator,
    cast(NULL AS DOUBLE) AS target_value,
    cast(NULL AS DOUBLE) AS target_high,
    'no_target' AS judgement,
    maturity_rank,
    grade_rank
FROM made
