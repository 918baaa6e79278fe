"""Says of enterprises of other places what whoever looks may see: their sums, place by place, nameless."""

from html import escape

import streamlit as st

from pages.pieces import tables
from pages.speech import names, words
from pages.speech.words import say
from queries import folding
from queries.folding import Sum
from queries.question import Rows

LISTED = 30  # lines that are drawn; a file has all


def draw(rows: Rows) -> None:
    """The sums of what a table leaves out, folded until somebody wants them; nothing where it is whole."""
    told = lines(rows)
    if not told:
        return
    items = "".join(f"<li>{escape(line)}</li>" for line in told[:LISTED])
    more = f"<li>{escape(say('others.more', count=len(told) - LISTED))}</li>" if len(told) > LISTED else ""
    summary = f"<summary>{escape(title(rows))}</summary>"
    st.html(f'<details class="peak-method" open>{summary}<ul class="peak-rules">{items}{more}</ul></details>')


def title(rows: Rows) -> str:
    """How many rows are seen as sums only."""
    return say("others.title", count=words.number(len(rows.folded), "", 0))


def lines(rows: Rows) -> list[str]:
    """A line for each place, and for each period or product where these are never added up."""
    return [line(rows, one) for one in folding.sums(rows)]


def line(rows: Rows, one: Sum) -> str:
    """融安县 · 水泥：4 家企业，产量 1,200 吨."""
    place = names.region(one.region) if one.region else say("others.nowhere")
    about = [_spoken(rows, *part) for part in one.apart]
    whose = " · ".join(part for part in (place, *about) if part)
    if one.amounts is None:
        return say("others.few", whose=whose, least=folding.LEAST)
    amounts = [_amount(rows, field, value) for field, value in one.amounts.items() if value]
    if not amounts:
        return say("others.rows", whose=whose, count=words.number(one.rows, "", 0))
    told = say("asked.list").join(amounts)
    return say("others.sum", whose=whose, count=words.number(one.enterprises, "", 0), amounts=told)


def _spoken(rows: Rows, field: str, value: object) -> str:
    """What the sum is of, in words."""
    if value in (None, ""):
        return ""
    (column,) = tables.settled(rows, [field])
    if column.kind == "period":
        return words.period(str(value))
    return names.named(column.kind, str(value))


def _amount(rows: Rows, field: str, value: float) -> str:
    told = rows.question.column(field) if rows.question else None
    return f"{tables.heading(field)} {words.amount(value, told.unit if told else '')}"
