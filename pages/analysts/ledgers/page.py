"""台账: what is on each ledger, in which state, since when, what is overdue or due soon, by which rules."""

import datetime as dt
from dataclasses import replace

import streamlit as st

from data.ingest import receive
from data.plan import plan
from pages import charts
from pages.analysts.ledgers import figures, marks
from pages.charts.measure import Measure
from pages.frame import choices
from pages.frame.visit import Visit, open_page
from pages.pieces import aside, cells, decisions, delivery, ledger_kinds, panel
from pages.pieces import ledger_tables as listed
from pages.pieces.ledger_kinds import Ledger, tone
from pages.pieces.tables import Column, Shown
from pages.speech import names, words
from pages.speech.words import drawn, say
from queries.question import Row, Rows

LEADING = 3  # columns that say what a row is
DUE = ("all", "overdue", "30", "90", "later")
Given = dict[str, str | dt.date | None]


def main() -> None:
    visit = open_page("view")
    ledger = _ledger()
    visit = replace(visit, sheets=(ledger.template,), told_source=ledger.source)
    if not ledger.block.listed:
        figures.draw(visit, ledger)
        return
    days = [str(row["period"]) for row in visit.ask("ledger_days")]
    if not days or not visit.first("ledger_totals", ledger=ledger.code)["count"]:
        marks.nothing(visit, ledger)
        return
    sectors = ["sector"] if ledger.sheet.column("sector") else []
    visit = visit.filtered("region", *sectors, "period", periods=days, sectors=list(plan().sectors))
    visit = visit.on_its_day()
    _draw(visit, ledger, {**visit.given("region", "sector"), "as_of": visit.day})


def _ledger() -> Ledger:
    wanted = st.query_params.get("ledger", "")
    known = ledger_kinds.ledgers()
    if wanted and wanted not in known:
        what = say("ledgers.ledger")
        st.warning(drawn("filter.unknown", what=what, value=wanted[:40]), icon=":material/info:")
    return known[choices.choice("ledger", list(known), lambda code: known[code].name, say("ledgers.ledger"))]


def _draw(visit: Visit, ledger: Ledger, where: Given) -> None:
    given: Given = {"ledger": ledger.code, **where}
    total = visit.first("ledger_totals", **given)
    standing = visit.ask("ledger_standing", **given)
    visit.head(marks.headline(ledger, total, visit.scope), _subline(visit, ledger, total), standing)
    marks.counts(ledger, total)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _states(visit, ledger, standing)
        _places(visit, ledger, given)
    with right:
        _due(visit, given)
        _ages(visit, ledger, visit.ask("ledger_ages", **given), total)
        marks.rules(ledger)
    decided = visit.ask("decisions", ledger=ledger.code, **visit.given("region"))
    decisions.panel(decided, visit.person.may("decide") and bool(decided), True, ledger=ledger.code)
    judged = {row["record_key"]: row for row in visit.ask("ledger_delivery", ledger=ledger.code)}
    believed = {key: delivery.told(row, "reports") for key, row in judged.items()}
    found = visit.ask("ledger_list", **given).plus(judged=lambda row: believed.get(row["record_key"], ""))
    _list(visit, ledger, standing, found)
    visit.foot(standing)


def _subline(visit: Visit, ledger: Ledger, total: Row) -> str:
    """The place and day, and who has waited longest."""
    parts = [visit.scope, say("ledgers.on_day", date=visit.as_of)]
    if total["oldest"] and total["oldest_days"] > 0 and not ledger.register:
        days = words.number(total["oldest_days"], "", 0)
        parts.append(say("ledgers.oldest", days=days, name=total["oldest"]))
    return " · ".join(parts)


def _measure() -> Measure:
    return Measure("项", 0, words.language())


def _kind(ledger: Ledger) -> str:
    """What of a ledger is counted: its titles in force, or its open rows."""
    return "in_force" if ledger.register else "open"


def _states(visit: Visit, ledger: Ledger, standing: Rows) -> None:
    rows = standing.kept(lambda row: row["count"]).plus(
        code=lambda row: row["state"],
        name=lambda row: names.state(row["ledger"], row["state"]),
        value=lambda row: float(row["count"]),
        tone=lambda row: tone(row["state"]),
    )
    columns: Shown = [
        "state",
        Column("count", say("ledgers.rows")),
        Column("oldest_days", say("ledgers.oldest_days")),
        Column("mean_age_days", say("ledgers.mean_days")),
        Column("overdue", say("ledgers.due_overdue")),
        Column("due_90_days", say("ledgers.due_90")),
        "grade",
    ]
    about = visit.about(marks.states_title(ledger, standing), say("ledgers.states_measure"), standing)
    data = charts.bars.data(rows, _measure(), sort=False)
    panel.chart("ledger-states", "bars", data, about, standing, columns)


