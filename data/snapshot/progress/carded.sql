-- how every number stands, and from which period until which it is the one that a card shows
-- One row per: statement, region, sector, item, basis, period
-- Params: (none)
WITH judged AS (
    SELECT
        standing.*,
        standing.year * 100 + standing.month AS ordinal,
        statuses.rank AS status_rank,
        statuses.judged AS status_judged,
        statuses.wanting AS status_wanting,
        statuses.met AS status_met,
        statuses.speaks AS status_speaks,
        statements.counts_parts,
        statements.direction * standing.value / nullif(standing.target, 0) AS farthest,
        -- a promise that ended with its due year is told by that year
        speaks_of_its_target(statements.rule, standing.year, standing.due_year) AS speaks,
        -- the share of its points: of the required path attained; met is all of it, lost is nothing; what is
        -- not judged is not scored
        CASE
            WHEN NOT statuses.judged THEN NULL
            WHEN standing.status = 'lost' THEN 0
            WHEN statuses.met THEN greatest(coalesce(standing.ratio, 100), 100) / 100
            WHEN standing.ratio IS NOT NULL THEN greatest(standing.ratio, 0) / 100
            WHEN standing.status = 'on_track' THEN 1
        END AS score_share
    FROM progress_judged AS standing
    INNER JOIN plan_statements AS statements ON standing.statement = statements.statement
    INNER JOIN plan_statuses AS statuses ON standing.status = statuses.code
),

-- Where no number speaks for the whole: the part that is farthest from what is asked.
worst AS (
    SELECT
        statement,
        region,
        sector,
        basis,
        period,
        item AS worst_part,
        100 * (value / nullif(target, 0) - 1) AS worst_excess
    FROM judged
    WHERE counts_parts AND item <> ''
    QUALIFY
        row_number() OVER (
            PARTITION BY statement, region, sector, basis, period ORDER BY farthest NULLS LAST, item
        ) = 1
)

SELECT
    judged.* EXCLUDE (ordinal, counts_parts, farthest, speaks),
    -- nothing where it never speaks for its statement
    if(
        judged.speaks AND judged.item = '',
        coalesce(
            min(judged.ordinal) FILTER (WHERE judged.speaks) OVER (
                PARTITION BY judged.statement, judged.region, judged.sector, judged.item, judged.basis
                ORDER BY judged.ordinal
                ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
            ),
            9999999
        ),
        NULL
    ) AS until_ordinal,
    worst.worst_part,
    worst.worst_excess,
    -- what the plan itself says has no number of a document
    if(aims.source = 'plan', NULL, aims.document) AS target_document
FROM judged
LEFT JOIN worst
    ON
        judged.item = ''
        AND judged.statement = worst.statement
        AND judged.region = worst.region
        AND judged.sector = worst.sector
        AND judged.basis = worst.basis
        AND judged.period = worst.period
LEFT JOIN targets AS aims ON judged.target_id = aims.target_id
ORDER BY
    judged.statement, judged.region, judged.sector, judged.item, judged.basis, judged.year, judged.month
