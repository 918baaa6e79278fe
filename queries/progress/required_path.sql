-- which value was the plan's path asking for at the end of each year from base to due year
-- One row per: year
-- Params: statement, region, sector, basis, due_year
-- Columns: year year; target number; due_year year; required number; path code
WITH known AS (
    SELECT
        statement,
        base_year,
        due_year,
        target,
        max(base_value) AS base_value
    FROM progress
    WHERE
        statement = $statement
        AND region = coalesce($region, city())
        AND sector = coalesce($sector, total())
        AND (basis = coalesce($basis, default_basis()) OR basis = '')
        AND target IS NOT NULL
        AND base_year IS NOT NULL
        AND ($due_year IS NULL OR due_year = $due_year)
    GROUP BY ALL
    -- where the plan has steps, the path to the last one
    ORDER BY due_year DESC NULLS LAST
    LIMIT 1
)

SELECT
    years.year,
    known.target,
    known.due_year,
    CASE
        WHEN statements.rule = 'reduction'
            THEN
                100
                * (
                    1
                    - pow(
                        1 - known.target / 100,
                        (years.year - known.base_year) / (known.due_year - known.base_year)
                    )
                )
        ELSE
            known.base_value
            + (known.target - known.base_value)
            * (years.year - known.base_year)
            / (known.due_year - known.base_year)
    END AS required,
    if(statements.rule = 'reduction', 'equal_rates', 'straight') AS path
FROM known
INNER JOIN statements ON known.statement = statements.statement,
    generate_series(known.base_year, known.due_year) AS years (year)
ORDER BY years.year
