"""指标: one statement with its trend, parts, second opinion, revisions, and the way back to the cell."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data import clock
from data.ingest import receive
from data.plan import TOTAL, Statement, plan
from pages.analysts.indicator import facts as told
from pages.analysts.indicator import movers
from pages.frame import asked, filters, guard, page
from pages.frame.filters import Chosen
from pages.pieces import cards, frames, heading, judgements
from pages.pieces import cells as tables
from pages.pieces.frames import View, joined
from pages.speech import names, words
from pages.speech.figures import missing
from pages.speech.words import say
from queries.ask import NoSnapshot, ask, current, snapshots
from queries.progress.outlook_band import outlook_band
from queries.progress.second_opinion import second_opinion

FIRST = next(iter(plan().statements))
COUNTED = "green_factories"  # this series counts register rows


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a statement, a snapshot, filters; `period` only where one was chosen."""

    statement: Statement
    snapshot: str
    chosen: Chosen
    period: str | None

    def ask(self, name: str, *filled: str, **params: Any) -> pd.DataFrame:
        """One question; `filled` names the filters it takes."""
        given = {field: getattr(self.chosen, field) for field in filled}
        return ask(name, snapshot=self.snapshot, **given, **params)


def main() -> None:
    guard.require("view")
    try:
        now = current().id
    except NoSnapshot:
        page.head(say("snapshot.nothing"))
        page.empty(say("snapshot.nothing_what"))
        return
    opened = asked.snapshot([one.id for one in snapshots()], now)
    top = st.container(key="top")
    with st.container(key="asking", horizontal=True, vertical_alignment="bottom", gap="small"):
        statement = _statement()
        what = _ask_for(statement, opened) if statement.connected else None
    if what is None:
        _unconnected(top, statement, opened)
    else:
        _connected(top, what)


def _statement() -> Statement:
    """The statement of `?id=`, with a box to change it."""
    known = plan().statements
    wanted = st.query_params.get("id", FIRST)
    if wanted not in known:
        st.warning(say("indicator.unknown", value=wanted[:40], shown=FIRST), icon=":material/info:")
        wanted = FIRST
    st.session_state["statement"] = wanted
    st.selectbox(
        say("indicator.select"),
        list(known),
        format_func=lambda code: f"{code} {names.statement(code)}",
        key="statement",
        on_change=lambda: filters.choose("id", str(st.session_state["statement"])),
        width=340,
    )
    return known[wanted]


def _ask_for(statement: Statement, opened: str) -> Asked:
    """The filters this statement has; the first period offered is the one its card shows."""
    card = _card_row(opened, statement.id)
    periods = ask("periods", snapshot=opened, statement=statement.id)["period"].tolist()
    shown = "" if missing(card["period"]) else str(card["period"])
    sectors = ask("sectors_known", snapshot=opened, statement=statement.id)["sector"].tolist()
    offered = {
        "regions": filters.places(),
        "sectors": sectors if len(sectors) > 1 else [],
        "periods": [shown, *(period for period in periods if period != shown)] if shown else periods,
        "bases": list(plan().bases) if _has_basis(statement) else [],
    }
    chosen = filters.bar(**offered)
    asked.unused([name for name, one in (("sector", "sectors"), ("basis", "bases")) if not offered[one]])
    return Asked(statement, opened, chosen, None if chosen.period == shown else chosen.period)


def _card_row(opened: str, statement: str, **params: str | None) -> dict[str, Any]:
    rows = ask("overview_cards", snapshot=opened, **params)
    row: dict[str, Any] = rows[rows["statement"] == statement].to_dict("records")[0]
    return row


