-- The shared words of all questions, made in memory when a reader connects; `snapshot` is the published file.

-- The codes of the snapshot's own words (data/snapshot/sql/constants.sql).
CREATE MACRO city() AS (snapshot.city());
CREATE MACRO total() AS (snapshot.total());
CREATE MACRO default_basis() AS (snapshot.default_basis());

-- The snapshot's own formulas (data/snapshot/sql/formulas.sql).
CREATE MACRO intensity_change(ENERGY_GROWTH, VALUE_ADDED_GROWTH) AS (
    snapshot.intensity_change(energy_growth, value_added_growth)
);
CREATE MACRO at_most(FIGURE, ALLOWED) AS (snapshot.at_most(figure, allowed));
CREATE MACRO at_least(FIGURE, ASKED) AS (snapshot.at_least(figure, asked));
CREATE MACRO exceeds(FIGURE, ALLOWED) AS (snapshot.exceeds(figure, allowed));
CREATE MACRO excess(FIGURE, ALLOWED) AS (snapshot.excess(figure, allowed));
CREATE MACRO speaks_of_its_target(RULE, YEAR, DUE_YEAR) AS (
    snapshot.speaks_of_its_target(rule, year, due_year)
);

-- The statement that has a role on a page (data/plan/themes.toml): role('energy.intensity').
CREATE MACRO role(CALLED) AS (
    SELECT statement
    FROM snapshot.plan_roles
    WHERE role = called
);

-- Every statement of the plan; what codes are called is said by whoever shows them.
CREATE VIEW statements AS
SELECT *
FROM snapshot.plan_statements;

CREATE VIEW regions AS
SELECT
    code AS region,
    kind AS region_kind,
    ordinal AS region_ordinal,
    first_year,
    last_year
FROM snapshot.plan_regions;

CREATE VIEW sectors AS
SELECT
    code AS sector,
    ordinal AS sector_ordinal
FROM snapshot.plan_sectors;

-- What a statement is shown as that has no number: nothing came, or nobody computes it yet.
CREATE MACRO silent_status(CONNECTED) AS (if(connected, 'no_data', 'not_connected'));

-- The progress of every statement; one that has no number yet has a row for the city that says so.
CREATE VIEW progress AS
SELECT
    *,
    year * 100 + month AS ordinal
FROM snapshot.progress
WHERE item = ''
UNION ALL BY NAME
SELECT
    statement,
    name AS indicator,
    city() AS region,
    total() AS sector,
    '' AS item,
    '' AS basis,
    unit,
    path_from AS base_year,
    due_year,
    silent_status(connected) AS status
FROM snapshot.plan_statements
WHERE statement NOT IN (SELECT statement FROM snapshot.progress WHERE item = '');

-- The same for the parts of a statement that is made of several series (products, vehicles, processes).
CREATE VIEW item_progress AS
SELECT
    *,
    year * 100 + month AS ordinal
FROM snapshot.progress
WHERE item <> '';

-- Every number of every workbook that speaks now or was replaced, with the cell it stands in: its letter is a
-- whole address where every value of a sheet has one of its own.
CREATE MACRO cell_of(LETTER, LINE) AS (
    if(regexp_matches(letter, '[0-9]$'), letter, letter || cast(line AS VARCHAR))
);

CREATE VIEW observed AS
SELECT
    observations.*,
    cell_of(observations.letter, observations.row) AS cell,
    uploads.file_name,
    uploads.by_whom,
    uploads.at
FROM snapshot.observations AS observations
INNER JOIN snapshot.uploads AS uploads ON observations.upload = uploads.upload;

-- Whether a later state, a later upload or a real number stands in the place of a number.
CREATE MACRO number_replaced(OF_RECORD, OF_TEMPLATE, OF_FIELD, OF_UPLOAD, OF_SHEET, OF_ROW) AS (
    EXISTS (
        SELECT 1
        FROM snapshot.superseded
        WHERE
            of_record = record_key
            AND of_template = template
            AND of_field = field
            AND of_upload = upload
            AND of_sheet = sheet
            AND of_row = row
    )
);

-- The numbers that speak now, as they were sent: all that nothing replaced.
CREATE VIEW speaking AS
SELECT told.*
FROM snapshot.observations AS told
WHERE NOT number_replaced(told.record_key, told.template, told.field, told.upload, told.sheet, told.row);

