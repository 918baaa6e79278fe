-- How far a promise can be believed: owner, day, evidence, movement and time (made after tasks.sql).

-- A number of the plan's settings about delivery.
CREATE MACRO delivery_setting(CALLED) AS (
    SELECT value
    FROM snapshot.plan_settings
    WHERE section = 'delivery' AND name = called
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
                AND coalesce(date_diff('day', since, day) >= delivery_setting('evidence_after_days'), TRUE),
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
        WHEN list_has_any(lacked, ['owner', 'due']) OR len(lacked) >= delivery_setting('weak_from')
            THEN 'weak'
        WHEN len(lacked) > 0 THEN 'at_risk'
        ELSE 'credible'
    END
);

-- Each duty (a task of a department) that is not done by a day: its owner is the department, its evidence
-- what the newest report says, its movement the last quarter in which more was done than before.
CREATE MACRO duty_delivery(DAY) AS TABLE
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
            max(as_of) AS as_of,
            max(as_of) FILTER (WHERE moved) AS moved_on,
            max_by(due_on, as_of) AS due_on
        FROM told
        GROUP BY task, department
    ),

    newest AS (
        SELECT
            duties.task,
            duties.department,
            duties.lead,
            told.state,
            told.evidence,
            summed.moved_on,
            summed.due_on
        FROM snapshot.plan_task_departments AS duties
        LEFT JOIN summed ON duties.task = summed.task AND duties.department = summed.department
        LEFT JOIN told
            ON
                summed.task = told.task
                AND summed.department = told.department
                AND summed.as_of = told.as_of
    ),

    judged AS (
        SELECT
            task,
            department,
            lead,
            due_on,
            moved_on,
            if(
                coalesce(state = 'done', FALSE),
                NULL,
                lacking(
                    TRUE,
                    due_on,
                    evidence IS NOT NULL,
                    NULL,
                    moved_on,
                    delivery_setting('report_movement_days'),
                    cast(day AS DATE)
                )
            ) AS lacks
        FROM newest
    )

    SELECT
        *,
        delivery(lacks) AS delivery
    FROM judged;

-- Each open row of a ledger that is due on some day: its owner is the place, its evidence the document its
-- sheet asks for (where it asks for none, none is missed), its movement the newest day it tells of.
CREATE MACRO row_delivery(DAY) AS TABLE
    WITH judged AS (
        SELECT
            found.ledger,
            found.template,
            found.record_key,
            found.region,
            lacking(
                found.region IS NOT NULL,
                found.due_on,
                coalesce(entries.proven, TRUE),
                found.since,
                list_max(list_filter(entries.news_on, LAMBDA one: one <= cast(day AS DATE))),
                delivery_setting('report_movement_days'),
                cast(day AS DATE)
            ) AS lacks
        FROM ledger_rows(day) AS found
        INNER JOIN
            snapshot.ledger_entries AS entries
            ON found.ledger = entries.ledger AND found.record_key = entries.record_key
        WHERE found.open AND found.due_on IS NOT NULL
    )

    SELECT
        *,
        delivery(lacks) AS delivery
    FROM judged;
