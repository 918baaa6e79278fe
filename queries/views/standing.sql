-- Where places and departments stand: statements on their cards, sheets owed, as the profiles list them.

-- Where every statement stands on its card.

CREATE MACRO cards_at(UNTIL) AS TABLE
    SELECT
        judged.region,
        judged.statement,
        judged.period,
        judged.value,
        judged.status,
        judged.grade,
        statuses.judged,
        statuses.met,
        statuses.wanting
    FROM progress AS judged
    INNER JOIN statements ON judged.statement = statements.statement
    INNER JOIN snapshot.plan_statuses AS statuses ON judged.status = statuses.code
    WHERE
        judged.sector = total()
        AND (judged.basis = default_basis() OR judged.basis = '')
        AND (judged.ordinal IS NULL OR judged.ordinal <= until)
        AND speaks_of_its_target(statements.rule, judged.year, judged.due_year)
    QUALIFY
        row_number() OVER (
            PARTITION BY judged.statement, judged.region
            ORDER BY judged.ordinal DESC NULLS LAST
        ) = 1;

-- The sheets that were due and have not come, as a profile lists what is open.
CREATE MACRO sheets_owed(DAY) AS TABLE
    SELECT
        'sheet' AS kind,
        region,
        department,
        template AS code,
        state,
        TRUE AS open,
        TRUE AS late,
        period,
        due_on,
        days_left,
        region_ordinal AS ordinal
    FROM calendar_on(cast(day AS DATE))
    WHERE state = 'late';

-- How far a value has moved from the one it is held against, where a change is promised and no level:
-- points of a share, percent of anything else.
CREATE MACRO moved(RULE, UNIT, VALUE, HELD) AS (
    CASE
        WHEN
            rule IN (
                'falls_every_year', 'rises_every_year', 'falls_from_base', 'rises_from_base', 'beats_own'
            )
            THEN if(unit = '%', value - held, 100 * (value / nullif(held, 0) - 1))
    END
);
