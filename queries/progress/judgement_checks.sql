-- what the data say beside a person's judgement: which way emissions went, how many parks are on the list
-- One row per: judgement
-- Params: statement, region, as_of
-- Columns: statement statement; region region; sector sector; judged_on date; last_year year;
-- last_co2 number 万吨二氧化碳 1; rising flag; run_years whole; claimed_years whole; claimed_below year;
-- below_co2 number 万吨二氧化碳 1; parks whole; claimed_parks whole; contradiction code; grade grade
WITH read_out AS (
    SELECT
        judged.*,
        statuses.good,
        concat(judged.reason, '；', judged.evidence) AS told
    FROM snapshot.judgements AS judged
    INNER JOIN snapshot.plan_statuses AS statuses ON judged.judgement = statuses.code
    WHERE
        judged.judged_on <= ledger_day($as_of)
        AND ($statement IS NULL OR judged.statement = $statement)
        AND ($region IS NULL OR judged.region = $region)
),

-- What the words claim of the figures: falling so many years on end, falling since last year, below a year.
said AS (
    SELECT
        *,
        regexp_extract(told, '连续([一二两三四五六七八九1-9])年[^，。；]*(下降|降低|减少)', 1) AS number,
        coalesce(
            try_cast(translate(number, '一二两三四五六七八九', '1223456789') AS INTEGER),
            if(regexp_matches(told, '上年[^，。；]*(下降|降低|减少)'), 1, NULL)
        ) AS claimed_years,
        try_cast(regexp_extract(told, '低于 *(20[0-9][0-9]) *年', 1) AS INTEGER) AS claimed_below
    FROM read_out
),

moved AS (
    SELECT
        *,
        co2 > lag(co2) OVER (PARTITION BY statement, region, sector ORDER BY year) AS rising
    FROM judged_co2
),

-- As far as the year of the judgement; a run is the newest years that went one way.
known AS (
    SELECT
        said.record_key,
        moved.*,
        last_value(moved.rising) OVER newest_last AS newest_rising,
        row_number() OVER (PARTITION BY said.record_key ORDER BY moved.year DESC) AS back,
        moved.year = said.claimed_below AS below_year
    FROM said
    INNER JOIN moved
        ON
            said.statement = moved.statement
            AND said.region = moved.region
            AND said.sector = moved.sector
            AND moved.year <= year(said.judged_on)
    WINDOW newest_last AS (
        PARTITION BY said.record_key
        ORDER BY moved.year ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
),

seen AS (
    SELECT
        record_key,
        max(year) AS last_year,
        arg_max(co2, year) AS last_co2,
        bool_or(newest_rising) AS rising,
        coalesce(min(back) FILTER (WHERE rising IS DISTINCT FROM newest_rising), count(*) + 1)
        - 1 AS run_years,
        max(co2) FILTER (WHERE below_year) AS below_co2,
        max(grade_rank) AS grade_rank
    FROM known
    GROUP BY record_key
),

on_list AS (
    SELECT
        said.record_key,
        count(DISTINCT members.counted_key) AS parks,
        max(members.grade_rank) AS grade_rank
    FROM said
    LEFT JOIN green_members AS members
        ON
            members.kind = 'park'
            AND members.published_on <= said.judged_on
            AND said.judged_on < members.leaves_on
            AND (said.region = city() OR list_contains(members.places, said.region))
    WHERE said.statement = role('judged.parks')
    GROUP BY said.record_key
)

SELECT
    said.statement,
    said.region,
    said.sector,
    said.judged_on,
    seen.last_year,
    seen.last_co2,
    seen.rising,
    cast(seen.run_years AS INTEGER) AS run_years,
    said.claimed_years,
    said.claimed_below,
    seen.below_co2,
    cast(on_list.parks AS INTEGER) AS parks,
    if(on_list.parks IS NULL, NULL, cast(said.figure AS INTEGER)) AS claimed_parks,
    CASE
        WHEN on_list.parks < said.figure OR (said.good AND on_list.parks = 0) THEN 'parks'
        WHEN on_list.parks IS NOT NULL OR seen.last_year IS NULL THEN NULL
        WHEN said.claimed_years > if(seen.rising, 0, seen.run_years) THEN 'run'
        WHEN seen.last_co2 >= seen.below_co2 THEN 'below'
        WHEN
            said.good AND said.claimed_years IS NULL AND said.claimed_below IS NULL AND seen.rising
            THEN 'good'
    END AS contradiction,
    grades.code AS grade
FROM said
LEFT JOIN seen ON said.record_key = seen.record_key
LEFT JOIN on_list ON said.record_key = on_list.record_key
LEFT JOIN snapshot.plan_grades AS grades
    ON grades.rank = greatest(coalesce(seen.grade_rank, 0), coalesce(on_list.grade_rank, 0))
ORDER BY said.statement, said.judged_on DESC
