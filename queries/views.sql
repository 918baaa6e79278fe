-- The shared words of all questions, made in memory when a reader connects; `snapshot` is the published file.

-- Every statement with its newest target for the whole city.
CREATE VIEW statements AS
SELECT
    statements.*,
    departments.name AS department_name,
    departments.name_en AS department_name_en
FROM snapshot.plan_statements AS statements
INNER JOIN snapshot.plan_departments AS departments ON statements.lead_department = departments.code;

CREATE VIEW regions AS
SELECT
    code AS region,
    short AS region_name,
    name_en AS region_name_en,
    kind AS region_kind,
    ordinal AS region_ordinal
FROM snapshot.plan_regions;

CREATE VIEW sectors AS
SELECT
    code AS sector,
    short AS sector_name,
    name_en AS sector_name_en,
    ordinal AS sector_ordinal
FROM snapshot.plan_sectors;

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
    '450200' AS region,
    'TOTAL' AS sector,
    '' AS item,
    '' AS basis,
    unit,
    path_from AS base_year,
    due_year,
    if(connected, 'no_data', 'not_connected') AS status
FROM snapshot.plan_statements
WHERE statement NOT IN (SELECT statement FROM snapshot.progress WHERE item = '');

-- The same for the parts of a statement that is made of several series (products, vehicle classes, processes).
CREATE VIEW item_progress AS
SELECT
    *,
    year * 100 + month AS ordinal
FROM snapshot.progress
WHERE item <> '';

-- Every number of every workbook that speaks now or was replaced, with the cell it stands in.
CREATE VIEW observed AS
SELECT
    long.*,
    cells.letter || CAST(long.row AS VARCHAR) AS cell,
    uploads.file_name,
    uploads.by_whom,
    uploads.at
FROM (
    SELECT 'S1' AS template, * EXCLUDE (sector), sector AS item
    FROM (
        UNPIVOT (
            SELECT
                period, year, month, region, sector, basis, maturity, maturity_rank, grade, grade_rank,
                upload, generation, sheet, row, record_key,
                energy_tce, energy_growth, value_added, value_added_growth, intensity_change
            FROM snapshot.energy_value_added_all
        )
        ON energy_tce, energy_growth, value_added, value_added_growth, intensity_change
        INTO NAME field VALUE value
    )
    UNION ALL BY NAME
    SELECT 'S4' AS template, '' AS basis, * EXCLUDE (category), category AS item
    FROM (
        UNPIVOT (
            SELECT
                period, year, month, region, category, maturity, maturity_rank, grade, grade_rank,
                upload, generation, sheet, row, record_key,
                emerging_output, total_output
            FROM snapshot.emerging_output_all
        )
        ON emerging_output, total_output
        INTO NAME field VALUE value
    )
    UNION ALL BY NAME
    SELECT
        'S0' AS template,
        '' AS basis,
        indicator AS item,
        'figure' AS field,
        figure AS value,
        period, year, month, region, maturity, maturity_rank, grade, grade_rank,
        upload, generation, sheet, row, record_key
    FROM snapshot.published_figures_all
) AS long
INNER JOIN snapshot.uploads AS uploads ON long.upload = uploads.upload
LEFT JOIN snapshot.cells AS cells
    ON long.upload = cells.upload AND long.sheet = cells.sheet AND long.field = cells.field;

-- Register rows of green factories with the day they leave (a far day when they are still in force).
CREATE VIEW green_members AS
SELECT
    * EXCLUDE (withdrawn_on),
    withdrawn_on,
    coalesce(withdrawn_on, DATE '9999-12-31') AS leaves_on
FROM snapshot.green_register;

CREATE VIEW horizon AS
SELECT as_of FROM snapshot.horizon;

CREATE VIEW meta AS
SELECT
    key,
    value
FROM snapshot.meta;

-- The order of a period code: 2025 -> 202512, 2025-09 -> 202509; nothing asked for is the far future.
CREATE MACRO ordinal_of(code) AS (
    if(code IS NULL, 999999, CAST(left(code, 4) AS INTEGER) * 100 + if(length(code) = 4, 12, CAST(right(code, 2) AS INTEGER)))
);

-- The day asked about, or today.
CREATE MACRO today_or(day) AS (coalesce(CAST(day AS DATE), current_date));
