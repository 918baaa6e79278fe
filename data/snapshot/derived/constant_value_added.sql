-- what is value added at an earlier year's prices: its amount, grown at the official constant-price rates
-- One row per: region, sector, price_year, year
-- Params: (none)
WITH known AS (
    SELECT
        region,
        sector,
        year,
        value_added,
        1 + value_added_growth / 100 AS factor,
        maturity_rank,
        grade_rank
    FROM energy_value_added
    WHERE month = 12
    -- growth and value added are the same on either basis of energy
    QUALIFY row_number() OVER (PARTITION BY region, sector, year ORDER BY grade_rank, basis) = 1
),

-- The links between two years: all of them must be there.
linked AS (
    SELECT
        base.region,
        base.sector,
        base.year AS price_year,
        known.year,
        base.value_added,
        count(links.factor) AS links,
        coalesce(exp(sum(ln(links.factor))), 1) AS grown,
        least(base.maturity_rank, coalesce(min(links.maturity_rank), base.maturity_rank)) AS maturity_rank,
        greatest(base.grade_rank, coalesce(max(links.grade_rank), 0)) AS grade_rank
    FROM known AS base
    INNER JOIN known
        ON base.region = known.region AND base.sector = known.sector AND base.year <= known.year
    LEFT JOIN known AS links
        ON
            base.region = links.region
            AND base.sector = links.sector
            AND base.year < links.year
            AND links.year <= known.year
            AND links.factor > 0
    GROUP BY
        base.region, base.sector, base.year, known.year, base.value_added, base.maturity_rank, base.grade_rank
)

SELECT
    region,
    sector,
    price_year,
    year,
    grown,
    value_added * grown AS value_added,
    maturity_rank,
    grade_rank
FROM linked
WHERE links = year - price_year