def _last(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return rows[-1] if rows else {}


def _connected(top: Any, what: Asked) -> None:
    """Answer first, breakdown second, the way back last."""
    where = {"region": what.chosen.region, "sector": what.chosen.sector, "basis": what.chosen.basis}
    rows = what.ask("indicator_trend", "region", "sector", "basis", statement=what.statement.id)
    until = what.ask(
        "indicator_trend", "region", "sector", "basis", statement=what.statement.id, period=what.period
    ).to_dict("records")
    row = _card_row(what.snapshot, what.statement.id, **where) if what.period is None else _last(until)
    if missing(row.get("period")):
        _nothing(top, what)
        return
    period = str(row["period"])
    judged = rows[rows["period"] == period].to_dict("records")[0]
    card = cards.card_from({**judged, "statement": what.statement.id})
    view = _view(what, period, card.decimals)
    settled = _judged_at_due(view, rows, judged["due_year"])
    with top:
        page.head(_headline(view, card, settled), _subline(view, card, settled), [card.grade])
    _answer(what, view, card, rows)
    if what.statement.rule == "narrative":
        as_of = judged["as_of"] if what.period else None
        said = what.ask("judgements_list", "region", statement=what.statement.id, as_of=as_of)
        judgements.draw(said, receive.attachments, lambda upload, n: receive.attachment(upload, n)[1])
    before = rows[(rows["month"] == 12) & (rows["as_of"] < judged["as_of"])]
    _parts(what, view, judged, before["as_of"].max() if len(before) else judged["as_of"])
    _about(what, view)
    _revisions(what, view)
    _trace(what, view, judged)
    _foot(what, period, card.grade == "demo")


def _view(what: Asked, period: str, decimals: int) -> View:
    chosen = what.chosen
    place = names.region(chosen.region)
    sector = names.sector(chosen.sector)
    basis = names.basis(chosen.basis) if _has_basis(what.statement) else ""
    source = joined(map(told.sheet, what.statement.templates))
    scope = " · ".join(part for part in (place, sector, basis) if part)
    return View(what.statement, place, scope, period, decimals, source, what.snapshot)


def _has_basis(statement: Statement) -> bool:
    """Whether its sheets tell two ways of counting energy."""
    sheets = [plan().templates[code] for code in statement.templates if code in plan().templates]
    return any(column.kind == "basis" for sheet in sheets for column in sheet.columns)


def _judged_at_due(view: View, rows: pd.DataFrame, due: Any) -> str:
    """The status at the due year, where the period shown comes after it; else nothing."""
    if view.statement.card_period != "due" or missing(due) or view.period <= str(int(due)):
        return ""
    at_due = rows[rows["period"] == str(int(due))].to_dict("records")
    return names.status(at_due[0]["status"]).lower() if at_due else ""


def _headline(view: View, card: cards.Card, settled: str) -> str:
    values = {"name": view.name, "period": view.when, "value": view.write(card.value)}
    state = names.status(card.status).lower()
    if card.value is None:
        return say("indicator.headline_nothing", name=view.name, status=state)
    if settled:
        return say("indicator.headline_later", **values, year=card.due_year, status=settled)
    if card.target is None:
        return say("indicator.headline_bare", **values, status=state)
    gap = cards.gap(card)
    return say("indicator.headline", **values, gap=gap, status=state)


def _subline(view: View, card: cards.Card, settled: str) -> str:
    """The scope, and what the reader must know about the date or the target."""
    parts = [view.scope]
    if card.target is None:
        parts.append(say("indicator.no_target_here", place=view.place))
    elif settled:
        parts.append(say("indicator.ended_later", year=card.due_year, status=settled, period=view.when))
    elif view.statement.card_period == "due" and view.period == str(card.due_year):
        parts.append(say("indicator.ended", year=card.due_year))
    return " · ".join(parts)


def _answer(what: Asked, view: View, card: cards.Card, rows: pd.DataFrame) -> None:
    fields = {"region": what.chosen.region, "sector": what.chosen.sector, "basis": what.chosen.basis}
    taken: dict[str, Any] = {
        **fields,
        "rule": view.statement.rule,
        "direction": view.statement.direction,
        "period": view.period,
        "snapshot": what.snapshot,
    }
    path = what.ask("required_path", *fields, statement=view.statement.id)
    band = outlook_band(view.statement.id, **taken)
    second = second_opinion(view.statement.id, **taken)
    left, right = st.columns([1, 2.1], gap="medium")
    with left:
        cards.large(card)
        told.second_opinion(second)
        told.outlook(view, band)
    with right:
        frames.trend(view, rows, path, band)


def _parts(what: Asked, view: View, judged: dict[str, Any], since: object) -> None:
    """Counties, sectors, and what the statement's own sheets say about who moved it."""
    known = {"statement": view.statement.id, "period": view.period}
    draw = [partial(frames.regions, view, what.ask("indicator_regions", "sector", "basis", **known))]
    by_sector = what.ask("indicator_sectors", "region", "basis", **known)
    if by_sector["sector"].nunique() > 1:
        draw.append(partial(frames.sectors, view, by_sector))
    if view.statement.id == plan().role("energy.intensity"):
        pushed = what.ask("energy_contributions", "basis", period=view.period)
        draw += [partial(movers.pushes, view, pushed, kind) for kind in ("region", "sector")]
    if view.statement.id == plan().role("emerging.share"):
        shares = what.ask("emerging_categories", "region", period=view.period)
        draw.append(partial(movers.categories, view, shares))
    if view.statement.id == plan().role("green.factories"):
        steps = what.ask("green_waterfall", "region", since=since, until=judged["as_of"])
        draw.append(partial(movers.waterfall, view, steps, since))
    for first in range(0, len(draw), 2):
        for column, one in zip(st.columns(2, gap="medium"), draw[first : first + 2], strict=False):
            with column:
                one()


def _facts_row(what: Asked) -> dict[str, Any]:
    row: dict[str, Any] = what.ask("statement_facts", statement=what.statement.id).to_dict("records")[0]
    return row


def _about(what: Asked, view: View) -> None:
    with st.container(key="frame-about", gap="small"):
        st.html(heading.finding(say("indicator.about")))
        told.facts(view.statement, _facts_row(what))


def _revisions(what: Asked, view: View) -> None:
    tables.revisions(view, what.ask("indicator_revisions", "region", statement=view.statement.id))


def _trace(what: Asked, view: View, judged: dict[str, Any]) -> None:
    if view.statement.series == COUNTED:
        frame = what.ask("register_trace", "region", "sector", as_of=judged["as_of"])
        tables.register(view, frame)
    elif len(
        frame := what.ask(
            "ledger_trace", "region", "sector", statement=what.statement.id, as_of=judged["as_of"]
        )
    ):
        tables.ledger(view, frame)
    else:
        known = {"statement": view.statement.id, "period": view.period}
        frame = what.ask("number_trace", "region", "sector", "basis", **known)
        tables.cells(view, frame)
    tables.originals(frame, lambda upload: receive.original(upload)[1])


def _nothing(top: Any, what: Asked) -> None:
    """No number for this choice: what is missing, and who owes it."""
    row = _facts_row(what)
    place, name = names.region(what.chosen.region), names.statement(what.statement.id)
    scope = "" if what.chosen.sector == TOTAL else names.sector(what.chosen.sector)
    with top:
        page.head(say("indicator.headline_nothing", name=name, status=names.status("no_data").lower()))
    page.empty(
        say("indicator.missing", place=place, scope=scope).strip(),
        words.pick(row["department_name"], row["department_name_en"]),
    )
    told.facts(what.statement, row)
    _foot(what, None, False)


def _unconnected(top: Any, statement: Statement, opened: str) -> None:
    """Not connected yet: what will be needed, from whom."""
    with top:
        page.head(
            say(
                "indicator.headline_nothing",
                name=names.statement(statement.id),
                status=names.status("not_connected").lower(),
            )
        )
    sheets = joined(map(told.sheet, statement.templates))
    departments = joined(map(names.department, plan().departments_of(statement.id, clock.today())))
    page.empty(say("indicator.will_need_what", templates=sheets), departments)
    what = Asked(statement, opened, Chosen(), None)
    told.facts(statement, _facts_row(what))
    _foot(what, None, False)


def _foot(what: Asked, period: str | None, demo: bool) -> None:
    due = ask("due_next", snapshot=what.snapshot)
    mine = due[due["template"].isin(what.statement.templates)]
    next_update = mine["due_on"].min() if len(mine) else None
    page.foot(what.snapshot, period, say("overview.source"), next_update, demo=demo)


main()
