"""Draws tables with readable columns, and writes them as CSV that a spreadsheet opens safely."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from pages.pieces import status
from pages.speech import names, words
from pages.speech.figures import missing
from pages.speech.words import say

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
Height = int | Literal["auto", "content", "stretch"]
Width = int | Literal["small", "medium", "large"] | None
KINDS = ("text", "number", "date", "grade", "status", "period", "link")


@dataclass(frozen=True)
class Column:
    """One column: the frame's field, its heading, how it is written."""

    field: str
    heading: str
    kind: str = "text"
    unit: str = ""
    decimals: int = 1
    width: Width = None
    help: str | None = None

    @property
    def title(self) -> str:
        return f"{self.heading} ({self.unit})" if self.unit else self.heading


def draw(frame: pd.DataFrame, columns: Sequence[Column], key: str, alt: str, height: Height = "auto") -> None:
    """A table of the chosen columns; an empty one says so."""
    if frame.empty:
        st.html(f'<div class="peak-empty">{say("table.empty")}</div>')
        return
    shown = readable(frame, columns)
    config = {column.field: _config(column) for column in columns}
    st.dataframe(
        shown, hide_index=True, column_config=config, key=key, alt=alt, height=height, placeholder="—"
    )


def readable(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The chosen columns with codes turned into words; numbers stay numbers so that they sort."""
    written = {"grade": names.grade, "status": status.word, "period": words.period}
    made = {}
    for column in columns:
        values = frame[column.field]
        if column.kind in written:
            write = written[column.kind]
            values = values.map(lambda value, write=write: "" if missing(value) else write(str(value)))
        made[column.field] = values
    return pd.DataFrame(made)


def _config(column: Column) -> Any:
    title, width, note = column.title, column.width, column.help
    if column.kind == "number":
        written = f"%,.{column.decimals}f"
        return st.column_config.NumberColumn(title, width=width, help=note, format=written)
    if column.kind == "date":
        return st.column_config.DateColumn(title, width=width, help=note, format="YYYY-MM-DD")
    if column.kind == "link":
        return st.column_config.LinkColumn(title, width=width, help=note)
    return st.column_config.TextColumn(title, width=width, help=note)


def safe(cell: object) -> object:
    """A cell no spreadsheet will run as a formula; numbers stay numbers."""
    if not isinstance(cell, str) or not cell.startswith(DANGEROUS):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell


def to_csv(frame: pd.DataFrame, columns: Sequence[Column], facts: Mapping[str, str]) -> bytes:
    """UTF-8 with BOM: the facts (title, source, snapshot, grade …) first, then the table."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerows([safe(name), safe(value)] for name, value in facts.items())
    out.writerow([])
    out.writerow([safe(column.title) for column in columns])
    shown = readable(frame, columns)
    for row in shown.itertuples(index=False):
        out.writerow(["" if missing(cell) else safe(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def grades_of(frame: pd.DataFrame) -> list[str]:
    """The grades in a frame, each once."""
    return [] if "grade" not in frame else [str(grade) for grade in frame["grade"].dropna().unique()]


def facts(title: str, source: str, snapshot: str, as_of: str, grades: Iterable[str]) -> dict[str, str]:
    """The lines above an exported table: what it is, from where, of which snapshot, how trustworthy."""
    kinds = list(grades)
    made = {
        say("export.title"): title,
        say("export.source"): source,
        say("export.as_of"): as_of,
        say("export.snapshot"): snapshot,
        say("export.grade"): "; ".join(names.grade(grade) for grade in kinds),
    }
    if "demo" in kinds:
        made[""] = say("grade.demo_note")
    return made


def download(
    frame: pd.DataFrame,
    columns: Sequence[Column],
    about: Mapping[str, str],
    file_name: str,
    key: str,
    label: str = "",
) -> None:
    """A button that writes the CSV only when it is pressed."""
    data, shape = frame, tuple(columns)
    lines = dict(about)
    st.download_button(
        label or say("table.download"),
        data=lambda: to_csv(data, shape, lines),
        file_name=file_name,
        mime="text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
