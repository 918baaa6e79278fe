"""Since when a meeting is told what changed: the last meeting, else the publication before; or as asked."""

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from data.ingest import publications
from pages.frame.visit import Visit
from pages.speech import words
from pages.speech.words import say


@dataclass(frozen=True)
class Since:
    """The publication that is compared with (None: the one before), in words; the day of the last meeting."""

    generation: int | None
    told: str
    met_on: dt.date | None


def meeting(visit: Visit) -> Since:
    """What `?since=` asks for (a number or a day), else what stood on the evening of the last meeting."""
    met_on = next(
        (row["met_on"] for row in visit.ask("decision_meetings") if row["met_on"] < visit.day), None
    )
    asked = st.query_params.get("since", "")
    days = {entry.generation: dt.date.fromisoformat(entry.at[:10]) for entry in publications.history()}
    known = {number: day for number, day in days.items() if number <= visit.generation}
    if asked.isdecimal() and int(asked) in known:
        number = int(asked)
        told = say("since.head_number", number=number, date=words.date(known[number]))
        return Since(number, told, met_on)
    day = _day(asked) or met_on
    number = max((number for number, made in known.items() if day and made <= day), default=0)
    if day is None or not number:
        return Since(None, say("overview.changes"), met_on)
    key = "since.head_meeting" if day == met_on else "since.head_day"
    return Since(number, say(key, date=words.date(day)), met_on)


def _day(text: str) -> dt.date | None:
    """The day that a text is; None for what is none."""
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2026-01-01") else None
    except ValueError:
        return None
