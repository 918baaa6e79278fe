"""台账: what is on each ledger, in which state, since when, what is overdue or due soon, by which rules."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.ingest import receive
from data.plan import TOTAL, plan
from pages import charts
from pages.analysts.ledgers import figures as ledger_figures
from pages.analysts.ledgers import marks
from pages.analysts.ledgers.view import View as FiguresView
from pages.charts.measure import Measure
from pages.frame import asked, filters, guard, page
from pages.frame.filters import Chosen
from pages.pieces import aside, cells, ledger_kinds, panel
from pages.pieces import ledger_tables as listed
from pages.pieces.ledger_kinds import Ledger, tone
from pages.pieces.tables import Column, as_rows, grades_of
from pages.speech import names, words
from pages.speech.about import About
from pages.speech.words import say
from queries.ask import NoSnapshot, ask, ask_rows, current, snapshots

DUE = ("all", "overdue", "30", "90", "later")


@dataclass(frozen=True)
class View:
    """What this run is about: a ledger, a snapshot, the filters and the day they lead to."""

    ledger: Ledger
    snapshot: str
    chosen: Chosen
    as_of: Any

    def ask(self, question: str, **more: Any) -> pd.DataFrame:
        """A question about this ledger, place, sector and day."""
        where = {"region": self.chosen.region, "sector": self.chosen.sector, "as_of": self.as_of}
        return ask(question, snapshot=self.snapshot, **where, **more)

    @property
    def place(self) -> str:
        place = names.region(self.chosen.region)
        if self.chosen.sector == TOTAL:
            return place
        return say("ledgers.place_sector", place=place, sector=names.sector(self.chosen.sector))

    def about(self, title: str, measure: str, frame: pd.DataFrame) -> About:
        return About(
            title=title,
            measure=measure,
            source=self.ledger.source,
            snapshot=self.snapshot,
            as_of=words.date(self.as_of),
            grades=grades_of(frame),
        )


def main() -> None:
    guard.require("view")
    try:
        newest = current().id
    except NoSnapshot:
        page.head(say("snapshot.nothing"))
        page.empty(say("snapshot.nothing_what"))
        return
    opened = asked.snapshot([one.id for one in snapshots()], newest)
    top = st.container(key="top")
    ledger = _ledger()
    if not ledger.block.listed:
        _figures(ledger, opened, top)
        return
    days = {row["period"]: row["as_of"] for row in ask_rows("ledger_days", snapshot=opened)}
    everything = ask_rows("ledger_totals", snapshot=opened, ledger=ledger.code)
    if not days or not everything or not everything[0]["count"]:
        _nothing(ledger, opened, top)
        return
    sectors = ledger.sheet.column("sector") is not None
    chosen = _filters(list(days), sectors)
    asked.unused(["basis"] if sectors else ["sector", "basis"])
    _draw(View(ledger, opened, chosen, days.get(str(chosen.period))), top)


def _ledger() -> Ledger:
    wanted = st.query_params.get("ledger", "")
    known = ledger_kinds.ledgers()
    if wanted and wanted not in known:
        what = say("ledgers.ledger")
        st.warning(say("filter.unknown", what=what, value=wanted[:40]), icon=":material/info:")
    return known[asked.choice("ledger", list(known), lambda code: known[code].name, say("ledgers.ledger"))]


def _filters(periods: list[str], sectors: bool) -> Chosen:
    return filters.bar(
        regions=filters.places(),
        sectors=list(plan().sectors) if sectors else [],
        periods=periods,
    )


def _draw(view: View, top: DeltaGenerator) -> None:
    code = view.ledger.code
    total = view.ask("ledger_totals", ledger=code).to_dict("records")[0]
    standing = view.ask("ledger_standing", ledger=code)
    with top:
        page.head(marks.headline(view.ledger, total, view.place), _subline(view, total), grades_of(standing))
    marks.counts(view.ledger, total)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _states(view, standing)
        _places(view)
    with right:
        _due(view)
        _ages(view, total)
        marks.rules(view.ledger)
    _list(view, standing)
    _foot(view.ledger, view.snapshot, view.chosen.period, "demo" in grades_of(standing))


def _subline(view: View, total: dict[str, Any]) -> str:
    """The place and day, and who has waited longest."""
    parts = [view.place, say("ledgers.on_day", date=words.date(view.as_of))]
    if total["oldest"] and total["oldest_days"] > 0 and not view.ledger.register:
        parts.append(
            say("ledgers.oldest", days=words.number(total["oldest_days"], "", 0), name=total["oldest"])
        )
    return " · ".join(parts)


def _measure() -> Measure:
    return Measure("项", 0, words.language())


def _states(view: View, standing: pd.DataFrame) -> None:
    rows = [
        {
            "code": row["state"],
            "name": words.pick(row["state_name"], row["state_name_en"]),
            "value": float(row["count"]),
            "tone": tone(row["state"]),
            "grade": row["grade"],
        }
        for row in standing.to_dict("records")
        if row["count"]
    ]
    columns = [
        Column("name", say("ledgers.state")),
        Column("count", say("ledgers.rows"), "number", decimals=0),
        Column("oldest_days", say("ledgers.oldest_days"), "number", decimals=0),
        Column("mean_age_days", say("ledgers.mean_days"), "number", decimals=0),
        Column("overdue", say("ledgers.due_overdue"), "number", decimals=0),
        Column("due_90_days", say("ledgers.due_90"), "number", decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]
    frame = standing.assign(
        name=[words.pick(row["state_name"], row["state_name_en"]) for row in standing.to_dict("records")]
    )
    about = view.about(marks.states_title(view.ledger, standing), say("ledgers.states_measure"), standing)
    panel.chart(
        "ledger-states", "bars", charts.bars.data(rows, _measure(), sort=False), about, frame, columns
    )


def _places(view: View) -> None:
    given = {"ledger": view.ledger.code, "sector": view.chosen.sector, "as_of": view.as_of}
    found = ask("ledger_places", snapshot=view.snapshot, **given)
    waiting = found[found["counted"] > 0]
    rows = [
        {
            "code": row["region"],
            "name": names.region(row["region"]),
            "value": float(row["counted"]),
            "grade": row["grade"],
        }
        for row in waiting.to_dict("records")
    ]
    kind = "in_force" if view.ledger.register else "open"
    title = say("ledgers.places_none")
    if rows:
        most = [row["name"] for row in rows if row["value"] == rows[0]["value"]]
        size = words.number(rows[0]["value"], "项", 0)
        title = say(f"ledgers.places_{kind}", places=say("asked.list").join(most), count=size)
    columns = [
        Column("name", say("column.place")),
        Column("count", say("ledgers.rows"), "number", decimals=0),
        Column("counted", say(f"ledgers.count_{kind}"), "number", decimals=0),
        Column("overdue", say("ledgers.due_overdue"), "number", decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]
    about = view.about(title, say(f"ledgers.places_measure_{kind}"), waiting)
    frame = found.assign(name=found["region"].map(names.region))
    panel.chart("ledger-places", "bars", charts.bars.data(rows, _measure()), about, frame, columns)


def _due(view: View) -> None:
    """What is overdue and what falls due next, the most pressing first."""
    found = view.ask("ledger_due", ledger=view.ledger.code, within_days=90).to_dict("records")
    with st.container(key="frame-ledger-due", gap="small"):
        aside.block(
            say("ledgers.pressing"), [marks.pressing(row) for row in found], say("ledgers.pressing_none")
        )


def _ages(view: View, total: dict[str, Any]) -> None:
    found = view.ask("ledger_ages", ledger=view.ledger.code)
    spans = [say(f"ledgers.age_{span}") for span in found["span"]]
    frame = found.assign(name=spans, value=found["count"].astype(float))
    columns = [
        Column("name", say("ledgers.age")),
        Column("count", say("ledgers.rows"), "number", decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]
    kind = "in_force" if view.ledger.register else "open"
    days = words.number(total["oldest_days"], "", 0)
    empty = not found["count"].any()
    title = say("ledgers.ages_none") if empty else say(f"ledgers.ages_{kind}", days=days)
    rows = [] if empty else frame.to_dict("records")
    about = view.about(title, say(f"ledgers.ages_measure_{kind}"), found)
    panel.chart("ledger-ages", "bars", charts.bars.data(rows, _measure(), sort=False), about, frame, columns)


def _list(view: View, standing: pd.DataFrame) -> None:
    wanted = st.query_params.get("state", "")
    known = {
        row["state"]: words.pick(row["state_name"], row["state_name_en"])
        for row in standing.to_dict("records")
        if row["count"] or row["state"] == wanted
    }

    with st.container(key="ledger-filters", horizontal=True, gap="medium"):
        state = asked.choice(
            "state", ["all", *known], lambda code: known.get(code, say("green.all")), say("ledgers.state")
        )
        due = asked.choice(
            "due_within", DUE, lambda code: say(f"ledgers.within_{code}"), say("ledgers.within")
        )
    found = view.ask("ledger_list", ledger=view.ledger.code)
    shown = listed.chosen(found, state, due)
    title = say("ledgers.list_title", shown=len(shown), count=len(found))
    about = view.about(title, say("ledgers.list_measure", place=view.place), shown)
    table = listed.rows(view.ledger, shown)
    panel.table("ledger", about, table, listed.columns(view.ledger), listed.height(shown))
    cells.originals(as_rows(shown), lambda upload: receive.original(upload)[1])


def _figures(ledger: Ledger, opened: str, top: DeltaGenerator) -> None:
    """Ledgers that are made of numbers: monitoring, vehicles, the budget."""
    statement = plan().statements[ledger.statements[0]]
    periods = [row["period"] for row in ask_rows("periods", snapshot=opened, statement=statement.id)]
    if not periods:
        _nothing(ledger, opened, top)
        return
    sectors = ledger_figures.has_sectors(ledger)
    chosen = _filters(periods, sectors)
    asked.unused(["basis"] if sectors else ["sector", "basis"])
    view = FiguresView(ledger, statement, opened, chosen)
    answers = {
        question: ask(question, snapshot=opened, **given)
        for question, given in ledger_figures.questions(view).items()
    }
    demo = ledger_figures.draw(view, answers, top)
    trace = ask_rows("number_trace", snapshot=opened, **ledger_figures.traced(view))
    spoken = ledger_figures.spoken(view, trace, answers)
    cells.cells(view.bare, spoken, view.when, names.region(chosen.region))
    cells.originals(trace, lambda upload: receive.original(upload)[1])
    _foot(ledger, opened, chosen.period, demo)


def _nothing(ledger: Ledger, opened: str, top: DeltaGenerator) -> None:
    with top:
        page.head(say("ledgers.nothing", name=ledger.name))
    page.empty(ledger.source, names.owner(ledger.sheet.id))
    marks.rules(ledger)
    _foot(ledger, opened, None, False)


def _foot(ledger: Ledger, opened: str, period: str | None, demo: bool) -> None:
    due = [
        row["due_on"] for row in ask_rows("due_next", snapshot=opened) if row["template"] == ledger.template
    ]
    contact = names.owner(ledger.sheet.id)
    page.foot(opened, period, ledger.source, min(due, default=None), contact, demo)


main()
