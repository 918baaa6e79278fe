-- what was reported of tasks, under the department that answers for them now, until its next report
-- One row per: task, department, period; reads task_progress, plan_heirs
-- Params: (none)
SELECT
    told.*,
    told.year * 100 + told.month AS ordinal,
    coalesce(
        lead(told.year * 100 + told.month) OVER (
            PARTITION BY told.task, told.department
            ORDER BY told.year, told.month
        ),
        9999999
    ) AS until_ordinal
FROM (
    SELECT reports.* REPLACE (heirs.heir AS department)
    FROM task_progress AS reports
    INNER JOIN plan_heirs AS heirs ON reports.department = heirs.department
    QUALIFY
        row_number() OVER (
            PARTITION BY reports.task, heirs.heir, reports.period ORDER BY reports.department <> heirs.heir
        ) = 1
) AS told
ORDER BY told.task, told.department, told.year, told.month
