"""Turns rows of the green register, and of what came and left, into tables and lines of text."""

import pandas as pd
import streamlit as st

from pages.pieces import heading
from pages.pieces.subject import Subject
from pages.pieces.tables import Column
from pages.speech import names
from pages.speech.words import say

NAMED = 6  # as many enterprises are named in one line


def movements(moved: pd.DataFrame) -> pd.DataFrame:
    """Who came, came back and left, with codes in words."""
    return moved.assign(
        movement=moved["movement"].map(lambda kind: say(f"green.step_{kind}")),
        place=moved["region"].map(names.region),
    )


def movement_columns(subject: Subject) -> list[Column]:
    return [
        Column("movement", say("green.movement")),
        Column("enterprise", subject.heading("enterprise")),
        Column("day", say("green.day"), "date"),
        Column("place", subject.heading("region")),
        Column("document", subject.heading("document")),
        Column("grade", say("table.grade"), "grade"),
    ]


def name_movements(moved: pd.DataFrame) -> None:
    """Who stands behind the steps, each kind of movement on its own line."""
    lines = []
    for kind in ("new", "relisted", "withdrawn", "both"):
        found = [str(name) for name in moved[moved["movement"] == kind]["enterprise"]]
        if not found:
            continue
        text = say("green.between").join(found[:NAMED])
        if len(found) > NAMED:
            text = say("green.names_more", names=text, count=len(found))
        lines.append(say("green.names", what=say(f"green.step_{kind}"), names=text))
    lines.append(say("green.explain_relisted") if lines else say("green.no_movement"))
    st.html("".join(heading.measure(line) for line in lines))


def register(rows: pd.DataFrame) -> pd.DataFrame:
    """Register rows with codes in words."""
    return rows.assign(
        kind_name=rows["kind"].map(lambda code: say(f"green.kind_{code}")),
        level_name=rows["level"].map(lambda code: say(f"green.{code}")),
        state=rows["in_force"].map(lambda holds: say("green.in_force" if holds else "green.withdrawn")),
        doubly=rows["both_levels"].map(lambda both: say("green.yes") if both else ""),
        place=rows["region"].map(names.region),
        trade=rows["sector"].map(lambda code: names.sector(str(code)) if code else "", na_action="ignore"),
    )


def register_columns(subject: Subject) -> list[Column]:
    return [
        Column("enterprise", subject.heading("enterprise"), width="medium"),
        Column("kind_name", subject.heading("kind")),
        Column("level_name", subject.heading("level")),
        Column("state", subject.heading("state")),
        Column("doubly", say("green.doubly")),
        Column("batch", subject.heading("batch")),
        Column("published_on", subject.heading("published_on"), "date"),
        Column("withdrawn_on", subject.heading("withdrawn_on"), "date"),
        Column("place", subject.heading("region")),
        Column("trade", subject.heading("sector")),
        Column("credit_code", subject.heading("credit_code")),
        Column("document", subject.heading("document")),
        Column("grade", say("table.grade"), "grade"),
        Column("file_name", say("green.file")),
        Column("sheet", say("green.sheet")),
        Column("row", say("green.row"), "number", decimals=0),
    ]
