-- what is promised, by which rule, and who answers for it
-- One row per: statement
-- Params: statement
-- Columns: statement statement; lead_department department; unit unit; target_year year;
-- target_base year; target number of unit; target_source text; departments code
WITH final AS (
    SELECT
        statement,
        max(due_year) AS year
    FROM targets
    WHERE region = city() AND sector = total() AND in_force
    GROUP BY statement
)

SELECT
    statements.statement,
    statements.lead_department,
    statements.unit,
    targets.due_year AS target_year,
    targets.base_year AS target_base,
    targets.value AS target,
    targets.document AS target_source,
    list(answering.department ORDER BY answering.lead DESC) AS departments
FROM statements
LEFT JOIN final ON statements.statement = final.statement
LEFT JOIN
    targets
    ON
        final.statement = targets.statement
        AND targets.region = city()
        AND targets.sector = total()
        AND targets.in_force
        AND targets.due_year IS NOT DISTINCT FROM final.year
LEFT JOIN snapshot.plan_statement_departments AS answering ON statements.statement = answering.statement
WHERE $statement IS NULL OR statements.statement = $statement
GROUP BY
    statements.statement,
    statements.lead_department,
    statements.unit,
    statements.ordinal,
    targets.due_year,
    targets.base_year,
    targets.value,
    targets.document
ORDER BY statements.ordinal
