-- which figures have been published by others, with grade and source
-- One row per: figure
-- Params: region, indicator
SELECT
    figures.indicator,
    figures.region,
    regions.region_name,
    regions.region_name_en,
    figures.period,
    figures.year,
    figures.month,
    figures.figure AS value,
    figures.published_unit AS unit,
    figures.grade,
    figures.source,
    figures.note
FROM snapshot.published_figures AS figures
INNER JOIN regions ON figures.region = regions.region
WHERE ($region IS NULL OR figures.region = $region) AND ($indicator IS NULL OR figures.indicator = $indicator)
ORDER BY figures.indicator, figures.region, figures.year, figures.month
