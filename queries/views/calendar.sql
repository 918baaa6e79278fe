-- Which sheet is due from whom by when, and how it stands on a day: the only calendar there is.

-- What came after the day is not known on it. Days late count to the day it came, of a sheet that has not
-- come to the day asked about.
CREATE MACRO calendar_on(DAY) AS TABLE
    SELECT
        calendar.template,
        templates.frequency,
        templates.owed_by,
        calendar.department,
        calendar.region,
        regions.region_ordinal,
        calendar.year,
        calendar.month,
        calendar.period,
        calendar.due_on,
        calendar.came_on,
        CASE
            WHEN calendar.came_on > calendar.due_on THEN 'came_late'
            WHEN calendar.came_on IS NOT NULL THEN 'came'
            WHEN calendar.due_on < day THEN 'late'
            ELSE 'due'
        END AS state,
        date_diff('day', day, calendar.due_on) AS days_left,
        greatest(date_diff('day', calendar.due_on, coalesce(calendar.came_on, day)), 0) AS days_late
    FROM (
        SELECT * REPLACE (if(came_on <= day, came_on, NULL) AS came_on)
        FROM snapshot.calendar
    ) AS calendar
    INNER JOIN snapshot.plan_templates AS templates ON calendar.template = templates.template
    INNER JOIN regions ON calendar.region = regions.region;

-- The sheets a score of that day looks at: those that fell due in the months before it, and whether each came
-- in time, as far as known on that day.
CREATE MACRO sheets_scored(DAY) AS TABLE
    SELECT
        *,
        came_on IS NOT NULL AND days_late <= (
            SELECT value FROM snapshot.plan_settings WHERE section = 'scoring' AND name = 'days_of_grace'
        ) AS in_time
    FROM calendar_on(day)
    WHERE
        due_on <= day
        AND due_on > day - to_months(cast((
            SELECT value FROM snapshot.plan_settings WHERE section = 'scoring' AND name = 'months_back'
        ) AS INTEGER));
