-- every enterprise by its code, under the newest name any sheet of a period gives it
-- One row per: enterprise
-- Params: (none)
SELECT
    enterprise_key,
    arg_max(enterprise, (ends_on, enterprise)) AS enterprise
FROM enterprise_names
WHERE enterprise_key <> ''
GROUP BY enterprise_key
