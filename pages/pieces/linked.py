"""Draws the rows of workbooks behind a number as a table whose cells lead to the picture of their sheet."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Picture, Refused
from pages.frame import links
from pages.pieces import sheet_picture, side_by_side, tables
from pages.pieces.sheet_picture import Mark, Place
from pages.pieces.tables import Column, Shown
from pages.speech import figures, names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

NAMING = 3  # columns that say what a row is
PAGE = 200  # rows of one page; the others are turned to


def largest_first(rows: Rows) -> Rows:
    """The same numbers, those of the largest column first, and in each the largest first."""
    top: dict[tuple[Any, ...], float] = {}
    for row in rows:
        key = _measured(row)
        top[key] = max(top.get(key, 0.0), _size(row))
    return rows.told(
        sorted(rows, key=lambda row: (-top[_measured(row)], *map(str, _measured(row)), -_size(row)))
    )


def _measured(row: Row) -> tuple[Any, ...]:
    return row["unit"], row["template"], row["field"]


def _size(row: Row) -> float:
    return 0.0 if figures.missing(row["value"]) else abs(float(row["value"]))


def asked(rows: Rows) -> Row | None:
    """The row whose cell the address asks for (`?cell=upload!cell!sheet`), when it is one of these."""
    wanted = st.query_params.get("cell", "")
    return next((row for row in rows if wanted and named(row) == wanted), None)


def named(row: Row) -> str:
    """A cell as it stands in an address."""
    return f"{row['upload']}!{row['cell']}!{row['sheet']}"


def table(rows: Rows, shown: Shown) -> str:
    """The rows as a table, a page of them at a time; each cell is the way to its picture."""
    columns = tables.settled(rows, shown)
    start = _start(len(rows))
    part = rows.told(rows[start : start + PAGE])
    known = asked(rows)
    written = [_texts(part, column) for column in columns]
    head = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in columns)
    lines = []
    for at, row in enumerate(part):
        current = ' class="peak-list-current"' if known is not None and named(row) == named(known) else ""
        cells = "".join(_cell(column, texts[at], row) for column, texts in zip(columns, written, strict=True))
        lines.append(f"<tr{current}>{cells}</tr>")
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody>"
    return (
        f'<div class="peak-linked" tabindex="0" role="region" aria-label="{escape(say("trace.list"))}">'
        f'<table class="peak-list">{body}</table></div>{_pages(start, len(rows))}'
    )


def picture(rows: Rows, shown: Shown, corrections: Sequence[Row] = ()) -> str:
    """The sheet of the cell that is asked for as markup, with all cells of the number on it; '' for none.

    Where `corrections` stand over cells of the sheet, both values are seen; of this cell they are told above.
    """
    row = asked(rows)
    if row is None:
        return ""
    upload, sheet, cell = (str(row[name]) for name in ("upload", "sheet", "cell"))
    if not receive.may_see(upload):
        return f'<p class="peak-notice">{escape(say("others.no_file"))}</p>'
    first, other = sheet_picture.top_asked(), sheet_picture.sheet_asked()
    seen, around = (other, "") if other else (sheet, cell)
    try:
        made = sheet_picture.taken(
            (upload, seen, around, first), lambda: receive.archived_picture(upload, seen, around, first)
        )
    except Refused as refusal:
        return f'<p class="peak-notice">{escape(refusal.finding.message(language()))}</p>'
    marks: dict[Place, list[Mark]] = {}
    for one in rows:
        if one["upload"] == row["upload"] and one["sheet"] == made.sheet:
            for place in Picture.places(str(one["cell"])):
                marks.setdefault(place, []).append(Mark("●", "accent", told(one, shown)))
    amended = side_by_side.of_sheet(corrections, upload, made.sheet)
    for place, pens in side_by_side.marks(amended).items():
        marks[place] = [*pens, *marks.get(place, ())]
    drawn = sheet_picture.markup(
        made, marks, None if other else Picture.place(cell), lambda number: links.here(top=str(number)),
        lambda name: links.here(sheet="" if name == sheet else name, top=""),
    )  # fmt: skip
    shut = (
        f'<a data-stay href="{escape(links.here(cell="", top="", sheet=""))}">{escape(say("trace.shut"))}</a>'
    )
    head = f"<b>{escape(told(row, shown))}</b><span>{escape(str(row['file_name']))}</span>{shut}"
    beside = "" if other else side_by_side.table(amended, cell)
    return f'<div class="peak-sheet-frame"><p class="peak-sheet-pages">{head}</p>{beside}{drawn}</div>'


def told(row: Row, shown: Shown) -> str:
    """What stands in a cell, in words: its heading, of whom, when, the number with its unit; else its row."""
    if "value" not in row:
        columns = tables.settled(Rows([row]), shown)[:NAMING]
        return words.joined(_texts(Rows([row]), column)[0] for column in columns)
    place = tables.written(Rows([row]), Column("region", "", "region")) if row["region"] else []
    parts = [row["number"], *place, row["part"]]
    parts += [words.period(row["period"])] if row["period"] else []
    if not figures.missing(row["value"]):
        parts.append(f"{_figure(float(row['value']))} {names.unit(row['unit'] or '')}".strip())
    return " · ".join(str(part) for part in parts if part)


def _figure(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _texts(rows: Rows, column: Column) -> list[str]:
    values = tables.written(rows, column)
    if column.kind == "year":
        return ["—" if figures.missing(value) else f"{value:.0f}" for value in values]
    if column.numeric:
        known = [float(value) for value in values if not figures.missing(value)]
        broken = any(not value.is_integer() for value in known)
        decimals = (column.decimals or 0) if column.kind == "number" and broken else 0
        return ["—" if figures.missing(value) else f"{value:,.{decimals}f}" for value in values]
    return ["—" if figures.missing(value) or value == "" else str(value) for value in values]


def _cell(column: Column, text: str, row: Row) -> str:
    if column.field == "cell" and row["cell"]:
        href = escape(links.here(cell=named(row), top="", sheet=""))
        hint = escape(say("picture.cell", cell=row["cell"]))
        inside = f'<a data-stay href="{href}" title="{hint}">{escape(text)}</a>'
    else:
        inside = escape(text)
    number = ' class="peak-number"' if column.numeric else ""
    return f'<td data-label="{escape(column.title)}" data-column="{column.field}"{number}>{inside}</td>'


def _start(count: int) -> int:
    asked_for = st.query_params.get("cells", "")
    start = int(asked_for) - 1 if re.fullmatch(r"[1-9][0-9]{0,5}", asked_for) else 0
    return start // PAGE * PAGE if start < count else 0


def _pages(start: int, count: int) -> str:
    if count <= PAGE:
        return ""
    last = min(start + PAGE, count)
    ways: Sequence[tuple[str, int]] = [
        *([(say("picture.before"), start - PAGE + 1)] if start else []),
        *([(say("picture.behind"), last + 1)] if last < count else []),
    ]
    turned = "".join(
        f'<a data-stay href="{escape(links.here(cells=str(first)))}">{escape(name)}</a>'
        for name, first in ways
    )
    told_of = escape(say("trace.rows", first=start + 1, last=last, count=count))
    return f'<p class="peak-sheet-pages"><span>{told_of}</span>{turned}</p>'
