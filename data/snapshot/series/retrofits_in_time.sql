-- T16: share of units below the baseline retrofitted by their date (or one extended by document) or retired
-- One row per: region, sector, period
-- Params: base_year
WITH judged AS (
    SELECT
        place.region,
        place.sector,
        year,
        month,
        period,
        grade_rank,
        state IN ('done', 'retired') AS kept,
        -- nothing can change any more: done or retired, or the deadline has passed
        NOT open OR due_on < as_of AS settled
    FROM ledger_at_month_ends('retrofit', $base_year)
)

SELECT
    region,
    sector,
    year,
    month,
    period,
    100.0 * count(*) FILTER (WHERE kept) / nullif(count(*) FILTER (WHERE settled), 0) AS value,
    cast(count(*) FILTER (WHERE kept) AS DOUBLE) AS numerator,
    cast(count(*) FILTER (WHERE settled) AS DOUBLE) AS denominator,
    -- nothing overdue, but not everything done yet
    if(bool_and(kept OR NOT settled) AND bool_or(NOT settled), 'on_track', NULL) AS judgement,
    max(grade_rank) AS grade_rank
FROM judged
GROUP BY ALL
