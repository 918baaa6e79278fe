-- Where every statement stands as of a period in one place and sector: what its card says.

-- What is told by sector has at most no figure yet in the chosen one; where `widely` is true, an industry's
-- own statements (those that serve its task) are told as a whole where they are not told by its sector.
CREATE MACRO cards(PLACE, BRANCH, WAY, UNTIL, WIDELY) AS TABLE
    WITH belonging AS (
        SELECT
            statement,
            coalesce(branch, total()) = total()
            OR statement IN (
                SELECT serving.statement
                FROM snapshot.plan_statement_tasks AS serving
                INNER JOIN snapshot.plan_industries AS industries ON serving.task = industries.task
                WHERE industries.sector = branch
            ) AS of_the_sector
        FROM statements
    ),

    by_sector AS (
        SELECT DISTINCT statement
        FROM snapshot.progress
        WHERE sector = branch
    ),

    judged AS (
        SELECT progress.*
        FROM progress
        INNER JOIN statements ON progress.statement = statements.statement
        INNER JOIN belonging ON progress.statement = belonging.statement
        WHERE
            progress.region = coalesce(place, city())
            AND (
                progress.sector = coalesce(branch, total())
                OR (widely AND belonging.of_the_sector AND progress.sector = total())
            )
            AND (progress.basis = coalesce(way, default_basis()) OR progress.basis = '')
            AND (progress.ordinal IS NULL OR progress.ordinal <= ordinal_of(until))
            AND speaks_of_its_target(statements.rule, progress.year, progress.due_year)
        QUALIFY
            row_number() OVER (
                PARTITION BY progress.statement
                ORDER BY progress.sector = branch DESC NULLS LAST, progress.ordinal DESC NULLS LAST
            ) = 1
    ),

    -- Where no number speaks for the whole: how many parts do what is asked, and the one farthest from it.
    divided AS (
        SELECT
            judged.statement,
            judged.numerator AS parts_good,
            judged.denominator AS parts,
            parts.item AS worst_part,
            100 * (parts.value / nullif(parts.target, 0) - 1) AS worst_excess
        FROM judged
        INNER JOIN item_progress AS parts
            ON
                judged.statement = parts.statement
                AND judged.region = parts.region
                AND judged.sector = parts.sector
                AND judged.basis = parts.basis
                AND judged.period = parts.period
        INNER JOIN statements ON judged.statement = statements.statement
        WHERE statements.counts_parts
        QUALIFY row_number() OVER (
            PARTITION BY judged.statement
            ORDER BY statements.direction * parts.value / nullif(parts.target, 0) NULLS LAST, parts.item
        ) = 1
    )

    SELECT
        statements.statement,
        statements.ordinal,
        statements.chapter,
        statements.section,
        statements.rule,
        statements.unit,
        statements.decimals,
        statements.direction,
        statements.lead_department,
        judged.period,
        judged.year,
        judged.value,
        judged.base_year,
        judged.base_value,
        if(judged.statement IS NULL, statements.due_year, judged.due_year) AS due_year,
        judged.target,
        judged.target_high,
        judged.own_target,
        judged.gap,
        judged.attained,
        judged.required,
        judged.required_share,
        judged.ratio,
        statuses.code AS status,
        judged.verdict,
        judged.verdict_period,
        judged.verdict_value,
        judged.verdict_target,
        judged.since,
        judged.because,
        judged.target_id,
        judged.coverage,
        judged.missing,
        judged.maturity,
        judged.grade,
        statuses.rank AS status_rank,
        statuses.wanting,
        statuses.met,
        statuses.judged,
        statuses.speaks,
        divided.parts_good,
        divided.parts,
        divided.worst_part,
        divided.worst_excess,
        coalesce(place, city()) AS region,
        coalesce(judged.sector, branch, total()) AS sector,
        judged.statement IS NOT NULL AS told,
        judged.statement IS NOT NULL
        OR belonging.of_the_sector
        OR statements.statement IN (SELECT by_sector.statement FROM by_sector) AS in_scope,
        -- what the plan itself says has no number of a document
        if(aims.source = 'plan', NULL, aims.document) AS target_document
    FROM statements
    INNER JOIN belonging ON statements.statement = belonging.statement
    LEFT JOIN judged ON statements.statement = judged.statement
    LEFT JOIN divided ON statements.statement = divided.statement
    LEFT JOIN snapshot.targets AS aims ON judged.target_id = aims.target_id
    INNER JOIN snapshot.plan_statuses AS statuses
        ON statuses.code = coalesce(judged.status, silent_status(statements.connected));
