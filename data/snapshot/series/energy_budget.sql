-- T17: energy used against the year's budget; an adjustment counts only with its document
-- One row per: region, sector, item (enterprise, '' for the place or sector), period
-- Params: base_year
WITH reported AS (
    SELECT
        region,
        sector,
        enterprise_key AS item,
        year,
        month,
        period,
        actual_tce AS value,
        if(adjusted_tce IS NOT NULL AND document IS NOT NULL, adjusted_tce, approved_tce) AS target_value,
        forecast_tce AS numerator,
        approved_tce AS denominator,
        maturity_rank,
        grade_rank,
        1 AS preference
    FROM energy_budget
    WHERE year >= coalesce($base_year, 0)
),

summed AS (
    SELECT
        counties.parent AS region,
        reported.sector,
        reported.item,
        reported.year,
        reported.month,
        reported.period,
        if(count(reported.value) = count(*), sum(reported.value), NULL) AS value,
        sum(reported.target_value) AS target_value,
        if(count(reported.numerator) = count(*), sum(reported.numerator), NULL) AS numerator,
        sum(reported.denominator) AS denominator,
        min(reported.maturity_rank) AS maturity_rank,
        max(reported.grade_rank) AS grade_rank,
        2 AS preference
    FROM reported
    INNER JOIN plan_county_years AS counties
        ON reported.region = counties.region AND reported.year = counties.year
    WHERE reported.item = ''
    GROUP BY counties.parent, reported.sector, reported.item, reported.year, reported.month, reported.period
    HAVING count(*) = max(counties.counties)
),

chosen AS (
    SELECT * EXCLUDE (preference)
    FROM (
        SELECT * FROM reported
        UNION ALL BY NAME
        SELECT * FROM summed
    ) AS together
    QUALIFY row_number() OVER (
        PARTITION BY region, sector, item, period ORDER BY value IS NULL, grade_rank, preference
    ) = 1
)

-- Where the year has seasons (sugar), the same months of last year say how much of the budget is due by now.
SELECT
    chosen.*,
    if(
        (SELECT text FROM plan_settings WHERE section = 'energy_budget' AND name = 'path') = 'last_year',
        same_months.value / nullif(whole_year.value, 0),
        NULL
    ) AS path_share
FROM chosen
LEFT JOIN chosen AS same_months
    ON
        chosen.region = same_months.region
        AND chosen.sector = same_months.sector
        AND chosen.item = same_months.item
        AND same_months.year = chosen.year - 1
        AND chosen.month = same_months.month
LEFT JOIN chosen AS whole_year
    ON
        chosen.region = whole_year.region
        AND chosen.sector = whole_year.sector
        AND chosen.item = whole_year.item
        AND whole_year.year = chosen.year - 1
        AND whole_year.month = 12
