-- in which column does each number stand; with its row where every value of a sheet has its own address
-- One row per: number of found_numbers
-- Params: (none)
SELECT
    told.*,
    coalesce(own_cells.letter, item_cells.letter, cells.letter) AS letter
FROM found_numbers AS told
LEFT JOIN cells
    ON told.upload = cells.upload AND told.sheet = cells.sheet AND told.field = cells.field
-- Official exports have a column per item: there the letter belongs to field and item.
LEFT JOIN cells AS item_cells
    ON
        told.upload = item_cells.upload
        AND told.sheet = item_cells.sheet
        AND concat(told.field, ':', told.item) = item_cells.field
-- Sheets with fields in stubs or places in headings: there every value has an address of its own.
LEFT JOIN cells AS own_cells
    ON
        told.upload = own_cells.upload
        AND told.sheet = own_cells.sheet
        AND concat(told.field, '@', told.row) = own_cells.field
