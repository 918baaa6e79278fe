-- T30: energy per tonne of cement, all energy over all output
-- One row per: region, period
-- Params: base_year
SELECT
    region,
    year,
    month,
    period,
    unit_energy AS value,
    energy_tce AS numerator,
    output_t AS denominator,
    maturity_rank,
    grade_rank
FROM derived_products
WHERE product = 'cement' AND year >= coalesce($base_year, 0)
