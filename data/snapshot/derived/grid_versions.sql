-- which published grid factor does each factor version that a sheet names stand for
-- One row per: factor_version
-- Params: (none)
WITH clauses AS (
    -- the part of the text that speaks of electricity: 省级清单指南2025；广西电网2023年
    SELECT DISTINCT
        factor_version,
        regexp_extract(factor_version, '(?i)[^；;，,。]*(?:电网|电力|grid)[^；;，,。]*') AS clause,
        regexp_extract(factor_version, '(?i)(?:电网|电力|grid)[^；;，,。]*') AS after
    FROM co2_emissions
    WHERE factor_version IS NOT NULL
),

found AS (
    SELECT
        factor_version,
        list_distinct(regexp_extract_all(if(after SIMILAR TO '.*20[0-9]{2}.*', after, clause), '20[0-9]{2}'))
            AS years,
        list_distinct(
            list_transform(
                regexp_extract_all(lower(clause), '全国|南方|广西|national|southern|guangxi'),
                LAMBDA one: CASE one
                    WHEN 'national' THEN '全国'
                    WHEN 'southern' THEN '南方'
                    WHEN 'guangxi' THEN '广西'
                    ELSE one
                END
            )
        ) AS grids,
        -- factors of fossil power or without traded green power are published too, and are other factors
        regexp_matches(clause, '化石|市场化|剩余') AS special
    FROM clauses
)

SELECT
    found.factor_version,
    factors.year AS factor_year,
    factors.region AS grid,
    factors.tco2_per_10k_kwh
FROM found
CROSS JOIN plan_grid_choice AS choice
LEFT JOIN plan_grid_factors AS factors
    ON
        NOT found.special
        AND len(found.years) = 1
        AND len(found.grids) <= 1
        AND factors.scope IN ('national', 'regional', 'provincial')
        AND factors.year = cast(found.years[1] AS INTEGER)
        AND factors.region = coalesce(found.grids[1], choice.grid)
