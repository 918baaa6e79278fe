-- T32: share of new-energy vehicles in each class, and in the six public and business classes together
-- One row per: region, item (class, '' for the six together), period
-- Params: base_year
WITH reported AS (
    SELECT
        region,
        vehicle AS item,
        year,
        month,
        period,
        new_energy AS numerator,
        total AS denominator,
        maturity_rank,
        grade_rank,
        1 AS preference
    FROM vehicles
    WHERE vehicle <> 'charging_pile' AND year >= coalesce($base_year, 0)
),

summed AS (
    SELECT
        counties.parent AS region,
        reported.item,
        reported.year,
        reported.month,
        reported.period,
        if(count(reported.numerator) = count(*), sum(reported.numerator), NULL) AS numerator,
        sum(reported.denominator) AS denominator,
        min(reported.maturity_rank) AS maturity_rank,
        max(reported.grade_rank) AS grade_rank,
        2 AS preference
    FROM reported
    INNER JOIN plan_county_years AS counties
        ON reported.region = counties.region AND reported.year = counties.year
    GROUP BY counties.parent, reported.item, reported.year, reported.month, reported.period
    HAVING count(*) = max(counties.counties)
),

classes AS (
    SELECT * EXCLUDE (preference)
    FROM (
        SELECT * FROM reported
        UNION ALL BY NAME
        SELECT * FROM summed
    ) AS together
    QUALIFY row_number() OVER (
        PARTITION BY region, item, period ORDER BY numerator IS NULL, grade_rank, preference
    ) = 1
),

-- Private purchases are a flow of new cars and stay out of the stock of the other six.
headline AS (
    SELECT
        region,
        '' AS item,
        year,
        month,
        period,
        if(
            count(numerator) FILTER (WHERE item <> 'private') = 6,
            sum(numerator) FILTER (WHERE item <> 'private'),
            NULL
        )
            AS numerator,
        if(
            count(*) FILTER (WHERE item <> 'private') = 6,
            sum(denominator) FILTER (WHERE item <> 'private'),
            NULL
        )
            AS denominator,
        if(count(numerator) = 7, 'parts', 'insufficient') AS judgement,
        min(maturity_rank) AS maturity_rank,
        max(grade_rank) AS grade_rank
    FROM classes
    GROUP BY region, year, month, period
)

SELECT
    *,
    100 * numerator / nullif(denominator, 0) AS value
FROM (
    SELECT * FROM headline
    UNION ALL BY NAME
    SELECT * FROM classes
) AS together
