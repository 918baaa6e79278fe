-- which varieties of energy do the enterprises of a place or sector use, and how has each share moved
-- One row per: energy variety, period
-- Params: region, sector, basis, period
-- Columns: energy energy; coal flag; non_fossil flag; period period; year year; quantity number of unit;
-- unit unit; energy_tce number 吨标准煤 0; share number % 1; non_fossil_tce number 吨标准煤 0;
-- green_electricity_10k_kwh number 万千瓦时 1; enterprises whole; grade grade
WITH chosen AS (
    SELECT *
    FROM snapshot.standard_quantities
    WHERE
        counts_in(places, $region)
        AND ($sector IS NULL OR $sector = total() OR sector = $sector)
        AND basis = coalesce($basis, default_basis())
        AND year * 100 + month <= ordinal_of($period)
),

added AS (
    SELECT
        energy,
        year,
        month,
        period,
        sum(quantity) AS quantity,
        if(count(energy_tce) = count(*), sum(energy_tce), NULL) AS energy_tce,
        if(count(non_fossil_tce) = count(*), sum(non_fossil_tce), NULL) AS non_fossil_tce,
        sum(green_electricity) AS green_electricity_10k_kwh,
        count(DISTINCT enterprise_key) AS enterprises,
        max(grade_rank) AS grade_rank
    FROM chosen
    GROUP BY energy, year, month, period
)

SELECT
    added.energy,
    energies.coal,
    energies.non_fossil,
    added.period,
    added.year,
    added.quantity,
    energies.unit,
    added.energy_tce,
    100 * added.energy_tce / nullif(sum(added.energy_tce) OVER (PARTITION BY added.period), 0) AS share,
    added.non_fossil_tce,
    added.green_electricity_10k_kwh,
    added.enterprises,
    grades.code AS grade
FROM added
INNER JOIN snapshot.plan_energies AS energies ON added.energy = energies.code
INNER JOIN snapshot.plan_grades AS grades ON added.grade_rank = grades.rank
ORDER BY added.year DESC, added.month DESC, energies.ordinal
