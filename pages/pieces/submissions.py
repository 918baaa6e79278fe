"""Draws what waits for a second person, and what was sent back: who, when, which sheets, each a way to it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.ingest.receive import Waiting
from data.plan import plan
from pages.frame import links
from pages.pieces import heading
from pages.speech import names, words
from pages.speech.words import say


def panel(found: Sequence[Waiting], chosen: str = "") -> None:
    """The list; nothing where nothing waits and nothing was sent back."""
    if not found:
        return
    waits = sum(one.answer is None for one in found)
    with st.container(key="frame-waiting", gap="small"):
        st.html(heading.finding(say("waiting.title", count=waits)))
        st.html(heading.measure(say("waiting.measure")))
        st.html(f'<ol class="peak-log">{"".join(_item(one, one.id == chosen) for one in found)}</ol>')


def publish_label() -> str:
    """What the button says that publishes, or sends what then waits for a second person."""
    return say("waiting.send" if plan().setting("review", "second_person") >= 1 else "upload.publish")


def _item(one: Waiting, chosen: bool) -> str:
    """One submission as a line that opens it on the history page."""
    sheets = words.joined(dict.fromkeys(names.sheet(file.template) for file in one.files))
    files = words.joined([file.name for file in one.files[:3]])
    state = say("waiting.waits")
    if one.answer is not None:
        state = say("waiting.sent_back", by=one.answer.by, why=one.answer.why)
    address = links.address("history", waiting=one.id)
    below = " · ".join(text for text in (words.date(one.at), files, one.note, state) if text)
    head = f"<b>{len(one.files)}</b><span>{escape(sheets)} · {escape(one.by)}"
    return (
        f'<li data-waiting="{escape(one.id)}"><a href="{escape(address)}" '
        f'aria-current="{str(chosen).lower()}">{head}'
        f"<small>{escape(below)}</small></span></a></li>"
    )
