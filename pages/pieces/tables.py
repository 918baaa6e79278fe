"""Draws tables with readable columns, and writes them as CSV that a spreadsheet opens safely."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pyarrow as pa
import streamlit as st

from data.inert import safe
from pages.speech import catalogue, file_names, names, words
from pages.speech.figures import missing
from pages.speech.plain import plain
from pages.speech.words import say
from queries.question import Field, Rows

Height = int | Literal["auto", "content", "stretch"]
Width = int | Literal["small", "medium", "large"] | None
LONG = 8
SPREAD = 320  # longer tables scroll inside this height
FIGURE, WIDE, EDGES, HEADING = 9, 15, 24, 150  # px: a figure, a Chinese letter, both edges, a heading at most
FORMATS = {"number": "%,.{decimals}f", "whole": "%,.0f", "year": "%d"}


@dataclass(frozen=True)
class Column:
    """One column: the field, its heading, how it is written; what is left out is told by the question."""

    field: str
    heading: str = ""
    kind: str = ""
    unit: str = ""
    decimals: int | None = None
    width: Width = None
    of: str = ""

    @property
    def title(self) -> str:
        return f"{self.heading} ({self.unit})" if self.unit else self.heading

    @property
    def numeric(self) -> bool:
        return self.kind in FORMATS


Shown = Sequence[Column | str]


def heading(field: str, kind: str = "") -> str:
    """What a column is called: by its field, else, where it holds codes of the plan, by their kind."""
    named, by_kind = f"column.{field}", f"column.{kind}"
    coded = kind in names.KINDS or kind == "state"
    return say(by_kind if coded and not catalogue.known(named) else named)


def settled(rows: Rows, shown: Shown = ()) -> list[Column]:
    """The columns of a table whole: as the question tells them, with the page's exceptions.

    `shown` picks and orders them by field; a Column says what is different. Without it all are shown.
    """
    told = rows.question.column if rows.question else lambda _: None
    every = [field.name for field in rows.question.columns] if rows.question else []
    picked = [one if isinstance(one, Column) else Column(one) for one in shown or every]
    return [_settled(column, told(column.field)) for column in picked]


def _settled(column: Column, told: Field | None) -> Column:
    told = told or Field(column.field, "text")
    same = column.kind in ("", told.kind)
    kind = column.kind or told.kind
    unit = column.unit or (names.unit(told.unit) if same and told.unit else "")
    decimals = told.decimals if column.decimals is None and same else column.decimals
    return replace(
        column,
        kind=kind,
        unit=unit,
        decimals=1 if decimals is None else decimals,
        of=column.of or told.of,
        heading=column.heading or heading(column.field, kind),
    )


def height(rows: Sequence[Any]) -> Height:
    """Long tables scroll inside themselves."""
    return SPREAD if len(rows) > LONG else "auto"


def draw(rows: Rows, shown: Shown, key: str, alt: str, height: Height = "auto") -> None:
    """A table of the chosen columns; an empty one says so."""
    if not rows:
        st.html(f'<div class="peak-empty">{say("table.empty")}</div>')
        return
    columns = settled(rows, shown)
    table = pa.table({column.field: _array(column, written(rows, column)) for column in columns})
    config = {column.field: _config(_wide(column, table[column.field].to_pylist())) for column in columns}
    st.dataframe(
        table, hide_index=True, column_config=config, key=key, alt=alt, height=height, placeholder="—"
    )


def offered(rows: Rows, shown: Shown, key: str, title: str, height: Height = "auto") -> None:
    """A table without a frame, with its CSV under it."""
    draw(rows, shown, key, title, height)
    if rows:
        download(rows, shown, {say("export.title"): title}, key, f"download-{key}")


def written(rows: Rows, column: Column) -> list[Any]:
    """One column with codes turned into words; numbers stay numbers so that they sort."""
    values = [row[column.field] for row in rows]
    if column.kind == "state":
        ledgers = [str(row.get(column.of, column.of)) for row in rows]
        return [names.named("state", *pair) for pair in zip(values, ledgers, strict=True)]
    if column.kind == "option":
        return [names.named("option", value, column.of) for value in values]
    if column.kind in names.KINDS:
        return [names.named(column.kind, value) for value in values]
    if column.kind == "time":
        return ["" if missing(value) else words.date(value) for value in values]
    if column.kind == "date":
        return [value.date() if isinstance(value, dt.datetime) else value for value in values]
    return [None if missing(value) else value for value in values]


def _array(column: Column, values: list[Any]) -> pa.Array:
    """The column as it is sent: figures as figures, days as days, even where all are missing."""
    if column.numeric:
        return pa.array([None if value is None else float(value) for value in values], pa.float64())
    if column.kind == "date":
        return pa.array(values, pa.date32())
    return pa.array(values) if any(value is not None for value in values) else pa.array(values, pa.string())


def _wide(column: Column, values: Iterable[Any]) -> Column:
    """A column of figures or days as wide as its longest: a figure cut off on its left is another one."""
    if not (column.numeric or column.kind == "date"):
        return column
    told = [10 * FIGURE if column.kind == "date" else 0]  # 2026-11-25
    decimals = column.decimals if column.kind == "number" else 0
    told += [len(f"{value:,.{decimals}f}") * FIGURE for value in values if isinstance(value, float)]
    heading = sum(WIDE if ord(letter) > 255 else FIGURE for letter in column.title)
    needed = max(*told, min(heading, HEADING)) + EDGES
    return replace(column, width=max(needed, column.width if isinstance(column.width, int) else 0))


def _config(column: Column) -> Any:
    title, width = column.title, column.width
    if column.numeric:
        form = FORMATS[column.kind].format(decimals=column.decimals)
        return st.column_config.NumberColumn(title, width=width, format=form)
    if column.kind == "date":
        return st.column_config.DateColumn(title, width=width, format="YYYY-MM-DD")
    return st.column_config.TextColumn(title, width=width)


def to_csv(rows: Rows, shown: Shown, facts: Mapping[str, str]) -> bytes:
    """UTF-8 with BOM: the facts (title, source, snapshot, grade …) first, then the table."""
    columns = settled(rows, shown)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerows([safe(name), safe(value)] for name, value in facts.items())
    out.writerow([])
    out.writerow([safe(column.title) for column in columns])
    for line in zip(*(written(rows, column) for column in columns), strict=True):
        out.writerow(["" if missing(cell) else safe(cell) for cell in line])
    return text.getvalue().encode("utf-8-sig")


def facts(title: str, source: str, snapshot: str, as_of: str, grades: Iterable[str]) -> dict[str, str]:
    """The lines above an exported table: what it is, from where, of which snapshot, how trustworthy."""
    kinds = list(grades)
    made = {
        say("export.title"): title,
        say("column.source"): source,
        say("export.as_of"): as_of,
        say("export.snapshot"): snapshot,
        say("table.grade"): "; ".join(names.grade(grade) for grade in kinds),
    }
    if "demo" in kinds:
        made[""] = say("grade.demo_note")
    return made


def download(
    rows: Rows,
    shown: Shown,
    about: Mapping[str, str],
    name: str,
    key: str,
    label: str = "",
) -> None:
    """A button that writes the CSV `name`, only when it is pressed, in the language it was drawn in."""
    data, columns, lines, tongue = rows, tuple(shown), dict(about), words.language()

    def made() -> bytes:
        with words.speaking(tongue):
            return to_csv(data, columns, lines)

    st.download_button(
        plain(label) if label else say("table.download"),
        data=made,
        file_name=file_names.table(name),
        mime="text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
