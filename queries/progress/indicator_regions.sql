-- how does one statement stand in the city, its counties and its zones as of a period
-- One row per: region
-- Params: statement, sector, basis, period
-- Columns: region region; region_kind code; period period; value number of unit; unit unit;
-- target number of unit; gap number of unit; change number; attained number %; required number of unit;
-- ratio number; status status; maturity maturity; grade grade; base_year year
WITH latest AS (
    SELECT *
    FROM progress
    WHERE
        statement = $statement
        AND sector = coalesce($sector, total())
        AND (basis = coalesce($basis, default_basis()) OR basis = '')
        AND ordinal <= ordinal_of($period)
        AND ordinal = (
            SELECT max(ordinal)
            FROM progress
            WHERE
                statement = $statement
                AND region = city()
                AND (basis = coalesce($basis, default_basis()) OR basis = '')
                AND ordinal <= ordinal_of($period)
        )
)

SELECT
    regions.region,
    regions.region_kind,
    latest.period,
    latest.value,
    latest.unit,
    latest.target,
    latest.gap,
    moved(statements.rule, latest.unit, latest.value, latest.target) AS change,
    latest.attained,
    latest.required,
    latest.ratio,
    coalesce(latest.status, 'no_data') AS status,
    latest.maturity,
    latest.grade,
    latest.base_year
FROM regions
LEFT JOIN latest ON regions.region = latest.region
LEFT JOIN statements ON latest.statement = statements.statement
WHERE
    regions.region_kind IN ('city', 'county', 'zone')
    AND coalesce((SELECT max(year) FROM latest), (SELECT year(as_of) FROM horizon))
    BETWEEN regions.first_year AND regions.last_year
ORDER BY regions.region_ordinal
