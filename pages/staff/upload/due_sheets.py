"""Draws what a clerk has to send: the sheets that are late first, then those that fall due next."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from pages.charts.palette import colour
from pages.frame import page
from pages.pieces import heading, inspected, ledger_kinds, standing, status
from pages.speech import names, words
from pages.speech.words import say


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
    lines = []
    for _, group in late.groupby(["template", "period"], sort=False):
        rows = group.to_dict("records")
        owed = say("due.missing", places=standing.owers(rows))
        when = say("due.late", days=int(rows[0]["days_late"]), date=words.date(rows[0]["due_on"]))
        told = owed if standing.by_departments(rows) else f"{_department(rows[0])} · {owed}"
        lines.append(_line("late", rows[0], when, told))
    return lines


def _coming(coming: pd.DataFrame) -> list[str]:
    lines = []
    for row in coming.to_dict("records"):
        when = say("due.coming", days=int(row["days_left"]), date=words.date(row["due_on"]))
        by_place = bool(row["places"])  # some sheets come from departments, not from places
        came = say("due.arrived", arrived=row["arrived"], places=row["places"]) if by_place else ""
        told = " · ".join(part for part in (_department(row), came) if part)
        lines.append(_line("coming", row, when, told))
    return lines


def _department(row: Mapping[str, Any]) -> str:
    return names.bureau(row["department"])


def _line(state: str, row: Mapping[str, Any], when: str, who: str) -> str:
    known = "late" if state == "late" else "due"
    tone, shape = colour(ledger_kinds.tone(known)), ledger_kinds.shape(known)
    name = f"{inspected.template_name(row['template'])} · {words.period(row['period'])}"
    return (
        f'<li data-template="{escape(row["template"])}" data-state="{state}">'
        f"{status.mark(shape, when, tone)}"
        f"<b>{escape(name)}</b><span>{escape(who)}</span></li>"
    )
