-- every enterprise under its name in the register, else the newest name any sheet of a period gives it
-- One row per: enterprise
-- Params: (none)
WITH called AS (
    SELECT
        enterprise_key,
        -- a form that gives nothing but an old code names nobody
        arg_max(enterprise, (enterprise NOT LIKE '法人单位代码%', ends_on, enterprise)) AS enterprise
    FROM enterprise_names
    WHERE enterprise_key <> ''
    GROUP BY enterprise_key
),

registered AS (
    SELECT
        identities.enterprise_key,
        arg_max(register.enterprise, (register.joined_on, register.enterprise)) AS enterprise
    FROM enterprise_register AS register
    INNER JOIN enterprise_identities AS identities ON register.credit_code = identities.seen
    GROUP BY identities.enterprise_key
)

SELECT
    coalesce(registered.enterprise_key, called.enterprise_key) AS enterprise_key,
    coalesce(registered.enterprise, called.enterprise) AS enterprise
FROM called
FULL JOIN registered ON called.enterprise_key = registered.enterprise_key
