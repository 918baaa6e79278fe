"""指标: one statement as its kind of promise is told, its breakdown, and the way back to the cell."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.ingest import receive
from data.plan import TOTAL, Statement, plan
from pages.analysts.indicator import (
    answers,
    breakdown,
    counties,
    divided,
    enterprises,
    frames,
    kinds,
    movers,
    traces,
)
from pages.analysts.indicator import facts as told
from pages.analysts.indicator.figure import Figure
from pages.analysts.indicator.kinds.kind import Draw
from pages.analysts.indicator.subject import WHERE, Subject
from pages.frame import filters, page
from pages.frame.visit import Visit, open_page
from pages.pieces import cards, cells, corrected, decisions, heading
from pages.speech import names, words
from pages.speech.words import drawn, joined, say
from queries.question import Row, Rows

FIRST = next(iter(plan().statements))
COUNTED = "green_factories"  # this series counts register rows


def main() -> None:
    visit = open_page("view")
    line = visit.line()
    with line:
        statement = _statement()
    visit = visit.on(statement.id)
    if statement.connected:
        _connected(_filtered(visit, statement, line), statement)
    else:
        _unconnected(visit, statement)


def _statement() -> Statement:
    """The statement of `?id=`, with a box to change it."""
    known = plan().statements
    wanted = st.query_params.get("id", FIRST)
    if wanted not in known:
        st.warning(drawn("indicator.unknown", value=wanted[:40], shown=FIRST), icon=":material/info:")
        wanted = FIRST
    with filters.shown("statement", wanted):
        st.selectbox(
            say("indicator.select"),
            list(known),
            format_func=names.numbered,
            key="statement",
            on_change=lambda: filters.choose("id", str(st.session_state["statement"])),
            width=340,
        )
    return known[wanted]


def _filtered(visit: Visit, statement: Statement, line: DeltaGenerator) -> Visit:
    """With the filters this statement has; the first period offered is the one its card shows."""
    shown = _card_row(visit)["period"]
    periods = [row["period"] for row in visit.ask("periods", statement=statement.id)]
    sectors = [row["sector"] for row in visit.ask("sectors_known", statement=statement.id)]
    offered = ["region", *(["sector"] if len(sectors) > 1 else []), "period"]
    offered += ["basis"] if _has_basis(statement) else []
    first = [] if shown is None else [shown]
    periods = [*first, *(period for period in periods if period != shown)]
    sector = st.query_params.get("sector", "") if len(sectors) <= 1 else ""
    own = sector in plan().sectors and plan().speaks_of(statement.id, sector)
    heeded = ("sector",) if own else ()
    visit = visit.filtered(*offered, line=line, periods=periods, sectors=sectors, heeded=heeded)
    if own:
        st.html(heading.measure(say("indicator.of_sector", sector=names.sector(sector))))
    return visit.newest(shown)


def _card_row(visit: Visit, **where: str | None) -> Row:
    rows = visit.ask("overview_cards", **where)
    return next(row for row in rows if row["statement"] == visit.statement)


def _connected(visit: Visit, statement: Statement) -> None:
    """Answer first, breakdown second, the way back last."""
    given = {"statement": statement.id, **visit.given(*WHERE)}
    rows = visit.ask("indicator_trend", **given)
    if visit.chosen.period is None:
        period = _card_row(visit, **visit.given(*WHERE))["period"]
    else:
        until = visit.ask("indicator_trend", **given, **visit.given("period"))
        period = until[-1]["period"] if until else None
    if period is None:
        _nothing(visit, statement)
        return
    visit = visit.at(words.period(period))
    judged = next(row for row in rows if row["period"] == period)
    card = _card(visit, judged)
    figure = Figure(statement, period, _scope(visit, statement), card.decimals)
    visit.head(_headline(figure, card), _subline(visit, figure, card), [judged])
    subject = Subject(visit, figure, card, {**judged, "statement": statement.id}, rows)
    about = partial(_about, visit, statement, told.untold(statement, subject.second, subject.band))
    _side_by_side(_answer(subject, kinds.of(subject), about))
    decided = visit.ask("decisions", statement=statement.id, **visit.given("region"))
    believed = visit.ask("statement_delivery", statement=statement.id)
    may = visit.person.may("decide")
    decisions.panel(decided, may, judged=believed, statement=statement.id)
    given = visit.given("region")
    traces.revisions(visit, visit.ask("indicator_revisions", **given, statement=statement.id))
    _trace(visit, figure, judged)
    visit.foot([judged])


def _card(visit: Visit, judged: Row) -> cards.Card:
    """The card of a period; of a statement without a single number it counts the parts."""
    row = {**judged, "statement": visit.statement}
    if plan().statements[visit.statement].counts_parts:
        row = divided.counted(row, _card_row(visit, **visit.given(*WHERE), period=judged["period"]))
    return cards.card_from(row)


def _scope(visit: Visit, statement: Statement) -> str:
    """Place, sector and, where its sheets tell two, the way of counting energy."""
    basis = names.basis(visit.chosen.basis) if _has_basis(statement) else ""
    return " · ".join(part for part in (visit.place(), names.sector(visit.chosen.sector), basis) if part)


def _has_basis(statement: Statement) -> bool:
    """Whether its sheets tell two ways of counting energy."""
    sheets = [plan().templates[code] for code in statement.templates if code in plan().templates]
    return any(column.kind == "basis" for sheet in sheets for column in sheet.columns)


def _headline(figure: Figure, card: cards.Card) -> str:
    values = {"name": figure.name, "period": figure.when, "value": figure.write(card.value)}
    state = names.status(card.status).lower()
    if card.parts is not None:
        return divided.headline(figure, card)
    if card.value is None:
        return say("indicator.headline_nothing", name=figure.name, status=state)
    if card.target is None or not plan().statuses[card.status].judged:
        return say("indicator.headline_bare", **values, status=state)
    if _ended(figure, card):
        return say("indicator.headline_later", **values, verdict=card.concluded)
    gap = cards.gap(card)
    return say("indicator.headline", **values, gap=gap[:1].lower() + gap[1:], status=state)


def _ended(figure: Figure, card: cards.Card) -> bool:
    """Whether the period comes after the due year of what is counted from a base: it says nothing of it."""
    if not figure.statement.counted_from_base or not card.concluded:
        return False
    return figure.period > str(card.due_year)


def _subline(visit: Visit, figure: Figure, card: cards.Card) -> str:
    """The scope, the target spoken of, the verdict and how it stands now."""
    parts = [figure.scope]
    if card.status == "not_assigned":
        known = "indicator.no_target_here" if card.value is not None else "indicator.no_target_nor_value"
        parts.append(say(known, place=visit.place()))
    return " · ".join(part for part in [*parts, card.aim, *card.answers] if part)


def _answer(subject: Subject, kind: kinds.Kind, about: Draw) -> list[Draw]:
    """The card and the four answers; beside them the first chart, else what else there is to see.

    The blocks that are left for below are returned.
    """
    first = kind.first(subject)
    left, right = st.columns([1, 1.7], gap="medium")
    with right:
        if first is not None:
            first()  # before all else is asked and drawn: a chart takes the browser longest
        below = [*_below(subject, kind), about]
        if first is None:
            below.pop(0)()
    with left:
        cards.large(replace(subject.card, answers=()))
        answers.draw(subject, kind)
        told.reported(subject.judged)
    with right:
        asides = kind.asides(subject)
        if subject.second is not None:
            asides.append(partial(told.second_opinion, subject.figure, subject.second))
        if subject.band:
            asides.append(partial(told.outlook, subject.figure, subject.band))
        _side_by_side(asides)
    return below


def _side_by_side(draw: Sequence[Draw]) -> None:
    """Blocks in rows of two; one that is alone has the whole width."""
    for first in range(0, len(draw), 2):
        row = draw[first : first + 2]
        if len(row) == 1:
            row[0]()  # a column of its own would be three more elements, drawn again at each click
            continue
        for column, one in zip(st.columns(2, gap="medium"), row, strict=True):
            with column:
                one()


def _below(subject: Subject, kind: kinds.Kind) -> list[Draw]:
    """What the kind tells further, then places, sectors, parts and who moved it: only what has something."""
    draw = kind.blocks(subject)
    if subject.statement.counts_parts:
        return draw
    visit, figure = subject.visit, subject.figure
    if _told(subject, subject.places, "region"):
        draw.append(partial(breakdown.regions, visit, figure, subject.places))
    if _told(subject, subject.sectors, "sector"):
        draw.append(partial(breakdown.sectors, visit, figure, subject.sectors))
    if subject.parts and subject.statement.items != "enterprises":
        draw.append(partial(frames.parts, visit, figure, subject.parts, subject.judged["value"]))
    return [*draw, *_moved(subject), *counties.draw(subject), *enterprises.draw(subject)]


def _told(subject: Subject, rows: Rows, part: str) -> bool:
    """Whether there are two places or sectors to compare, by their level or the change that is promised.

    Where the members are drawn place by place, places that are all alike say nothing more.
    """
    whole = {"region": plan().city, "sector": TOTAL}[part]
    drawn, scale = breakdown.compared(subject.figure, [row for row in rows if row[part] != whole])
    found = [row for row in drawn if row["value"] is not None]
    return len(found) > 1 and not (subject.members and breakdown.alike(found, scale))


def _moved(subject: Subject) -> list[Draw]:
    """What the statement's own sheets say about who moved it."""
    visit, figure = subject.visit, subject.figure
    draw: list[Draw] = []
    if (found := subject.drivers) is not None:
        draw += [partial(one, visit, figure, found) for one in (movers.why, movers.why_sectors)]
    if (found := subject.place_drivers) is not None:
        draw.append(partial(movers.why_places, visit, figure, found))
    if visit.statement == plan().role("emerging.share"):
        shares = visit.ask("emerging_categories", **visit.given("region"), period=figure.period)
        if any(row["share_of_industry"] is not None for row in shares):
            draw.append(partial(movers.categories, visit, figure, shares))
    if visit.statement == plan().role("green.factories"):
        since = _year_before(subject)
        steps = visit.ask(
            "green_waterfall", **visit.given("region"), since=since, until=subject.judged["as_of"]
        )
        draw.append(partial(movers.waterfall, visit, figure, steps, since))
    return draw


