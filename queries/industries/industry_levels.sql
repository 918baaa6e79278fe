-- how much energy and CO2 does each key industry take, also per value added at base-year prices
-- One row per: industry, year
-- Params: industry, region, period
-- Columns: industry industry; period period; year year; energy_tce number 吨标准煤 0;
-- energy_10k_tce number 万吨标准煤 1; energy_change_percent number % 1; value_added_10k_yuan number 万元 0;
-- energy_tce_per_10k_yuan number 吨标准煤/万元 3; energy_since_base_percent number % 1;
-- co2_10k_t number 万吨二氧化碳 1; co2_t_per_10k_yuan number 吨二氧化碳/万元 3;
-- base_co2_t_per_10k_yuan number 吨二氧化碳/万元 3; co2_since_base_percent number % 1; status status;
-- newest flag; grade grade
WITH divisions AS (
    SELECT
        industries.code,
        industries.ordinal,
        count(*) OVER (PARTITION BY industries.code, levels.year) AS present,
        industries.wanted,
        asked.base_year,
        levels.period,
        levels.year,
        levels.energy_tce,
        added.value_added,
        emissions.total AS co2_t,
        greatest(levels.grade_rank, coalesce(emissions.grade_rank, 0), coalesce(added.grade_rank, 0))
            AS grade_rank
    FROM (
        SELECT
            code,
            sector,
            ordinal,
            count(*) OVER (PARTITION BY code) AS wanted
        FROM snapshot.plan_industries
    ) AS industries
    LEFT JOIN snapshot.plan_statements AS asked ON asked.statement = role('industries.intensity')
    INNER JOIN snapshot.energy_value_added AS levels ON industries.sector = levels.sector
    LEFT JOIN snapshot.constant_value_added AS added
        ON
            levels.region = added.region
            AND levels.sector = added.sector
            AND levels.year = added.year
            AND asked.base_year = added.price_year
    LEFT JOIN snapshot.co2_levels AS emissions
        ON
            levels.region = emissions.region
            AND levels.sector = emissions.sector
            AND levels.year = emissions.year
            AND emissions.month = 12
    WHERE
        ($industry IS NULL OR industries.code = $industry)
        AND levels.region = coalesce($region, city())
        AND levels.basis = default_basis()
        AND levels.month = 12
        AND levels.year * 100 + 12 <= ordinal_of($period)
),

-- An industry of several divisions has a sum only where all of them have spoken.
added_up AS (
    SELECT
        code,
        ordinal,
        period,
        year,
        base_year,
        if(present = wanted AND count(energy_tce) = wanted, sum(energy_tce), NULL) AS energy_tce,
        if(present = wanted AND count(value_added) = wanted, sum(value_added), NULL) AS value_added,
        if(present = wanted AND count(co2_t) = wanted, sum(co2_t), NULL) AS co2_t,
        max(grade_rank) AS grade_rank
    FROM divisions
    GROUP BY code, ordinal, present, wanted, period, year, base_year
),

told AS (
    SELECT
        *,
        energy_tce / nullif(value_added, 0) AS energy_intensity,
        co2_t / nullif(value_added, 0) AS co2_intensity
    FROM added_up
),

-- Beside each year the one before it and the base year of the same industry.
compared AS (
    SELECT
        *,
        lag(year) OVER earlier = year - 1 AS follows,
        if(follows, lag(energy_tce) OVER earlier, NULL) AS energy_before,
        max(energy_intensity) FILTER (WHERE year = base_year) OVER every AS base_energy_intensity,
        max(co2_intensity) FILTER (WHERE year = base_year) OVER every AS base_co2_intensity,
        max(year) OVER every AS last_year
    FROM told
    WINDOW
        every AS (PARTITION BY code),
        earlier AS (PARTITION BY code ORDER BY year)
)

SELECT
    now.code AS industry,
    now.period,
    now.year,
    now.energy_tce,
    now.energy_tce / 10000 AS energy_10k_tce,
    100 * (now.energy_tce / nullif(now.energy_before, 0) - 1) AS energy_change_percent,
    now.value_added AS value_added_10k_yuan,
    now.energy_intensity AS energy_tce_per_10k_yuan,
    100 * (now.energy_intensity / nullif(now.base_energy_intensity, 0) - 1) AS energy_since_base_percent,
    now.co2_t / 10000 AS co2_10k_t,
    now.co2_intensity AS co2_t_per_10k_yuan,
    now.base_co2_intensity AS base_co2_t_per_10k_yuan,
    100 * (now.co2_intensity / nullif(now.base_co2_intensity, 0) - 1) AS co2_since_base_percent,
    judged.status,
    now.year = now.last_year AS newest,
    grades.code AS grade
FROM compared AS now
LEFT JOIN snapshot.progress AS judged
    ON
        judged.statement = role('industries.intensity')
        AND judged.region = coalesce($region, city())
        AND now.code = judged.item
        AND now.period = judged.period
INNER JOIN snapshot.plan_grades AS grades ON now.grade_rank = grades.rank
ORDER BY now.ordinal, now.year
