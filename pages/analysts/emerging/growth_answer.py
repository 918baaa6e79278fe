"""Puts into words what growth a target share asks for, and how much room is left above it."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from pages.pieces import heading
from pages.speech import origin, words
from pages.speech.figures import missing
from pages.speech.words import say
from queries.question import Rows

YUAN = "万元"
Answer = Mapping[str, Any]  # the fields of queries.growth_needed.GrowthNeeded


def percent(value: float, decimals: int = 1) -> str:
    return words.number(value, "%", decimals)


def head(found: Answer | None) -> None:
    """The question, tagged where the answer rests on demonstration data."""
    tag = origin.tag("demo") if found is not None and origin.is_demo(found["grade"]) else ""
    st.html(heading.finding(say("emerging.ask"), tag))


def draw(found: Answer | None, place: str, growth: float, share: float, years: int) -> None:
    """The answer in one sentence, then where it starts from, the room, and what really happened."""
    if found is None:
        st.html(f'<p class="peak-reason">{escape(say("emerging.no_outputs", place=place))}</p>')
        return
    key = "emerging.hold" if found["met"] else "emerging.need"
    facts = {"years": years, "share": percent(share), "growth": words.signed(found["growth"], "%")}
    answer = say(key, output=words.amount(found["output"], YUAN), **facts)
    start = {"place": place, "period": words.period(found["period"]), "value": percent(found["share"])}
    reasons = [say("emerging.start", growth=words.signed(growth, "%"), **start)]
    reasons += _room(found, share) + _happened(found)
    lines = "".join(f'<p class="peak-reason">{escape(line)}</p>' for line in reasons)
    st.html(f'<p class="peak-answer">{escape(answer)}</p>{lines}')


def horizons(found: Answer) -> Rows:
    """What each number of years asks for, as rows of a bar chart."""
    return Rows(
        {
            **one,
            "name": say("emerging.horizon", years=one["years"]),
            "value": one["growth"],
            "grade": found["grade"],
        }
        for one in found["horizons"]
    )


def _room(found: Answer, share: float) -> list[str]:
    """How far output may fall, or gross output grow, before the target is lost."""
    if not found["met"]:
        return []
    fall = {"fall": percent(found["fall_allowed"]), "amount": words.amount(found["fall_amount"], YUAN)}
    more = {
        "growth": percent(found["total_growth_allowed"]),
        "amount": words.amount(found["total_amount"], YUAN),
    }
    return [say("emerging.room_fall", **fall), say("emerging.room_total", share=percent(share), **more)]


def _happened(found: Answer) -> list[str]:
    """The growth of the last year beside the growth that is needed."""
    if missing(found["growth_gap"]):
        return []
    kind = "slower" if found["growth_gap"] > 0 else "faster"
    points = words.number(abs(found["growth_gap"]), "个百分点")
    return [say(f"emerging.actual_{kind}", actual=words.signed(found["actual_growth"], "%"), points=points)]
