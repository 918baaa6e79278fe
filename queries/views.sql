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

-- The same for the parts of a statement that is made of several series (products, vehicles, processes).
CREATE VIEW item_progress AS
SELECT
    *,
    year * 100 + month AS ordinal
FROM snapshot.progress
WHERE item <> '';

-- Every number of every workbook that speaks now or was replaced, with the cell it stands in.
CREATE VIEW observed AS
SELECT
    observations.*,
    cells.letter || cast(observations.row AS VARCHAR) AS cell,
    uploads.file_name,
    uploads.by_whom,
    uploads.at
FROM snapshot.observations AS observations
INNER JOIN snapshot.uploads AS uploads ON observations.upload = uploads.upload
LEFT JOIN snapshot.cells AS cells
    ON
        observations.upload = cells.upload
        AND observations.sheet = cells.sheet
        AND observations.field = cells.field;

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
CREATE MACRO ordinal_of(CODE) AS (
    if(
        code IS NULL,
        999999,
        cast(left(code, 4) AS INTEGER) * 100 + if(length(code) = 4, 12, cast(right(code, 2) AS INTEGER))
    )
);

-- The day asked about, or today.
CREATE MACRO today_or(DAY) AS (coalesce(cast(day AS DATE), current_date));

-- The day a ledger is looked at: the one asked about, or as far as the data reach.
CREATE MACRO ledger_day(day) AS (coalesce(CAST(day AS DATE), (SELECT as_of FROM horizon)));

-- Of every target written for a place and year, the one valid when the snapshot was published.
CREATE VIEW targets AS
SELECT
    *,
    begun AND row_number() OVER (PARTITION BY statement, region, year, begun ORDER BY CAST(valid_from AS DATE) DESC) = 1 AS in_force
FROM (
    SELECT
        *,
        CAST(valid_from AS DATE) <= (SELECT CAST(left(value, 10) AS DATE) FROM meta WHERE key = 'at') AS begun
    FROM snapshot.plan_targets
) AS dated;

-- S6 on a day: a project is in one state, the most pressing one.
CREATE MACRO two_high_rows(day) AS TABLE
SELECT
    'two_high_projects' AS ledger,
    'S6' AS template,
    'project' AS cell_field,
    * EXCLUDE (state),
    project AS name,
    listed_on AS since,
    CASE
        WHEN removed_on <= today THEN 'removed'
        WHEN rectified_on <= today THEN 'rectified'
        WHEN kind = 'building' AND unit_energy > access_level AND coalesce(halted_on > today, true) THEN 'below_access'
        WHEN rectify_by < today THEN 'overdue'
        WHEN disposal IN ('halt', 'rectify') OR halted_on <= today THEN 'rectifying'
        WHEN
            kind = 'proposed' AND saturated = 'yes' AND replaced_capacity
            < new_capacity * (SELECT value FROM snapshot.plan_settings WHERE section = 'replacement' AND name = 'ratio')
            THEN 'replacement_short'
        WHEN nature IN ('new', 'rebuild', 'expand') AND kind IN ('building', 'proposed') AND unit_energy > required_level
            THEN 'below_required'
        WHEN unit_energy IS NULL OR access_level IS NULL THEN 'unknown'
        ELSE 'compliant'
    END AS state,
    rectify_by AS due_on
FROM snapshot.two_high_projects
CROSS JOIN (SELECT CAST(day AS DATE) AS today) AS asked
WHERE listed_on <= today;

-- S7 on a day: an extension counts with its document only.
CREATE MACRO retrofit_rows(day) AS TABLE
SELECT
    'retrofit' AS ledger,
    'S7' AS template,
    'unit_name' AS cell_field,
    *,
    enterprise || ' ' || coalesce(unit_name, unit_code) AS name,
    listed_on AS since,
    if(extension_document IS NOT NULL, coalesce(extended_to, planned_on), planned_on) AS due_on,
    CASE
        WHEN retired_on <= today THEN 'retired'
        WHEN finished_on <= today AND achieved_level > baseline_level THEN 'done_below'
        WHEN finished_on <= today THEN if(finished_on <= due_on, 'done', 'done_late')
        WHEN due_on < today THEN 'overdue'
        WHEN extension_document IS NOT NULL AND extended_to IS NOT NULL THEN 'extended'
        ELSE 'open'
    END AS state
