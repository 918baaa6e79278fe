-- how much CO2 follows from the energy that enterprises of a place and sector reported, by which grid factor
-- One row per: region, sector, year
-- Params: (none)
WITH chosen AS (
    -- an enterprise may report on both bases; its fuels are the same, so one of them is counted
    SELECT *
    FROM standard_quantities
    WHERE month = 12
    QUALIFY dense_rank() OVER (PARTITION BY enterprise_key, year ORDER BY basis) = 1
),

placed AS (
    -- once in the city, once in its county, once in its zone
    SELECT
        unnest(places) AS region,
        coalesce(nullif(sector, ''), 'UNKNOWN') AS sector,
        * EXCLUDE (region, sector)
    FROM chosen
),

added AS (
    SELECT
        region,
        if(grouping(sector) = 1, total(), sector) AS sector,
        year,
        min(basis) AS basis,
        count(DISTINCT enterprise_key) AS enterprises,
        if(count(energy_tce) = count(*), sum(energy_tce), NULL) AS energy_tce,
        if(count(fuel_tco2) = count(*), sum(fuel_tco2), NULL) AS fuel_tco2,
        if(count(electricity_heat_tco2) = count(*), sum(electricity_heat_tco2), NULL)
            AS electricity_heat_tco2,
        if(
            count(fuel_tco2) = count(*) AND count(electricity_heat_tco2) = count(*),
            sum(fuel_tco2) + sum(electricity_heat_tco2),
            NULL
        ) AS energy_tco2,
        string_agg(DISTINCT energy, '|' ORDER BY energy) FILTER (WHERE fuel_tco2 IS NULL) AS without_factor,
        max(grid_factor_year) AS grid_factor_year,
        max(grade_rank) AS grade_rank
    FROM placed
    GROUP BY GROUPING SETS ((region, sector, year), (region, year))
    HAVING grouping(sector) = 1 OR sector <> 'UNKNOWN'
),

-- What part of the energy that the place reported these enterprises used.
energies AS (
    SELECT
        region,
        sector,
        year,
        max(energy_tce) AS energy_tce
    FROM energy_value_added
    WHERE month = 12 AND basis = default_basis()
    GROUP BY region, sector, year
),

covered AS (
    SELECT
        added.*,
        if(added.basis = default_basis(), 100 * added.energy_tce / nullif(energies.energy_tce, 0), NULL)
            AS covered
    FROM added
    LEFT JOIN energies
        ON added.region = energies.region AND added.sector = energies.sector AND added.year = energies.year
)

SELECT
    *,
    coalesce(
        at_least(
            covered, (SELECT value FROM plan_settings WHERE section = 'derived_co2' AND name = 'covered_from')
        )
        AND at_most(
            covered, (SELECT value FROM plan_settings WHERE section = 'derived_co2' AND name = 'covered_to')
        ),
        FALSE
    )
    AND energy_tco2 IS NOT NULL AS comparable
FROM covered
