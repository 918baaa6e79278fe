-- where a roster expects somebody who has not come, nobody can say that nothing is due
-- One row per: (changes rows of series)
-- Params: (none)
UPDATE series
SET judgement = 'insufficient'
WHERE
    judgement = 'not_applicable'
    AND coverage < (SELECT value FROM plan_settings WHERE section = 'roster' AND name = 'minimum_coverage');
