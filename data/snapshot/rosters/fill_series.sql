-- Gives every number that rests on members how much of them has come, and who is missing: of the measure its
-- statement names, else of the row's own basis, product, process or kind.
UPDATE series
SET
    coverage = if(rosters.weighed, covered.by_weight, covered.by_count),
    missing = covered.missing
FROM plan_rosters AS rosters
INNER JOIN roster_coverage AS covered ON rosters.roster = covered.roster
WHERE
    series.statement = rosters.statement
    AND coalesce(rosters.measure, nullif(series.basis, ''), series.item) = covered.measure
    AND series.region = covered.region
    AND series.sector = covered.sector
    AND series.year = covered.year
    AND series.month = covered.month;
