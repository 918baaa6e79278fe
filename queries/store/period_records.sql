-- how many records with numbers a period has, and how many of them are not final
-- One row per: snapshot
-- Params: template, period, region
-- Columns: records whole; not_final whole
SELECT
    count(*) AS records,
    count(*) FILTER (WHERE spoken.maturity <> 'final') AS not_final
FROM (
    SELECT
        observations.template,
        observations.record_key,
        arg_max(observations.maturity, (observations.maturity_rank, observations.generation)) AS maturity
    FROM snapshot.observations AS observations
    WHERE
        observations.period = $period
        AND ($template IS NULL OR observations.template = $template)
        AND ($region IS NULL OR observations.region = $region)
    GROUP BY observations.template, observations.record_key
) AS spoken
