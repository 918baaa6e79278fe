-- which rows of which workbooks stand behind the count of green factories on a day
-- One row per: register row
-- Params: region, sector, as_of
-- Columns: enterprise enterprise of S5; credit_code text; level option of S5.level; batch text; region
-- region; sector sector; published_on date; withdrawn_on date; grade grade; generation whole; upload code;
-- file_name text; by_whom text; at time; sheet text; cell text
SELECT
    members.enterprise,
    members.credit_code,
    members.level,
    members.batch,
    members.region,
    members.sector,
    members.published_on,
    members.withdrawn_on,
    members.grade,
    members.generation,
    members.upload,
    uploads.file_name,
    uploads.by_whom,
    uploads.at,
    members.sheet,
    cells.letter || cast(members.row AS VARCHAR) AS cell
FROM green_members AS members
INNER JOIN snapshot.uploads AS uploads ON members.upload = uploads.upload
LEFT JOIN snapshot.cells AS cells
    ON members.upload = cells.upload AND members.sheet = cells.sheet AND cells.field = 'enterprise'
WHERE
    members.kind = 'factory'
    AND counts_in(members.places, $region)
    AND ($sector IS NULL OR $sector = total() OR members.sector = $sector)
    AND members.published_on <= coalesce(cast($as_of AS DATE), (SELECT as_of FROM horizon))
    AND coalesce(cast($as_of AS DATE), (SELECT as_of FROM horizon)) < members.leaves_on
ORDER BY members.published_on, members.enterprise, members.level
