-- the green register with the places where each enterprise counts: county and zone, whichever row says it
-- One row per: register row
-- Params: (none)
WITH counties AS (
    SELECT list(code) AS codes
    FROM plan_regions
    WHERE kind = 'county'
),

settled AS (
    SELECT
        titles.* EXCLUDE (places),
        first_value(titles.places) OVER (
            PARTITION BY titles.counted_key, titles.kind
            ORDER BY
                list_has_any(titles.places, counties.codes) DESC,
                len(titles.places) DESC,
                titles.published_on DESC,
                titles.record_key
        ) AS places
    FROM green_register AS titles
    CROSS JOIN counties
)

SELECT
    settled.*,
    NOT list_has_any(settled.places, counties.codes) AS unplaced
FROM settled
CROSS JOIN counties
