-- which enterprise every code and name is that any sheet ever said, and under which key it is counted
-- One row per: code or name as it was said
-- Params: (none)
WITH full_codes AS (
    SELECT credit_code AS code
    FROM enterprise_register
    UNION
    SELECT credit_code AS code
    FROM enterprise_mentions
    WHERE length(credit_code) = 18
),

-- Names as the register gives them, as it says they once were, and as other sheets set them beside a code.
told AS (
    SELECT
        credit_code AS code,
        plain_name(enterprise) AS name,
        1 AS strength
    FROM enterprise_register
    UNION
    SELECT
        credit_code AS code,
        plain_name(unnest(regexp_split_to_array(former_names, '[、;；]'))) AS name,
        2 AS strength
    FROM enterprise_register
    WHERE former_names IS NOT NULL
    UNION
    SELECT
        full_codes.code,
        plain_name(mentions.enterprise) AS name,
        3 AS strength
    FROM enterprise_mentions AS mentions
    INNER JOIN full_codes ON organisation_of(mentions.credit_code) = organisation_of(full_codes.code)
),

-- Codes with the same nine characters of the legal person are one enterprise; the register's code speaks.
codes AS (
    SELECT
        code,
        first_value(code) OVER (PARTITION BY organisation_of(code) ORDER BY min(strength), code DESC)
            AS enterprise_key,
        min(strength) = 1 AS registered
    FROM told
    GROUP BY code
),

-- A name means the enterprise of the strongest source; said of two enterprises there, it decides nothing.
named AS (
    SELECT
        strongest.name,
        min(strongest.strength) AS strength,
        if(count(DISTINCT codes.enterprise_key) = 1, min(codes.enterprise_key), NULL) AS enterprise_key
    FROM (SELECT * FROM told WHERE name <> '' QUALIFY strength = min(strength) OVER (PARTITION BY name))
        AS strongest
    INNER JOIN codes ON strongest.code = codes.code
    GROUP BY strongest.name
),

organisations AS (
    SELECT DISTINCT
        organisation_of(code) AS organisation,
        enterprise_key
    FROM codes
),

said AS (
    SELECT
        seen,
        max(plain_name(enterprise)) AS name
    FROM enterprise_mentions
    WHERE seen <> ''
    GROUP BY seen
    UNION
    SELECT
        code AS seen,
        max(name) AS name
    FROM told
    WHERE code NOT IN (SELECT seen FROM enterprise_mentions)
    GROUP BY code
    UNION
    SELECT
        'name:' || name AS seen,
        name
    FROM told
    WHERE name <> ''
),

resolved AS (
    SELECT
        said.seen,
        said.name,
        named.strength,
        CASE
            WHEN length(said.seen) = 18 THEN organisations.enterprise_key
            ELSE
                coalesce(
                    organisations.enterprise_key,
                    named.enterprise_key,
                    if(said.seen LIKE 'name:%', 'name:' || said.name, said.seen)
                )
        END AS enterprise_key
    FROM said
    LEFT JOIN organisations ON organisation_of(said.seen) = organisations.organisation
    LEFT JOIN named ON length(said.seen) <> 18 AND said.name = named.name
),

-- Every name of every enterprise, and whether the register knows it.
names AS (
    SELECT
        enterprise_key,
        name_stem(name) AS stem
    FROM resolved
    WHERE enterprise_key NOT IN (SELECT enterprise_key FROM codes)
    UNION
    SELECT
        codes.enterprise_key,
        name_stem(told.name) AS stem
    FROM told
    INNER JOIN codes ON told.code = codes.code
),

ranked AS (
    SELECT
        names.enterprise_key,
        names.stem,
        CASE
            WHEN names.enterprise_key IN (SELECT enterprise_key FROM codes WHERE registered) THEN 0
            WHEN names.enterprise_key LIKE 'name:%' THEN 2
            ELSE 1
        END AS rank
    FROM names
    WHERE names.stem <> ''
),

-- Two that may be one count as one until the register answers: each of its lines is an enterprise of its own.
counted AS (
    SELECT
        one.enterprise_key,
        if(
            one.rank = 0,
            one.enterprise_key,
            arg_min(other.enterprise_key, (other.rank, other.enterprise_key))
        ) AS counted_key
    FROM ranked AS one
    INNER JOIN ranked AS other ON one.stem = other.stem
    GROUP BY one.enterprise_key, one.rank
),

placed AS (
    SELECT
        codes.enterprise_key,
        arg_max_null(register.region, register.joined_on) AS county,
        arg_max_null(register.zone, register.joined_on) AS zone
    FROM enterprise_register AS register
    INNER JOIN codes ON register.credit_code = codes.code
    GROUP BY codes.enterprise_key
)

SELECT
    resolved.seen,
    resolved.name,
    resolved.enterprise_key,
    resolved.strength AS told_by,
    coalesce(counted.counted_key, resolved.enterprise_key) AS counted_key,
    placed.enterprise_key IS NOT NULL AS registered,
    placed.county,
    placed.zone
FROM resolved
LEFT JOIN counted ON resolved.enterprise_key = counted.enterprise_key
LEFT JOIN placed ON resolved.enterprise_key = placed.enterprise_key
ORDER BY resolved.seen