FROM snapshot.retrofit_deadlines
CROSS JOIN (SELECT CAST(day AS DATE) AS today) AS asked
WHERE listed_on <= today;

-- S14 on a day: planned, ordered, re-inspected, closed.
CREATE MACRO inspection_rows(day) AS TABLE
SELECT
    'inspection' AS ledger,
    'S14' AS template,
    'enterprise' AS cell_field,
    *,
    enterprise AS name,
    coalesce(inspected_on <= today, false) AS inspected,
    if(inspected, coalesce(ordered_on, inspected_on), planned_on) AS since,
    CASE
        WHEN NOT inspected THEN planned_on
        WHEN extension_document IS NOT NULL THEN coalesce(extended_to, rectify_by)
        ELSE rectify_by
    END AS due_on,
    CASE
        WHEN NOT inspected THEN if(planned_on < today, 'uninspected_overdue', 'planned')
        WHEN closed_on <= today THEN if(closed_on > due_on, 'closed_late', 'closed')
        WHEN rectify_by IS NULL AND problem IS NULL THEN 'clean'
        WHEN due_on < today THEN 'overdue'
        WHEN reinspected_on <= today THEN 'reinspected'
        WHEN extension_document IS NOT NULL AND extended_to IS NOT NULL THEN 'extended'
        ELSE 'ordered'
    END AS state
FROM snapshot.energy_inspections
CROSS JOIN (SELECT CAST(day AS DATE) AS today) AS asked;

-- S13 on a day: plan approved, in execution, accepted.
CREATE MACRO circular_park_rows(day) AS TABLE
SELECT
    'circular_parks' AS ledger,
    'S13' AS template,
    'park' AS cell_field,
    *,
    park AS name,
    '' AS sector,
    coalesce(if(started_on <= today, started_on, NULL), if(approved_on <= today, approved_on, NULL)) AS since,
    planned_on AS due_on,
    CASE
        WHEN accepted_on <= today THEN 'accepted'
        WHEN planned_on < today THEN 'overdue'
        WHEN started_on <= today THEN 'underway'
        WHEN approved_on <= today THEN 'approved'
        ELSE 'not_started'
    END AS state
FROM snapshot.circular_parks
CROSS JOIN (SELECT CAST(day AS DATE) AS today) AS asked;

-- S18 on a day: valid on its last day as well.
CREATE MACRO front_runner_rows(day) AS TABLE
SELECT
    'front_runners' AS ledger,
    'S18' AS template,
    'enterprise' AS cell_field,
    runners.*,
    enterprise AS name,
    '' AS sector,
    published_on AS since,
    coalesce(valid_until, CAST(published_on + to_years(CAST(validity.value AS INTEGER)) AS DATE)) AS due_on,
    if(due_on < today, 'expired', 'in_force') AS state
FROM snapshot.front_runners AS runners
CROSS JOIN (SELECT CAST(day AS DATE) AS today) AS asked
INNER JOIN snapshot.plan_settings AS validity ON validity.section = 'front_runners' AND validity.name = 'valid_years'
WHERE published_on <= today;

-- S16 on a day: how many of the things an enterprise must have are there.
CREATE MACRO enterprise_plan_rows(day) AS TABLE
SELECT
    'enterprise_plans' AS ledger,
    'S16' AS template,
    'enterprise' AS cell_field,
    *,
    enterprise AS name,
    coalesce(listed_on, DATE '2020-12-31') AS since,
    CAST(plan_needed = 'yes' AS INTEGER) + CAST(post_needed = 'yes' AS INTEGER) + CAST(disclosure_needed = 'yes' AS INTEGER) AS needed,
    CAST(plan_needed = 'yes' AND coalesce(plan_made_on <= today, false) AS INTEGER)
    + CAST(post_needed = 'yes' AND coalesce(post_filled_on <= today, false) AS INTEGER)
    + CAST(disclosure_needed = 'yes' AND coalesce(disclosed_on <= today, false) AS INTEGER) AS done,
    CASE
        WHEN needed = 0 THEN 'not_due'
        WHEN done = needed THEN 'complete'
        WHEN due_on < today THEN 'overdue'
        WHEN done = 0 THEN 'nothing'
        ELSE 'partly'
    END AS state
