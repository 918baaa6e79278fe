-- how a person judged a statement that is told in words, with the figure where one was given
-- One row per: region, sector, period
-- Params: base_year, statement
SELECT
    judgements.region,
    judgements.sector,
    days.year,
    days.month,
    days.period,
    judgements.figure AS value,
    judgements.figure AS numerator,
    judgements.judgement,
    judgements.grade_rank
FROM month_ends AS days
INNER JOIN judgements ON judgements.judged_on <= days.as_of
WHERE judgements.statement = $statement AND days.year >= coalesce($base_year, 0)
QUALIFY row_number() OVER (
    PARTITION BY judgements.region, judgements.sector, days.period
    ORDER BY
        judgements.judged_on DESC,
        judgements.generation DESC,
        judgements.row DESC,
        judgements.upload,
        judgements.sheet
) = 1
