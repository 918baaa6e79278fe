-- T01: cumulative reduction of energy per unit of value added, chained from yearly changes
-- One row per: region, sector, basis, period
-- Params: base_year
WITH yearly AS (
    SELECT
        region,
        sector,
        basis,
        year,
        month,
        period,
        maturity_rank,
        grade_rank,
        1
        + CASE
            WHEN energy_growth IS NOT NULL AND value_added_growth IS NOT NULL
                THEN intensity_change(energy_growth, value_added_growth)
            ELSE intensity_change
        END / 100 AS factor
    FROM energy_value_added
    WHERE year > $base_year
),

-- Whole years only: a chain link of an earlier year is its January-to-December figure.
chained AS (
    SELECT
        region,
        sector,
        basis,
        year,
        count(factor) OVER earlier AS links,
        exp(sum(ln(factor)) OVER earlier) AS factor,
        min(maturity_rank) OVER earlier AS maturity_rank,
        max(grade_rank) OVER earlier AS grade_rank
    FROM yearly
    WHERE month = 12
    WINDOW earlier AS (PARTITION BY region, sector, basis ORDER BY year)
)

SELECT
    yearly.region,
    yearly.sector,
    yearly.basis,
    yearly.year,
    yearly.month,
    yearly.period,
    CASE
        WHEN coalesce(chained.links, 0) = yearly.year - $base_year - 1
            THEN 100 * (1 - coalesce(chained.factor, 1) * yearly.factor)
    END AS value,
    100 * (yearly.factor - 1) AS numerator,
    cast(NULL AS DOUBLE) AS denominator,
    least(yearly.maturity_rank, coalesce(chained.maturity_rank, 3)) AS maturity_rank,
    greatest(yearly.grade_rank, coalesce(chained.grade_rank, 0)) AS grade_rank
FROM yearly
LEFT JOIN chained
    ON
        yearly.region = chained.region
        AND yearly.sector = chained.sector
        AND yearly.basis = chained.basis
        AND chained.year = yearly.year - 1
