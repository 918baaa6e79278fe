-- strategic emerging output, gross output and share of one place over time
-- One row per: period
-- Params: region, period
-- Columns: period period; year year; month whole; month_start date; share number % 2;
-- emerging_output number 万元 0; total_output number 万元 0; grade grade
SELECT
    series.period,
    series.year,
    series.month,
    make_date(series.year, series.month, 1) AS month_start,
    series.value AS share,
    series.numerator AS emerging_output,
    series.denominator AS total_output,
    grades.code AS grade
FROM snapshot.series AS series
INNER JOIN snapshot.plan_grades AS grades ON series.grade_rank = grades.rank
WHERE
    series.statement = role('emerging.share')
    AND series.region = coalesce($region, city())
    AND series.year * 100 + series.month <= ordinal_of($period)
ORDER BY series.year, series.month
