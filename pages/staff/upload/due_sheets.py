"""Draws what a clerk has to send: the sheets that are late first, then those that fall due next."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from pages.charts.palette import colour
from pages.frame import page
from pages.pieces import heading, inspected, ledger_kinds, status
from pages.speech import names, words
from pages.speech.words import language, say


def panel(late: pd.DataFrame, coming: pd.DataFrame) -> None:
    """From the answers of `late_sheets` and `due_next`; one line a sheet and period."""
    with st.container(key="frame-due", gap="small"):
        st.html(heading.finding(say("due.title")))
        if late.empty and coming.empty:
            page.empty(say("due.unknown"))
            return
        st.html(f'<ul class="peak-due">{"".join([*_late(late), *_coming(coming)])}</ul>')


def _late(late: pd.DataFrame) -> list[str]:
    if late.empty:
        return []
    comma = ", " if language() == "en" else "、"
    lines = []
    for _, group in late.groupby(["template", "period"], sort=False):
        rows = group.to_dict("records")
        places = comma.join(names.region(row["region"]) for row in rows)
        when = say("due.late", days=int(rows[0]["days_late"]), date=words.date(rows[0]["due_on"]))
        lines.append(_line("late", rows[0], when, say("due.missing", places=places)))
    return lines


def _coming(coming: pd.DataFrame) -> list[str]:
    lines = []
    for row in coming.to_dict("records"):
        when = say("due.coming", days=int(row["days_left"]), date=words.date(row["due_on"]))
        by_place = bool(row["places"])  # some sheets come from departments, not from places
        came = say("due.arrived", arrived=row["arrived"], places=row["places"]) if by_place else ""
        lines.append(_line("coming", row, when, came))
    return lines


def _line(state: str, row: Mapping[str, Any], when: str, who: str) -> str:
    known = "late" if state == "late" else "due"
    tone, shape = colour(ledger_kinds.tone(known)), ledger_kinds.shape(known)
    department = names.bureau(row["department"])
    name = f"{inspected.template_name(row['template'])} · {words.period(row['period'])}"
    owed = " · ".join(part for part in (department, who) if part)
    return (
        f'<li data-template="{escape(row["template"])}" data-state="{state}">'
        f"{status.mark(shape, when, tone)}"
        f"<b>{escape(name)}</b><span>{escape(owed)}</span></li>"
    )
