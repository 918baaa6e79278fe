"""Says of enterprises of other places what whoever looks may see: their sums, place by place, nameless."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from pages.pieces import tables
from pages.pieces.tables import Shown
from pages.speech import names, words
from pages.speech.words import say
from queries import folding
from queries.folding import Sum
from queries.question import Rows

LISTED = 60  # lines that are drawn


def draw(rows: Rows, shown: Shown) -> None:
    """The sums of the columns that a table shows of what it leaves out; nothing where it is whole."""
    told = lines(rows, shown)
    if not told:
        return
    items = "".join(f"<li>{escape(line)}</li>" for line in told[:LISTED])
    more = f"<li>{escape(say('others.more', count=len(told) - LISTED))}</li>" if len(told) > LISTED else ""
    summary = f"<summary>{escape(title(rows))}</summary>"
    st.html(f'<details class="peak-method" open>{summary}<ul class="peak-rules">{items}{more}</ul></details>')


def title(rows: Rows) -> str:
    """How many rows are seen as sums only."""
    return say("others.title", count=words.number(len(rows.folded), "", 0))


def lines(rows: Rows, shown: Shown) -> list[str]:
    """A line for each sum that is told, one for the places of those that are not, one for mere rows."""
    if not rows.folded:
        return []
    headings = {column.field: column.heading for column in tables.settled(rows, shown) if column.numeric}
    found = folding.sums(rows, headings)
    told = [_sum(rows, one, headings) for one in found if one.amounts]
    bare = [
        say("others.rows", whose=_whose(rows, one), count=words.number(one.rows, "", 0))
        for one in found
        if one.amounts == {}
    ]
    few = [_whose(rows, one) for one in found if one.amounts is None]
    listed = say("asked.list")
    told += [listed.join(bare)] if bare else []
    return told + ([say("others.few", whose=listed.join(few), least=folding.LEAST)] if few else [])


def _sum(rows: Rows, one: Sum, headings: Mapping[str, str]) -> str:
    """融安县 · 水泥：4 家企业，产量 1,200 吨."""
    amounts = say("asked.list").join(
        _amount(rows, headings[field], field, value) for field, value in (one.amounts or {}).items()
    )
    count = words.number(one.enterprises, "", 0)
    return say("others.sum", whose=_whose(rows, one), count=count, amounts=amounts)


def _whose(rows: Rows, one: Sum) -> str:
    """The place, and what is never added up; that only where it differs among the rows."""
    place = names.region(one.region) if one.region else say("others.nowhere")
    about = [_spoken(rows, *part) for part in one.apart if len({row.get(part[0]) for row in rows.folded}) > 1]
    return " · ".join(part for part in (place, *about) if part)


def _spoken(rows: Rows, field: str, value: object) -> str:
    """What the sum is of, in words."""
    if value in (None, ""):
        return ""
    told = rows.question.column(field) if rows.question else None
    kind = told.kind if told else "text"
    return words.period(str(value)) if kind == "period" else names.named(kind, str(value))


def _amount(rows: Rows, heading: str, field: str, value: float) -> str:
    told = rows.question.column(field) if rows.question else None
    return f"{heading} {words.amount(value, told.unit if told else '')}"
