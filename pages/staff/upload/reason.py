"""Asks for the reason right where publish is: which findings want one, and the field it is typed into."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Inspection
from pages.pieces import found, heading
from pages.pieces.found import Numbered, Way
from pages.speech.words import language, say

SHOWN = 4
LONGEST = 500


def asked(inspection: Inspection, key: str = "reason", way: Way | None = None) -> tuple[str, bool]:
    """The reason that was typed ("" where none is needed), and whether publishing still waits for one.

    `way` is the address that shows the cell of the n-th finding.
    """
    asking = [one for one in enumerate(inspection.findings) if one[1].needs_reason]
    if not asking:
        return "", False
    with st.container(key=f"frame-{key}", gap="small"):
        st.html(heading.finding(say("reason.title", count=len(asking))))
        st.html(f'<ul class="peak-rules" data-asks="{len(asking)}">{"".join(_lines(asking, way))}</ul>')
        typed = st.text_input(say("reason.label"), key=key, max_chars=LONGEST, placeholder=say("reason.hint"))
        waits = not receive.is_one(typed)
        if waits:
            st.html(heading.measure(say("reason.too_short" if typed.strip() else "reason.missing")))
    return typed, waits


def _lines(asking: Sequence[Numbered], way: Way | None) -> list[str]:
    """The first of the findings, each the way to its cell; then how many more there are."""
    lines = [
        f'<li data-rule="{escape(one[1].rule)}">{found.leading(one, one[1].where(language()), way)} '
        f"{escape(one[1].sentence(language()))}</li>"
        for one in asking[:SHOWN]
    ]
    rest = len(asking) - SHOWN
    return [*lines, f"<li>{escape(say('reason.more', count=rest))}</li>"] if rest > 0 else lines
