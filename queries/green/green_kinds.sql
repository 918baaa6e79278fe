-- how many green titles of each kind are in force on a day, by level
-- One row per: kind (factory, park, supply_chain, product)
-- Params: region, sector, as_of
-- Columns: kind option of S5.kind; in_force whole; national whole; regional whole; national_only whole;
-- regional_only whole; both_levels whole; unplaced whole; in_doubt whole; grade grade
WITH listed AS (
    SELECT
        members.*,
        days.as_of < members.leaves_on AS holds
    FROM green_members AS members
    CROSS JOIN (SELECT coalesce(cast($as_of AS DATE), as_of) AS as_of FROM horizon) AS days
    WHERE
        members.published_on <= days.as_of
        AND counts_in(members.places, $region)
        AND ($sector IS NULL OR $sector = total() OR members.sector = $sector)
),

holders AS (
    SELECT
        kind,
        counted_key,
        bool_or(holds) AS holds,
        bool_or(holds AND level = 'national') AS national,
        bool_or(holds AND level = 'regional') AS regional,
        bool_or(holds AND unplaced) AS unplaced,
        -- names and codes that may be one enterprise, until the register (S24) says so or otherwise
        count(DISTINCT enterprise_key) FILTER (WHERE holds) - 1 AS in_doubt,
        max(grade_rank) AS grade_rank
    FROM listed
    GROUP BY kind, counted_key
)

SELECT
    kinds.kind,
    count(*) FILTER (WHERE holders.holds) AS in_force,
    count(*) FILTER (WHERE holders.national) AS national,
    count(*) FILTER (WHERE holders.regional) AS regional,
    count(*) FILTER (WHERE holders.national AND NOT holders.regional) AS national_only,
    count(*) FILTER (WHERE holders.regional AND NOT holders.national) AS regional_only,
    count(*) FILTER (WHERE holders.national AND holders.regional) AS both_levels,
    count(*) FILTER (WHERE holders.unplaced) AS unplaced,
    cast(coalesce(sum(holders.in_doubt) FILTER (WHERE holders.holds), 0) AS INTEGER) AS in_doubt,
    coalesce(arg_max(grades.code, grades.rank), '') AS grade
FROM
    (SELECT unnest(['factory', 'park', 'supply_chain', 'product']) AS kind, unnest([1, 2, 3, 4]) AS ordinal)
        AS kinds
LEFT JOIN holders ON kinds.kind = holders.kind
LEFT JOIN snapshot.plan_grades AS grades ON holders.grade_rank = grades.rank
GROUP BY kinds.kind, kinds.ordinal
ORDER BY kinds.ordinal
