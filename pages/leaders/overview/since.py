"""With which publication the overview compares: the one before, the last meeting, any number, any day."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from data.ingest import publications as published
from data.keep import faults
from pages.frame import choices, filters
from pages.frame.visit import Visit
from pages.speech import words
from pages.speech.plain import plain
from pages.speech.words import say

NAME = "since"
LISTED = 12  # so many publications are offered by number; any other by its day
LAST, MEETING, DAY = "", "meeting", "day"


@dataclass(frozen=True)
class Since:
    """What is compared with: a generation, and how the heading calls it; `nothing`: why nothing can be."""

    generation: int | None
    title: str
    nothing: str = ""


def choose(visit: Visit) -> Since:
    """The box that writes `?since=`, and what the address asks for."""
    published = [one for one in publications(visit.snapshot) if one[0] <= visit.generation]
    days = dict(published)
    meeting = _meeting(visit)
    asked = st.query_params.get(NAME, "")
    chosen_day = asked if _day(asked) else DAY
    numbers = [str(number) for number, _ in published[1:]]
    listed = numbers[:LISTED] + [one for one in numbers[LISTED:] if one == asked]
    options = [LAST, *([MEETING] if meeting else []), *listed, chosen_day]

    def label(code: str) -> str:
        if code in (LAST, DAY):
            return say("since.last" if code == LAST else "since.day")
        if code == MEETING:
            return say("since.meeting", date=words.date(meeting))
        if code == chosen_day:
            return say("since.that_day", date=words.date(code))
        return say("since.number", number=code, date=words.date(days[int(code)]))

    found = choices.one_of(NAME, options, label, say("since.title"), width=270)
    if found in (DAY, chosen_day):
        found = _picked(visit.today, found)
    if found == MEETING and meeting:
        return _on(meeting, published, say("since.head_meeting", date=words.date(meeting)))
    if day := _day(found):
        return _on(day, published, say("since.head_day", date=words.date(day)))
    if found == LAST:
        nothing = "" if visit.generation > 1 else say("since.none_before")
        return Since(None, say("overview.changes"), nothing)
    date = words.date(days[int(found)])
    return Since(int(found), say("since.head_number", number=found, date=date))


def _on(day: dt.date, published: list[tuple[int, dt.date]], title: str) -> Since:
    """The last publication until the evening of a day; none then is said."""
    number = next((number for number, made in published if made <= day), None)
    if number is None:
        return Since(None, title, say("since.nothing_then", date=words.date(day)))
    if number == published[0][0]:
        return Since(None, title, say("since.nothing_after", date=words.date(day)))
    return Since(number, title)


def _picked(today: dt.date, asked: str) -> str:
    """The day of the calendar beside the box; the first of the month until one is picked."""
    key = "asked-since-day"
    st.session_state[key] = shown = _day(asked) or today.replace(day=1)

    def changed() -> None:
        filters.choose(NAME, st.session_state[key].isoformat())

    st.date_input(
        plain(say("since.day")),
        max_value=max(today, shown),
        key=key,
        format="YYYY-MM-DD",
        on_change=changed,
        width=150,
    )
    return shown.isoformat()


def _day(text: str) -> dt.date | None:
    """The day that a code is; None for what is none."""
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2026-01-01") else None
    except ValueError:
        return None


def _meeting(visit: Visit) -> dt.date | None:
    """The last meeting that decided something before the day of the visit."""
    found = visit.ask("decision_meetings")
    return next((row["met_on"] for row in found if row["met_on"] < visit.day), None)


@lru_cache(maxsize=4)
def publications(snapshot: str) -> list[tuple[int, dt.date]]:
    """Every publication with the day it came, the newest first, as of the one that `snapshot` made.

    None where the journal cannot be read: the figures are there all the same, the history page tells of it.
    """
    try:
        return [(entry.generation, dt.date.fromisoformat(entry.at[:10])) for entry in published.history()]
    except faults.KINDS:
        return []
