-- How far a promise can be believed: owner, day, evidence, movement and time (made after tasks.sql).

-- The plan's settings about delivery (literals where pages ask: queries/settled.py).
CREATE MACRO evidence_after_days() AS (
    SELECT value
    FROM snapshot.plan_settings
    WHERE section = 'delivery' AND name = 'evidence_after_days'
);

CREATE MACRO weak_from() AS (
    SELECT value
    FROM snapshot.plan_settings
    WHERE section = 'delivery' AND name = 'weak_from'
);

CREATE MACRO decision_movement_days() AS (
    SELECT value
    FROM snapshot.plan_settings
    WHERE section = 'delivery' AND name = 'decision_movement_days'
);

CREATE MACRO report_movement_days() AS (
    SELECT value
    FROM snapshot.plan_settings
    WHERE section = 'delivery' AND name = 'report_movement_days'
);

-- What an open promise lacks on a day, in the order in which it is said. `since`: when it was set (NULL:
-- always); `moves_within`: the days in which it should move.
CREATE MACRO lacking(OWNED, DUE_ON, EVIDENCED, SINCE, MOVED_ON, MOVES_WITHIN, DAY) AS (
    list_filter(
        [
            if(owned, NULL, 'owner'),
            if(due_on IS NULL, 'due', NULL),
            if(
                NOT evidenced
                AND coalesce(date_diff('day', since, day) >= evidence_after_days(), TRUE),
                'evidence',
                NULL
            ),
            if(coalesce(date_diff('day', moved_on, day) > moves_within, TRUE), 'movement', NULL),
            if(coalesce(due_on < day, FALSE), 'time', NULL)
        ],
        LAMBDA one: one IS NOT NULL
    )
);

-- What that comes to: without an owner or a day it is weak, with one of the others lacking at risk; what is
-- closed (NULL) is not judged.
CREATE MACRO delivery(LACKED) AS (
    CASE
        WHEN lacked IS NULL THEN NULL
        WHEN list_has_any(lacked, ['owner', 'due']) OR len(lacked) >= weak_from()
            THEN 'weak'
        WHEN len(lacked) > 0 THEN 'at_risk'
        ELSE 'credible'
    END
);

-- Each duty (a task of a department) as a promise on a day: its owner is the department, its evidence what
-- the newest report says, its movement the last quarter in which more was done than before.
CREATE MACRO duties_promised(DAY) AS TABLE
    WITH told AS (
        SELECT
            task,
            department,
            state,
            evidence,
            due_on,
            last_day(make_date(year, month, 1)) AS as_of,
            coalesce(
                progress_share
                > lag(progress_share) OVER (PARTITION BY task, department ORDER BY year, month),
                TRUE
            ) AS moved
        FROM task_reports
        WHERE last_day(make_date(year, month, 1)) <= cast(day AS DATE)
    ),

    summed AS (
        SELECT
            task,
            department,
            max(as_of) FILTER (WHERE moved) AS moved_on,
            max_by(due_on, as_of) AS due_on,
            arg_max_null(state, as_of) AS state,
            arg_max_null(evidence, as_of) AS evidence
        FROM told
        GROUP BY task, department
    )

    SELECT
        duties.task,
        duties.department,
        duties.lead,
        TRUE AS owned,
        summed.due_on,
        summed.evidence IS NOT NULL AS evidenced,
        cast(NULL AS DATE) AS since,
        summed.moved_on,
        report_movement_days() AS moves_within,
        coalesce(summed.state <> 'done', TRUE) AS open
    FROM snapshot.plan_task_departments AS duties
    LEFT JOIN summed ON duties.task = summed.task AND duties.department = summed.department;

-- Each duty that is not done by a day, with what it lacks.
CREATE MACRO duty_delivery(DAY) AS TABLE
    SELECT
        *,
        delivery(lacks) AS delivery
    FROM (
        SELECT
            task,
            department,
            lead,
            due_on,
            moved_on,
            if(
                open,
                lacking(owned, due_on, evidenced, since, moved_on, moves_within, cast(day AS DATE)),
                NULL
            ) AS lacks
        FROM duties_promised(day)
    ) AS judged;

-- Each open row of a ledger that is due on some day as a promise: its owner is the place, its evidence the
-- document its sheet asks for (where it asks for none, none is missed), its movement the newest day it tells.
CREATE MACRO rows_promised(DAY) AS TABLE
    SELECT
        entries.ledger,
        entries.template,
        entries.record_key,
        entries.region,
        entries.region IS NOT NULL AS owned,
        told.due_on,
        coalesce(entries.proven, TRUE) AS evidenced,
        told.since,
        list_max(list_filter(entries.news_on, LAMBDA one: one <= cast(day AS DATE))) AS moved_on,
        report_movement_days() AS moves_within
    FROM snapshot.ledger_entries AS entries
    INNER JOIN
        snapshot.ledger_history AS told
        ON entries.ledger = told.ledger AND entries.record_key = told.record_key
    WHERE
        told.open
        AND told.due_on IS NOT NULL
        AND told.from_day <= cast(day AS DATE)
        AND told.until_day > cast(day AS DATE);

-- The same with what each lacks.
CREATE MACRO row_delivery(DAY) AS TABLE
    SELECT
        *,
        delivery(lacks) AS delivery
    FROM (
        SELECT
            ledger,
            template,
            record_key,
            region,
            lacking(owned, due_on, evidenced, since, moved_on, moves_within, cast(day AS DATE)) AS lacks
        FROM rows_promised(day)
    ) AS judged;
