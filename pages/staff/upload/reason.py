"""Asks for the reason right where publish is: which findings want one, and the field it is typed into."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Finding, Inspection
from pages.pieces import heading
from pages.speech.words import language, say

SHOWN = 4
LONGEST = 500


def asked(inspection: Inspection, key: str = "reason") -> tuple[str, bool]:
    """The reason that was typed ("" where none is needed), and whether publishing still waits for one."""
    asking = [finding for finding in inspection.findings if finding.needs_reason]
    if not asking:
        return "", False
    with st.container(key=f"frame-{key}", gap="small"):
        st.html(heading.finding(say("reason.title", count=len(asking))))
        st.html(f'<ul class="peak-rules" data-asks="{len(asking)}">{"".join(_lines(asking))}</ul>')
        typed = st.text_input(say("reason.label"), key=key, max_chars=LONGEST, placeholder=say("reason.hint"))
        waits = not receive.is_one(typed)
        if waits:
            st.html(heading.measure(say("reason.too_short" if typed.strip() else "reason.missing")))
    return typed, waits


def _lines(asking: Sequence[Finding]) -> list[str]:
    """The first of the findings, each with its cell; then how many more there are."""
    lines = [
        f'<li data-rule="{escape(finding.rule)}"><b>{escape(finding.where(language()))}</b> '
        f"{escape(finding.sentence(language()))}</li>"
        for finding in asking[:SHOWN]
    ]
    rest = len(asking) - SHOWN
    return [*lines, f"<li>{escape(say('reason.more', count=rest))}</li>"] if rest > 0 else lines
