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
