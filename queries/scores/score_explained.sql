-- where does every point of a county or department come from, down to the cell
-- One row per: item, piece of evidence (cell, ledger row, statement, sheet)
-- Params: scored, object, item, period, as_of, items, weights
-- Columns: scored code; object code; region region; item score_item; source code; statement statement; weight
-- whole; cap number; share number 3; points number 2; status status; period period; value number 2; target
-- number 2; ratio number; counted whole; veto code; vetoed flag; grade grade; evidence code; template
-- template; evidence_field code; ledger code; evidence_row enterprise of template; evidence_entity enterprise
-- of template; evidence_part code; evidence_period period; evidence_value number of evidence_unit 2;
-- evidence_unit unit; evidence_state code; evidence_grade grade; file_name text; sheet text; cell text
WITH parts AS (
    SELECT *
    FROM score_items(ordinal_of($period), ledger_day($as_of), $items, $weights)
    WHERE
        ($scored IS NULL OR scored = $scored)
        AND ($object IS NULL OR object = $object)
        AND ($item IS NULL OR item = $item)
),

-- The cells of a statement's number: of its period, and of the whole years before it where years are chained.
cells AS (
    SELECT
        parts.object,
        parts.item,
        'cell' AS evidence,
        spoken.template,
        spoken.field AS evidence_field,
        spoken.item AS part,
        spoken.entity AS evidence_entity,
        spoken.period AS evidence_period,
        spoken.value AS evidence_value,
        columns.unit AS evidence_unit,
        cast(NULL AS VARCHAR) AS evidence_state,
        spoken.grade AS evidence_grade,
        spoken.file_name,
        spoken.sheet,
        spoken.cell
    FROM parts
    INNER JOIN statements ON parts.statement = statements.statement
    INNER JOIN snapshot.plan_statement_sources AS sources ON parts.statement = sources.statement
    INNER JOIN spoken
        ON
            sources.template = spoken.template
            AND parts.object = spoken.region
            AND (spoken.sector IS NULL OR spoken.sector = total())
            AND (spoken.basis IS NULL OR spoken.basis = default_basis())
            AND (
                spoken.year * 100 + spoken.month = ordinal_of(parts.period)
                OR (
                    statements.rule = 'reduction' AND spoken.month = 12 AND spoken.year > statements.path_from
                    AND spoken.year * 100 + 12 < ordinal_of(parts.period)
                )
            )
    INNER JOIN snapshot.plan_template_columns AS columns
        ON spoken.template = columns.template AND spoken.field = columns.field
    WHERE parts.source = 'statement' AND parts.period IS NOT NULL
),

ledgers AS (
    SELECT
        parts.object,
        parts.item,
        'ledger' AS evidence,
        found.template,
        found.ledger,
        found.name AS evidence_row,
        found.state AS evidence_state,
        found.grade AS evidence_grade,
        found.file_name,
        found.sheet,
        found.cell
    FROM parts
    INNER JOIN snapshot.plan_statement_sources AS sources ON parts.statement = sources.statement
    INNER JOIN
        ledger_rows(ledger_day($as_of)) AS found
        ON sources.template = found.template AND parts.object = found.region
    WHERE parts.source = 'statement' AND found.ledger <> 'green'
),

tasks AS (
    SELECT
        parts.object,
        parts.item,
        'cell' AS evidence,
        spoken.template,
        spoken.field AS evidence_field,
        spoken.item AS part,
        spoken.period AS evidence_period,
        spoken.value AS evidence_value,
        '%' AS evidence_unit,
        spoken.grade AS evidence_grade,
        spoken.file_name,
        spoken.sheet,
        spoken.cell
    FROM parts
    INNER JOIN
        spoken
        ON spoken.template = 'S15' AND spoken.field = 'progress_share' AND parts.object = spoken.entity
    WHERE parts.source = 'tasks' AND spoken.year * 100 + spoken.month <= ordinal_of($period)
    QUALIFY
        row_number()
            OVER (
                PARTITION BY parts.object, parts.item, spoken.item
                ORDER BY spoken.year DESC, spoken.month DESC
            )
        = 1
),

led AS (
    SELECT
        parts.object,
        parts.item,
        'statement' AS evidence,
        statements.statement AS part,
        standing.period AS evidence_period,
        100 * standing.share AS evidence_value,
        '%' AS evidence_unit,
        standing.status AS evidence_state,
        standing.grade AS evidence_grade
    FROM parts
    INNER JOIN
        snapshot.plan_statement_departments AS answering
        ON parts.object = answering.department AND answering.lead
    INNER JOIN statements ON answering.statement = statements.statement
    LEFT JOIN standing_at(ordinal_of($period)) AS standing
        ON statements.statement = standing.statement AND standing.region = city()
    WHERE parts.source = 'led_statements'
),

sheets AS (
    SELECT
        parts.object,
        parts.item,
        'sheet' AS evidence,
        calendar.template,
        calendar.region AS part,
        calendar.period AS evidence_period,
        calendar.days_late AS evidence_value,
        '天' AS evidence_unit,
        calendar.state AS evidence_state
    FROM parts
    INNER JOIN
        sheets_scored(ledger_day($as_of)) AS calendar
        ON parts.object = if(parts.scored = 'county', calendar.region, calendar.department)
    WHERE parts.source = 'sheets'
),

evidence AS (
    SELECT * FROM cells
    UNION ALL BY NAME
    SELECT * FROM ledgers
    UNION ALL BY NAME
    SELECT * FROM tasks
    UNION ALL BY NAME
    SELECT * FROM led
    UNION ALL BY NAME
    SELECT * FROM sheets
)

SELECT
    parts.scored,
    parts.object,
    if(parts.scored = 'county', parts.object, NULL) AS region,
    parts.item,
    parts.source,
    parts.statement,
    parts.weight,
    parts.cap,
    parts.share,
    parts.points,
    parts.status,
    parts.period,
    parts.value,
    parts.target,
    parts.ratio,
    parts.counted,
    parts.veto,
    parts.vetoed,
    parts.grade,
    evidence.evidence,
    evidence.template,
    evidence.evidence_field,
    evidence.ledger,
    evidence.evidence_row,
    evidence.evidence_entity,
    evidence.part AS evidence_part,
    evidence.evidence_period,
    evidence.evidence_value,
    evidence.evidence_unit,
    evidence.evidence_state,
    evidence.evidence_grade,
    evidence.file_name,
    evidence.sheet,
    evidence.cell
FROM parts
LEFT JOIN evidence ON parts.object = evidence.object AND parts.item = evidence.item
ORDER BY
    parts.scored,
    parts.object_ordinal,
    parts.item_ordinal,
    evidence.template,
    evidence.evidence_period,
    evidence.cell,
    evidence.part,
    evidence.evidence_row
