"""Says how a ledger stands: its headline, its counts as links, its rules in words."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from pages.frame import links, page
from pages.frame.visit import Visit
from pages.pieces import heading, ledger_kinds
from pages.pieces.aside import Item
from pages.pieces.ledger_kinds import Ledger
from pages.speech import names, words
from pages.speech.about import About
from pages.speech.figures import plain
from pages.speech.words import say
from queries.question import Rows

OPEN = (("count", ""), ("open", ""), ("overdue", "overdue"), ("due_30_days", "30"), ("due_90_days", "90"))
REGISTER = (("count", ""), ("in_force", ""), ("due_30_days", "30"), ("due_90_days", "90"))


def headline(ledger: Ledger, total: Mapping[str, Any], place: str) -> str:
    """限期改造：在册 16 项，未办结 6 项，其中逾期 1 项；90 天内到期 0 项."""
    fields = ("count", "open", "in_force", "settled", "overdue", "due_90_days")
    counted = {field: plain(total[field], 0) for field in fields}
    kind = "none" if not total["count"] else "register" if ledger.register else "open"
    return say(f"ledgers.headline_{kind}", name=ledger.name, place=place, **counted)


def states_title(ledger: Ledger, standing: Rows) -> str:
    """What is still open, state by state; or how many titles are in force."""
    kept = standing.kept(lambda row: row["count"] and (row["in_force"] if ledger.register else row["open"]))
    told = [
        say(
            "ledgers.state_count",
            state=names.state(row["ledger"], row["state"]),
            count=plain(row["count"], 0),
        )
        for row in kept
    ]
    if not told:
        return say("ledgers.states_none")
    return say("ledgers.states_register" if ledger.register else "ledgers.states_open", states=joined(told))


def joined(parts: list[str]) -> str:
    return say("asked.list").join(parts)


def counts(ledger: Ledger, total: Mapping[str, Any]) -> None:
    """The counts as links: a click filters the list below."""
    pieces = []
    for field, due in REGISTER if ledger.register else OPEN:
        figure = f"<b>{plain(total[field], 0)}</b>{escape(say(f'ledgers.count_{field}'))}"
        chosen = "true" if due and st.query_params.get("due_within") == due else "false"
        href = escape(links.here(due_within=due, state=""))
        pieces.append(f'<a href="{href}" aria-current="{chosen}" data-count="{field}">{figure}</a>')
    st.html(f'<p class="peak-counts peak-count-links">{"".join(pieces)}</p>')


def chip(row: Mapping[str, Any]) -> str:
    return ledger_kinds.chip(str(row["state"]), names.state(str(row["ledger"]), str(row["state"])))


def pressing(row: Mapping[str, Any]) -> Item:
    """One row that is overdue or due soon: who, where, by how many days, from which cell."""
    key = "late_by" if row["days_left"] < 0 else "left"
    days = words.number(abs(row["days_left"]), "", 0)
    told = say(f"ledgers.{key}", date=words.date(row["due_on"]), days=days)
    place = names.region(row["region"])
    cell = say("ledgers.cell", file=row["file_name"], sheet=row["sheet"], cell=row["cell"])
    href = links.here(due_within=str(row["due_within"]))
    return Item(str(row["name"]), [f"{place} · {told}", cell], href, f" {chip(row)}")


def rules(ledger: Ledger) -> None:
    """The rules in words, and the statements of the plan that the ledger answers for."""
    lines = "".join(f"<li>{escape(rule)}</li>" for rule in ledger.rules())
    serves = "".join(
        links.anchor(f"{code} {names.statement(code)}", "indicator", "peak-trace", id=code)
        for code in ledger.statements
    )
    with st.container(key="frame-ledger-rules", gap="small"):
        st.html(
            f'{heading.finding(say("ledgers.rules"))}<ul class="peak-rules">{lines}</ul>'
            f'{heading.measure(say("ledgers.serves"))}<p class="peak-ways">{serves}</p>'
        )


def nothing(visit: Visit, ledger: Ledger) -> None:
    """A ledger without any row: what is missing, who owes it, and by which rules it will be judged."""
    visit.head(say("ledgers.nothing", name=ledger.name))
    page.empty(ledger.source, names.owner(ledger.template))
    rules(ledger)
    visit.foot()


def about(visit: Visit, ledger: Ledger, title: str, measure: str, rows: Rows) -> About:
    """The frame around a chart or table of a ledger of numbers, with the method of its statement."""
    whole = f"{measure} · {visit.scope} · {visit.as_of}"
    return replace(visit.about(title, whole, rows, statement=visit.statement), source=ledger.source)
