-- What counties and departments earn: the scores made of progress, tasks and sheets.

-- Where every statement stands in every place: the newest number not later than a period (calorific basis).
CREATE MACRO standing_at(UNTIL) AS TABLE
    SELECT progress.*
    FROM progress
    INNER JOIN statements ON progress.statement = statements.statement
    WHERE
        progress.sector = total()
        AND (progress.basis = default_basis() OR progress.basis = '')
        AND progress.ordinal <= until
        -- a promise that ended with its due year is scored by that year, as its card is
        AND speaks_of_its_target(statements.rule, progress.year, progress.due_year)
    QUALIFY
        row_number() OVER (PARTITION BY progress.statement, progress.region ORDER BY progress.ordinal DESC)
        = 1;

-- The share of its points a statement earns: the share of the required path attained; met is all of it, lost
-- is nothing; what is not judged is not scored.
CREATE MACRO earned_share(STATUS, RATIO) AS (
    CASE
        WHEN NOT (SELECT judged FROM snapshot.plan_statuses WHERE code = status) THEN NULL
        WHEN status = 'lost' THEN 0
        WHEN (SELECT met FROM snapshot.plan_statuses WHERE code = status)
            THEN greatest(coalesce(ratio, 100), 100) / 100
        WHEN ratio IS NOT NULL THEN greatest(ratio, 0) / 100
        WHEN status = 'on_track' THEN 1
    END
);

-- The newest report of each task not later than a period.
CREATE MACRO tasks_reported(UNTIL) AS TABLE
    SELECT *
    FROM task_reports
    WHERE year * 100 + month <= until
    QUALIFY row_number() OVER (PARTITION BY task, department ORDER BY year DESC, month DESC) = 1;

-- (CASE and not least(): DuckDB's least() passes over NULL, and a missing number must stay missing.)
-- Every item of the assessment of every county and department: share, points, veto; weights may be tried.
CREATE MACRO score_items(UNTIL, DAY, ITEMS, WEIGHTS) AS TABLE
    WITH rules AS (
        SELECT
            * EXCLUDE (weight),
            coalesce(
                list_extract(cast(weights AS DOUBLE[]), list_position(cast(items AS VARCHAR[]), item)), weight
            ) AS weight
        FROM snapshot.plan_scoring
    ),

    objects AS (
        SELECT
            'county' AS scored,
            region AS object,
            region_kind AS object_kind,
            region_ordinal AS object_ordinal,
            cast(NULL AS BIGINT) AS duties
        FROM regions
        WHERE
            region_kind IN ('county', 'zone')
            AND year(cast(day AS DATE)) BETWEEN first_year AND last_year
        UNION ALL
        SELECT
            'department' AS scored,
            departments.code AS object,
            'department' AS object_kind,
            min(tasks.rowid) AS object_ordinal,
            count(*) + (
                SELECT count(*)
                FROM snapshot.plan_statement_departments AS answering
                WHERE answering.department = departments.code AND answering.lead
            ) AS duties
        FROM snapshot.plan_departments AS departments
        INNER JOIN snapshot.plan_task_departments AS tasks ON departments.code = tasks.department
        WHERE NOT departments.several
        GROUP BY departments.code
    ),

    led AS (
        SELECT
            answering.department,
            standing.statement,
            standing.status,
            earned_share(standing.status, standing.ratio) AS share,
            standing.grade
        FROM snapshot.plan_statement_departments AS answering
        INNER JOIN
            standing_at(until) AS standing
            ON answering.statement = standing.statement AND standing.region = city()
        WHERE answering.lead
    ),

    earned AS (
        SELECT
            'statement' AS source,
            statement,
            region AS object,
            earned_share(status, ratio) AS share,
            status,
            period,
            value,
            target,
            ratio,
            cast(NULL AS BIGINT) AS counted,
            grade
        FROM standing_at(until)
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
        FROM tasks_reported(until)
        GROUP BY department
        UNION ALL BY NAME
        SELECT
            'sheets' AS source,
            '' AS statement,
            owners.object,
            count(*) FILTER (WHERE sheets.in_time) / count(*) AS share,
            100 * count(*) FILTER (WHERE sheets.in_time) / count(*) AS value,
            count(*) AS counted
        FROM sheets_scored(cast(day AS DATE)) AS sheets
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
        coalesce(list_contains(string_split(rules.veto, '|'), earned.status), FALSE) AS vetoed,
        earned.grade
    FROM objects
    INNER JOIN rules ON objects.scored = rules.scored
    LEFT JOIN
        earned
        ON
            rules.source = earned.source
            AND rules.statement = earned.statement
            AND objects.object = earned.object;

-- The whole score: points over the weight that could be scored, before any veto; ties share a rank. A veto is
-- a mark beside it with what it leaves. Zones are ranked apart; few duties or little weight give no rank.
CREATE MACRO score_totals(UNTIL, DAY, ITEMS, WEIGHTS) AS TABLE
    WITH summed AS (
        SELECT
            scored,
            object,
            object_kind,
            object_ordinal,
            duties,
            sum(points) AS points,
            coalesce(sum(weight) FILTER (WHERE points IS NOT NULL), 0) AS weight_scored,
            sum(weight) AS weight_whole,
            100 * sum(points) / nullif(sum(weight) FILTER (WHERE points IS NOT NULL), 0) AS score,
            bool_or(vetoed) AS vetoed,
            max_by(score_items.grade, grades.rank) AS grade
        FROM score_items(until, day, items, weights) AS score_items
        LEFT JOIN snapshot.plan_grades AS grades ON score_items.grade = grades.code
        GROUP BY ALL
    ),

    capped AS (
        SELECT
            summed.*,
            if(vetoed AND score > ceiling.value, ceiling.value, score) AS score_after_veto,
            coalesce(at_least(weight_scored, minimum.value), FALSE)
            AND score IS NOT NULL
            AND coalesce(duties >= fewest.value, TRUE) AS ranked
        FROM summed
        INNER JOIN
            snapshot.plan_settings AS ceiling
            ON ceiling.section = 'scoring' AND ceiling.name = 'veto_ceiling'
        INNER JOIN
            snapshot.plan_settings AS minimum
            ON minimum.section = 'scoring' AND minimum.name = 'minimum_weight'
        INNER JOIN
            snapshot.plan_settings AS fewest
            ON fewest.section = 'scoring' AND fewest.name = 'minimum_duties'
    ),

    confirmed AS (
        SELECT
            coalesce(region, department) AS object,
            points,
            period,
            vetoed,
            grade
        FROM snapshot.assessment_scores
        WHERE score_item = total() AND year * 100 + month <= until
        QUALIFY
            row_number() OVER (PARTITION BY coalesce(region, department) ORDER BY year DESC, month DESC) = 1
    ),

    placed AS (
        SELECT
            capped.*,
            if(
                capped.ranked,
                rank() OVER (
                    PARTITION BY capped.scored, capped.object_kind, capped.ranked
                    ORDER BY round(capped.score, 6) DESC
                ),
                NULL
            ) AS rank
        FROM capped
    )

    SELECT
        placed.*,
        count(placed.rank) OVER (PARTITION BY placed.scored, placed.object_kind, placed.rank) AS sharing,
        confirmed.points AS confirmed_points,
        confirmed.period AS confirmed_period,
        confirmed.grade AS confirmed_grade
    FROM placed
    LEFT JOIN confirmed ON placed.object = confirmed.object;
