-- which names and codes may be an enterprise already counted, and wait for a line of the register
-- One row per: enterprise in doubt
-- Params: (none)
-- Columns: enterprise_key enterprise of S24; enterprise enterprise of S24; counted_key code;
-- counted_as enterprise of S24; region region
WITH names AS (
    SELECT
        enterprise_key,
        counted_key,
        coalesce(max(county), max(zone)) AS region,
        string_agg(DISTINCT name, '、' ORDER BY name) AS called,
        -- a name that stands beside two codes is nobody's own
        enterprise_key LIKE 'name:%' AND bool_or(told_by IS NOT NULL) AS nobody
    FROM snapshot.enterprise_identities
    GROUP BY enterprise_key, counted_key
)

SELECT
    doubted.enterprise_key,
    doubted.called AS enterprise,
    doubted.counted_key,
    others.called AS counted_as,
    others.region
FROM names AS doubted
LEFT JOIN names AS others ON doubted.counted_key = others.enterprise_key
WHERE doubted.counted_key <> doubted.enterprise_key AND NOT doubted.nobody
ORDER BY others.called, doubted.enterprise_key
