"""Sees lines between the records that say otherwise than what a person answered once for all of them."""

from collections.abc import Mapping

from data.ingest.cells.grid import Value, address
from data.ingest.findings import Finding
from data.ingest.layouts.seen import Seen
from data.ingest.words.names import choice_of, code_of, squeeze
from data.plan import Template, plan
from data.plan.model import Column, Named

SHORTEST = 2  # signs of a word that can be told apart inside a longer one


def sections(template: Template, seen: Seen, fixed: Mapping[str, Value]) -> list[Finding]:
    """One finding a column, at the first line of words that names another of its words: 二、自治区级."""
    page, head = seen.page, max(seen.table.header_rows)
    lines = [row for row in page.rows if head < row <= seen.body[-1] and len(page.rows[row]) == 1]
    found = []
    for column in template.columns:
        answer = fixed.get(column.field)
        if not isinstance(answer, str) or not (names := names_of_column(column)):
            continue
        for row in lines:
            text = page.text(row, page.rows[row][0])
            other = longest_in(squeeze(text), names)
            if other and other != code_in(column, answer):
                cell = address(row, page.rows[row][0])
                found.append(
                    Finding("section_ignored", seen.sheet.name, cell, answer, text[:60], column.heading)
                )
                break
    return found


def names_of_column(column: Column) -> dict[str, str]:
    """The words of a column, squeezed, to their codes; of columns with a list of words only."""
    known = plan()
    lists: dict[str, Mapping[str, Named]] = {"region": known.regions, "category": known.emerging}
    named = column.choices or tuple(lists.get(column.kind, {}).values())
    return {squeeze(one.name): one.code for one in named if len(one.name) >= SHORTEST}


def longest_in(text: str, names: Mapping[str, str]) -> str:
    """The code of the longest word that stands in a text, '' for none."""
    there = [name for name in names if name in text]
    return names[max(there, key=len)] if there else ""


def code_in(column: Column, answer: str) -> str | None:
    """The code of what was answered."""
    return choice_of(column.choices, answer) if column.choices else code_of(column.kind, answer)
