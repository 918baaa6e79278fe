-- T18: of the enterprises whose energy last year reached the threshold, how many are on online monitoring
-- One row per: region, sector, period
-- Params: base_year
WITH members AS (
    SELECT
        told.*,
        monitoring_state(
            told.last_year_energy_tce,
            threshold.value,
            told.connected_on,
            last_day(make_date(told.year, told.month, 1))
        ) AS state,
        state IN ('connected', 'missing') AS due,
        state = 'connected' AS connected
    FROM online_monitoring AS told
    INNER JOIN
        plan_settings AS threshold
        ON threshold.section = 'online_monitoring' AND threshold.name = 'threshold_tce'
    WHERE told.year >= coalesce($base_year, 0)
),

-- Once in the city, once in its county, once in its zone.
placed AS (
    SELECT * REPLACE (unnest(places) AS region)
    FROM members
)

SELECT
    region,
    if(grouping(sector) = 1, total(), sector) AS sector,
    year,
    month,
    period,
    100.0 * count_if(connected) / nullif(count_if(due), 0) AS value,
    count_if(connected) AS numerator,
    count_if(due) AS denominator,
    if(bool_or(due), NULL, 'not_applicable') AS judgement,
    max(grade_rank) AS grade_rank
FROM placed
GROUP BY GROUPING SETS ((region, sector, year, month, period), (region, year, month, period))
HAVING grouping(sector) = 1 OR sector NOT IN ('', total())