def _year_before(subject: Subject) -> dt.date:
    """The last day of the newest whole year before the judged period."""
    before = subject.judged if subject.year_end is None else subject.year_end
    day: dt.date = before["as_of"]
    return day


def _about(visit: Visit, statement: Statement, untold: Sequence[tuple[str, str]]) -> None:
    with st.container(key="frame-about", gap="small"):
        st.html(heading.finding(say("indicator.about")))
        row = visit.first("statement_facts", statement=statement.id)
        told.facts(statement, row, visit.today, untold)


def _trace(visit: Visit, figure: Figure, judged: Row) -> None:
    """The register rows, ledger rows or cells behind the number, and their workbooks."""
    given, statement = visit.given("region", "sector"), figure.statement
    corrections = visit.ask("corrections", statement=statement.id)
    if statement.series == COUNTED:
        rows = visit.ask("register_trace", **given, as_of=judged["as_of"])
        traces.register(visit, figure, rows, corrections)
    elif rows := visit.ask("ledger_trace", **given, statement=statement.id, as_of=judged["as_of"]):
        traces.ledger(visit, figure, rows, corrections)
    else:
        known = {"statement": statement.id, "period": figure.period}
        rows = visit.ask("number_trace", **visit.given(*WHERE), **known)
        if rows:
            cells.cells(visit.about, rows, figure.when, visit.place(), corrections)
    corrected.behind(rows, corrections, visit.person.may("correct_own"))
    cells.originals(rows, lambda upload: receive.original(upload)[1])


def _nothing(visit: Visit, statement: Statement) -> None:
    """No number for this choice: what is missing, and who owes it."""
    row = visit.first("statement_facts", statement=statement.id)
    scope = "" if visit.chosen.sector == TOTAL else names.sector(visit.chosen.sector)
    state = names.status("no_data").lower()
    visit.head(say("indicator.headline_nothing", name=names.statement(statement.id), status=state))
    missing = say("indicator.missing", place=visit.place(), scope=scope).strip()
    page.empty(missing, names.bureau(row["lead_department"]))
    told.facts(statement, row, visit.today)
    visit.foot(as_of="")


def _unconnected(visit: Visit, statement: Statement) -> None:
    """Not connected yet: what will be needed, from whom."""
    state = names.status("not_connected").lower()
    visit.head(say("indicator.headline_nothing", name=names.statement(statement.id), status=state))
    sheets = joined(map(told.sheet, statement.templates))
    departments = joined(map(names.department, plan().departments_of(statement.id, visit.today)))
    page.empty(say("indicator.will_need_what", templates=sheets), departments)
    told.facts(statement, visit.first("statement_facts", statement=statement.id), visit.today)
    visit.foot(as_of="")


main()