FROM snapshot.enterprise_plans
CROSS JOIN (SELECT CAST(day AS DATE) AS today) AS asked
WHERE coalesce(listed_on <= today, true);

-- S5 on a day: titles of factories, parks, supply chains and design products.
CREATE MACRO green_rows(day) AS TABLE
SELECT
    'green' AS ledger,
    'S5' AS template,
    'enterprise' AS cell_field,
    * EXCLUDE (state),
    enterprise AS name,
    published_on AS since,
    CAST(NULL AS DATE) AS due_on,
    if(leaves_on <= today, 'withdrawn', 'in_force') AS state
FROM green_members
CROSS JOIN (SELECT CAST(day AS DATE) AS today) AS asked
WHERE published_on <= today;

-- Every row of every ledger on a day, in the columns that all ledgers share.
CREATE MACRO ledger_columns(day) AS TABLE
SELECT ledger, template, cell_field, record_key, name, region, sector, state, since, due_on, grade, upload, sheet, row FROM two_high_rows(day)
UNION ALL
SELECT ledger, template, cell_field, record_key, name, region, sector, state, since, due_on, grade, upload, sheet, row FROM retrofit_rows(day)
UNION ALL
SELECT ledger, template, cell_field, record_key, name, region, sector, state, since, due_on, grade, upload, sheet, row FROM inspection_rows(day)
UNION ALL
SELECT ledger, template, cell_field, record_key, name, region, sector, state, since, due_on, grade, upload, sheet, row FROM circular_park_rows(day)
UNION ALL
SELECT ledger, template, cell_field, record_key, name, region, sector, state, since, due_on, grade, upload, sheet, row FROM front_runner_rows(day)
UNION ALL
SELECT ledger, template, cell_field, record_key, name, region, sector, state, since, due_on, grade, upload, sheet, row FROM enterprise_plan_rows(day)
UNION ALL
SELECT ledger, template, cell_field, record_key, name, region, sector, state, since, due_on, grade, upload, sheet, row FROM green_rows(day);

-- The same with the words of the state, the age, the days left, and the cell the row begins at.
CREATE MACRO ledger_rows(day) AS TABLE
SELECT
    found.* EXCLUDE (cell_field),
    states.name AS state_name,
    states.name_en AS state_name_en,
    states.open,
    states.ordinal AS state_ordinal,
    regions.region_name,
    regions.region_name_en,
    sectors.sector_name,
    sectors.sector_name_en,
    date_diff('day', found.since, asked.today) AS age_days,
    date_diff('day', asked.today, found.due_on) AS days_left,
    CASE
        WHEN found.due_on IS NULL OR NOT (states.open OR found.ledger = 'front_runners') OR found.state = 'expired' THEN NULL
        WHEN days_left < 0 THEN 'overdue'
        WHEN days_left <= 30 THEN '30'
        WHEN days_left <= 90 THEN '90'
        ELSE 'later'
    END AS due_within,
    uploads.file_name,
    cells.letter || CAST(found.row AS VARCHAR) AS cell
FROM ledger_columns(day) AS found
CROSS JOIN (SELECT CAST(day AS DATE) AS today) AS asked
INNER JOIN snapshot.plan_ledger_states AS states ON found.ledger = states.ledger AND found.state = states.state
INNER JOIN snapshot.uploads AS uploads ON found.upload = uploads.upload
LEFT JOIN regions ON found.region = regions.region
LEFT JOIN sectors ON found.sector = sectors.sector
LEFT JOIN snapshot.cells AS cells
    ON found.upload = cells.upload AND found.sheet = cells.sheet AND found.cell_field = cells.field;

