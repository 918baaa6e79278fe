-- how do all counties and zones stand side by side: statements, open ledger rows, sheets owed, score and rank
-- One row per: county or zone
-- Params: period, as_of, today
-- Columns: region region; kind code; achieved whole; judged whole; wanting whole; achieved_share number % 0;
-- open whole; overdue whole; sheets_late whole; score number; rank whole; sharing whole; points number;
-- weight_scored whole; vetoed flag; score_after_veto number; confirmed_points number;
-- confirmed_period period; grade grade
WITH standing AS (
    SELECT
        region,
        count(*) FILTER (WHERE met) AS achieved,
        count(*) FILTER (WHERE judged) AS judged,
        count(*) FILTER (WHERE wanting) AS wanting
    FROM standing_at(ordinal_of($period))
    GROUP BY region
),

ledgers AS (
    SELECT
        region,
        count(*) FILTER (WHERE open) AS open,
        count(*) FILTER (WHERE open AND due_on < ledger_day($as_of)) AS overdue
    FROM snapshot.ledger_history
    WHERE from_day <= ledger_day($as_of) AND until_day > ledger_day($as_of)
    GROUP BY region
),

sheets AS (
    SELECT
        region,
        count(*) AS sheets_late
    FROM snapshot.calendar
    WHERE sheet_state(came_on, due_on, cast($today AS DATE)) = 'late'
    GROUP BY region
)

SELECT
    regions.region,
    regions.region_kind AS kind,
    coalesce(standing.achieved, 0) AS achieved,
    coalesce(standing.judged, 0) AS judged,
    coalesce(standing.wanting, 0) AS wanting,
    standing.achieved / nullif(standing.judged, 0) * 100 AS achieved_share,
    coalesce(ledgers.open, 0) AS open,
    coalesce(ledgers.overdue, 0) AS overdue,
    coalesce(sheets.sheets_late, 0) AS sheets_late,
    scores.score,
    scores.rank,
    coalesce(scores.sharing, 0) AS sharing,
    scores.points,
    scores.weight_scored,
    scores.vetoed,
    scores.score_after_veto,
    scores.confirmed_points,
    scores.confirmed_period,
    scores.grade
FROM regions
LEFT JOIN standing ON regions.region = standing.region
LEFT JOIN ledgers ON regions.region = ledgers.region
LEFT JOIN sheets ON regions.region = sheets.region
LEFT JOIN
    score_totals(ordinal_of($period), ledger_day($as_of), NULL, NULL) AS scores
    ON regions.region = scores.object AND scores.scored = 'county'
WHERE
    regions.region_kind IN ('county', 'zone')
    AND year(ledger_day($as_of)) BETWEEN regions.first_year AND regions.last_year
ORDER BY regions.region_ordinal
