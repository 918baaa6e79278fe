-- T02: how far industry's CO2 per unit of value added has fallen beyond that of the whole economy
-- One row per: region, period (whole years)
-- Params: base_year, factors (one grid factor for all years, or as reported)
WITH levels AS (
    SELECT * REPLACE (CASE $factors WHEN 'one' THEN total WHEN 'reported' THEN reported_total END AS total)
    FROM co2_levels
    WHERE sector = total() AND month = 12 AND year >= coalesce($base_year, 0)
),

industry AS (
    SELECT
        now.region,
        now.year,
        now.month,
        now.period,
        100 * (1 - now.total / nullif(base.total, 0) / nullif(added.grown, 0)) AS reduction,
        least(now.maturity_rank, base.maturity_rank, coalesce(added.maturity_rank, 3)) AS maturity_rank,
        greatest(now.grade_rank, base.grade_rank, coalesce(added.grade_rank, 0)) AS grade_rank
    FROM levels AS now
    INNER JOIN levels AS base ON now.region = base.region AND base.year = $base_year
    LEFT JOIN constant_value_added AS added
        ON
            now.region = added.region
            AND added.sector = total()
            AND added.price_year = $base_year
            AND now.year = added.year
    WHERE now.year > $base_year
),

-- The reported cumulative figure, else the yearly changes chained, all of them.
economy AS (
    SELECT
        region,
        year,
        coalesce(
            cumulative_reduction,
            if(
                count(yearly_change) OVER so_far = year - $base_year,
                100 * (1 - exp(sum(ln(nullif(1 + yearly_change / 100, 0))) OVER so_far)),
                NULL
            )
        ) AS reduction,
        min(maturity_rank) OVER so_far AS maturity_rank,
        max(grade_rank) OVER so_far AS grade_rank
    FROM economy_co2
    WHERE month = 12 AND year > $base_year
    WINDOW so_far AS (PARTITION BY region ORDER BY year)
)

SELECT
    industry.region,
    industry.year,
    industry.month,
    industry.period,
    industry.reduction - economy.reduction AS value,
    industry.reduction AS numerator,
    economy.reduction AS denominator,
    least(industry.maturity_rank, coalesce(economy.maturity_rank, 3)) AS maturity_rank,
    greatest(industry.grade_rank, coalesce(economy.grade_rank, 0)) AS grade_rank
FROM industry
LEFT JOIN economy ON industry.region = economy.region AND industry.year = economy.year
