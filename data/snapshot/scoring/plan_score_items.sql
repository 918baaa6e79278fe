-- every item of the assessment of every county, zone and department, with the rules that hold for it
-- One row per: object scored, item; reads plan tables alone
-- Params: (none)
WITH objects AS (
    SELECT
        'county' AS scored,
        code AS object,
        kind AS object_kind,
        ordinal AS object_ordinal,
        cast(NULL AS BIGINT) AS duties,
        first_year,
        last_year
    FROM plan_regions
    WHERE kind IN ('county', 'zone')
    UNION ALL
    SELECT
        'department' AS scored,
        departments.code AS object,
        'department' AS object_kind,
        min(tasks.rowid) AS object_ordinal,
        count(*) + (
            SELECT count(*)
            FROM plan_statement_departments AS answering
            WHERE answering.department = departments.code AND answering.lead
        ) AS duties,
        0 AS first_year,
        9999 AS last_year
    FROM plan_departments AS departments
    INNER JOIN plan_task_departments AS tasks ON departments.code = tasks.department
    WHERE NOT departments.several
    GROUP BY departments.code
)

SELECT
    objects.*,
    rules.item,
    rules.ordinal AS item_ordinal,
    rules.source,
    rules.statement,
    statements.rule,
    statements.path_from,
    rules.weight,
    rules.cap,
    rules.veto,
    (SELECT value FROM plan_settings WHERE section = 'scoring' AND name = 'veto_ceiling') AS veto_ceiling,
    (SELECT value FROM plan_settings WHERE section = 'scoring' AND name = 'minimum_weight') AS minimum_weight,
    (SELECT value FROM plan_settings WHERE section = 'scoring' AND name = 'minimum_duties') AS minimum_duties
FROM objects
INNER JOIN plan_scoring AS rules ON objects.scored = rules.scored
LEFT JOIN plan_statements AS statements ON rules.statement = statements.statement
ORDER BY objects.scored, objects.object_ordinal, rules.ordinal
