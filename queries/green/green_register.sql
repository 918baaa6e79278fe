-- who holds or held a green manufacturing title
-- One row per: register row (enterprise, kind, level, batch)
-- Params: kind, level, region, sector, as_of
-- Columns: enterprise enterprise of S5; credit_code text; kind option of S5.kind; level option of S5.level;
-- batch text; document text; published_on date; withdrawn_on date; region region; sector sector; in_force
-- flag; both_levels flag; grade grade; upload code; file_name text; sheet text; row whole
SELECT
    members.enterprise,
    members.credit_code,
    members.kind,
    members.level,
    members.batch,
    members.document,
    members.published_on,
    members.withdrawn_on,
    members.region,
    members.sector,
    members.published_on <= days.as_of AND days.as_of < members.leaves_on AS in_force,
    count(DISTINCT members.level) FILTER (
        WHERE members.published_on <= days.as_of AND days.as_of < members.leaves_on
    )
        OVER (PARTITION BY members.counted_key, members.kind)
    > 1 AS both_levels,
    members.grade,
    members.upload,
    uploads.file_name,
    members.sheet,
    members.row
FROM green_members AS members
CROSS JOIN (SELECT coalesce(cast($as_of AS DATE), (SELECT as_of FROM horizon)) AS as_of) AS days
INNER JOIN snapshot.uploads AS uploads ON members.upload = uploads.upload
WHERE
    ($kind IS NULL OR members.kind = $kind)
    AND ($level IS NULL OR members.level = $level)
    AND counts_in(members.places, $region)
    AND ($sector IS NULL OR $sector = total() OR members.sector = $sector)
    AND members.published_on <= days.as_of
ORDER BY in_force DESC, members.published_on DESC, members.enterprise