-- The same with the cell they stand in.
CREATE VIEW spoken AS
SELECT
    speaking.*,
    cell_of(speaking.letter, speaking.row) AS cell,
    uploads.file_name,
    uploads.by_whom,
    uploads.at
FROM speaking
INNER JOIN snapshot.uploads AS uploads ON speaking.upload = uploads.upload;

-- Register rows of green titles with the day they leave (a far day when they are still in force). `places`:
-- where each enterprise counts; `counted_key`: one for all names and codes that are or may be one enterprise.
CREATE VIEW green_members AS
SELECT
    * EXCLUDE (withdrawn_on),
    withdrawn_on,
    coalesce(withdrawn_on, DATE '9999-12-31') AS leaves_on
FROM snapshot.green_titles;

-- What was reported of tasks, under the department that answers for them now.
CREATE VIEW task_reports AS
SELECT *
FROM snapshot.task_standings;

CREATE VIEW horizon AS
SELECT as_of FROM snapshot.horizon;

-- As far as the data reach (a literal where pages ask: queries/settled.py).
CREATE MACRO data_day() AS (
    SELECT as_of
    FROM snapshot.horizon
);

CREATE VIEW meta AS
SELECT
    key,
    value
FROM snapshot.meta;

-- The order of a period code: 2025 -> 202512, 2025-09 -> 202509; nothing asked for is the far future.
CREATE MACRO ordinal_of(CODE) AS (
    coalesce(cast(left(replace(code || '-12', '-', ''), 6) AS INTEGER), 999999)
);

-- Whether a place is meant: all of them where none is chosen, or the city.
CREATE MACRO within(PLACE, CHOSEN) AS (chosen IS NULL OR chosen = city() OR place = chosen);

-- Whether a row of an enterprise counts in the place meant: its county and its zone alike.
CREATE MACRO counts_in(PLACES, CHOSEN) AS (chosen IS NULL OR list_contains(places, chosen));

-- Every target ever written, with the cell it came from; in_force tells the one that counts now.
CREATE VIEW targets AS
SELECT
    targets.*,
    uploads.file_name,
    coalesce(own_cells.letter, cells.letter || cast(targets.row AS VARCHAR)) AS cell
FROM snapshot.targets AS targets
LEFT JOIN snapshot.uploads AS uploads ON targets.upload = uploads.upload
LEFT JOIN snapshot.cells AS cells
    ON targets.upload = cells.upload AND targets.sheet = cells.sheet AND cells.field = 'target'
LEFT JOIN snapshot.cells AS own_cells
    ON
        targets.upload = own_cells.upload
        AND targets.sheet = own_cells.sheet
        AND own_cells.field = concat('target@', targets.row);

-- The numbers of sheets that were taken for targets, each with the target it is; they are few (laid out where
-- pages ask: queries/settled.py).
CREATE VIEW target_cells AS
SELECT
    told.*,
    statements.unit,
    targets.target_id,
    targets.begun AND targets.region <> city() AS of_a_place,
    targets.region AS place,
    year(targets.valid_from) AS from_year,
    coalesce(targets.due_year, 9999) AS due_year
FROM snapshot.observations AS told
INNER JOIN snapshot.targets AS targets
    ON
        told.upload = targets.upload
        AND told.sheet = targets.sheet
        AND told.row = targets.row
        AND told.template = targets.source
INNER JOIN snapshot.plan_statements AS statements ON targets.statement = statements.statement
WHERE told.field IN ('target', 'base_value');

-- In which order the parts of a statement stand: choices of its template, key industries, the plan's items.
CREATE VIEW item_order AS
SELECT
    sources.statement,
    choices.code AS item,
    min(choices.ordinal) AS item_ordinal
FROM snapshot.plan_choices AS choices
INNER JOIN snapshot.plan_statement_sources AS sources ON choices.template = sources.template
WHERE choices.field IN ('product', 'process', 'kind', 'vehicle')
GROUP BY sources.statement, choices.code
UNION ALL
SELECT
    statements.statement,
    industries.code AS item,
    min(industries.ordinal) AS item_ordinal
FROM snapshot.plan_industries AS industries
INNER JOIN snapshot.plan_statements AS statements ON statements.items = 'industries'
GROUP BY statements.statement, industries.code
UNION ALL
SELECT
    statement,
    item,
    ordinal AS item_ordinal
FROM snapshot.plan_item_names;

-- Every enterprise by its code, under the newest name any sheet gives it.
CREATE VIEW enterprises AS
SELECT
    enterprise_key,
    enterprise
FROM snapshot.enterprises;
