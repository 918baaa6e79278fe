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
    SELECT unnest([listed_on, halted_on, rectified_on, removed_on, reported_on]) AS reached
    FROM two_high_projects
    UNION ALL
    SELECT unnest([listed_on, finished_on, retired_on, reported_on]) AS reached FROM retrofit_deadlines
    UNION ALL
    SELECT unnest([approved_on, started_on, accepted_on, reported_on]) AS reached FROM circular_parks
    UNION ALL
    SELECT unnest([inspected_on, closed_on, reported_on]) AS reached FROM energy_inspections
    UNION ALL
    SELECT unnest([plan_made_on, post_filled_on, disclosed_on, reported_on]) AS reached FROM enterprise_plans
    UNION ALL
    SELECT unnest([published_on, reported_on]) AS reached FROM front_runners
    UNION ALL
    SELECT unnest([judged_on]) AS reached FROM judgements
    UNION ALL
    SELECT last_day(make_date(year, month, 1)) AS reached FROM task_progress
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
WHERE reached <= last_day(cast($at AS DATE))
