-- has CO2 peaked, in which year, in Liuzhou's industry beside Guangxi's
-- One row per: source, region (newest year of each series)
-- Params: region, source
-- Columns: source code; region region; newest_year year; newest_value number 万吨二氧化碳 1; peak_year year;
-- peak_value number 万吨二氧化碳 1; change_since_peak_percent number % 1; points whole; later_points whole;
-- z number 2; state code; grade grade
WITH newest AS (
    SELECT states.*
    FROM snapshot.peak_states AS states
    INNER JOIN regions ON states.region = regions.region
    WHERE states.sector = total() AND regions.region_kind IN ('city', 'autonomous_region')
    QUALIFY row_number() OVER (PARTITION BY states.source, states.region ORDER BY states.year DESC) = 1
)

SELECT
    newest.source,
    newest.region,
    newest.year AS newest_year,
    latest.value AS newest_value,
    newest.peak_year,
    newest.peak_value,
    100 * (latest.value / nullif(newest.peak_value, 0) - 1) AS change_since_peak_percent,
    newest.points,
    newest.later_points,
    newest.z,
    newest.state,
    grades.code AS grade
FROM newest
INNER JOIN snapshot.annual_emissions AS latest
    ON
        newest.source = latest.source
        AND newest.region = latest.region
        AND newest.sector = latest.sector
        AND newest.year = latest.year
INNER JOIN snapshot.plan_grades AS grades ON newest.grade_rank = grades.rank
WHERE
    ($region IS NULL OR newest.region = $region)
    AND ($source IS NULL OR newest.source = $source)
ORDER BY newest.region <> city(), newest.source
