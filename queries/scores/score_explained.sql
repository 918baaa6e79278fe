-- where does every point of a county or department come from, down to the cell
-- One row per: item, piece of evidence (cell, ledger row, statement, sheet)
-- Params: scored, object, item, period, as_of, periods
-- Columns: scored code; object code; region region; item score_item; source code; statement statement;
-- evidence code; template template; evidence_field code; ledger code; evidence_row enterprise of template;
-- evidence_entity enterprise of template; evidence_part code; evidence_period period;
-- evidence_value number of evidence_unit 2; evidence_unit unit; evidence_state code; evidence_grade grade;
-- file_name text; sheet text; cell text
WITH parts AS (
    SELECT
        scored,
        object,
        object_ordinal,
        item,
        item_ordinal,
        source,
        statement,
        rule,
        path_from
    FROM snapshot.plan_score_items
    WHERE
        year(ledger_day($as_of)) BETWEEN first_year AND last_year
        AND ($scored IS NULL OR scored = $scored)
        AND ($object IS NULL OR object = $object)
        AND ($item IS NULL OR item = $item)
),

-- The sheets that feed what a place is scored by, with the periods whose cells count; a department is scored
-- by none.
sought AS (
    SELECT
        parts.object,
        parts.item,
        sources.template,
        periods_counted(parts.rule, parts.path_from, earned.ordinal, earned.period) AS periods
    FROM parts
    INNER JOIN snapshot.plan_statement_sources AS sources ON parts.statement = sources.statement
    LEFT JOIN snapshot.score_parts AS earned
        ON
            parts.source = earned.source
            AND parts.statement = earned.statement
            AND parts.object = earned.object
            AND earned.ordinal <= ordinal_of($period)
            AND earned.until_ordinal > ordinal_of($period)
    WHERE coalesce($scored <> 'department', TRUE) AND parts.source = 'statement'
),

-- The cells of a statement's number. Who knows the periods names them: then no number of another is read.
cells AS (
    SELECT
        sought.object,
        sought.item,
        'cell' AS evidence,
        told.template,
        told.field AS evidence_field,
        told.item AS part,
        told.entity AS evidence_entity,
        told.period AS evidence_period,
        told.value AS evidence_value,
        columns.unit AS evidence_unit,
        cast(NULL AS VARCHAR) AS evidence_state,
        told.grade AS evidence_grade,
        told.upload,
        told.sheet,
        cell_of(told.letter, told.row) AS cell
    FROM (
        SELECT
            * EXCLUDE (periods),
            unnest(periods) AS period
        FROM sought
    ) AS sought
    INNER JOIN snapshot.observations AS told
        ON
            sought.template = told.template
            AND sought.object = told.region
            AND sought.period = told.period
    INNER JOIN snapshot.plan_template_columns AS columns
        ON told.template = columns.template AND told.field = columns.field
    WHERE
        (told.sector IS NULL OR told.sector = total())
        AND (told.basis IS NULL OR told.basis = default_basis())
        AND (
            $periods IS NULL
            -- a text to look in is held against each number where it is read, a list only afterwards
            OR contains(array_to_string(cast($periods AS VARCHAR[]), ' '), told.period)
        )
        -- of the few that are left
        AND NOT number_replaced(told.record_key, told.template, told.field, told.upload, told.sheet, told.row)
),

tasks AS (
    SELECT
        parts.object,
        parts.item,
        'cell' AS evidence,
        told.template,
        told.field AS evidence_field,
        reports.task AS part,
        told.entity AS evidence_entity,
        reports.period AS evidence_period,
        told.value AS evidence_value,
        '%' AS evidence_unit,
        reports.grade AS evidence_grade,
        told.upload,
        told.sheet,
        cell_of(told.letter, told.row) AS cell
    FROM parts
    INNER JOIN tasks_reported(ordinal_of($period)) AS reports ON parts.object = reports.department
    INNER JOIN snapshot.observations AS told
        ON
            reports.record_key = told.record_key
            AND reports.upload = told.upload
            AND reports.sheet = told.sheet
            AND reports.row = told.row
    WHERE
        coalesce($scored <> 'county', TRUE)
        AND parts.source = 'tasks' AND told.template = 'S15' AND told.field = 'progress_share'
),

ledgers AS (
    SELECT
        sought.object,
        sought.item,
        'ledger' AS evidence,
        entries.template,
        entries.ledger,
        entries.name AS evidence_row,
        told.state AS evidence_state,
        entries.grade AS evidence_grade,
        entries.upload,
        entries.sheet,
        columns.letter || cast(entries.row AS VARCHAR) AS cell
    FROM sought
    INNER JOIN
        snapshot.ledger_entries AS entries
        ON sought.template = entries.template AND sought.object = entries.region
    INNER JOIN
        snapshot.ledger_history AS told
        ON entries.ledger = told.ledger AND entries.record_key = told.record_key
    LEFT JOIN
        snapshot.cells AS columns
        ON
            entries.upload = columns.upload
            AND entries.sheet = columns.sheet
            AND entries.cell_field = columns.field
    WHERE
        entries.ledger <> 'green'
        AND told.from_day <= ledger_day($as_of)
        AND told.until_day > ledger_day($as_of)
),

led AS (
    SELECT
        parts.object,
        parts.item,
        'statement' AS evidence,
        answering.statement AS part,
        standing.period AS evidence_period,
        100 * standing.share AS evidence_value,
        '%' AS evidence_unit,
        standing.status AS evidence_state,
        standing.grade AS evidence_grade
    FROM parts
    INNER JOIN
        snapshot.plan_statement_departments AS answering
        ON parts.object = answering.department AND answering.lead
    LEFT JOIN standing_at(ordinal_of($period)) AS standing
        ON answering.statement = standing.statement AND standing.region = city()
    WHERE coalesce($scored <> 'county', TRUE) AND parts.source = 'led_statements'
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
    SELECT * FROM tasks
    UNION ALL BY NAME
    SELECT * FROM ledgers
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
    uploads.file_name,
    evidence.sheet,
    evidence.cell
FROM parts
INNER JOIN evidence ON parts.object = evidence.object AND parts.item = evidence.item
LEFT JOIN snapshot.uploads AS uploads ON evidence.upload = uploads.upload
ORDER BY
    parts.scored,
    parts.object_ordinal,
    parts.item_ordinal,
    evidence.template,
    evidence.evidence_period,
    evidence.cell,
    evidence.part,
    evidence.evidence_row,
    uploads.file_name,
    evidence.sheet,
    evidence.evidence_field
