"""The tables of the green page, and the names of who came and left in lines of text."""

import streamlit as st

from data.plan import plan
from pages.pieces import heading
from pages.pieces.tables import Column, Shown
from pages.speech import names
from pages.speech.words import say
from queries.question import Row, Rows

NAMED = 6  # as many enterprises are named in one line
SHEET = plan().statements[plan().role("green.factories")].templates[0]


def _own(field: str) -> Column:
    """A column that is called what the workbook calls it."""
    return Column(field, names.heading(SHEET, field))


def _grade() -> Column:
    return Column("grade", say("table.grade"))


def steps() -> Shown:
    """The count on each day it changed."""
    heads = {"day": "green.day", "value": "green.count", "change": "green.change"}
    return [*(Column(field, say(word)) for field, word in heads.items()), _grade()]


def places() -> Shown:
    """The count of every county and zone, by level."""
    heads = {"value": "green.count", "national": "green.national", "regional": "green.regional"}
    return [_own("region"), *(Column(field, say(word)) for field, word in heads.items()), _grade()]


def levels() -> Shown:
    """The count by level."""
    count = Column("value", say("green.count"), "number", decimals=0)
    return [Column("name", say("green.level")), count, Column("grade", say("table.grade"), "grade")]


def movements(moved: Rows) -> tuple[Rows, Shown]:
    """Who came, came back and left."""
    rows = moved.plus(told=lambda row: say(f"green.step_{row['movement']}"))
    shown = [Column("told", say("green.movement")), _own("enterprise"), Column("day", say("green.day"))]
    return rows, [*shown, _own("region"), _own("document"), _grade()]


def name_movements(moved: Rows) -> None:
    """Who stands behind the steps, each kind of movement on its own line."""
    lines = []
    for kind in ("new", "relisted", "withdrawn", "both"):
        found = [row["enterprise"] for row in moved if row["movement"] == kind]
        if not found:
            continue
        text = say("green.between").join(found[:NAMED])
        if len(found) > NAMED:
            text = say("green.names_more", names=text, count=len(found))
        lines.append(say("green.names", what=say(f"green.step_{kind}"), names=text))
    lines.append(say("green.explain_relisted") if lines else say("green.no_movement"))
    st.html("".join(heading.measure(line) for line in lines))


def register(listed: Rows) -> tuple[Rows, Shown]:
    """The register as it was published, and whether each title is in force."""

    def state(row: Row) -> str:
        return say("green.in_force" if row["in_force"] else "green.withdrawn")

    rows = listed.plus(
        titled=lambda row: say(f"green.kind_{row['kind']}"),
        levelled=lambda row: say(f"green.{row['level']}"),
        state=state,
    )
    wide = Column("enterprise", names.heading(SHEET, "enterprise"), width="medium")
    front = [wide, Column("titled", names.heading(SHEET, "kind"))]
    front += [Column("levelled", names.heading(SHEET, "level")), _own("state")]
    front += [Column("both_levels", say("green.doubly"))]
    own = ("batch", "published_on", "withdrawn_on", "region", "sector", "credit_code", "document")
    back = [_grade(), Column("file_name", say("green.file")), Column("sheet", say("green.sheet"))]
    return rows, [*front, *map(_own, own), *back, Column("row", say("green.row"))]
