-- where does every part (product, process, vehicle class, kind of waste) of a statement stand
-- One row per: statement, region, sector, item, basis, period
-- Params: statement, region, sector, item, period
-- Columns: statement statement; indicator text; region region; sector sector; item code; enterprise_key
-- enterprise of S11; basis basis; period period; year year; month code; value number of unit; numerator
-- number; denominator number; unit unit; target number of unit; gap number of unit; change number; excess
-- number %; attained number %; required number of unit; base_year year; due_year year; own_target flag;
-- target_id code; status status; verdict status; verdict_period period; verdict_value number of unit;
-- verdict_target number of unit; since period; because named; coverage number %; missing named; maturity
-- maturity; grade grade
SELECT
    item_progress.statement,
    item_progress.indicator,
    item_progress.region,
    item_progress.sector,
    item_progress.item,
    enterprises.enterprise_key,
    item_progress.basis,
    item_progress.period,
    item_progress.year,
    item_progress.month,
    item_progress.value,
    item_progress.numerator,
    item_progress.denominator,
    item_progress.unit,
    item_progress.target,
    item_progress.gap,
    moved(statements.rule, item_progress.unit, item_progress.value, item_progress.target) AS change,
    100 * (item_progress.value / nullif(item_progress.target, 0) - 1) AS excess,
    item_progress.attained,
    item_progress.required,
    item_progress.base_year,
    item_progress.due_year,
    item_progress.own_target,
    item_progress.target_id,
    item_progress.status,
    item_progress.verdict,
    item_progress.verdict_period,
    item_progress.verdict_value,
    item_progress.verdict_target,
    item_progress.since,
    item_progress.because,
    item_progress.coverage,
    item_progress.missing,
    item_progress.maturity,
    item_progress.grade
FROM item_progress
INNER JOIN statements ON item_progress.statement = statements.statement
LEFT JOIN item_order AS items ON item_progress.statement = items.statement AND item_progress.item = items.item
LEFT JOIN enterprises ON item_progress.item = enterprises.enterprise_key
WHERE
    ($statement IS NULL OR item_progress.statement = $statement)
    AND ($region IS NULL OR item_progress.region = $region)
    AND ($sector IS NULL OR item_progress.sector = $sector)
    AND ($item IS NULL OR item_progress.item = $item)
    AND ($period IS NULL OR item_progress.period = $period)
ORDER BY
    item_progress.statement,
    item_progress.region,
    item_progress.sector,
    items.item_ordinal,
    item_progress.item,
    item_progress.ordinal
