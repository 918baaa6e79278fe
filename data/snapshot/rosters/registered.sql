-- every line of the register under the one key of its enterprise, and from when until when it stood on it
-- One row per: line of the register
-- Params: (none)
SELECT
    identities.enterprise_key,
    register.enterprise AS name,
    register.places,
    register.sector,
    register.key_user = 'yes' AS key_user,
    register.state_owned = 'yes' AS state_owned,
    register.joined_on,
    -- who leaves without a reason or a document is still expected
    if(
        register.left_because IS NOT NULL AND nullif(register.document, '') IS NOT NULL,
        register.left_on,
        NULL
    ) AS left_on,
    coalesce(
        lead(register.joined_on) OVER (PARTITION BY identities.enterprise_key ORDER BY register.joined_on),
        DATE '9999-12-31'
    ) AS next_joined_on
FROM (
    SELECT
        *,
        places_in(region, 'county', region, zone) AS places
    FROM enterprise_register
) AS register
INNER JOIN enterprise_identities AS identities ON register.credit_code = identities.seen
