-- how large are coal and non-fossil energy in each enterprise, and how did they move against the year before
-- One row per: enterprise
-- Params: region, sector, basis, period
-- Columns: enterprise_key enterprise of S2; enterprise enterprise of S2; region region; sector sector; period
-- period; energy_tce number 吨标准煤 0; coal_share number % 1; coal_share_change_points number 个百分点 1;
-- non_fossil_share number % 1; non_fossil_share_change_points number 个百分点 1; grade grade
WITH added AS (
    SELECT
        enterprise_key,
        max(region) AS region,
        any_value(places) AS places,
        max(sector) AS sector,
        year,
        month,
        period,
        if(count(energy_tce) = count(*), sum(energy_tce), NULL) AS energy_tce,
        if(count(coal_tce) = count(*), sum(coal_tce), NULL) AS coal_tce,
        if(count(non_fossil_tce) = count(*), sum(non_fossil_tce), NULL) AS non_fossil_tce,
        arg_max(grade, grade_rank) AS grade
    FROM snapshot.standard_quantities
    WHERE basis = coalesce($basis, default_basis()) AND year * 100 + month <= ordinal_of($period)
    GROUP BY enterprise_key, year, month, period
),

shares AS (
    SELECT
        *,
        100 * coal_tce / nullif(energy_tce, 0) AS coal_share,
        100 * non_fossil_tce / nullif(energy_tce, 0) AS non_fossil_share
    FROM added
)

SELECT
    now.enterprise_key,
    enterprises.enterprise,
    now.region,
    now.sector,
    now.period,
    now.energy_tce,
    now.coal_share,
    now.coal_share - before.coal_share AS coal_share_change_points,
    now.non_fossil_share,
    now.non_fossil_share - before.non_fossil_share AS non_fossil_share_change_points,
    now.grade
FROM shares AS now
LEFT JOIN enterprises ON now.enterprise_key = enterprises.enterprise_key
LEFT JOIN shares AS before
    ON now.enterprise_key = before.enterprise_key AND before.year = now.year - 1 AND before.month = now.month
WHERE
    now.year * 100 + now.month = (SELECT max(year * 100 + month) FROM shares)
    AND counts_in(now.places, $region)
    AND ($sector IS NULL OR $sector = total() OR now.sector = $sector)
ORDER BY now.energy_tce DESC NULLS LAST