-- When the sheets without a period say up to which day they speak.
CREATE VIEW ledger_deliveries AS
SELECT 'S6' AS template, upload, max(reported_on) AS reported_on FROM snapshot.two_high_projects_all GROUP BY upload
UNION ALL
SELECT 'S7' AS template, upload, max(reported_on) AS reported_on FROM snapshot.retrofit_deadlines_all GROUP BY upload
UNION ALL
SELECT 'S13' AS template, upload, max(reported_on) AS reported_on FROM snapshot.circular_parks_all GROUP BY upload
UNION ALL
SELECT 'S14' AS template, upload, max(reported_on) AS reported_on FROM snapshot.energy_inspections_all GROUP BY upload
UNION ALL
SELECT 'S16' AS template, upload, max(reported_on) AS reported_on FROM snapshot.enterprise_plans_all GROUP BY upload
UNION ALL
SELECT 'S18' AS template, upload, max(reported_on) AS reported_on FROM snapshot.front_runners_all GROUP BY upload;

-- Up to which day an upload of a sheet without a period speaks: its own word, else the day it came.
CREATE VIEW standing_deliveries AS
SELECT
    uploads.template,
    CAST(left(uploads.at, 10) AS DATE) AS came_on,
    coalesce(ledger_deliveries.reported_on, CAST(left(uploads.at, 10) AS DATE)) AS speaks_until
FROM snapshot.uploads AS uploads
LEFT JOIN ledger_deliveries ON uploads.upload = ledger_deliveries.upload
WHERE uploads.template NOT IN (SELECT template FROM snapshot.plan_template_columns WHERE kind = 'period');

-- The day a sheet of a period first came, by place (and department, for the task reports).
CREATE VIEW period_deliveries AS
SELECT
    template,
    if(template = 'S15', '450200', region) AS region,
    if(template = 'S15', entity, NULL) AS department,
    year,
    month,
    CAST(left(min(observed.at), 10) AS DATE) AS came_on
FROM observed
GROUP BY ALL;

-- Every sheet that is due for a period that ends between two days: from whom, by when, and when it came.
CREATE MACRO sheet_calendar(since, until) AS TABLE
WITH months AS (
    SELECT
        year(month_start) AS year,
        month(month_start) AS month,
        last_day(CAST(month_start AS DATE)) AS ends_on
    FROM (
        SELECT
            unnest(generate_series(
                date_trunc('month', CAST(since AS TIMESTAMP)), date_trunc('month', CAST(until AS TIMESTAMP)), INTERVAL 1 MONTH
            )) AS month_start
    ) AS starts
    WHERE month(month_start) <> 1
),

owing AS (
    SELECT
        templates.*,
        owners.region
    FROM snapshot.plan_templates AS templates
    INNER JOIN snapshot.plan_template_regions AS owners ON templates.template = owners.template
    UNION ALL
    SELECT
        templates.* REPLACE (owners.department AS department),
        '450200' AS region
    FROM snapshot.plan_templates AS templates
    CROSS JOIN (SELECT DISTINCT department FROM snapshot.plan_task_departments) AS owners
    WHERE templates.table_name = 'task_progress'
),

expected AS (
    SELECT
        owing.template,
        owing.name,
        owing.name_en,
        owing.department,
        owing.region,
        months.year,
        months.month,
        months.ends_on,
        if(months.month = 12, CAST(months.year AS VARCHAR), printf('%d-%02d', months.year, months.month)) AS period,
        if(
            owing.due_month > 0,
            least(last_day(make_date(months.year + 1, owing.due_month, 1)), CAST(make_date(months.year + 1, owing.due_month, 1) + (owing.due_day - 1) * INTERVAL 1 DAY AS DATE)),
            CAST(months.ends_on + owing.due_day * INTERVAL 1 DAY AS DATE)
        ) AS due_on
    FROM owing
    CROSS JOIN months
    WHERE
        owing.frequency = 'monthly'
        OR (owing.frequency = 'quarterly' AND months.month % 3 = 0)
        OR (owing.frequency = 'yearly' AND months.month = 12)
)

SELECT
    expected.*,
    departments.name AS department_name,
    departments.name_en AS department_name_en,
    regions.region_name,
    regions.region_name_en,
    regions.region_ordinal,
    coalesce(min(periodic.came_on), min(standing.came_on)) AS came_on
