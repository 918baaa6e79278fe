-- The ledgers on a day: each row in one state, in the columns all ledgers share (made after views.sql).

-- The day a ledger is looked at: the one asked about, or as far as the data reach.
CREATE MACRO ledger_day(day) AS (coalesce(cast(day AS date), (SELECT as_of FROM horizon)));

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
            WHEN
                kind = 'building' AND unit_energy > access_level AND coalesce(halted_on > today, true)
                THEN 'below_access'
            WHEN rectify_by < today THEN 'overdue'
            WHEN disposal IN ('halt', 'rectify') OR halted_on <= today THEN 'rectifying'
            WHEN
                kind = 'proposed' AND saturated = 'yes' AND replaced_capacity
                < new_capacity
                * (SELECT value FROM snapshot.plan_settings WHERE section = 'replacement' AND name = 'ratio')
                THEN 'replacement_short'
            WHEN
                nature IN ('new', 'rebuild', 'expand')
                AND kind IN ('building', 'proposed')
                AND unit_energy > required_level
                THEN 'below_required'
            WHEN unit_energy IS null OR access_level IS null THEN 'unknown'
            ELSE 'compliant'
        END AS state,
        rectify_by AS due_on
    FROM snapshot.two_high_projects
    CROSS JOIN (SELECT cast(day AS date) AS today) AS asked
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
        if(extension_document IS NOT null, coalesce(extended_to, planned_on), planned_on) AS due_on,
        CASE
            WHEN retired_on <= today THEN 'retired'
            WHEN finished_on <= today AND achieved_level > baseline_level THEN 'done_below'
            WHEN finished_on <= today THEN if(finished_on <= due_on, 'done', 'done_late')
            WHEN due_on < today THEN 'overdue'
            WHEN extension_document IS NOT null AND extended_to IS NOT null THEN 'extended'
            ELSE 'open'
        END AS state
    FROM snapshot.retrofit_deadlines
    CROSS JOIN (SELECT cast(day AS date) AS today) AS asked
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
            WHEN extension_document IS NOT null THEN coalesce(extended_to, rectify_by)
            ELSE rectify_by
        END AS due_on,
        CASE
            WHEN NOT inspected THEN if(planned_on < today, 'uninspected_overdue', 'planned')
            WHEN closed_on <= today THEN if(closed_on > due_on, 'closed_late', 'closed')
            WHEN rectify_by IS null AND problem IS null THEN 'clean'
            WHEN due_on < today THEN 'overdue'
            WHEN reinspected_on <= today THEN 'reinspected'
            WHEN extension_document IS NOT null AND extended_to IS NOT null THEN 'extended'
            ELSE 'ordered'
        END AS state
    FROM snapshot.energy_inspections
    CROSS JOIN (SELECT cast(day AS date) AS today) AS asked;

-- S13 on a day: plan approved, in execution, accepted.
CREATE MACRO circular_park_rows(day) AS TABLE
    SELECT
        'circular_parks' AS ledger,
        'S13' AS template,
        'park' AS cell_field,
        *,
        park AS name,
        '' AS sector,
        coalesce(if(started_on <= today, started_on, null), if(approved_on <= today, approved_on, null))
            AS since,
        planned_on AS due_on,
        CASE
            WHEN accepted_on <= today THEN 'accepted'
            WHEN planned_on < today THEN 'overdue'
            WHEN started_on <= today THEN 'underway'
            WHEN approved_on <= today THEN 'approved'
            ELSE 'not_started'
        END AS state
    FROM snapshot.circular_parks
    CROSS JOIN (SELECT cast(day AS date) AS today) AS asked;

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
        coalesce(valid_until, cast(published_on + to_years(cast(validity.value AS integer)) AS date))
            AS due_on,
        if(due_on < today, 'expired', 'in_force') AS state
    FROM snapshot.front_runners AS runners
    CROSS JOIN (SELECT cast(day AS date) AS today) AS asked
    INNER JOIN
        snapshot.plan_settings AS validity
        ON validity.section = 'front_runners' AND validity.name = 'valid_years'
    WHERE published_on <= today;

