-- which target each number is held against: the place's own, else the city's where it binds everybody
-- One row per: statement, region, sector, item, year
-- Params: (none)
WITH asked AS (
    SELECT DISTINCT
        statement,
        region,
        sector,
        item,
        year
    FROM series
),

-- Of several steps the next one speaks for a year, then the one without a year, then the last one; a target
-- says nothing of the years before its base.
candidates AS (
    SELECT
        asked.*,
        targets.target_id,
        targets.region = asked.region AND targets.sector = asked.sector AS own,
        targets.base_year,
        targets.base_value,
        targets.due_year,
        targets.value AS target,
        targets.comparison,
        targets.grade_rank AS target_grade,
        row_number() OVER (
            PARTITION BY
                asked.statement,
                asked.region,
                asked.sector,
                asked.item,
                asked.year,
                targets.region = asked.region AND targets.sector = asked.sector
            ORDER BY
                targets.item = asked.item DESC,
                CASE
                    WHEN targets.due_year >= asked.year THEN 1
                    WHEN targets.due_year IS NULL THEN 2
                    ELSE 3
                END,
                if(targets.due_year >= asked.year, targets.due_year, -targets.due_year)
        ) AS place
    FROM asked
    INNER JOIN targets
        ON
            asked.statement = targets.statement
            AND targets.in_force
            AND targets.item IN ('', asked.item)
            AND (
                (targets.region = asked.region AND targets.sector = asked.sector)
                OR (targets.region = city() AND targets.sector = total())
            )
            AND (targets.base_year IS NULL OR targets.base_year <= asked.year)
),

-- The newest year whose target has had its day: its verdict is due whether or not a figure came.
passed AS (
    SELECT
        asked.statement,
        asked.region,
        asked.sector,
        asked.item,
        asked.year,
        max(targets.due_year) AS closed_year
    FROM asked
    INNER JOIN plan_statements AS statements ON asked.statement = statements.statement
    INNER JOIN targets
        ON
            asked.statement = targets.statement
            AND targets.in_force
            AND targets.due_year < asked.year
            AND (
                (targets.region = asked.region AND targets.sector = asked.sector)
                OR (statements.binds_everybody AND targets.region = city() AND targets.sector = total())
            )
    GROUP BY ALL
)

SELECT
    asked.*,
    own.target_id AS own_id,
    own.base_year AS own_base_year,
    own.base_value AS own_base_value,
    own.due_year AS own_due_year,
    own.target AS own_value,
    own.comparison AS own_comparison,
    own.target_grade AS own_grade,
    citys.target_id AS city_id,
    citys.base_year AS city_base_year,
    citys.due_year AS city_due_year,
    citys.target AS city_value,
    citys.comparison AS city_comparison,
    citys.target_grade AS city_grade,
    passed.closed_year
FROM asked
LEFT JOIN candidates AS own
    ON
        asked.statement = own.statement
        AND asked.region = own.region
        AND asked.sector = own.sector
        AND asked.item = own.item
        AND asked.year = own.year
        AND own.own
        AND own.place = 1
LEFT JOIN candidates AS citys
    ON
        asked.statement = citys.statement
        AND asked.region = citys.region
        AND asked.sector = citys.sector
        AND asked.item = citys.item
        AND asked.year = citys.year
        AND NOT citys.own
        AND citys.place = 1
LEFT JOIN passed
    ON
        asked.statement = passed.statement
        AND asked.region = passed.region
        AND asked.sector = passed.sector
        AND asked.item = passed.item
        AND asked.year = passed.year
