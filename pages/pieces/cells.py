"""Draws the tables of the indicator page: revisions, and the cells and register rows behind a number."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from pages.pieces import heading, panel
from pages.pieces.frames import View, joined, said
from pages.pieces.tables import Column, Height, as_rows
from pages.speech import figures, names, words
from pages.speech.figures import missing
from pages.speech.words import language, say
from queries.question import Rows

SPREAD = 320  # tables scroll inside this height


def revisions(view: View, frame: pd.DataFrame) -> None:
    """The numbers that were published more than once, newest period first."""
    changed = frame[frame["value_before"].notna()]
    measure = say("indicator.revisions_measure", place=view.place)
    if changed.empty:
        with st.container(key="frame-revisions"):
            st.html(heading.finding(say("indicator.revisions_none")))
        return
    title = say("indicator.revisions", count=len(changed))
    columns = [
        *_number_columns(),
        Column("value_before", say("column.value_before"), "number", "", 2),
        Column("value", say("column.value"), "number", "", 2),
        Column("unit_said", say("column.unit")),
        *_source_columns(),
    ]
    about = view.about(title, measure, changed)
    panel.table("revisions", about, named(changed), columns, _height(changed))


def cells(view: View, frame: pd.DataFrame) -> None:
    """Every cell the number is made of."""
    columns = [
        *_number_columns(),
        Column("value", say("column.value"), "number", "", 2),
        Column("unit_said", say("column.unit")),
        *_source_columns(),
    ]
    _trace(view, frame, named(frame), columns, "indicator.trace")


def register(view: View, frame: pd.DataFrame) -> None:
    """Every register row that is counted."""
    columns = [
        Column("enterprise", say("column.enterprise")),
        Column("level_said", say("column.level")),
        Column("batch", say("column.batch")),
        Column("place", say("column.place")),
        Column("published_on", say("column.published"), "date"),
        *_source_columns(),
    ]
    told = frame.assign(
        place=frame["region"].map(names.region),
        level_said=frame["level"].map(_level),
        at=frame["at"].map(_moment),
    )
    _trace(view, frame, told, columns, "indicator.trace_register")


def ledger(view: View, frame: pd.DataFrame) -> None:
    """Every ledger row that is counted, in its state of that day."""
    columns = [
        Column("name", say("column.ledger_name")),
        Column("place", say("column.place")),
        Column("state_said", say("column.ledger_state")),
        Column("due_on", say("column.ledger_due"), "date"),
        *_source_columns(),
    ]
    rows = frame.to_dict("records")
    told = frame.assign(
        place=[said(row, "region_name") for row in rows],
        state_said=[said(row, "state_name") for row in rows],
        at=[_moment(row["at"]) for row in rows],
    )
    _trace(view, frame, told, columns, "indicator.trace_ledger")


def originals(frame: Rows | pd.DataFrame, read: Callable[[str], bytes]) -> None:
    """A button for every workbook behind the number; the bytes are read when it is pressed."""
    files = {str(row["upload"]): str(row["file_name"]) for row in as_rows(frame)}
    if not files:
        return
    st.html(heading.measure(say("indicator.originals")))
    with st.container(key="originals", horizontal=True, gap="small"):
        for upload, name in files.items():
            st.download_button(
                name,
                data=partial(read, upload),
                file_name=name,
                key=f"original-{upload}",
                icon=":material/download:",
                on_click="ignore",
            )


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with words where it has codes."""
    rows = frame.to_dict("records")
    return frame.assign(
        number=[said(row, "heading") for row in rows],
        unit_said=[_unit(row["unit"]) for row in rows],
        place=["" if missing(row["region"]) else names.region(row["region"]) for row in rows],
        part=[_part(row) for row in rows],
        at=[_moment(row["at"]) for row in rows],
        maturity=["" if missing(row["maturity"]) else names.maturity(row["maturity"]) for row in rows],
    )


def _part(row: dict[str, object]) -> str:
    """The sector and the item of a number, where it has one."""
    sector = "" if missing(row["sector"]) else names.sector(str(row["sector"]))
    item = "" if missing(row["item"]) else names.category(str(row["item"]))
    return joined([sector, item])


def _unit(unit: object) -> str:
    return "" if missing(unit) else figures.unit_name(str(unit), language())


def _level(code: object) -> str:
    return "" if missing(code) else say(f"indicator.level_{code}")


def _moment(at: object) -> str:
    return words.date(str(at)[:16])


def _number_columns() -> list[Column]:
    return [
        Column("number", say("column.number")),
        Column("place", say("column.place")),
        Column("part", say("column.item")),
        Column("period", say("column.period"), "period"),
    ]


def _source_columns() -> list[Column]:
    return [
        Column("file_name", say("column.file")),
        Column("sheet", say("column.sheet")),
        Column("cell", say("column.cell")),
        Column("by_whom", say("column.uploader")),
        Column("at", say("column.uploaded")),
        Column("grade", say("column.grade"), "grade"),
    ]


def _trace(view: View, frame: pd.DataFrame, told: pd.DataFrame, columns: list[Column], key: str) -> None:
    files = frame["upload"].nunique()
    found = key if files else "indicator.trace_none"
    title = say(found, period=view.when, files=files, cells=len(frame))
    about = view.about(title, say("indicator.trace_measure", place=view.place), frame)
    panel.table("trace", about, told, columns, _height(frame))


def _height(frame: pd.DataFrame) -> Height:
    return SPREAD if len(frame) > 8 else "auto"
