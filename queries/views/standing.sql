-- Where every statement stands on its card, and which sheets are owed on a day (made after views_scores.sql).

CREATE MACRO cards_at(UNTIL) AS TABLE
    SELECT
        judged.region,
        judged.statement,
        judged.status,
        judged.grade,
        statuses.judged,
        statuses.wanting
    FROM progress AS judged
    INNER JOIN statements ON judged.statement = statements.statement
    INNER JOIN snapshot.plan_statuses AS statuses ON judged.status = statuses.code
    WHERE
        judged.sector = total()
        AND (judged.basis = default_basis() OR judged.basis = '')
        AND (judged.ordinal IS NULL OR judged.ordinal <= until)
        AND (statements.card_period = 'latest' OR judged.year IS NULL OR judged.year <= judged.due_year)
    QUALIFY
        row_number() OVER (
            PARTITION BY judged.statement, judged.region
            ORDER BY judged.ordinal DESC NULLS LAST
        ) = 1;

-- Every sheet of the year before a day that should have come by then and has not.
CREATE MACRO sheets_owed(DAY) AS TABLE
    SELECT *
    FROM sheet_calendar(cast(cast(day AS DATE) - 800 * INTERVAL 1 DAY AS DATE), cast(day AS DATE))
    WHERE
        came_on IS NULL
        AND due_on < cast(day AS DATE)
        AND due_on > cast(day AS DATE) - INTERVAL 1 YEAR;
