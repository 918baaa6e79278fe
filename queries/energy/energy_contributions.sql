-- how much has each place and sector pushed the city's energy use up or down in a year
-- One row per: kind (region or sector), code
-- Params: basis, period
-- Columns: kind code; code code; period period; energy_tce number 吨标准煤 0;
-- energy_last_year_tce number 吨标准煤 0; contribution_points number 个百分点 2; intensity_change number % 1;
-- grade grade
WITH levels AS (
    SELECT *
    FROM snapshot.energy_value_added
    WHERE basis = coalesce($basis, default_basis()) AND year * 100 + month <= ordinal_of($period)
),

chosen AS (
    SELECT
        year,
        month
    FROM levels
    WHERE region = city() AND sector = total()
    ORDER BY year DESC, month DESC
    LIMIT 1
),

city AS (
    SELECT levels.energy_tce
    FROM levels
    INNER JOIN chosen ON levels.year = chosen.year - 1 AND levels.month = chosen.month
    WHERE levels.region = city() AND levels.sector = total()
),

parts AS (
    SELECT
        'region' AS kind,
        levels.region AS code,
        levels.*
    FROM levels
    INNER JOIN regions ON levels.region = regions.region
    INNER JOIN snapshot.plan_county_years AS counties
        ON levels.region = counties.region AND levels.year = counties.year
    WHERE levels.sector = total()
    UNION ALL
    SELECT
        'sector' AS kind,
        levels.sector AS code,
        levels.*
    FROM levels
    WHERE levels.region = city() AND levels.sector <> total()
)

SELECT
    now.kind,
    now.code,
    now.period,
    now.energy_tce,
    before.energy_tce AS energy_last_year_tce,
    100
    * (now.energy_tce - before.energy_tce)
    / nullif((SELECT energy_tce FROM city), 0) AS contribution_points,
    intensity_change(now.energy_growth, now.value_added_growth) AS intensity_change,
    greatest_grade.code AS grade
FROM parts AS now
INNER JOIN chosen ON now.year = chosen.year AND now.month = chosen.month
LEFT JOIN parts AS before
    ON
        now.kind = before.kind
        AND now.code = before.code
        AND before.year = now.year - 1
        AND before.month = now.month
INNER JOIN snapshot.plan_grades AS greatest_grade
    ON greatest_grade.rank = greatest(now.grade_rank, coalesce(before.grade_rank, 0))
ORDER BY now.kind, contribution_points DESC NULLS LAST
