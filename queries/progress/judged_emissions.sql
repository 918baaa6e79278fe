-- CO2 by year of what a statement told in words speaks of, and how it moved
-- One row per: sector, year
-- Params: statement, region, as_of
-- Columns: sector sector; year year; co2_10k_t number 万吨二氧化碳 1;
-- change_percent number % 1; grade grade
SELECT
    known.sector,
    known.year,
    known.co2 AS co2_10k_t,
    100 * (known.co2 / nullif(before.co2, 0) - 1) AS change_percent,
    grades.code AS grade
FROM judged_co2 AS known
LEFT JOIN judged_co2 AS before
    ON
        known.statement = before.statement
        AND known.region = before.region
        AND known.sector = before.sector
        AND known.year - 1 = before.year
INNER JOIN snapshot.plan_grades AS grades ON known.grade_rank = grades.rank
WHERE
    known.statement = $statement
    AND known.region = coalesce($region, city())
    AND known.year <= year(ledger_day($as_of))
ORDER BY known.sector <> total(), known.sector, known.year
