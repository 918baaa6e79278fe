-- T23: share of key parks of regional rank and above whose circular conversion was accepted
-- One row per: region, period (sector TOTAL)
-- Params: base_year
SELECT
    told.place.region,
    told.year,
    told.month,
    told.period,
    100.0 * count(*) FILTER (WHERE told.state = 'accepted') / count(*) AS value,
    cast(count(*) FILTER (WHERE told.state = 'accepted') AS DOUBLE) AS numerator,
    cast(count(*) AS DOUBLE) AS denominator,
    max(told.grade_rank) AS grade_rank
FROM ledger_at_month_ends('circular_parks', $base_year) AS told
INNER JOIN circular_parks AS parks ON told.record_key = parks.record_key
WHERE parks.level IN ('national', 'regional')
GROUP BY ALL