FROM expected
INNER JOIN snapshot.plan_departments AS departments ON expected.department = departments.code
INNER JOIN regions ON expected.region = regions.region
LEFT JOIN period_deliveries AS periodic
    ON
        expected.template = periodic.template
        AND expected.region = periodic.region
        AND expected.year = periodic.year
        AND expected.month = periodic.month
        AND (periodic.department IS NULL OR periodic.department = expected.department)
LEFT JOIN standing_deliveries AS standing
    ON expected.template = standing.template AND standing.speaks_until >= expected.ends_on
GROUP BY ALL;

-- Where every statement stands in every place: the newest number not later than a period (calorific basis).
CREATE MACRO standing_at(until) AS TABLE
SELECT progress.*
FROM progress
WHERE
    sector = 'TOTAL'
    AND (basis = 'calorific' OR basis = '')
    AND ordinal <= until
QUALIFY row_number() OVER (PARTITION BY statement, region ORDER BY ordinal DESC) = 1;

-- The share of its points a statement earns: the share of the required path attained; met is at least all of it.
CREATE MACRO earned_share(status, ratio) AS (
    CASE
        WHEN status IN ('insufficient', 'no_data', 'no_target', 'not_connected') THEN NULL
        WHEN status = 'achieved' THEN greatest(coalesce(ratio, 100), 100) / 100
        WHEN ratio IS NOT NULL THEN greatest(ratio, 0) / 100
        WHEN status = 'on_track' THEN 1
    END
);

