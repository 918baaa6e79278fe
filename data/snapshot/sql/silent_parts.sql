-- parts that somebody is expected to tell and nobody told: the headline waits for them
-- One row per: statement, region, item, period
-- Params: (none)
INSERT INTO series BY NAME
SELECT
    heads.statement,
    heads.region,
    covered.measure AS item,
    heads.basis,
    heads.base_year,
    heads.year,
    heads.month,
    heads.period,
    'insufficient' AS judgement,
    covered.by_count AS coverage,
    covered.missing,
    heads.maturity_rank,
    heads.grade_rank
FROM series AS heads
INNER JOIN plan_rosters AS rosters
    ON heads.statement = rosters.statement AND rosters.roster = 'counted_processes'
INNER JOIN roster_coverage AS covered
    ON
        rosters.roster = covered.roster
        AND covered.measure <> ''
        AND heads.region = covered.region
        AND heads.sector = covered.sector
        AND heads.year = covered.year
        AND heads.month = covered.month
LEFT JOIN series AS parts
    ON
        heads.statement = parts.statement
        AND heads.region = parts.region
        AND heads.sector = parts.sector
        AND heads.basis = parts.basis
        AND heads.base_year IS NOT DISTINCT FROM parts.base_year
        AND heads.period = parts.period
        AND covered.measure = parts.item
WHERE heads.item = '' AND heads.judgement = 'parts' AND parts.item IS NULL
