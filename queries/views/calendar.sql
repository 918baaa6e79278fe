-- Which sheet is due from whom by when, and how it stands on a day: the only calendar there is.

-- What came after the day is not known on it.
CREATE MACRO sheet_state(CAME_ON, DUE_ON, DAY) AS (
    CASE
        WHEN came_on <= day THEN if(came_on > due_on, 'came_late', 'came')
        WHEN due_on < day THEN 'late'
        ELSE 'due'
    END
);

-- Days late count to the day it came, of a sheet that has not
-- come to the day asked about.
CREATE MACRO calendar_on(DAY) AS TABLE
    SELECT
        template,
        frequency,
        owed_by,
        department,
        region,
        region_ordinal,
        year,
        month,
        period,
        due_on,
        if(came_on <= day, came_on, NULL) AS came_on,
        sheet_state(came_on, due_on, day) AS state,
        date_diff('day', day, due_on) AS days_left,
        greatest(date_diff('day', due_on, if(came_on <= day, came_on, day)), 0) AS days_late
    FROM snapshot.calendar;

-- The sheets a score of that day looks at: those that fell due in the months before it, and whether each came
-- in time, as far as known on that day.
CREATE MACRO sheets_scored(DAY) AS TABLE
    SELECT
        template,
        department,
        region,
        period,
        sheet_state(came_on, due_on, day) AS state,
        greatest(date_diff('day', due_on, if(came_on <= day, came_on, day)), 0) AS days_late,
        coalesce(in_time AND came_on <= day, FALSE) AS in_time
    FROM snapshot.calendar
    WHERE
        due_on <= day
        AND due_on > day - to_months(months_scored);
