-- What counties and departments earn: the scores made of progress, tasks and sheets.

-- Where every statement stands in every place: the newest number not later than a period (calorific basis).
CREATE MACRO standing_at(UNTIL) AS TABLE
    SELECT
        statement,
        region,
        period,
        value,
        target,
        own_target,
        gap,
        ratio,
        status,
        grade,
        status_judged AS judged,
        status_met AS met,
        status_wanting AS wanting,
        score_share AS share
    FROM snapshot.progress
    WHERE
        until_ordinal > until
        AND year * 100 + month <= until
        AND sector = total()
        AND (basis = default_basis() OR basis = '');

-- The newest report of each task not later than a period.
CREATE MACRO tasks_reported(UNTIL) AS TABLE
    SELECT *
    FROM snapshot.task_standings
    WHERE ordinal <= until AND until_ordinal > until;

-- The periods whose cells make a number: its own, and the whole years before it where years are chained.
CREATE MACRO periods_counted(RULE, PATH_FROM, ORDINAL, PERIOD) AS (
    if(
        rule = 'reduction',
        list_append(
            list_transform(range(path_from + 1, ordinal // 100), LAMBDA one: cast(one AS VARCHAR)),
            period
        ),
        [period]
    )
);

-- (CASE and not least(): DuckDB's least() passes over NULL, and a missing number must stay missing.)
-- Every item of the assessment of every county and department: share, points, veto; weights may be tried.
CREATE MACRO score_items(UNTIL, DAY, ITEMS, WEIGHTS) AS TABLE
    WITH rules AS (
        SELECT
            * REPLACE (
                coalesce(
                    list_extract(cast(weights AS DOUBLE[]), list_position(cast(items AS VARCHAR[]), item)),
                    weight
                ) AS weight
            )
        FROM snapshot.plan_score_items
        WHERE year(cast(day AS DATE)) BETWEEN first_year AND last_year
    ),

    earned AS (
        SELECT
            source,
            statement,
            object,
            share,
            status,
            period,
            ordinal,
            value,
            target,
            ratio,
            counted,
            grade,
            grade_rank
        FROM snapshot.score_parts
        WHERE ordinal <= until AND until_ordinal > until
        UNION ALL BY NAME
        SELECT
            'sheets' AS source,
            '' AS statement,
            owner AS object,
            count(*) FILTER (WHERE in_time) / count(*) AS share,
            100 * count(*) FILTER (WHERE in_time) / count(*) AS value,
            count(*) AS counted
        FROM (
            SELECT
                in_time,
                unnest([region, department]) AS owner
            FROM sheets_scored(cast(day AS DATE))
        ) AS sheets
        GROUP BY owner
    )

    SELECT
        rules.*,
        CASE WHEN earned.share > rules.cap THEN rules.cap ELSE earned.share END AS share,
        rules.weight * CASE WHEN earned.share > rules.cap THEN rules.cap ELSE earned.share END AS points,
        earned.status,
        earned.period,
        earned.ordinal,
        earned.value,
        earned.target,
        earned.ratio,
        earned.counted,
        coalesce(list_contains(string_split(rules.veto, '|'), earned.status), FALSE) AS vetoed,
        earned.grade,
        earned.grade_rank
    FROM rules
    LEFT JOIN
        earned
        ON
            rules.source = earned.source
            AND rules.statement = earned.statement
            AND rules.object = earned.object;

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
            any_value(veto_ceiling) AS veto_ceiling,
            any_value(minimum_weight) AS minimum_weight,
            any_value(minimum_duties) AS minimum_duties,
            max_by(grade, grade_rank) AS grade
        FROM score_items(until, day, items, weights)
        GROUP BY scored, object, object_kind, object_ordinal, duties
    ),

    capped AS (
        SELECT
            *,
            if(vetoed AND score > veto_ceiling, veto_ceiling, score) AS score_after_veto,
            coalesce(at_least(weight_scored, minimum_weight), FALSE)
            AND score IS NOT NULL
            AND coalesce(duties >= minimum_duties, TRUE) AS ranked
        FROM summed
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
    LEFT JOIN snapshot.confirmed_scores AS confirmed
        ON
            placed.object = confirmed.object
            AND confirmed.ordinal <= until
            AND confirmed.until_ordinal > until;
