"""Draws the matrix of tasks and departments by chapter: state as shape and share, late ones underlined."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from data import clock
from data.plan import plan
from pages.frame import links
from pages.pieces import delivery, heading, ledger_kinds
from pages.speech import catalogue, figures, names, origin, words
from pages.speech.palette import colour
from pages.speech.words import say
from queries.question import Row

STATES = tuple(one.code for one in plan().ledger_states if one.ledger == "tasks")[::-1]  # done first
SECTION = re.compile(r"[二三]\(.\)|[四五]")


def chapter(task: str) -> str:
    """The plan's section a task stands in: 二(一)3 → 二(一), 四(二) → 四."""
    found = SECTION.match(task)
    return found[0] if found else task


def chapter_name(code: str) -> str:
    key = f"tasks.chapter_{code}"
    return say(key) if catalogue.known(key) else code


def short(department: str) -> str:
    """A department's shortest name."""
    key = f"tasks.short_{department}"
    return say(key) if words.language() == "en" and catalogue.known(key) else names.department(department)


def departments() -> list[str]:
    """Every department that answers for a task, in the plan's order."""
    busy = {c for task in plan().tasks.values() for c in plan().answering(task.departments, clock.today())}
    return [code for code in plan().departments if code in busy]


def draw(title: str, rows: Sequence[Row], shares: Mapping[str, Row], demo: bool) -> None:
    """`rows` of tasks_by_department, `shares` of task_shares by task."""
    shown = [code for code in departments() if any(row["department"] == code for row in rows)]
    heads = "".join(_head(code) for code in shown)
    body = "".join(
        _section(code, list(found), shown, shares)
        for code, found in groupby(rows, lambda row: chapter(row["task"]))
    )
    tag = origin.tag("demo") if demo else ""
    last = "".join(
        f"<th>{escape(say(key))}</th>"
        for key in ("tasks.mean_share", "tasks.next_due", "column.late", "delivery.name")
    )
    with st.container(key="frame-task-matrix", gap="small"):
        st.html(
            f"{heading.finding(title, tag)}{heading.measure(say('tasks.matrix_measure'))}{_legend()}"
            f'<div class="peak-matrix-room"><table class="peak-matrix"><thead><tr>'
            f"<th>{escape(say('column.task'))}</th>{heads}{last}</tr></thead>{body}</table></div>"
        )


def _legend() -> str:
    chips = "".join(ledger_kinds.chip(state, names.state("tasks", state)) for state in STATES)
    late = f'<span class="peak-matrix-late">{escape(say("column.late"))}</span>'
    return f'<p class="peak-legend">{chips}{late}</p>'


def _head(code: str) -> str:
    href = escape(links.here(department=code))
    return (
        f'<th class="peak-matrix-who" title="{escape(names.department(code))}">'
        f'<a href="{href}">{escape(short(code))}</a></th>'
    )


def _section(code: str, rows: Sequence[Row], shown: Sequence[str], shares: Mapping[str, Row]) -> str:
    span = len(shown) + 5
    name = escape(f"{names.section(code)} {chapter_name(code)}")
    title = f'<tr><th colspan="{span}" class="peak-matrix-chapter">{name}</th></tr>'
    lines = "".join(_task(list(found), shown, shares) for _, found in groupby(rows, lambda row: row["task"]))
    return f"<tbody>{title}{lines}</tbody>"


def _task(rows: Sequence[Row], shown: Sequence[str], shares: Mapping[str, Row]) -> str:
    task = str(rows[0]["task"])
    name = names.task(task)
    by_department = {row["department"]: row for row in rows}
    cells = "".join(_cell(by_department.get(code), code) for code in shown)
    current = ' class="peak-matrix-current"' if st.query_params.get("task") == task else ""
    share = shares.get(task, {})
    href = escape(links.here(task=task))
    told = f"<small>{escape(names.section(task))}</small> {escape(name)}</a>{_decided(task, share)}"
    return (
        f'<tr data-task="{escape(task)}"{current}><th scope="row"><a href="{href}">'
        f"{told}</th>{cells}{_sums(share)}</tr>"
    )


def _decided(task: str, share: Row) -> str:
    """How many decisions of meetings about it are open; late ones say so."""
    states = share.get("decided", [])
    if not states:
        return ""
    key = "decisions.open_late" if "overdue" in states else "decisions.open_count"
    return f" {links.anchor(say(key, count=len(states)), 'decisions', 'peak-trace', task=task)}"


def _sums(share: Row) -> str:
    """The mean share as a bar, the next due day, how many are late."""
    value = share.get("share")
    bar = ""
    if not figures.missing(value):
        bar = f'<i class="peak-share"><i style="width:{float(value):.1f}%"></i></i>'  # type: ignore[arg-type]
    due = share.get("next_due_on")
    late = int(share.get("late") or 0)
    day = "" if figures.missing(due) else f"{due:%Y-%m-%d}"
    return (
        f'<td class="peak-matrix-sum" data-label="{escape(say("tasks.mean_share"))}">{bar}'
        f"<span>{words.number(value, '%', 0)}</span></td>"
        f'<td class="peak-matrix-sum" data-label="{escape(say("tasks.next_due"))}">{day}</td>'
        f'<td class="peak-matrix-sum" data-label="{escape(say("column.late"))}">{late or ""}</td>'
        f'<td class="peak-matrix-sum" data-label="{escape(say("delivery.name"))}">'
        f"{delivery.short(share, 'reports')}</td>"
    )


def _cell(row: Row | None, department: str) -> str:
    if row is None:
        return '<td class="peak-matrix-none"></td>'
    state = str(row["state"])
    share = "" if figures.missing(row["progress_share"]) else figures.plain(row["progress_share"], 0)
    late = f" · {say('column.late')}" if row["late"] else ""
    lead = f" · {say('tasks.lead')}" if row["lead"] else ""
    told = names.state("tasks", state)
    tip = f"{names.department(department)}{lead} · {told} {share}{'%' if share else ''}{late}"
    css = "peak-matrix-late" if row["late"] else ""
    bold = "b" if row["lead"] else "span"
    return (
        f'<td data-label="{escape(short(department))}" data-state="{escape(state)}" title="{escape(tip)}">'
        f'<{bold} class="{css}"><i style="color:{colour(ledger_kinds.tone(state))}">'
        f"{ledger_kinds.shape(state)}</i> {share}</{bold}></td>"
    )
