-- The duties of departments: who answers for which task, and what was told of it (made after words.sql).

-- Each duty (a task of a department) at the end of each quarter; a due day holds until another is told.
CREATE MACRO task_duties() AS TABLE
    SELECT
        quarters.period,
        quarters.as_of,
        duties.task,
        duties.department,
        duties.lead,
        told.progress_share,
        told.record_key IS NOT null AS reported,
        coalesce(told.state, 'not_reported') AS state,
        last_value(told.due_on IGNORE NULLS) OVER (
            PARTITION BY duties.task, duties.department
            ORDER BY quarters.as_of
        ) AS last_due_on,
        coalesce(last_due_on < quarters.as_of, false) AND coalesce(told.state, '') <> 'done' AS late,
        told.grade,
        told.grade_rank
    FROM snapshot.month_ends AS quarters
    CROSS JOIN snapshot.plan_task_departments AS duties
    LEFT JOIN task_reports AS told
        ON
            quarters.year = told.year
            AND quarters.month = told.month
            AND duties.task = told.task
            AND duties.department = told.department
    WHERE
        quarters.month % 3 = 0
        AND quarters.year * 100 + quarters.month
        >= (SELECT min(year * 100 + month) FROM task_reports);
