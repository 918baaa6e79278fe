-- which enterprises do the sheets of figures tell, beside ledgers and registers, and where do they stand
-- One row per: enterprise, template
-- Params: (none)
-- Columns: enterprise_key code; enterprise enterprise of template; template template; region region
WITH told AS (
    SELECT
        enterprise_key,
        enterprise,
        region,
        'S2' AS template
    FROM snapshot.enterprise_energy
    UNION ALL
    SELECT
        enterprise_key,
        enterprise,
        region,
        'S8' AS template
    FROM snapshot.product_energy
    UNION ALL
    SELECT
        enterprise_key,
        enterprise,
        region,
        'S9' AS template
    FROM snapshot.steel_processes
    UNION ALL
    SELECT
        enterprise_key,
        enterprise,
        region,
        'S12' AS template
    FROM snapshot.solid_waste
)

SELECT
    enterprise_key,
    max(enterprise) AS enterprise,
    template,
    max(region) AS region
FROM told
GROUP BY enterprise_key, template
ORDER BY enterprise, template
