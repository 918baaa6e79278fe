-- energy per tonne of one product, all energy over all output
-- One row per: region, period
-- Params: base_year, product
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
WHERE product = $product AND year >= coalesce($base_year, 0)
