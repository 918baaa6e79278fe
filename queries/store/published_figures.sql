-- which figures have been published by others, with grade and source
-- One row per: figure
-- Params: region, indicator
-- Columns: indicator text; region region; period period; year year; month code; value number of unit;
-- unit unit; grade grade; source text; note text
SELECT
    figures.indicator,
    figures.region,
    figures.period,
    figures.year,
    figures.month,
    figures.figure AS value,
    figures.published_unit AS unit,
    figures.grade,
    figures.source,
    figures.note
FROM snapshot.published_figures AS figures
WHERE ($region IS NULL OR figures.region = $region) AND ($indicator IS NULL OR figures.indicator = $indicator)
ORDER BY figures.indicator, figures.region, figures.year, figures.month
