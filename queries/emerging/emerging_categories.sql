-- which of the nine categories make up strategic emerging output in one place
-- One row per: category
-- Params: region, period
-- Columns: category category; period period; emerging_output number 万元 0; share_of_emerging number %;
-- share_of_industry number %; growth number %; grade grade
WITH known AS (
    SELECT *
    FROM snapshot.emerging_output
    WHERE region = coalesce($region, city()) AND year * 100 + month <= ordinal_of($period)
),

chosen AS (
    SELECT
        year,
        month
    FROM known
    ORDER BY year DESC, month DESC
    LIMIT 1
)

SELECT
    now.category,
    now.period,
    now.emerging_output,
    100 * now.emerging_output / nullif(whole.emerging_output, 0) AS share_of_emerging,
    100 * now.emerging_output / nullif(whole.total_output, 0) AS share_of_industry,
    100 * (now.emerging_output / nullif(before.emerging_output, 0) - 1) AS growth,
    now.grade
FROM known AS now
INNER JOIN chosen ON now.year = chosen.year AND now.month = chosen.month
LEFT JOIN known AS whole ON whole.category = total() AND whole.year = now.year AND whole.month = now.month
LEFT JOIN
    known AS before
    ON before.category = now.category AND before.year = now.year - 1 AND before.month = now.month
WHERE now.category <> total()
ORDER BY now.emerging_output DESC
