-- how many large energy users of a place or sector are in which state of online monitoring at a period's end
-- One row per: region, sector, period, state, whether it must be connected
-- Params: (none)
WITH placed AS (
    -- once in the city, once in its county, once in its zone
    SELECT
        unnest(told.places) AS region,
        coalesce(nullif(told.sector, ''), 'UNKNOWN') AS sector,
        told.year,
        told.month,
        told.period,
        told.completeness,
        told.grade,
        told.grade_rank,
        at_least(told.last_year_energy_tce, threshold.value) AS due,
        monitoring_state(
            told.last_year_energy_tce,
            threshold.value,
            told.connected_on,
            last_day(make_date(told.year, told.month, 1))
        ) AS state
    FROM online_monitoring AS told
    CROSS JOIN (
        SELECT value
        FROM plan_settings
        WHERE section = 'online_monitoring' AND name = 'threshold_tce'
    ) AS threshold
)

SELECT
    region,
    if(grouping(sector) = 1, total(), sector) AS sector,
    year,
    month,
    period,
    state,
    due,
    count(*) AS enterprises,
    avg(completeness) AS completeness,
    arg_max(grade, grade_rank) AS grade
FROM placed
GROUP BY
    GROUPING SETS (
        (region, sector, year, month, period, state, due),
        (region, year, month, period, state, due)
    )
HAVING grouping(sector) = 1 OR sector <> 'UNKNOWN'
ORDER BY region, sector, year, month, state, due