-- S16 on a day: how many of the things an enterprise must have are there.
CREATE MACRO enterprise_plan_rows(day) AS TABLE
    SELECT
        'enterprise_plans' AS ledger,
        'S16' AS template,
        'enterprise' AS cell_field,
        *,
        enterprise AS name,
        coalesce(listed_on, date '2020-12-31') AS since,
        cast(plan_needed = 'yes' AS integer)
        + cast(post_needed = 'yes' AS integer)
        + cast(disclosure_needed = 'yes' AS integer) AS needed,
        cast(plan_needed = 'yes' AND coalesce(plan_made_on <= today, false) AS integer)
        + cast(post_needed = 'yes' AND coalesce(post_filled_on <= today, false) AS integer)
        + cast(disclosure_needed = 'yes' AND coalesce(disclosed_on <= today, false) AS integer) AS done,
        CASE
            WHEN needed = 0 THEN 'not_due'
            WHEN done = needed THEN 'complete'
            WHEN due_on < today THEN 'overdue'
            WHEN done = 0 THEN 'nothing'
            ELSE 'partly'
        END AS state
    FROM snapshot.enterprise_plans
    CROSS JOIN (SELECT cast(day AS date) AS today) AS asked
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
        cast(null AS date) AS due_on,
        if(leaves_on <= today, 'withdrawn', 'in_force') AS state
    FROM green_members
    CROSS JOIN (SELECT cast(day AS date) AS today) AS asked
    WHERE published_on <= today;

-- Every row of every ledger on a day, in the columns that all ledgers share.
CREATE MACRO ledger_columns(day) AS TABLE
    SELECT
        ledger,
        template,
        cell_field,
        record_key,
        name,
        region,
        sector,
        state,
        since,
        due_on,
        grade,
        upload,
        sheet,
        row
    FROM two_high_rows(day)
    UNION ALL
    SELECT
        ledger,
        template,
        cell_field,
        record_key,
        name,
        region,
        sector,
        state,
        since,
        due_on,
        grade,
        upload,
        sheet,
        row
    FROM retrofit_rows(day)
    UNION ALL
    SELECT
        ledger,
        template,
        cell_field,
        record_key,
        name,
        region,
        sector,
        state,
        since,
        due_on,
        grade,
        upload,
        sheet,
        row
    FROM inspection_rows(day)
    UNION ALL
    SELECT
        ledger,
        template,
        cell_field,
        record_key,
        name,
        region,
        sector,
        state,
        since,
        due_on,
        grade,
        upload,
        sheet,
        row
    FROM circular_park_rows(day)
    UNION ALL
    SELECT
        ledger,
        template,
        cell_field,
        record_key,
        name,
        region,
        sector,
        state,
        since,
        due_on,
        grade,
        upload,
        sheet,
        row
    FROM front_runner_rows(day)
    UNION ALL
    SELECT
        ledger,
        template,
        cell_field,
        record_key,
        name,
        region,
        sector,
        state,
        since,
        due_on,
        grade,
        upload,
        sheet,
        row
    FROM enterprise_plan_rows(day)
    UNION ALL
    SELECT
        ledger,
        template,
        cell_field,
        record_key,
        name,
        region,
        sector,
        state,
        since,
        due_on,
        grade,
        upload,
        sheet,
        row
    FROM green_rows(day);

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
            WHEN
                found.due_on IS null
                OR NOT (states.open OR found.ledger = 'front_runners')
                OR found.state = 'expired'
                THEN null
            WHEN days_left < 0 THEN 'overdue'
            WHEN days_left <= 30 THEN '30'
            WHEN days_left <= 90 THEN '90'
            ELSE 'later'
        END AS due_within,
        uploads.file_name,
        cells.letter || cast(found.row AS varchar) AS cell
    FROM ledger_columns(day) AS found
    CROSS JOIN (SELECT cast(day AS date) AS today) AS asked
    INNER JOIN
        snapshot.plan_ledger_states AS states
        ON found.ledger = states.ledger AND found.state = states.state
    INNER JOIN snapshot.uploads AS uploads ON found.upload = uploads.upload
    LEFT JOIN regions ON found.region = regions.region
    LEFT JOIN sectors ON found.sector = sectors.sector
    LEFT JOIN snapshot.cells AS cells
        ON found.upload = cells.upload AND found.sheet = cells.sheet AND found.cell_field = cells.field;
