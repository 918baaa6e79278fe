-- Where places and departments stand: statements on their cards, sheets owed, as the profiles list them.

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
