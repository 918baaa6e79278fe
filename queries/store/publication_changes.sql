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

values_now AS (
    SELECT
        template,
        record_key,
        concat(field, '=', value) AS wording
    FROM snapshot.observations
    QUALIFY
        row_number() OVER (
            PARTITION BY template, record_key, field
            ORDER BY grade = 'demo', maturity_rank DESC, generation DESC, row DESC
        ) = 1
    UNION ALL
    SELECT
        'S5' AS template,
        record_key,
        concat_ws('|', enterprise, region, sector, state, published_on, withdrawn_on) AS wording
    FROM snapshot.green_register
),

values_before AS (
    SELECT
        template,
        record_key,
        concat(field, '=', value) AS wording
    FROM previous.observations
    WHERE EXISTS (SELECT earlier.key FROM earlier)
    QUALIFY
        row_number() OVER (
            PARTITION BY template, record_key, field
            ORDER BY grade = 'demo', maturity_rank DESC, generation DESC, row DESC
        ) = 1
    UNION ALL
    SELECT
        'S5' AS template,
        record_key,
        concat_ws('|', enterprise, region, sector, state, published_on, withdrawn_on) AS wording
    FROM previous.green_register
    WHERE EXISTS (SELECT earlier.key FROM earlier)
),

records_now AS (
    SELECT
        template,
        record_key,
        string_agg(wording, '|' ORDER BY wording) AS wording
    FROM values_now
    GROUP BY ALL
),

records_before AS (
    SELECT
        template,
        record_key,
        string_agg(wording, '|' ORDER BY wording) AS wording
    FROM values_before
    GROUP BY ALL
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
