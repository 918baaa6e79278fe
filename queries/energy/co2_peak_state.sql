-- has CO2 peaked, in which year, in Liuzhou's industry beside Guangxi's
-- One row per: source, region (newest year of each series)
-- Params: region, source
WITH newest AS (
    SELECT *
    FROM snapshot.peak_states
    WHERE sector = total() AND region IN (city(), '450000')
    QUALIFY row_number() OVER (PARTITION BY source, region ORDER BY year DESC) = 1
)

SELECT
    newest.source,
    CASE newest.source
        WHEN 'industry' THEN '工业（上报）'
        WHEN 'industry_reported' THEN '工业（对照上报）'
        WHEN 'industry_published' THEN '工业（CEADS 分部门清单）'
        ELSE '全社会（CEADS 城市清单）'
    END AS source_name,
    CASE newest.source
        WHEN 'industry' THEN 'Industry, reported'
        WHEN 'industry_reported' THEN 'Industry, reported for comparison'
        WHEN 'industry_published' THEN 'Industry, CEADS sectoral inventory'
        ELSE 'Whole economy, CEADS city inventory'
    END AS source_name_en,
    newest.region,
    regions.region_name,
    regions.region_name_en,
    newest.year AS newest_year,
    latest.value AS newest_value,
    '万吨二氧化碳' AS unit,
    newest.peak_year,
    newest.peak_value,
    100 * (latest.value / nullif(newest.peak_value, 0) - 1) AS change_since_peak_percent,
    newest.points,
    newest.later_points,
    newest.z,
    newest.state,
    CASE newest.state
        WHEN 'peaked' THEN '已达峰'
        WHEN 'plateau' THEN '平台期'
        WHEN 'not_peaked' THEN '未达峰'
        ELSE '数据不足'
    END AS state_name,
    CASE newest.state
        WHEN 'peaked' THEN 'Peaked'
        WHEN 'plateau' THEN 'Plateau'
        WHEN 'not_peaked' THEN 'Not peaked'
        ELSE 'Not enough data'
    END AS state_name_en,
    grades.code AS grade
FROM newest
INNER JOIN snapshot.annual_emissions AS latest
    ON
        newest.source = latest.source
        AND newest.region = latest.region
        AND newest.sector = latest.sector
        AND newest.year = latest.year
INNER JOIN regions ON newest.region = regions.region
INNER JOIN snapshot.plan_grades AS grades ON newest.grade_rank = grades.rank
WHERE
    ($region IS NULL OR newest.region = $region)
    AND ($source IS NULL OR newest.source = $source)
ORDER BY newest.region <> city(), newest.source
