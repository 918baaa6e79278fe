-- how many vehicles of each class are new-energy, and how has the share moved
-- One row per: class, period
-- Params: region, period
SELECT
    items.item AS vehicle,
    names.item_name AS vehicle_name,
    names.item_name_en AS vehicle_name_en,
    items.region,
    items.period,
    items.year,
    items.denominator AS total,
    items.numerator AS new_energy,
    items.value AS share,
    items.target AS share_last_year,
    items.value - items.target AS change_points,
    items.status,
    items.grade
FROM item_progress AS items
INNER JOIN item_names AS names ON items.statement = names.statement AND items.item = names.item
WHERE
    items.statement = role('vehicles.new_energy')
    AND items.region = coalesce($region, city())
    AND ($period IS NULL OR items.period = $period)
ORDER BY items.year DESC, names.item_ordinal
