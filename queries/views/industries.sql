-- The shared words about key industries: what they make, and how good their installations are.

-- The products that have a norm: the key industry that makes them, and the city's target in force.
CREATE VIEW products AS
SELECT
    made.code AS product,
    industries.code AS industry,
    goals.statement AS target_statement,
    goals.value AS target_kgce_per_t,
    made.ordinal
FROM snapshot.plan_products AS made
LEFT JOIN snapshot.plan_industries AS industries ON made.sector = industries.sector
LEFT JOIN (
    SELECT
        statement,
        max_by(value, due_year) AS value
    FROM targets
    WHERE in_force AND region = city() AND sector = total()
    GROUP BY statement
) AS goals ON made.statement = goals.statement;

-- Every steel installation with the tier its energy is in; below both lines it is below the baseline.
CREATE VIEW steel_installations AS
SELECT
    processes.*,
    choices.ordinal AS process_ordinal,
    CASE
        WHEN processes.unit_energy IS NULL THEN 'unknown'
        WHEN at_most(processes.unit_energy, processes.benchmark) THEN 'benchmark'
        WHEN at_most(processes.unit_energy, processes.baseline) THEN 'baseline'
        ELSE 'below_baseline'
    END AS tier
FROM snapshot.steel_processes AS processes
INNER JOIN snapshot.plan_choices AS choices
    ON choices.template = 'S9' AND choices.field = 'process' AND processes.process = choices.code;

-- CO2 of the industries whose tasks a statement told in words speaks of: each division, and all together.
CREATE VIEW judged_co2 AS
SELECT
    serving.statement,
    levels.region,
    if(grouping(industries.sector) = 1, total(), industries.sector) AS sector,
    levels.year,
    sum(levels.total) / 10000 AS co2,
    max(levels.grade_rank) AS grade_rank
FROM statements
INNER JOIN snapshot.plan_statement_tasks AS serving ON statements.statement = serving.statement
INNER JOIN snapshot.plan_industries AS industries ON serving.task = industries.task
INNER JOIN snapshot.co2_levels AS levels ON industries.sector = levels.sector AND levels.month = 12
WHERE statements.rule = 'narrative' AND levels.total IS NOT NULL
GROUP BY
    GROUPING SETS (
        (serving.statement, levels.region, industries.sector, levels.year),
        (serving.statement, levels.region, levels.year)
    )
HAVING
    grouping(industries.sector) = 0
    OR count(*) = (
        SELECT count(*)
        FROM snapshot.plan_statement_tasks AS named
        INNER JOIN snapshot.plan_industries AS meant ON named.task = meant.task
        WHERE named.statement = serving.statement
    );
