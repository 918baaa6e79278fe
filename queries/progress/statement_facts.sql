-- what is promised, by which rule, and who answers for it
-- One row per: statement
-- Params: statement
WITH final AS (
    SELECT
        statement,
        max(year) AS year
    FROM targets
    WHERE region = city() AND in_force
    GROUP BY statement
)

SELECT
    statements.*,
    targets.year AS target_year,
    targets.value AS target,
    targets.source AS target_source,
    list(departments.name ORDER BY answering.lead DESC) AS departments,
    list(departments.name_en ORDER BY answering.lead DESC) AS departments_en
FROM statements
LEFT JOIN final ON statements.statement = final.statement
LEFT JOIN
    targets
    ON
        final.statement = targets.statement
        AND targets.region = city()
        AND targets.in_force
        AND targets.year IS NOT DISTINCT FROM final.year
LEFT JOIN snapshot.plan_statement_departments AS answering ON statements.statement = answering.statement
LEFT JOIN snapshot.plan_departments AS departments ON answering.department = departments.code
WHERE $statement IS NULL OR statements.statement = $statement
GROUP BY ALL
ORDER BY statements.ordinal