-- (CASE and not least(): DuckDB's least() passes over NULL, and a missing number must stay missing.)
-- Every item of the assessment of every county and department: share earned, points, veto. Weights may be tried out.
CREATE MACRO score_items(until, day, items, weights) AS TABLE
WITH rules AS (
    SELECT
        * EXCLUDE (weight),
        coalesce(list_extract(CAST(weights AS DOUBLE []), list_position(CAST(items AS VARCHAR []), item)), weight) AS weight
    FROM snapshot.plan_scoring
),

objects AS (
    SELECT
        'county' AS scored,
        region AS object,
        region_name AS object_name,
        region_name_en AS object_name_en,
        region_kind AS object_kind,
        region_ordinal AS object_ordinal
    FROM regions
    WHERE region_kind IN ('county', 'zone')
    UNION ALL
    SELECT
        'department' AS scored,
        departments.code AS object,
        departments.name AS object_name,
        departments.name_en AS object_name_en,
        'department' AS object_kind,
        min(duties.rowid) AS object_ordinal
    FROM snapshot.plan_departments AS departments
    INNER JOIN snapshot.plan_task_departments AS duties ON departments.code = duties.department
    GROUP BY ALL
),

led AS (
    SELECT
        answering.department,
        standing.statement,
        standing.status,
        earned_share(standing.status, standing.ratio) AS share,
        standing.grade
    FROM snapshot.plan_statement_departments AS answering
    INNER JOIN standing_at(until) AS standing ON answering.statement = standing.statement AND standing.region = '450200'
    WHERE answering.lead
),

reported AS (
    SELECT *
    FROM snapshot.task_progress
    WHERE year * 100 + month <= until
    QUALIFY row_number() OVER (PARTITION BY task, department ORDER BY year DESC, month DESC) = 1
),

sheets AS (
    SELECT *
    FROM sheet_calendar(CAST(CAST(day AS DATE) - 800 * INTERVAL 1 DAY AS DATE), CAST(day AS DATE))
    WHERE
        due_on <= CAST(day AS DATE)
        AND due_on > CAST(day AS DATE) - to_months(CAST((
            SELECT value FROM snapshot.plan_settings WHERE section = 'scoring' AND name = 'months_back'
        ) AS INTEGER))
),

earned AS (
    SELECT
        'statement' AS source,
        standing.statement,
        standing.region AS object,
        earned_share(standing.status, standing.ratio) AS share,
        standing.status,
        standing.period,
        standing.value,
        standing.target,
        standing.ratio,
        CAST(NULL AS BIGINT) AS counted,
        standing.grade
    FROM standing_at(until) AS standing
    UNION ALL BY NAME
    SELECT
        'led_statements' AS source,
        '' AS statement,
        department AS object,
        avg(CASE WHEN share > 1 THEN 1 ELSE share END) AS share,
        count(share) AS counted,
        max_by(led.grade, grades.rank) AS grade
    FROM led
    INNER JOIN snapshot.plan_grades AS grades ON led.grade = grades.code
    GROUP BY department
    UNION ALL BY NAME
    SELECT
        'tasks' AS source,
        '' AS statement,
        department AS object,
        avg(progress_share) / 100 AS share,
        avg(progress_share) AS value,
        max_by(period, year * 100 + month) AS period,
        count(*) AS counted,
        max_by(grade, grade_rank) AS grade
    FROM reported
    GROUP BY department
    UNION ALL BY NAME
    SELECT
        'sheets' AS source,
        '' AS statement,
        owners.object,
        count(sheets.came_on) / count(*) AS share,
        100 * count(sheets.came_on) / count(*) AS value,
        count(*) AS counted
    FROM sheets
    INNER JOIN objects AS owners
        ON
            (owners.scored = 'county' AND sheets.region = owners.object)
            OR (owners.scored = 'department' AND sheets.department = owners.object)
    GROUP BY owners.object
)

SELECT
    objects.*,
    rules.item,
    rules.ordinal AS item_ordinal,
    rules.name AS item_name,
    rules.name_en AS item_name_en,
    rules.source,
    rules.statement,
    rules.weight,
    rules.cap,
    CASE WHEN earned.share > rules.cap THEN rules.cap ELSE earned.share END AS share,
    rules.weight * CASE WHEN earned.share > rules.cap THEN rules.cap ELSE earned.share END AS points,
    earned.status,
    earned.period,
    earned.value,
    earned.target,
    earned.ratio,
    earned.counted,
    rules.veto,
    coalesce(list_contains(string_split(rules.veto, '|'), earned.status), false) AS vetoed,
    earned.grade
FROM objects
INNER JOIN rules ON objects.scored = rules.scored
LEFT JOIN earned ON rules.source = earned.source AND rules.statement = earned.statement AND objects.object = earned.object;

-- The whole score: points over the weight that could be scored, held under the ceiling by a veto; equal scores share a rank.
CREATE MACRO score_totals(until, day, items, weights) AS TABLE
WITH summed AS (
    SELECT
        scored,
        object,
        object_name,
        object_name_en,
        object_kind,
        object_ordinal,
        sum(points) AS points,
        coalesce(sum(weight) FILTER (WHERE points IS NOT NULL), 0) AS weight_scored,
        sum(weight) AS weight_whole,
        100 * sum(points) / nullif(sum(weight) FILTER (WHERE points IS NOT NULL), 0) AS share_score,
        bool_or(vetoed) AS vetoed,
        max_by(score_items.grade, grades.rank) AS grade
    FROM score_items(until, day, items, weights) AS score_items
    LEFT JOIN snapshot.plan_grades AS grades ON score_items.grade = grades.code
    GROUP BY ALL
),

capped AS (
    SELECT
        summed.*,
        if(vetoed AND share_score > ceiling.value, ceiling.value, share_score) AS score,
        coalesce(weight_scored >= minimum.value, false) AND share_score IS NOT NULL AS ranked
    FROM summed
    INNER JOIN snapshot.plan_settings AS ceiling ON ceiling.section = 'scoring' AND ceiling.name = 'veto_ceiling'
    INNER JOIN snapshot.plan_settings AS minimum ON minimum.section = 'scoring' AND minimum.name = 'minimum_weight'
),

confirmed AS (
    SELECT
        coalesce(region, department) AS object,
        points,
        period,
        vetoed,
        grade
    FROM snapshot.assessment_scores
    WHERE score_item = 'TOTAL' AND year * 100 + month <= until
    QUALIFY row_number() OVER (PARTITION BY coalesce(region, department) ORDER BY year DESC, month DESC) = 1
)

SELECT
    capped.*,
    if(capped.ranked, rank() OVER (PARTITION BY capped.scored, capped.ranked ORDER BY round(capped.score, 6) DESC), NULL) AS rank,
    confirmed.points AS confirmed_points,
    confirmed.period AS confirmed_period,
    confirmed.grade AS confirmed_grade
FROM capped
LEFT JOIN confirmed ON capped.object = confirmed.object;
