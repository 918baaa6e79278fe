-- Where every statement stands on its card.

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
