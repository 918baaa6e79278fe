-- Where every statement stands as of a period in one place and sector: what its card says.

-- What is told by sector has at most no figure yet in the chosen one; where `widely` is true, an industry's
-- own statements (those that serve its task) are told as a whole where they are not told by its sector. A
-- statement that has no number anywhere is told in the city, as silent.
CREATE MACRO cards(PLACE, BRANCH, WAY, UNTIL, WIDELY) AS TABLE
    SELECT
        -- nothing is known of it anywhere: the city's card says so
        NOT statements.told
        AND coalesce(place, city()) = city()
        AND (
            coalesce(branch, total()) = total() OR (widely AND list_contains(statements.own_sectors, branch))
        ) AS silent,
        statements.statement,
        statements.ordinal,
        statements.chapter,
        statements.section,
        statements.rule,
        statements.unit,
        statements.decimals,
        statements.direction,
        statements.lead_department,
        told.period,
        told.year,
        told.value,
        if(silent, statements.path_from, told.base_year) AS base_year,
        told.base_value,
        if(told.statement IS NULL, statements.due_year, told.due_year) AS due_year,
        told.target,
        told.target_high,
        told.own_target,
        told.gap,
        told.attained,
        told.required,
        told.required_share,
        told.ratio,
        coalesce(told.status, statements.silent_status) AS status,
        told.verdict,
        told.verdict_period,
        told.verdict_value,
        told.verdict_target,
        told.since,
        told.because,
        told.target_id,
        told.coverage,
        told.missing,
        told.maturity,
        told.grade,
        coalesce(told.status_rank, statements.silent_rank) AS status_rank,
        coalesce(told.status_wanting, statements.silent_wanting) AS wanting,
        coalesce(told.status_met, statements.silent_met) AS met,
        coalesce(told.status_judged, statements.silent_judged) AS judged,
        coalesce(told.status_speaks, statements.silent_speaks) AS speaks,
        -- where no number speaks for the whole: how many parts do as asked, and the one farthest from it
        if(told.worst_part IS NULL, NULL, told.numerator) AS parts_good,
        if(told.worst_part IS NULL, NULL, told.denominator) AS parts,
        told.worst_part,
        told.worst_excess,
        coalesce(place, city()) AS region,
        coalesce(told.sector, if(silent, total(), branch), total()) AS sector,
        told.statement IS NOT NULL OR silent AS told,
        told.statement IS NOT NULL
        OR coalesce(branch, total()) = total()
        OR list_contains(statements.own_sectors, branch)
        OR list_contains(statements.told_sectors, branch) AS in_scope,
        told.target_document
    FROM (
        SELECT
            *,
            if(
                widely
                AND list_contains(own_sectors, branch)
                AND statement NOT IN (
                    SELECT statement
                    FROM snapshot.progress
                    WHERE
                        -- of the whole nothing is looked up, which leaves these rows out of the plan
                        widely
                        AND branch <> total()
                        AND sector = branch
                        AND region = coalesce(place, city())
                        AND year * 100 + month <= ordinal_of(until)
                        AND until_ordinal > ordinal_of(until)
                        AND (basis = coalesce(way, default_basis()) OR basis = '')
                ),
                total(),
                coalesce(branch, total())
            ) AS shown_sector
        FROM snapshot.card_statements
    ) AS statements
    LEFT JOIN snapshot.progress AS told
        ON
            statements.statement = told.statement
            AND statements.shown_sector = told.sector
            AND told.region = coalesce(place, city())
            AND told.year * 100 + told.month <= ordinal_of(until)
            AND told.until_ordinal > ordinal_of(until)
            AND (told.basis = coalesce(way, default_basis()) OR told.basis = '');
