-- how far the data reach: the last month any sheet speaks of, never later than the day of publication
-- One row per: snapshot
-- Params: at
SELECT least(last_day(max(reached)), cast($at AS DATE)) AS as_of
FROM (
    SELECT last_day(make_date(year, month, 1)) AS reached FROM energy_value_added
    UNION ALL
    SELECT last_day(make_date(year, month, 1)) AS reached FROM emerging_output
    UNION ALL
    SELECT published_on AS reached FROM green_register WHERE published_on <= cast($at AS DATE)
    UNION ALL
    SELECT withdrawn_on AS reached FROM green_register WHERE withdrawn_on <= cast($at AS DATE)
    UNION ALL
    SELECT last_day(make_date(year, month, 1)) AS reached FROM enterprise_energy
    UNION ALL
    SELECT last_day(make_date(year, month, 1)) AS reached FROM co2_emissions
    UNION ALL
    SELECT last_day(make_date(year, month, 1)) AS reached FROM product_energy
    UNION ALL
    SELECT last_day(make_date(year, month, 1)) AS reached FROM steel_processes
    UNION ALL
    SELECT last_day(make_date(year, month, 1)) AS reached FROM online_monitoring
    UNION ALL
    SELECT last_day(make_date(year, month, 1)) AS reached FROM energy_budget
    UNION ALL
    SELECT last_day(make_date(year, month, 1)) AS reached FROM solid_waste
    UNION ALL
    SELECT last_day(make_date(year, month, 1)) AS reached FROM vehicles
    UNION ALL
    SELECT DATE '2020-12-31' AS reached
) AS reaches
