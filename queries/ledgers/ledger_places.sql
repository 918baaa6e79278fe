-- where are the open rows of a ledger (or its titles in force), most first; a zone beside its county
-- One row per: ledger, place
-- Params: ledger, sector, as_of
-- Columns: ledger code; region region; count whole; counted whole; overdue whole; grade grade
SELECT
    found.ledger,
    places.region,
    count(*) AS count,
    count(*) FILTER (WHERE found.counted) AS counted,
    count(*) FILTER (WHERE found.due_within = 'overdue') AS overdue,
    max_by(found.grade, grades.rank) AS grade
FROM shown_ledgers(ledger_day($as_of)) AS found
CROSS JOIN
    unnest(
        if(len(found.places) = 1, found.places, list_filter(found.places, LAMBDA place: place <> city()))
    ) AS places (region)
LEFT JOIN snapshot.plan_grades AS grades ON found.grade = grades.code
WHERE
    ($ledger IS NULL OR found.ledger = $ledger)
    AND ($sector IS NULL OR $sector = total() OR found.sector = $sector)
GROUP BY found.ledger, places.region
ORDER BY found.ledger, counted DESC, places.region
