-- The ledgers on a day, from their history in the snapshot (data/snapshot/ledgers), and what pages count.

-- The day a ledger is looked at: the one asked about, or as far as the data reach.
CREATE MACRO ledger_day(DAY) AS (coalesce(cast(day AS DATE), data_day()));

-- Whether a large energy user must be on online monitoring, and is (data/snapshot/sql/ledger_rules.sql).
CREATE MACRO monitoring_state(ENERGY_TCE, THRESHOLD_TCE, CONNECTED_ON, DAY) AS (
    snapshot.monitoring_state(energy_tce, threshold_tce, connected_on, day)
);

-- Every row of every ledger with its state on a day, its age, the days left, and the cell it begins at.
-- `counted`: open, or a title in force. `shown`: rows that have no page of their own.
CREATE MACRO ledger_rows(DAY) AS TABLE
    SELECT
        entries.ledger,
        entries.template,
        entries.record_key,
        entries.name,
        entries.region,
        entries.places,
        entries.sector,
        told.state,
        told.since,
        told.due_on,
        entries.grade,
        entries.upload,
        entries.sheet,
        entries.row,
        entries.shown,
        states.open,
        states.in_force,
        states.open OR states.in_force AS counted,
        states.ordinal AS state_ordinal,
        -- what has not begun has no age yet
        if(told.since <= asked.today, date_diff('day', told.since, asked.today), NULL) AS age_days,
        date_diff('day', asked.today, told.due_on) AS days_left,
        CASE
            WHEN told.due_on IS NULL OR NOT counted THEN NULL
            WHEN days_left < 0 THEN 'overdue'
            WHEN days_left <= 30 THEN '30'
            WHEN days_left <= 90 THEN '90'
            ELSE 'later'
        END AS due_within,
        uploads.file_name,
        cells.letter || cast(entries.row AS VARCHAR) AS cell
    FROM snapshot.ledger_entries AS entries
    CROSS JOIN (SELECT cast(day AS DATE) AS today) AS asked
    INNER JOIN
        snapshot.ledger_history AS told
        ON
            entries.ledger = told.ledger
            AND entries.record_key = told.record_key
            AND told.from_day <= asked.today
            AND asked.today < told.until_day
    INNER JOIN
        snapshot.plan_ledger_states AS states
        ON entries.ledger = states.ledger AND told.state = states.state
    INNER JOIN snapshot.uploads AS uploads ON entries.upload = uploads.upload
    LEFT JOIN
        snapshot.cells AS cells
        ON
            entries.upload = cells.upload
            AND entries.sheet = cells.sheet
            AND entries.cell_field = cells.field;

-- The rows that ledgers count on their own page: those of green factories stand on the page of factories.
CREATE MACRO shown_ledgers(DAY) AS TABLE
    SELECT *
    FROM ledger_rows(day)
    WHERE shown;
