-- what is this snapshot: when it was published, how far its data reach, made of, made with, stands in for
-- One row per: snapshot
-- Params: (none)
-- Columns: generation code; published_at time; logical code; horizon date; uploads whole;
-- demo_uploads whole; last_upload_at time; plan code; program code; published_as code; rebuilt code
SELECT
    max(value) FILTER (WHERE key = 'generation') AS generation,
    max(value) FILTER (WHERE key = 'at') AS published_at,
    max(value) FILTER (WHERE key = 'logical') AS logical,
    (SELECT as_of FROM horizon) AS horizon,
    (SELECT count(*) FROM snapshot.uploads) AS uploads,
    (SELECT count(*) FROM snapshot.uploads WHERE grade = 'demo') AS demo_uploads,
    (SELECT max(uploads.at) FROM snapshot.uploads AS uploads) AS last_upload_at,
    max(value) FILTER (WHERE key = 'plan') AS plan,
    max(value) FILTER (WHERE key = 'program') AS program,
    max(value) FILTER (WHERE key = 'published_as') AS published_as,
    max(value) FILTER (WHERE key = 'rebuilt') AS rebuilt
FROM meta
