-- had each series peaked, judged at the end of each of its years (largest value, five later points, trend)
-- One row per: source, region, sector, year
-- Params: (none)
WITH known AS (
    SELECT
        now.source,
        now.region,
        now.sector,
        now.year AS at_year,
        points.year,
        points.measured,
        points.value,
        points.maturity_rank,
        points.grade_rank
    FROM annual_emissions AS now
    INNER JOIN annual_emissions AS points
        ON
            now.source = points.source
            AND now.region = points.region
            AND now.sector = points.sector
            AND points.year <= now.year
),

peaks AS (
    SELECT
        source,
        region,
        sector,
        at_year,
        year AS peak_year,
        value AS peak_value,
        count(*) OVER place AS points,
        min(maturity_rank) OVER place AS maturity_rank,
        max(grade_rank) OVER place AS grade_rank
    FROM known
    WINDOW place AS (PARTITION BY source, region, sector, at_year)
    -- among equal largest values the latest, so that every later point lies below
    QUALIFY
        row_number() OVER (PARTITION BY source, region, sector, at_year ORDER BY measured DESC, year DESC) = 1
),

later AS (
    SELECT known.*
    FROM known
    INNER JOIN peaks
        ON
            known.source = peaks.source
            AND known.region = peaks.region
            AND known.sector = peaks.sector
            AND known.at_year = peaks.at_year
            AND known.year > peaks.peak_year
),

ties AS (
    SELECT
        source,
        region,
        sector,
        at_year,
        sum(times) AS later_points,
        sum(times * (times - 1) * (2 * times + 5)) AS tied
    FROM (
        SELECT
            source,
            region,
            sector,
            at_year,
            measured,
            count(*) AS times
        FROM later
        GROUP BY source, region, sector, at_year, measured
    ) AS repeated
    GROUP BY source, region, sector, at_year
),

pairs AS (
    SELECT
        first.source,
        first.region,
        first.sector,
        first.at_year,
        sum(sign(second.measured - first.measured)) AS s
    FROM later AS first
    INNER JOIN later AS second
        ON
            first.source = second.source
            AND first.region = second.region
            AND first.sector = second.sector
            AND first.at_year = second.at_year
            AND first.year < second.year
    GROUP BY first.source, first.region, first.sector, first.at_year
),

tested AS (
    SELECT
        peaks.*,
        cast(coalesce(ties.later_points, 0) AS INTEGER) AS later_points,
        coalesce(pairs.s, 0) AS s,
        (ties.later_points * (ties.later_points - 1) * (2 * ties.later_points + 5) - ties.tied)
        / 18.0 AS variance
    FROM peaks
    LEFT JOIN ties
        ON
            peaks.source = ties.source
            AND peaks.region = ties.region
            AND peaks.sector = ties.sector
            AND peaks.at_year = ties.at_year
    LEFT JOIN pairs
        ON
            peaks.source = pairs.source
            AND peaks.region = pairs.region
            AND peaks.sector = pairs.sector
            AND peaks.at_year = pairs.at_year
),

scored AS (
    SELECT
        *,
        CASE
            WHEN s > 0 AND variance > 0 THEN (s - 1) / sqrt(variance)
            WHEN s < 0 AND variance > 0 THEN (s + 1) / sqrt(variance)
            ELSE 0
        END AS z
    FROM tested
)

SELECT
    source,
    region,
    sector,
    at_year AS year,
    peak_year,
    peak_value,
    points,
    later_points,
    s,
    z,
    CASE
        WHEN points <= 5 THEN 'insufficient'
        WHEN later_points = 0 THEN 'not_peaked'
        WHEN later_points < 5 THEN 'insufficient'
        WHEN abs(z) <= 1.959963984540054 THEN 'plateau'
        WHEN z < 0 THEN 'peaked'
        ELSE 'not_peaked'
    END AS state,
    maturity_rank,
    grade_rank
FROM scored
