-- how many records of each sheet are new, changed or gone against the publication before
-- One row per: template
-- Params: (none)
-- Columns: template template; new_records whole; changed_records whole; gone_records whole;
-- same_records whole
WITH earlier AS (
    -- the first publication has nothing before it
    SELECT older.key
    FROM previous.meta AS older
    INNER JOIN snapshot.meta AS newer ON older.key = newer.key
    WHERE older.key = 'generation' AND older.value::INTEGER < newer.value::INTEGER
),

-- What came, went or was corrected: records of other sheets say what they said, unless the plan or who is who
-- changed.
touched AS (
    SELECT uploads.template
    FROM snapshot.uploads AS uploads
    ANTI JOIN previous.uploads AS older ON uploads.upload = older.upload
    UNION
    SELECT uploads.template
    FROM previous.uploads AS uploads
    ANTI JOIN snapshot.uploads AS newer ON uploads.upload = newer.upload
    UNION
    SELECT corrections.template
    FROM snapshot.corrections AS corrections
    UNION
    SELECT corrections.template
    FROM previous.corrections AS corrections
),

looked_at AS (
    SELECT templates.template
    FROM snapshot.plan_templates AS templates
    WHERE
        templates.template IN (SELECT touched.template FROM touched)
        OR NOT EXISTS (SELECT earlier.key FROM earlier)
        OR EXISTS (
            SELECT older.key
            FROM previous.meta AS older
            INNER JOIN snapshot.meta AS newer ON older.key = newer.key
            WHERE older.key IN ('plan', 'program') AND older.value <> newer.value
        )
        OR (SELECT bit_xor(hash(seen, enterprise_key)) FROM snapshot.enterprise_identities)
        IS DISTINCT FROM
        (SELECT bit_xor(hash(seen, enterprise_key)) FROM previous.enterprise_identities)
),

-- What a record says is mixed into one number, whatever the order of its fields.
values_now AS (
    SELECT
        template,
        record_key,
        hash(field, value) AS wording
    FROM speaking
    WHERE
        template IN (SELECT looked_at.template FROM looked_at)
    UNION ALL
    SELECT
        'S5' AS template,
        record_key,
        hash(enterprise, region, sector, state, published_on, withdrawn_on) AS wording
    FROM snapshot.green_register
),

values_before AS (
    SELECT
        template,
        record_key,
        hash(field, value) AS wording
    FROM previous.observations AS told
    WHERE
        template IN (SELECT looked_at.template FROM looked_at)
        AND NOT EXISTS (
            SELECT 1
            FROM previous.superseded AS superseded
            WHERE
                told.record_key = superseded.record_key
                AND told.template = superseded.template
                AND told.field = superseded.field
                AND told.upload = superseded.upload
                AND told.sheet = superseded.sheet
                AND told.row = superseded.row
        )
        AND EXISTS (SELECT earlier.key FROM earlier)
    UNION ALL
    SELECT
        'S5' AS template,
        record_key,
        hash(enterprise, region, sector, state, published_on, withdrawn_on) AS wording
    FROM previous.green_register
    WHERE EXISTS (SELECT earlier.key FROM earlier)
),

records_now AS (
    SELECT
        template,
        record_key,
        bit_xor(wording) AS wording
    FROM values_now
    GROUP BY template, record_key
),

records_before AS (
    SELECT
        template,
        record_key,
        bit_xor(wording) AS wording
    FROM values_before
    GROUP BY template, record_key
)

SELECT
    templates.template,
    count(*) FILTER (WHERE records_before.record_key IS NULL) AS new_records,
    count(*) FILTER (WHERE records_now.wording <> records_before.wording) AS changed_records,
    count(*) FILTER (WHERE records_now.record_key IS NULL) AS gone_records,
    count(*) FILTER (WHERE records_now.wording = records_before.wording) AS same_records
FROM records_now
FULL OUTER JOIN records_before
    ON records_now.template = records_before.template AND records_now.record_key = records_before.record_key
INNER JOIN snapshot.plan_templates AS templates
    ON coalesce(records_now.template, records_before.template) = templates.template
GROUP BY templates.template
HAVING new_records + changed_records + gone_records > 0
ORDER BY templates.template
