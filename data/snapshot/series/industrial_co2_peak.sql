-- T06: CO2 of industry each year, and whether it has peaked in time as far as that year can tell
-- One row per: region, sector, period (whole years)
-- Params: base_year, statement, factors (one grid factor for all years, or as reported)
SELECT
    emissions.region,
    emissions.sector,
    emissions.year,
    12 AS month,
    cast(emissions.year AS VARCHAR) AS period,
    emissions.value,
    states.peak_value AS numerator,
    states.peak_year AS denominator,
    CASE
        WHEN states.state = 'peaked' AND states.peak_year < promised.due_year THEN 'achieved'
        -- until the due year it may rise, stay level, or have fallen too briefly to tell
        WHEN emissions.year < promised.due_year THEN if(states.state = 'plateau', 'on_track', 'too_early')
        -- a few points that begin late say nothing of earlier years
        WHEN states.points <= 5 THEN 'insufficient'
        WHEN states.peak_year < promised.due_year AND states.later_points < 5 THEN 'too_early'
        ELSE 'missed'
    END AS judgement,
    states.maturity_rank,
    states.grade_rank
FROM annual_emissions AS emissions
INNER JOIN peak_states AS states
    ON
        emissions.source = states.source
        AND emissions.region = states.region
        AND emissions.sector = states.sector
        AND emissions.year = states.year
CROSS JOIN (SELECT due_year FROM plan_statements WHERE statement = $statement) AS promised
WHERE
    emissions.source
    = CASE $factors WHEN 'one' THEN 'industry' WHEN 'reported' THEN 'industry_as_reported' END
    AND emissions.year >= coalesce($base_year, 0)
UNION ALL BY NAME
-- what was reported on a factor that is not known says nothing on the one factor
SELECT
    region,
    sector,
    year,
    month,
    period,
    cast(NULL AS DOUBLE) AS value,
    cast(NULL AS DOUBLE) AS numerator,
    cast(NULL AS DOUBLE) AS denominator,
    'insufficient' AS judgement,
    maturity_rank,
    grade_rank
FROM co2_levels
WHERE $factors = 'one' AND month = 12 AND total IS NULL AND year >= coalesce($base_year, 0)