def _places(visit: Visit, ledger: Ledger, given: Given) -> None:
    """Where the rows are; the whole city's, whatever place is looked at."""
    kind = _kind(ledger)
    found = visit.ask("ledger_places", **{name: given[name] for name in ("ledger", "sector", "as_of")})
    rows = found.kept(lambda row: row["counted"]).plus(
        code=lambda row: row["region"],
        name=lambda row: names.region(row["region"]),
        value=lambda row: float(row["counted"]),
    )
    title = say("ledgers.places_none")
    if rows:
        most = [row["name"] for row in rows if row["value"] == rows[0]["value"]]
        size = words.number(rows[0]["value"], "项", 0)
        size = say("ledgers.places_each", count=size) if len(most) > 1 else size
        title = say(f"ledgers.places_{kind}", places=say("asked.list").join(most), count=size)
    columns: Shown = [
        "region",
        Column("count", say("ledgers.rows")),
        Column("counted", say(f"ledgers.count_{kind}")),
        Column("overdue", say("ledgers.due_overdue")),
        "grade",
    ]
    about = visit.about(title, say(f"ledgers.places_measure_{kind}"), rows)
    panel.chart("ledger-places", "bars", charts.bars.data(rows, _measure()), about, found, columns)


def _due(visit: Visit, given: Given) -> None:
    """What is overdue and what falls due next, the most pressing first."""
    found = visit.ask("ledger_due", within_days=90, **given)
    with st.container(key="frame-ledger-due", gap="small"):
        pressing = [marks.pressing(row) for row in found]
        none = say("ledgers.pressing_none")
        if found.folded:
            none = say("others.pressing", count=len(found.folded))
        aside.block(say("ledgers.pressing"), pressing, none)


def _ages(visit: Visit, ledger: Ledger, found: Rows, total: Row) -> None:
    kind = _kind(ledger)
    told = found.plus(
        name=lambda row: say(f"ledgers.age_{row['span']}"), value=lambda row: float(row["count"])
    )
    columns: Shown = [Column("name", say("ledgers.age")), Column("count", say("ledgers.rows")), "grade"]
    empty = not any(row["count"] for row in found)
    days = words.number(total["oldest_days"], "", 0)
    title = say("ledgers.ages_none") if empty else say(f"ledgers.ages_{kind}", days=days)
    data = charts.bars.data([] if empty else told, _measure(), sort=False)
    about = visit.about(title, say(f"ledgers.ages_measure_{kind}"), found)
    panel.chart("ledger-ages", "bars", data, about, told, columns)


def _named(visit: Visit, ledger: Ledger, shown: Rows) -> dict[str, str]:
    """The rows that are listed by their key, and what each is called."""
    told = {row["record_key"]: str(row["name"]) for row in visit.ask("ledger_names", ledger=ledger.code)}
    return {row["record_key"]: told[row["record_key"]] for row in shown}


def _list(visit: Visit, ledger: Ledger, standing: Rows, found: Rows) -> None:
    wanted = st.query_params.get("state", "")
    states = [row["state"] for row in standing if row["count"] or row["state"] == wanted]

    def state_name(code: str) -> str:
        return say("green.all") if code == "all" else names.state(ledger.code, code)

    with st.container(key="ledger-filters", horizontal=True, gap="medium"):
        state = choices.choice("state", ["all", *states], state_name, say("ledgers.state"))
        due = choices.choice(
            "due_within", DUE, lambda code: say(f"ledgers.within_{code}"), say("ledgers.within")
        )
    shown = listed.chosen(found, state, due)
    title = say("ledgers.list_title", shown=shown.total, count=found.total)
    about = visit.about(title, say("ledgers.list_measure", place=visit.scope), shown)
    table = listed.rows(ledger, shown)
    panel.table("ledger", about, table, listed.columns(ledger), listed.height(shown))
    cells.followed(table, listed.columns(ledger)[:LEADING], visit.ask("corrections", statement=None))
    if visit.person.may("decide"):
        decisions.to_note(ledger.code, _named(visit, ledger, shown))
    cells.originals(shown, lambda upload: receive.original(upload)[1])


main()
