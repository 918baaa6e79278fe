-- The formulas that SQL states once, kept in every snapshot beside its codes; a test holds them to Python.

-- change of energy per value added in one year from two growth rates of the same scope, all in percent
CREATE MACRO intensity_change(ENERGY_GROWTH, VALUE_ADDED_GROWTH) AS (
    100 * ((1 + energy_growth / 100) / nullif(1 + value_added_growth / 100, 0) - 1)
);

-- A measured value beside a limit: all are compared at nine decimals, since a digit that no sheet can hold is
-- no difference (435.00000000001 is at most 435). Each is NULL where either side is.
CREATE MACRO at_most(FIGURE, ALLOWED) AS (round(figure, 9) <= round(allowed, 9));
CREATE MACRO at_least(FIGURE, ASKED) AS (round(figure, 9) >= round(asked, 9));
CREATE MACRO exceeds(FIGURE, ALLOWED) AS (round(figure, 9) > round(allowed, 9));

-- how far a measured value lies above a limit: nothing where the two are equal at nine decimals
CREATE MACRO excess(FIGURE, ALLOWED) AS (if(round(figure, 9) = round(allowed, 9), 0, figure - allowed));

-- Whether a number still speaks of its target: what is counted from a base says nothing after the due year,
-- so that its card stays there until the next target begins; levels and counts speak at any time.
CREATE MACRO speaks_of_its_target(RULE, YEAR, DUE_YEAR) AS (
    coalesce(year <= due_year, TRUE) OR NOT rule IN ('reduction', 'outpace')
);
