-- how does a county or zone stand: its statements, what is open in the ledgers, the sheets it owes
-- One row per: statement, ledger state, or late sheet
-- Params: region, period, as_of, today
-- Columns: kind code; region region; code code; state state of code; open flag; period period;
-- value number of unit; unit unit; decimals whole; target number of unit; own_target flag;
-- gap number of unit; ratio number; due_on date; days_left whole; overdue whole; grade grade
WITH standing AS (
    SELECT
        'statement' AS kind,
        standing.region,
        standing.statement AS code,
        standing.status AS state,
        standing.period,
        standing.value,
        statements.unit,
        statements.decimals,
        standing.target,
        standing.own_target,
        standing.gap,
        standing.ratio,
        standing.grade,
        statements.ordinal
    FROM standing_at(ordinal_of($period)) AS standing
    INNER JOIN statements ON standing.statement = statements.statement
),

ledgers AS (
    SELECT
        'ledger' AS kind,
        found.region,
        found.ledger AS code,
        found.state,
        found.open,
        count(*) AS value,
        '项' AS unit,
        min(found.due_on) FILTER (WHERE found.due_within IS NOT NULL) AS due_on,
        min(found.days_left) FILTER (WHERE found.due_within IS NOT NULL) AS days_left,
        count(*) FILTER (WHERE found.due_within = 'overdue') AS overdue,
        max_by(found.grade, grades.rank) AS grade,
        min(found.state_ordinal) AS ordinal
    FROM ledger_rows(ledger_day($as_of)) AS found
    INNER JOIN snapshot.plan_grades AS grades ON found.grade = grades.code
    GROUP BY ALL
),

sheets AS (
    SELECT
        'sheet' AS kind,
        calendar.region,
        calendar.template AS code,
        calendar.state,
        TRUE AS open,
        calendar.period,
        calendar.due_on,
        calendar.days_left,
        calendar.region_ordinal AS ordinal
    FROM calendar_on(cast($today AS DATE)) AS calendar
    WHERE calendar.state = 'late'
),

lines AS (
    SELECT * FROM standing
    UNION ALL BY NAME
    SELECT * FROM ledgers
    UNION ALL BY NAME
    SELECT * FROM sheets
)

SELECT
    lines.kind,
    lines.region,
    lines.code,
    lines.state,
    lines.open,
    lines.period,
    lines.value,
    lines.unit,
    lines.decimals,
    lines.target,
    lines.own_target,
    lines.gap,
    lines.ratio,
    lines.due_on,
    lines.days_left,
    lines.overdue,
    lines.grade
FROM lines
INNER JOIN regions ON lines.region = regions.region
WHERE $region IS NULL OR lines.region = $region
ORDER BY regions.region_ordinal, lines.kind DESC, lines.ordinal, lines.period
