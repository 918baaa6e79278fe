-- What meetings decided, as it stands on a day (made after delivery.sql).

-- The state of a decision on a day: its own word, and whether the day it was due has passed.
CREATE MACRO decision_state(STATE, DUE_ON, CLOSED_ON, DAY) AS (
    CASE
        WHEN state = 'dropped' AND coalesce(closed_on <= day, TRUE) THEN 'dropped'
        WHEN state = 'done' AND coalesce(closed_on <= day, TRUE)
            THEN if(coalesce(closed_on > due_on, FALSE), 'done_late', 'done')
        WHEN coalesce(due_on < day, FALSE) THEN 'overdue'
        ELSE 'open'
    END
);

-- Every decision made until a day as a promise, under the department that answers for it now.
CREATE MACRO decisions_promised(DAY) AS TABLE
    WITH made AS (
        SELECT
            decisions.* EXCLUDE (department, state),
            coalesce(heirs.heir, decisions.department) AS department,
            greatest(decisions.met_on, if(decisions.moved_on <= cast(day AS DATE), decisions.moved_on, NULL))
                AS last_moved_on,
            decision_state(decisions.state, decisions.due_on, decisions.closed_on, cast(day AS DATE)) AS state
        FROM snapshot.decisions AS decisions
        LEFT JOIN snapshot.plan_heirs AS heirs ON decisions.department = heirs.department
        WHERE decisions.met_on <= cast(day AS DATE)
    )

    SELECT
        made.*,
        states.open,
        states.ordinal AS state_ordinal,
        date_diff('day', cast(day AS DATE), made.due_on) AS days_left,
        made.department IS NOT NULL AND made.person IS NOT NULL AS owned,
        made.evidence IS NOT NULL AS evidenced,
        decision_movement_days() AS moves_within
    FROM made
    INNER JOIN
        snapshot.plan_ledger_states AS states
        ON states.ledger = 'decisions' AND made.state = states.state;

-- The same with what each open one lacks.
CREATE MACRO decisions_judged(DAY) AS TABLE
    SELECT
        *,
        delivery(lacks) AS delivery
    FROM (
        SELECT
            *,
            if(
                open,
                lacking(owned, due_on, evidenced, met_on, last_moved_on, moves_within, cast(day AS DATE)),
                NULL
            ) AS lacks
        FROM decisions_promised(day)
    ) AS judged;

-- And with the row of its ledger, where that has it (`listed`).
CREATE MACRO decision_rows(DAY) AS TABLE
    SELECT
        judged.*,
        entries.record_key AS listed,
        entries.region AS listed_region,
        coalesce(entries.name, judged.record) AS name
    FROM decisions_judged(day) AS judged
    LEFT JOIN
        snapshot.ledger_entries AS entries
        ON
            judged.ledger = entries.ledger
            AND (judged.record = entries.record_key OR judged.record = entries.name)
    QUALIFY row_number() OVER (PARTITION BY judged.record_key ORDER BY entries.record_key) = 1;
