"""Draws the four answers of a page: where we stand (verdict and now apart), why, who, what it would take."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from data.plan.kinds import kind_of
from pages.analysts.indicator.kinds import Absent, Answer, Kind
from pages.analysts.indicator.subject import Subject
from pages.pieces import answers as told
from pages.pieces import cards
from pages.speech import names, words
from pages.speech.figures import missing
from pages.speech.words import say

ORDER = ("verdict", "now", "why", "who", "take")


def verdict(subject: Subject) -> Answer:
    """How the target stood at its due date; before it, when that is; a standing duty has none."""
    row = subject.judged
    if not missing(row["verdict"]):
        return [told.verdict_alone(row)]
    if row["due_year"] is None or subject.card.status == "not_assigned":
        return Absent("no_due_year")
    if row["year"] > row["due_year"]:
        return Absent("nothing_concluded")
    return [say("answer.due_later", year=row["due_year"])]


def now(subject: Subject) -> Answer:
    """The newest figure: its period and status, how far from what it is held against, since when, by what."""
    row, card = subject.judged, subject.card
    status = say(
        "answer.stands", period=words.period(row["period"]), status=names.status(card.status).lower()
    )
    gap = "" if subject.statement.rule == "narrative" else cards.gap(card)
    return [sentence for sentence in (status, gap, told.turned(row)) if sentence]


def of(subject: Subject, kind: Kind) -> Mapping[str, Answer]:
    """Every answer of the page, in the order in which it is told."""
    return {
        "verdict": verdict(subject),
        "now": now(subject),
        "why": kind.why(subject),
        "who": kind.who(subject),
        "take": kind.take(subject),
    }


def draw(subject: Subject, kind: Kind) -> None:
    """The answers as a list; what has none is left out, and why is marked for whoever reads the page."""
    found = of(subject, kind)
    absent = [f"{name}:{answer.reason}" for name, answer in found.items() if isinstance(answer, Absent)]
    rows = "".join(
        f"<dt>{escape(say(f'answer.{name}_head'))}</dt><dd>{_lines(answer)}</dd>"
        for name, answer in found.items()
        if not isinstance(answer, Absent)
    )
    kind_is, reasons = kind_of(subject.statement), " ".join(absent)
    st.html(
        f'<section class="peak-four" data-kind="{kind_is}" data-absent="{reasons}">'
        f'<dl class="peak-terms">{rows}</dl></section>'
    )


def _lines(answer: Answer) -> str:
    assert not isinstance(answer, Absent)
    return "".join(f"<span>{escape(sentence)}</span>" for sentence in answer)
