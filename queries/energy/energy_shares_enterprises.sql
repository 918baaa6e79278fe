-- how large are coal and non-fossil energy in each enterprise, and how did they move against the year before
-- One row per: enterprise
-- Params: region, sector, basis, period
-- Columns: enterprise_key enterprise of S2; enterprise enterprise of S2; region region; sector sector; period
-- period; energy_tce number 吨标准煤 0; coal_share number % 1; coal_share_change_points number 个百分点 1;
-- non_fossil_share number % 1; non_fossil_share_change_points number 个百分点 1; grade grade
SELECT
    shares.enterprise_key,
    enterprises.enterprise,
    shares.region,
    shares.sector,
    shares.period,
    shares.energy_tce,
    shares.coal_share,
    shares.coal_share_change_points,
    shares.non_fossil_share,
    shares.non_fossil_share_change_points,
    shares.grade
FROM snapshot.enterprise_shares AS shares
LEFT JOIN enterprises ON shares.enterprise_key = enterprises.enterprise_key
WHERE
    shares.basis = coalesce($basis, default_basis())
    AND shares.year * 100 + shares.month = (
        SELECT max(used.year * 100 + used.month)
        FROM snapshot.energies_used AS used
        WHERE
            used.basis = coalesce($basis, default_basis())
            AND used.year * 100 + used.month <= ordinal_of($period)
    )
    AND counts_in(shares.places, $region)
    AND ($sector IS NULL OR $sector = total() OR shares.sector = $sector)
ORDER BY shares.energy_tce DESC NULLS LAST, shares.enterprise_key
