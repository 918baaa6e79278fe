"""Draws tables with readable columns, and offers them, and the chart before them, as files."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

import pyarrow as pa
import streamlit as st

from data import clock
from pages.documents import picture as pictures
from pages.documents import sheets
from pages.frame import exporting, links
from pages.speech import catalogue, file_names, names, words
from pages.speech.about import About
from pages.speech.figures import missing
from pages.speech.plain import plain
from pages.speech.words import say
from queries.question import Field, Rows, grades

Picture = Callable[[About, str, pictures.Form], bytes]
Height = int | Literal["auto", "content", "stretch"]
Width = int | Literal["small", "medium", "large"] | None
LONG = 8
SPREAD = 320  # longer tables scroll inside this height
WHOLE = (
    100_000  # rows of a table that is sent at once; Streamlit brings pandas in to see whether it is longer
)
FIGURE, WIDE, EDGES = 9, 15, 24  # px: a figure, a Chinese letter, both edges of a column
HEADING, WORDS = 230, 280  # px: a heading and a text at most
UNEVEN = 1.5  # so many times the mean a longest text must be for the browser to take it for an exception
MIME = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ICONS = {
    "png": ":material/image:",
    "svg": ":material/shape_line:",
    "csv": ":material/csv:",
    "xlsx": ":material/table:",
}
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
        table,
        hide_index=True,
        column_config=config,
        key=key,
        alt=alt,
        height=height,
        placeholder="—",
        lazy=None if len(rows) > WHOLE else False,
    )


def offered(rows: Rows, shown: Shown, key: str, title: str, height: Height = "auto") -> None:
    """A table without a frame, with its files under it."""
    draw(rows, shown, key, title, height)
    if rows:
        take(rows, shown, About(title, "", grades=grades(rows)), key)


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
        return _of_words(column, ["" if missing(value) else str(value) for value in values])
    told = [10 * FIGURE if column.kind == "date" else 0]  # 2026-11-25
    decimals = column.decimals if column.kind == "number" else 0
    told += [len(f"{value:,.{decimals}f}") * FIGURE for value in values if isinstance(value, float)]
    needed = max(*told, min(_pixels(column.title), HEADING)) + EDGES
    return replace(column, width=max(needed, column.width if isinstance(column.width, int) else 0))


def _of_words(column: Column, told: Sequence[str]) -> Column:
    """A column of words as wide as its longest where few are long: the browser alone would cut those off."""
    sizes = [_pixels(text) for text in told]
    if column.width is not None or not sizes or max(sizes) <= UNEVEN * sum(sizes) / len(sizes):
        return column
    return replace(column, width=min(max(*sizes, _pixels(column.title)), WORDS) + EDGES)


def _pixels(text: str) -> int:
    return sum(WIDE if ord(letter) > 255 else FIGURE for letter in text)


def _config(column: Column) -> Any:
    title, width = column.title, column.width
    if column.numeric:
        form = FORMATS[column.kind].format(decimals=column.decimals)
        return st.column_config.NumberColumn(title, width=width, format=form)
    if column.kind == "date":
        return st.column_config.DateColumn(title, width=width, format="YYYY-MM-DD")
    return st.column_config.TextColumn(title, width=width)


def told(rows: Rows, shown: Shown, grades: Collection[str] = ()) -> list[sheets.Told]:
    """The columns as they go out into a file; what rests on demonstration data says so in every row."""
    columns = settled(rows, shown)
    made = [sheets.Told(one.title, one.kind, one.decimals or 0, written(rows, one)) for one in columns]
    marked = any(column.kind == "grade" for column in columns)
    known = {str(row.get("grade")) for row in rows}
    if not marked and "demo" in {*grades, *known}:
        each = [str(row.get("grade") or "demo") for row in rows]
        made.append(sheets.Told(say("table.grade"), "grade", 0, [names.grade(code) for code in each]))
    return made


def to_csv(rows: Rows, shown: Shown, grades: Collection[str] = ()) -> bytes:
    """UTF-8 with BOM: headings, then rows as they are shown."""
    return sheets.to_csv(told(rows, shown, grades))


def to_xlsx(rows: Rows, shown: Shown, about: About, address: str) -> bytes:
    """The table, a sheet of where it comes from, and a sheet of how it is counted."""
    columns = told(rows, shown, about.grades)
    from pages.documents import workbook  # brings openpyxl along, which nobody who looks needs

    return workbook.to_xlsx(
        say("export.sheet_data"), columns, [_sources(about, address, rows), _method(about, columns)]
    )


def _sources(about: About, address: str, rows: Rows) -> sheets.Side:
    demo = say("grade.demo_note") if "demo" in about.grades else ""
    lines = [
        (say("export.title"), about.title),
        (say("column.source"), about.source),
        (say("export.as_of"), about.as_of),
        (say("export.snapshot"), about.snapshot),
        (say("table.grade"), words.joined(names.grade(grade) for grade in about.grades)),
        (say("grade.demo_tag"), demo),
        (say("others.export"), say("others.title", count=len(rows.folded)) if rows.folded else ""),
        (say("export.address"), address),
        (say("export.made"), words.date(clock.today())),
    ]
    return sheets.Side(say("export.sheet_sources"), [line for line in lines if line[1]])


def _method(about: About, columns: Sequence[sheets.Told]) -> sheets.Side:
    rounding = (
        (one.heading, say("export.rounded", places=one.places)) for one in columns if one.kind == "number"
    )
    lines = [(say("export.measure"), about.measure), (say("chart.method"), about.method), *rounding]
    return sheets.Side(say("export.sheet_method"), [line for line in lines if line[1]])


def take(
    rows: Rows, shown: Shown, about: About, key: str, picture: Picture | None = None, name: str = ""
) -> None:
    """One button behind which pictures (of a chart) and files of the table are offered.

    They are drawn when it is opened, and made when one of them is pressed, in the language of that moment.
    """
    label = name or say("take.chart" if picture else "take.table")
    opened = st.popover(plain(label), icon=":material/download:", key=f"take-{key}", on_change="rerun")
    if not opened.open:
        return
    tongue, address, columns = words.language(), links.whole(), tuple(shown)

    def csv_file() -> bytes:
        with words.speaking(tongue):
            return to_csv(rows, columns, about.grades)

    def workbook() -> bytes:
        with words.speaking(tongue):
            return to_xlsx(rows, columns, about, address)

    with opened, st.container(key=f"files-{key}", gap=None):
        if picture:
            _file(key, "png", about, partial(picture, about, tongue, "png"))
            _file(key, "svg", about, partial(picture, about, tongue, "svg"))
        _file(key, "csv", about, csv_file)
        _file(key, "xlsx", about, workbook)


def _file(key: str, kind: str, about: About, made: Callable[[], bytes]) -> None:
    exporting.button(
        say(f"take.{kind}"),
        made,
        file_name=file_names.taken(about, kind),
        mime=MIME[kind],
        key=f"download-{kind}-{key}",
        icon=ICONS[kind],
        kind="tertiary",
    )


def download(rows: Rows, shown: Shown, name: str, key: str) -> None:
    """A list about one upload as CSV, written when pressed, in the language it was drawn in."""
    columns, tongue = tuple(shown), words.language()

    def made() -> bytes:
        with words.speaking(tongue):
            return to_csv(rows, columns)

    exporting.button(
        plain(name),
        made,
        file_name=file_names.listed(name),
        mime=MIME["csv"],
        key=key,
        icon=ICONS["csv"],
    )
