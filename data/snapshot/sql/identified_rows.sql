-- the rows of a template with each enterprise under its one key, and every place each row counts in
-- One row per: row of an upload
-- Params: (none)
SELECT
    found.* REPLACE (
        coalesce(known.enterprise_key, found.enterprise_key) AS enterprise_key,
        if(
            known.enterprise_key IS NULL OR found.enterprise_key = '',
            found.record_key,
            replace(found.record_key, found.enterprise_key, known.enterprise_key)
        ) AS record_key
    ),
    coalesce(known.counted_key, found.enterprise_key) AS counted_key,
    places_in(found.region, regions.kind, known.county, known.zone) AS places
FROM found_rows AS found
LEFT JOIN enterprise_identities AS known ON found.enterprise_key = known.seen
LEFT JOIN plan_regions AS regions ON found.region = regions.code
