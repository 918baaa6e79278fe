-- The formulas that SQL states once, kept in every snapshot beside its codes; a test holds them to Python.

-- change of energy per value added in one year from two growth rates of the same scope, all in percent
CREATE MACRO intensity_change(ENERGY_GROWTH, VALUE_ADDED_GROWTH) AS (
    100 * ((1 + energy_growth / 100) / nullif(1 + value_added_growth / 100, 0) - 1)
);
