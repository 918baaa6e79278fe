-- every target object: the plan's own, those set later (S22), those broken down to places (S20)
-- One row per: target as it was once written; in_force tells the one that counts on the day of publication
-- Params: at
WITH broken_down AS (
    SELECT
        taken.*,
        cast(coalesce(taken.due_year, statements.due_year) AS INTEGER) AS due
    FROM county_targets AS taken
    INNER JOIN plan_statements AS statements ON taken.statement = statements.statement
    WHERE taken.document IS NOT NULL
),

set_later AS (
    SELECT
        concat_ws(':', 'S22', changed.upload, changed.sheet, changed.row) AS target_id,
        changed.statement,
        changed.region,
        changed.sector,
        cast(changed.base_year AS INTEGER) AS base_year,
        changed.base_value,
        cast(changed.due_year AS INTEGER) AS due_year,
        changed.target AS value,
        changed.comparison,
        changed.document,
        changed.issued_on,
        coalesce(changed.valid_from, changed.issued_on, cast(left(uploads.at, 10) AS DATE)) AS valid_from,
        'S22' AS source,
        changed.grade_rank,
        changed.generation,
        changed.upload,
        changed.sheet,
        changed.row
    FROM adjusted_targets AS changed
    LEFT JOIN uploads ON changed.upload = uploads.upload
),

of_the_plan AS (
    SELECT
        concat_ws(':', 'plan', statement, region, sector, year, valid_from) AS target_id,
        statement,
        region,
        sector,
        base_year,
        base_value,
        year AS due_year,
        value,
        comparison,
        source AS document,
        cast(valid_from AS DATE) AS valid_from,
        'plan' AS source,
        1 AS grade_rank
    FROM plan_targets
),

-- A share of the city's target is counted and compared as the city's of the same due year is.
shared AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY statement, due_year ORDER BY valid_from DESC) AS newest
    FROM (
        SELECT * FROM of_the_plan
        UNION ALL BY NAME
        SELECT * FROM set_later
    ) AS both_kinds
    WHERE region = city() AND sector = total() AND valid_from <= cast($at AS DATE)
),

written AS (
    SELECT * FROM of_the_plan
    UNION ALL BY NAME
    SELECT * FROM set_later
    UNION ALL BY NAME
    SELECT
        concat_ws(':', 'S20', taken.upload, taken.sheet, taken.row) AS target_id,
        taken.statement,
        taken.region,
        total() AS sector,
        coalesce(shared.base_year, if(statements.path_from < taken.due, statements.path_from, NULL))
            AS base_year,
        cast(NULL AS DOUBLE) AS base_value,
        taken.due AS due_year,
        taken.target AS value,
        coalesce(
            shared.comparison,
            CASE
                WHEN statements.rule IN ('above', 'outpace') THEN 'above'
                WHEN statements.direction < 0 THEN 'at_most'
                ELSE 'at_least'
            END
        ) AS comparison,
        taken.document,
        taken.issued_on,
        coalesce(taken.issued_on, make_date(taken.year, 1, 1)) AS valid_from,
        'S20' AS source,
        taken.grade_rank,
        taken.generation,
        taken.upload,
        taken.sheet,
        taken.row
    FROM broken_down AS taken
    INNER JOIN plan_statements AS statements ON taken.statement = statements.statement
    LEFT JOIN shared
        ON
            taken.statement = shared.statement
            AND taken.due IS NOT DISTINCT FROM shared.due_year
            AND shared.newest = 1
)

SELECT
    target_id,
    statement,
    region,
    sector,
    '' AS item,
    base_year,
    base_value,
    due_year,
    value,
    comparison,
    document,
    issued_on,
    valid_from,
    source,
    grade_rank,
    upload,
    sheet,
    row,
    valid_from <= cast($at AS DATE) AS begun,
    begun
    AND row_number() OVER (
        PARTITION BY statement, region, sector, due_year, begun
        -- never a demonstration beside a real target; of equal days what came after the plan
        ORDER BY
            grade_rank = (SELECT max(rank) FROM plan_grades),
            valid_from DESC,
            issued_on DESC NULLS LAST,
            source = 'plan',
            generation DESC,
            row DESC
    ) = 1 AS in_force
FROM written
ORDER BY statement, region, sector, due_year, valid_from, target_id
