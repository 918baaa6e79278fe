-- Where every statement stands as of a period in one place and sector: what its card says.

-- What is told by sector has at most no figure yet in the chosen one; where `widely` is true, an industry's
-- own statements (those that serve its task) are told as a whole where they are not told by its sector. A
-- statement that has no number anywhere is told in the city, as silent.
CREATE MACRO cards(PLACE, BRANCH, WAY, UNTIL, WIDELY) AS TABLE
    WITH found AS (
        SELECT
            statements.*,
            told.* EXCLUDE (statement, unit, due_year),
            coalesce(branch, total()) = total() OR list_contains(statements.own_sectors, branch)
                AS of_the_sector,
            told.statement IS NOT NULL AS has_number,
            told.due_year AS aimed_year,
            has_number
            OR (
                NOT statements.told
                AND coalesce(place, city()) = city()
                AND (coalesce(branch, total()) = total() OR (widely AND of_the_sector))
            ) AS is_told
        FROM snapshot.card_statements AS statements
        LEFT JOIN snapshot.progress AS told
            ON
                statements.statement = told.statement
                AND told.region = coalesce(place, city())
                AND told.year * 100 + told.month <= ordinal_of(until)
                AND told.until_ordinal > ordinal_of(until)
                AND (told.basis = coalesce(way, default_basis()) OR told.basis = '')
                AND (
                    told.sector = coalesce(branch, total())
                    OR (widely AND told.sector = total() AND list_contains(statements.own_sectors, branch))
                )
        QUALIFY
            row_number() OVER (
                PARTITION BY statements.statement
                ORDER BY told.sector = branch DESC NULLS LAST, told.year DESC, told.month DESC
            ) = 1
    )

    SELECT
        statement,
        ordinal,
        chapter,
        section,
        rule,
        unit,
        decimals,
        direction,
        lead_department,
        period,
        year,
        value,
        if(has_number OR NOT is_told, base_year, path_from) AS base_year,
        base_value,
        if(has_number, aimed_year, due_year) AS due_year,
        target,
        target_high,
        own_target,
        gap,
        attained,
        required,
        required_share,
        ratio,
        coalesce(status, silent_status) AS status,
        verdict,
        verdict_period,
        verdict_value,
        verdict_target,
        since,
        because,
        target_id,
        coverage,
        missing,
        maturity,
        grade,
        coalesce(status_rank, silent_rank) AS status_rank,
        coalesce(status_wanting, silent_wanting) AS wanting,
        coalesce(status_met, silent_met) AS met,
        coalesce(status_judged, silent_judged) AS judged,
        coalesce(status_speaks, silent_speaks) AS speaks,
        -- where no number speaks for the whole: how many parts do as asked, and the one farthest from it
        if(worst_part IS NULL, NULL, numerator) AS parts_good,
        if(worst_part IS NULL, NULL, denominator) AS parts,
        worst_part,
        worst_excess,
        coalesce(place, city()) AS region,
        coalesce(sector, if(is_told, total(), branch), total()) AS sector,
        is_told AS told,
        is_told OR of_the_sector OR list_contains(told_sectors, branch) AS in_scope,
        target_document
    FROM found;
