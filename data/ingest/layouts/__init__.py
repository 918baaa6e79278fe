"""Understands a workbook of a bureau's own: proposes what it says, and reads it by an answer that was named.

A file that no template and no official form recognises (or whose headings lack a required column) gets
`Inspection.proposal`, the same as `proposal` of `inspect --json`:

    template, template_name  which template it most resembles
    sure, why                0…1; "fields": by its headings and units, "title": also by its title
    others                   [{template, name, sure}] the next best, best first
    shape                    "columns": each column one field, each line a record;
                             "cells": places, kinds or periods in headings, or fields in stubs
    roles                    of "cells": what stubs ("row") and headings ("column") name, joined by commas:
                             "words" (the fields), or a field of the template (region, sector, category …)
    columns                  one for each column (or each name of a figure in "cells"), from the left:
        path                 its heading words from the widest to its own; they are its identity
        along                "column", "row" or "title": where these words stand
        sheet, cell, cells   where the heading stands, and the cells it speaks of: ["B5:B17"]
        field, sure, why     the proposed field of the template ("" for none), how sure 0…1, and why:
                             "same_words", "similar_words", "contents", "learned", "" (none)
        others               [{field, sure}] other fields that fit, best first
        unit, unit_normalised  as printed (heading, title, stub …) and in our spelling; "" where not stated
        single               of one month or quarter by itself (当月): never taken for a sum from January
        examples             up to three values as they stand there
    period                   {value, words, source, sheet, cell, text} or null: "2026-10", "2026年1—10月" and
                             "title", "heading", "sheet", "file", or "column" (several: value is "" then)
    place                    the same for the place: "column" (stub), "row" (headings), "title" …
    asked                    what is to be asked once: [{field, heading, heading_en, kind, required, value,
                             options: [{code, name, name_en}]}]; `value` is a proposal, "" where there is none
    marks                    [{sheet, cells: {"A1": "title", "B5:F17": "body"}}], a mark being title, heading,
                             unit, note, body, place, period or label
    rows                     how many records it would give
    based_on                 the stored layout that it most resembles, "" for none

`receive.answered(proposal, fields, fixed, units)` makes the answer of it, `receive.inspect(…, layout=answer)`
looks with it, `receive.learn_layout(name, answer, by)` keeps it: {name, by, at, version, template, shape,
roles, bindings: [{path, along, field, unit}], fixed: {field: text}, period: where it is read from}.
"""
