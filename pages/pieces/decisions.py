"""Draws what meetings decided, a line each: due when, what, about what, who, how far it can be believed."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from pages.frame import links
from pages.pieces import delivery, heading, ledger_kinds, others
from pages.speech import names, origin, words
from pages.speech.figures import missing
from pages.speech.words import say
from queries.question import Row, Rows, grades

MOST = 200  # rows of a ledger that are offered


def panel(
    rows: Rows, may_note: bool, named: bool = False, /, judged: Sequence[Row] = (), **about: str
) -> None:
    """What was decided about one thing, with the way to note more; nothing where there is neither.

    `named` says of each what it is about; `about` is the thing as the address of the page of decisions
    names it: statement, task, ledger, record, department. `judged`: how far all that is promised for it can
    be believed.
    """
    if not (rows.total or may_note or judged):
        return
    with st.container(key="frame-decisions", gap="small"):
        tag = origin.tag("demo") if "demo" in grades(rows) else ""
        title = heading.finding(title_of(rows), tag)
        believed = delivery.summary(judged)
        below = heading.measure(delivery.rule()) if judged else ""
        listed = markup(rows, may_note, named)
        if rows.folded:
            listed += heading.measure(others.title(rows))
        st.html(f"{title}{believed}{below}{listed}{ways(may_note, bool(rows), **about)}")


def ways(may_note: bool, there: bool, **about: str) -> str:
    """To all decisions about it, and for who may to a new one (of a ledger, from one of its rows)."""
    may_note = may_note and ("ledger" not in about or "record" in about)
    note = links.anchor(say("decisions.note"), "decisions", note="new", **about) if may_note else ""
    every = links.anchor(say("decisions.all"), "decisions", **about) if there else ""
    return f'<p class="peak-ways">{note}{every}</p>'


def to_note(ledger: str, named: Mapping[str, str]) -> None:
    """The rows of a ledger by name, each the way to a decision about it; folded until somebody wants one."""
    ways = "".join(
        f"<li>{links.anchor(name, 'decisions', note='new', ledger=ledger, record=record)}</li>"
        for record, name in list(named.items())[:MOST]
    )
    told = escape(say("decisions.note_row", count=min(len(named), MOST)))
    if ways:
        st.html(f'<details class="peak-note-row"><summary>{told}</summary><ul>{ways}</ul></details>')


def title_of(found: Rows) -> str:
    """会议决定 3 项：在办 2 项（其中逾期 1 项），办结 1 项."""
    rows = (*found, *found.folded)
    if not rows:
        return say("decisions.none")
    counts = {state: sum(row["state"] == state for row in rows) for state in ("overdue", "dropped")}
    opened = sum(bool(row["open"]) for row in rows)
    done = len(rows) - opened - counts["dropped"]
    late = say("decisions.of_them_late", count=counts["overdue"]) if counts["overdue"] else ""
    parts = [say("decisions.count_open", count=opened) + late] if opened else []
    parts += [say("decisions.count_done", count=done)] if done else []
    parts += [say("decisions.count_dropped", count=counts["dropped"])] if counts["dropped"] else []
    return say("decisions.title", count=len(rows), told=say("asked.list").join(parts))


def markup(rows: Sequence[Row], may_note: bool = False, named: bool = True) -> str:
    """The list; `named` says what each is about."""
    if not rows:
        return ""
    mixed = len({row["grade"] == "demo" for row in rows}) > 1
    lines = (line(row, may_note, named, tagged=mixed) for row in rows)
    return f'<ul class="peak-decisions">{"".join(lines)}</ul>'


def line(row: Row, may_note: bool, named: bool = True, tagged: bool = False) -> str:
    """One decision in three parts: when, what, who; `tagged` where real ones stand beside demonstrations."""
    what = [f"<b>{escape(row['decision'])}</b>"]
    if named and (thing := objects(row)):
        what.append(f'<span class="peak-decision-about">{thing}</span>')
    what += [f"<small>{escape(text)}</small>" for text in (happened(row), made(row)) if text]
    marks = f'data-decision="{escape(row["number"])}" data-state="{escape(row["state"])}"'
    parts = (due(row), "".join(what), who(row, may_note, tagged))
    return f"<li {marks}>{''.join(f'<div>{part}</div>' for part in parts)}</li>"


def due(row: Row) -> str:
    """The day it is due or was closed, its state, how long that is."""
    day = row["due_on"] if row["open"] or missing(row["closed_on"]) else row["closed_on"]
    told = say("decisions.no_day") if missing(day) else words.date(day)
    chip = ledger_kinds.chip(row["state"], names.state("decisions", row["state"]))
    left = ""
    if row["open"] and not missing(row["days_left"]):
        key = "asked.days_late" if row["days_left"] < 0 else "asked.days_left"
        left = f"<small>{escape(say(key, days=abs(row['days_left'])))}</small>"
    return f"<b>{escape(told)}</b>{chip}{left}"


def made(row: Row) -> str:
    """Which meeting, which place, which number."""
    place = names.region(row["region"]) if row["region"] else ""
    parts = [words.date(row["met_on"]), row["meeting"], place, row["number"]]
    return " · ".join(str(part) for part in parts if part)


def happened(row: Row) -> str:
    """Progress, evidence, or why it was dropped."""
    said = {"progress": row["progress"], "evidence": row["evidence"], "reason": row["reason"]}
    return say("asked.semicolon").join(
        say(f"decisions.told_{name}", text=text) for name, text in said.items() if text
    )


def who(row: Row, may_note: bool, tagged: bool = False) -> str:
    """Department and person, how far it can be believed, the way to tell what became of it."""
    named = [names.department(row["department"]) if row["department"] else "", row["person"] or ""]
    told = " ".join(part for part in named if part) or say("decisions.nobody")
    way = links.anchor(say("decisions.follow"), "decisions", "peak-trace", note=row["number"])
    demo = origin.tag("demo") if tagged and row["grade"] == "demo" else ""
    mark = delivery.mark(row, "decisions")
    return f"<b>{escape(told)}</b>{demo}{mark}{way if may_note else ''}"


def objects(row: Row) -> str:
    """What it is about, each a link: the statement, the task, the row of a ledger."""
    found = []
    if row["statement"]:
        code = row["statement"]
        found.append(links.anchor(f"{code} {names.statement(code)}", "indicator", id=code))
    if row["task"]:
        code = row["task"]
        found.append(links.anchor(names.numbered_task(code), "tasks", task=code))
    if row["ledger"]:
        told = say("decisions.on_ledger", ledger=ledger_name(row["ledger"]), name=row["name"])
        gone = "" if row["listed"] else f" {escape(say('decisions.not_listed'))}"
        found.append(links.anchor(told, "ledgers", ledger=row["ledger"]) + gone)
    return " · ".join(found)


def subject(row: Row) -> str:
    """The same without links, for tables."""
    ledger = ledger_name(row["ledger"]) if row["ledger"] else ""
    parts = [
        f"{row['statement']} {names.statement(row['statement'])}" if row["statement"] else "",
        names.numbered_task(row["task"]) if row["task"] else "",
        say("decisions.on_ledger", ledger=ledger, name=row["name"]) if ledger else "",
    ]
    return " · ".join(part for part in parts if part)


def ledger_name(code: str) -> str:
    """What a ledger is called."""
    known = ledger_kinds.ledgers()
    return known[code].name if code in known else code
