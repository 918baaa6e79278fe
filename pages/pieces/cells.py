"""Draws the cells behind a number, and a button for every workbook they stand in."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from data.ingest import receive
from data.plan import plan
from pages.frame import exporting
from pages.pieces import heading, linked, panel
from pages.pieces.tables import Shown
from pages.speech import file_names, names, words
from pages.speech.about import About
from pages.speech.plain import plain
from pages.speech.words import say
from queries.question import Row, Rows

SOURCES = ("file_name", "sheet", "cell", "by_whom", "at", "grade")
NUMBERS = ("number", "region", "part", "period")
Told = Callable[[str, str, Rows], About]


def cells(about: Told, rows: Rows, when: str, place: str, corrections: Sequence[Row] = ()) -> None:
    """Every cell of a number, the largest first; `about` makes the frame, period and place are spoken."""
    original = ["published"] if any(row.get("published") is not None for row in rows) else []
    shown: Shown = [*NUMBERS, "value", *original, "unit", *SOURCES]
    trace(about, linked.largest_first(numbers(rows)), shown, "indicator.trace", when, place, corrections)


def trace(
    about: Told, rows: Rows, shown: Shown, key: str, when: str, place: str, corrections: Sequence[Row] = ()
) -> None:
    """Rows of workbooks behind a number, under the sentence of `key`."""
    files = len({row["upload"] for row in rows})
    title = say(key if files else "indicator.trace_none", period=when, files=files, cells=len(rows))
    if rows.folded:
        title = say("others.trace", cells=len(rows), others=len(rows.folded))
    told = about(title, say("indicator.trace_measure", place=place), rows)
    if not rows:
        panel.table("trace", told, rows, shown)
        return
    reasons = {upload: receive.reason_of(upload) for upload in {str(row["upload"]) for row in rows}}
    if any(reasons.values()):
        rows, shown = rows.plus(reason=lambda row: reasons[str(row["upload"])]), [*shown, "reason"]
    drawn = linked.picture(rows, shown, corrections) + linked.table(rows, shown)
    panel.listed("trace", told, rows, shown, drawn)


def followed(rows: Rows, shown: Shown, corrections: Sequence[Row] = ()) -> None:
    """The way from each row of a list to its cell in the picture of its sheet."""
    if not rows:
        return
    picture = linked.picture(rows, shown, corrections)
    is_open = " open" if picture or "cells" in st.query_params else ""
    told = escape(say("trace.follow", count=len(rows)))
    table = linked.table(rows, [*shown, "cell"])
    st.html(f"{picture}<details{is_open}><summary>{told}</summary>{table}</details>")


def originals(rows: Sequence[Row], read: Callable[[str], bytes]) -> None:
    """A button for every workbook behind the number; the bytes are read when it is pressed."""
    told = {str(row["upload"]): str(row["file_name"]) for row in reversed(rows)}
    files = [
        upload for upload in dict.fromkeys(str(row["upload"]) for row in rows) if receive.may_see(upload)
    ]
    if not files:
        return
    st.html(heading.measure(say("indicator.originals"), screen=""))
    with st.container(key="originals", horizontal=True, gap="small"):
        for upload in files:
            exporting.button(
                plain(told[upload]),
                partial(read, upload),
                file_name=file_names.original(upload, told[upload]),
                key=f"original-{upload}",
                icon=":material/download:",
            )


def numbers(rows: Rows) -> Rows:
    """The rows with the heading of their column and the part they are about, in words."""
    return rows.plus(number=lambda row: heading_of(row["template"], row["field"]), part=part)


def heading_of(template: str, field: str) -> str:
    """A column's heading as its workbook writes it."""
    column = plan().templates[template].column(field)
    return field if column is None else words.pick(column.heading, column.heading_en)


def part(row: Row) -> str:
    """The sector and the item of a number, where it has one."""
    return words.joined([names.named("sector", row["sector"]), _item(row)])


def _item(row: Row) -> str:
    """The item of a number in words; nothing where it has none."""
    code = row["item"]
    return "" if code in (None, "") else names.item_of(row["template"], str(code))
