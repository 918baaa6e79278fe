-- the files of rows of one template
-- One row per: upload
-- Params: template
SELECT rows_file
FROM uploads
WHERE template = $template
ORDER BY upload
