-- places that a list of the whole city does not name: nothing is due there; but who fell silent still owes
-- One row per: statement, place, period in which the city has a number
-- Params: (none)
INSERT INTO series BY NAME
SELECT
    city.statement,
    places.code AS region,
    city.basis,
    city.base_year,
    city.year,
    city.month,
    city.period,
    -- a list is kept up to date; a sheet is sent anew, and its silence says nothing
    if(
        bool_or(sheets.by_period) AND min(own.year * 100 + own.month) < city.year * 100 + city.month,
        'insufficient',
        'not_applicable'
    ) AS judgement,
    city.maturity_rank,
    city.grade_rank
FROM series AS city
INNER JOIN plan_statements AS statements ON city.statement = statements.statement AND statements.lists_all
INNER JOIN plan_statement_sources AS sources ON city.statement = sources.statement
INNER JOIN plan_templates AS sheets ON sources.template = sheets.template
INNER JOIN
    plan_regions AS places
    ON places.parent = city() AND city.year BETWEEN places.first_year AND places.last_year
LEFT JOIN series AS own
    ON
        city.statement = own.statement
        AND places.code = own.region
        AND own.sector = total()
        AND own.item = ''
WHERE city.region = city() AND city.sector = total() AND city.item = ''
GROUP BY
    city.statement,
    places.code,
    city.basis,
    city.base_year,
    city.year,
    city.month,
    city.period,
    city.maturity_rank,
    city.grade_rank
HAVING
    count(*) FILTER (
        WHERE own.period = city.period AND own.base_year IS NOT DISTINCT FROM city.base_year
    ) = 0
