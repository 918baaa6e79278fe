-- how large coal and non-fossil energy are in each enterprise, and how they moved against the year before
-- One row per: enterprise, basis, period
-- Params: (none)
WITH added AS (
    SELECT
        enterprise_key,
        basis,
        max(region) AS region,
        any_value(places) AS places,
        max(sector) AS sector,
        year,
        month,
        period,
        if(count(energy_tce) = count(*), sum(energy_tce), NULL) AS energy_tce,
        if(count(coal_tce) = count(*), sum(coal_tce), NULL) AS coal_tce,
        if(count(non_fossil_tce) = count(*), sum(non_fossil_tce), NULL) AS non_fossil_tce,
        arg_max(grade, grade_rank) AS grade
    FROM standard_quantities
    GROUP BY enterprise_key, basis, year, month, period
),

shares AS (
    SELECT
        *,
        100 * coal_tce / nullif(energy_tce, 0) AS coal_share,
        100 * non_fossil_tce / nullif(energy_tce, 0) AS non_fossil_share
    FROM added
)

SELECT
    now.enterprise_key,
    now.basis,
    now.region,
    now.places,
    now.sector,
    now.year,
    now.month,
    now.period,
    now.energy_tce,
    now.coal_share,
    now.coal_share - before.coal_share AS coal_share_change_points,
    now.non_fossil_share,
    now.non_fossil_share - before.non_fossil_share AS non_fossil_share_change_points,
    now.grade
FROM shares AS now
LEFT JOIN shares AS before
    ON
        now.enterprise_key = before.enterprise_key
        AND now.basis = before.basis
        AND before.year = now.year - 1
        AND before.month = now.month
ORDER BY now.year, now.month, now.enterprise_key, now.basis
