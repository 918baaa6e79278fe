"""Says what stands corrected, in lines: which value of which record, from what to what, by whom and why."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.plan import plan
from pages.frame import links
from pages.pieces import heading, linked, side_by_side
from pages.pieces.cells import heading_of
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row, Rows

WAYS = 24  # cells that are offered to be corrected under one number


def behind(traced: Rows, corrections: Rows, may_correct: bool) -> None:
    """The corrections among the rows behind a number; for who may, a way to correct each of their cells."""
    there = {(row["upload"], row["sheet"], _line(row["cell"])) for row in traced}
    found = [
        one
        for one in corrections
        if one["state"] == "applied" and (one["upload"], one["sheet"], str(one["row_number"])) in there
    ]
    if found:
        st.html(heading.measure(say("correct.behind", count=len(found))) + lines(found))
    if may_correct and traced and "field" in traced[0]:
        looked_at = linked.asked(traced)
        st.html(ways(traced) if looked_at is None else way_of(looked_at))


def _line(cell: object) -> str:
    """The number of the line in the address of a cell."""
    return str(cell).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def lines(corrections: Sequence[Row]) -> str:
    """One line a correction."""
    items = (f'<li data-correction="{one["generation"]}">{escape(sentence(one))}</li>' for one in corrections)
    return f'<ul class="peak-rules">{"".join(items)}</ul>'


def sentence(one: Row) -> str:
    """A correction in words, with its cell and what proves it."""
    told = say(
        "correct.line",
        record=record(str(one["template"]), str(one["record_key"])),
        number=heading_of(str(one["template"]), str(one["field"])),
        was=side_by_side.value(one, "was"),
        becomes=side_by_side.value(one, "becomes"),
        by=one["by_whom"],
        date=words.date(one["at"]),
        reason=one["reason"],
    )
    where = f"{one['file_name'] or one['upload']} · {one['sheet']}!{one['cell'] or one['row_number'] or ''}"
    document = say("correct.document_is", document=one["document"]) if one["document"] else ""
    return " · ".join(part for part in (told, document, where) if part)


def record(template: str, key: str) -> str:
    """Which record a key is of, in words: 2025年 · 柳南区."""
    known = plan().templates.get(template)
    if known is None:
        return key
    said = [names.sheet(template)]
    for name, text in zip(known.key, key.split("|"), strict=False):
        column = known.column("enterprise" if name == "enterprise_key" else name)
        kind = column.kind if column else ""
        told = names.named(kind, text) if kind in names.KINDS else text.removeprefix("name:")
        said.append(words.period(text) if kind == "period" else told)
    return " · ".join(part for part in said if part)


def ways(traced: Rows) -> str:
    """A link for each cell that leads to where it is corrected; folded until somebody wants it."""
    cells = {(str(row["upload"]), str(row["sheet"]), str(row["cell"])): row for row in traced if row["cell"]}
    items = "".join(
        f"<li>{way(*cell)} {escape(heading_of(row['template'], row['field']))}</li>"
        for cell, row in list(cells.items())[:WAYS]
    )
    summary = f"<summary>{escape(say('correct.ways'))}</summary>"
    return (
        f'<details class="peak-method">{summary}<ul class="peak-rules">{items}</ul></details>'
        if items
        else ""
    )


def way_of(row: Row) -> str:
    """The way to where the cell is corrected whose picture is open."""
    told = f"{say('correct.title')} {row['sheet']}!{row['cell']}"
    return f'<p class="peak-ways">{way(row["upload"], row["sheet"], row["cell"], told)}</p>'


def way(upload: str, sheet: str, cell: str, told: str = "") -> str:
    """The way to where a cell is corrected."""
    asked = {"correct": upload, "sheet": sheet, "cell": cell, "snapshot": ""}
    return links.anchor(told or f"{sheet}!{cell}", "history", **asked)
