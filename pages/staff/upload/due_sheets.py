"""Draws what a clerk has to send: the sheets that are late first, then those that fall due next."""

from html import escape

import streamlit as st

from data.plan import plan
from pages.frame import page
from pages.pieces import heading, ledger_kinds, standing, status
from pages.speech import names, words
from pages.speech.palette import colour
from pages.speech.words import say
from queries.question import Row, Rows


def panel(late: Rows, coming: Rows) -> None:
    """From the answers of `late_sheets` and `due_next`, one a sheet and period; what is asked for first."""
    wanted = (st.query_params.get("send", ""), st.query_params.get("owed", ""))
    with st.container(key="frame-due", gap="small"):
        owed = {(row["template"], row["period"]) for row in (*late, *coming)}
        st.html(heading.finding(say("due.title")) + (_asked(*wanted) if wanted in owed else ""))
        if not late and not coming:
            page.empty(say("due.unknown"))
            return
        late = late.told(sorted(late, key=lambda row: (row["template"], row["period"]) != wanted))
        st.html(f'<ul class="peak-due">{"".join([*_late(late), *_coming(coming)])}</ul>')


def _asked(template: str, period: str) -> str:
    """Which sheet a link asked for: its blank workbook is chosen beside the place where it is dropped."""
    if template not in plan().templates:
        return ""
    return heading.measure(say("due.asked", sheet=names.sheet(template), period=words.period(period)))


def _late(late: Rows) -> list[str]:
    lines = []
    for rows in standing.by_sheet(late):
        owed = say("due.missing", places=standing.owers(rows))
        when = say("due.late", days=rows[0]["days_late"], date=words.date(rows[0]["due_on"]))
        told = owed if standing.by_departments(rows) else f"{_department(rows[0])} · {owed}"
        lines.append(_line("late", rows[0], when, told))
    return lines


def _coming(coming: Rows) -> list[str]:
    lines = []
    for row in coming:
        when = say("due.coming", days=row["days_left"], date=words.date(row["due_on"]))
        by_place = bool(row["places"])  # some sheets come from departments, not from places
        came = say("due.arrived", arrived=row["arrived"], places=row["places"]) if by_place else ""
        told = " · ".join(part for part in (_department(row), came) if part)
        lines.append(_line("coming", row, when, told))
    return lines


def _department(row: Row) -> str:
    return names.bureau(row["department"])


def _line(state: str, row: Row, when: str, who: str) -> str:
    known = "late" if state == "late" else "due"
    tone, shape = colour(ledger_kinds.tone(known)), ledger_kinds.shape(known)
    name = f"{names.sheet(row['template'])} · {words.period(row['period'])}"
    return (
        f'<li data-template="{escape(row["template"])}" data-state="{state}">'
        f"{status.mark(shape, when, tone)}"
        f"<b>{escape(name)}</b><span>{escape(who)}</span></li>"
    )
