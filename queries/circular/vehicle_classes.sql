-- how many vehicles of each class are new-energy, and how has the share moved
-- One row per: class, period
-- Params: region, period
-- Columns: vehicle option of S19.vehicle; region region; period period; year year; total whole;
-- new_energy whole; share number % 1; share_last_year number % 1; change_points number 个百分点 1;
-- status status; grade grade
SELECT
    items.item AS vehicle,
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
INNER JOIN item_order AS names ON items.statement = names.statement AND items.item = names.item
WHERE
    items.statement = role('vehicles.new_energy')
    AND items.region = coalesce($region, city())
    AND ($period IS NULL OR items.period = $period)
ORDER BY items.year DESC, names.item_ordinal
