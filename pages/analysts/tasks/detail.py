"""Draws one task: where it stands in the plan, which statements it serves, what each department told."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from data import clock
from data.plan import plan
from pages.analysts.tasks import matrix
from pages.frame import links
from pages.pieces import delivery, heading, ledger_kinds
from pages.speech import names, words
from pages.speech.figures import missing
from pages.speech.words import say
from queries.question import Row


def draw(task: str, rows: Sequence[Row], judged: Mapping[str, Row]) -> None:
    """`rows` of tasks_by_department for this task, `judged` of task_delivery by department."""
    section = matrix.chapter(task)
    who = say("asked.list").join(
        names.department(code) for code in plan().answering(plan().tasks[task].departments, clock.today())
    )
    serves = [code for code, one in plan().statements.items() if task in one.tasks]
    found = "".join(
        links.anchor(f"{code} {names.statement(code)}", "indicator", "peak-trace", id=code) for code in serves
    )
    whole = f'<a href="{escape(links.here(task=""))}">{escape(say("tasks.back"))}</a>'
    pairs = [
        (say("tasks.chapter"), f"{names.section(section)} {matrix.chapter_name(section)}"),
        (say("tasks.department"), say("tasks.leads", who=who)),
    ]
    terms = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in pairs)
    terms += (
        f"<dt>{escape(say('tasks.statements'))}</dt><dd>{found or escape(say('tasks.no_statement'))}</dd>"
    )
    told = "".join(_told(row, judged.get(row["department"], {})) for row in rows)
    with st.container(key="frame-task", gap="small"):
        st.html(
            f"{heading.finding(names.numbered_task(task))}"
            f'<dl class="peak-terms">{terms}</dl><ul class="peak-due peak-task">{told}</ul>'
            f'<p class="peak-measure">{whole}</p>'
        )


def _told(row: Row, judged: Row) -> str:
    """What one department told of the task: state, share, progress, evidence, due, how far to believe it."""
    chip = ledger_kinds.chip(row["state"], names.state("tasks", row["state"]))
    who = names.department(row["department"]) + (f" · {say('tasks.lead')}" if row["lead"] else "")
    pieces = [str(text) for text in (row["progress"], row["evidence"]) if not missing(text) and text]
    pieces += [] if missing(row["due_on"]) else [say("tasks.due", date=words.date(row["due_on"]))]
    pieces += [say("column.late")] if row["late"] else []
    share = words.number(row["progress_share"], "%", 0)
    mark = delivery.mark(judged, "reports") if judged else ""
    return (
        f"<li>{chip}<b>{escape(who)} {escape(share)}</b><span>{escape(' · '.join(pieces))}{mark}</span></li>"
    )
