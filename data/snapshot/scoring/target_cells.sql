-- the numbers of sheets that were taken for targets, each with the target it is: what a trace shows beside
-- One row per: number of a sheet, target; reads observations, targets and plan tables
-- Params: (none)
SELECT
    told.template,
    told.field,
    statements.unit,
    told.region,
    told.sector,
    told.item,
    told.entity,
    told.period,
    told.year,
    told.month,
    told.value,
    told.published,
    told.maturity,
    told.grade,
    told.generation,
    told.upload,
    told.sheet,
    told.row,
    told.letter,
    targets.target_id,
    targets.begun AND targets.region <> city() AS of_a_place,
    targets.region AS place,
    year(targets.valid_from) AS from_year,
    coalesce(targets.due_year, 9999) AS due_year
FROM observations AS told
INNER JOIN targets
    ON
        told.upload = targets.upload
        AND told.sheet = targets.sheet
        AND told.row = targets.row
        AND told.template = targets.source
INNER JOIN plan_statements AS statements ON targets.statement = statements.statement
WHERE told.field IN ('target', 'base_value')
ORDER BY targets.target_id, told.field, told.letter
