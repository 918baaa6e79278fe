"""One visit to a page: who may, which snapshot, filters and day; what every frame and foot shares."""

import datetime as dt
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from html import escape
from typing import Any, NoReturn

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data import clock
from data.people.session import Person
from data.plan import TOTAL, plan
from pages.frame import choices, filters, guard, page, past, trouble
from pages.frame.filters import Chosen
from pages.speech import names, words
from pages.speech.about import About
from pages.speech.words import say
from queries import ahead
from queries import ask as asking
from queries.ask import NoSnapshot, Snapshot, SnapshotGone
from queries.question import Row, Rows, grades

OFFERED = ("region", "sector", "period", "basis")
# what an address may ask of one page alone: what it is called there, and where that is
OF_ONE_PAGE = {"since": ("since.title", "overview"), "order": ("overview.order", "overview")}
NOTHING_CHOSEN = Chosen()


@dataclass(frozen=True)
class Visit:
    """What one run of a page is about; made by `open_page`, told more by `filtered` and `at`."""

    person: Person
    snapshot: str
    today: dt.date
    top: DeltaGenerator
    sheets: tuple[str, ...] = ()
    told_source: str = ""
    statement: str = ""
    chosen: Chosen = NOTHING_CHOSEN
    told_as_of: str = ""
    past: bool = False
    since: int | None = None

    def ask(self, name: str, **params: Any) -> Rows:
        """The plain rows that answer a question in this snapshot, on the visit's day; none without one."""
        if not self.snapshot:
            return Rows((), asking.question(name))
        dated = self._dated(name, params)
        with trouble.in_words():
            return past.with_previous(
                lambda: asking.rows_since(name, self.since, snapshot=self.snapshot, **dated),
                self.snapshot,
                Rows((), asking.question(name)),
            )

    def table(self, name: str, **params: Any) -> pa.Table:
        """The same answer as Arrow, for charts of many rows."""
        with trouble.in_words():
            dated = self._dated(name, params)
            return past.here(lambda: asking.ask_arrow(name, snapshot=self.snapshot, **dated), self.snapshot)

    def compared(self, generation: int | None) -> "Visit":
        """The same visit, whose questions compare with this publication; with the one before for None."""
        return replace(self, since=generation)

    def first(self, name: str, **params: Any) -> Row:
        """The only row of a question that answers with one."""
        return self.ask(name, **params)[0]

    @property
    def generation(self) -> int:
        """The publication that is looked at; 0 before the first."""
        return int(self.snapshot.split("-")[1]) if self.snapshot else 0

    def _dated(self, name: str, params: dict[str, Any]) -> dict[str, Any]:
        takes = "today" in asking.question(name).params
        return {"today": self.day.isoformat(), **params} if takes else params

    def to(self, snapshot: str) -> "Visit":
        """The same visit, to another publication. Raises NoSnapshot where it is not on disk."""
        return replace(self, snapshot=asking.find(snapshot).id)

    def given(self, *names_of: str) -> dict[str, str | None]:
        """The chosen filters of these names, as the questions take them."""
        return {name: getattr(self.chosen, name) for name in names_of}

    @property
    def everywhere(self) -> bool:
        """Whether the city as a whole is looked at."""
        return self.chosen.region == filters.WHOLE

    @property
    def newest_period(self) -> str:
        """The newest period that has figures, or nothing."""
        return next((str(row["period"]) for row in self.ask("periods")), "")

    @property
    def until(self) -> dt.date:
        """The last day of the chosen period, or of all data where that is earlier."""
        day: dt.date = self.first("last_day", period=self.chosen.period)["until"]
        return day

    @property
    def day(self) -> dt.date:
        """The one day a page speaks of: what is overdue, owed, left and scored is counted on it.

        Today (of an earlier snapshot the day it was published), or the last day of an earlier period.
        """
        return min(self.until, self.today) if self.past else self.today

    def on_its_day(self) -> "Visit":
        """The same visit, all of whose frames are told as of its day."""
        return self.at(words.date(self.day))

    def place(self, code: str = "") -> str:
        """A place's name in the visitor's language; of the chosen one without a code."""
        return names.region(code or self.chosen.region)

    @property
    def scope(self) -> str:
        """The chosen place, and the sector where one is chosen."""
        if self.chosen.sector == TOTAL:
            return self.place()
        return say("visit.place_sector", place=self.place(), sector=names.sector(self.chosen.sector))

    def line(self, gap: str = "small") -> DeltaGenerator:
        """One line for the page's own choices, with the filters after them."""
        return st.container(key="asking", horizontal=True, vertical_alignment="bottom", gap=gap)  # type: ignore[arg-type]

    def filtered(
        self,
        *offered: str,
        line: DeltaGenerator | None = None,
        periods: Sequence[str] | None = None,
        sectors: Sequence[str] | None = None,
        heeded: Sequence[str] = (),
    ) -> "Visit":
        """The same visit with the filters of the address, drawn here (or in `line`).

        Periods and sectors are those that the visit's statement (or any) has figures for, unless given.
        Of what is not offered the page heeds `heeded` itself; of the rest it is said that it has no effect.
        """
        told = self._known("periods", periods) if "period" in offered else ()
        with line or nullcontext():
            chosen = filters.bar(
                regions=filters.places() if "region" in offered else (),
                sectors=self._known("sectors_known", sectors) if "sector" in offered else (),
                periods=told,
                bases=list(plan().bases) if "basis" in offered else (),
            )
        _unused([name for name in OFFERED if name not in (*offered, *heeded)])
        return replace(self, chosen=chosen, past=chosen.period not in (None, *told[:1]))

    def _known(self, question: str, given: Sequence[str] | None) -> Sequence[str]:
        """The codes that a question answers with, unless the page gives others."""
        if given is not None:
            return given
        return [str(next(iter(row.values()))) for row in self.ask(question, statement=self.statement or None)]

    def on(self, statement: str) -> "Visit":
        """The same visit about one statement: its workbooks are the page's, its figures fill the filters.

        The window is named by it too.
        """
        page.entitle(names.statement(statement))
        return replace(self, statement=statement, sheets=plan().statements[statement].templates)

    def newest(self, period: str | None) -> "Visit":
        """The same visit, where choosing this period means to choose none: it is what is shown anyway."""
        chosen = self.chosen if self.chosen.period != period else replace(self.chosen, period=None)
        return replace(self, chosen=chosen)

    def at(self, as_of: str) -> "Visit":
        """The same visit, whose figures are told as of this period or day (already spoken)."""
        return replace(self, told_as_of=as_of)

    @property
    def as_of(self) -> str:
        """How far the figures reach, spoken: as the page says, else the last day of the period."""
        return self.told_as_of or words.date(self.until)

    @property
    def source(self) -> str:
        """Where the figures come from: as the page says, else its workbooks by name."""
        return self.told_source or names.templates(self.sheets)

    def about(
        self,
        title: str,
        measure: str,
        rows: Sequence[Row] = (),
        *,
        sheets: Sequence[str] = (),
        statement: str = "",
        as_of: str = "",
    ) -> About:
        """The frame around one chart or table: `rows` tell the grades, a statement its method and trace."""
        known = plan().statements.get(statement)
        told = tuple(sheets) or (() if known is None else known.templates)
        spoken = statement or self.statement
        method = ""
        if known is not None:
            method = words.pick(f"{known.method}{known.boundary}", f"{known.method_en} {known.boundary_en}")
        return About(
            title=title,
            measure=measure,
            source=names.templates(told) if told else self.source,
            method=method.strip(),
            snapshot=self.snapshot,
            as_of=as_of or self.as_of,
            grades=grades(rows),
            trace={} if known is None else {"id": known.id},
            subject=names.statement(spoken) if spoken else page.named(),
            place=self.scope,
        )

    def head(self, headline: str, subline: str = "", rows: Sequence[Row] = ()) -> None:
        """The sentence a leader reads first, above the filters; demonstration data among the rows say so."""
        with self.top:
            page.head(headline, subline, grades(rows))

    def foot(
        self, rows: Sequence[Row] = (), *, as_of: str | None = None, contact: str = "", demo: bool = False
    ) -> None:
        """The line below: source, as-of, next due day of the page's sheets, who answers, the snapshot."""
        due = [
            row["due_on"]
            for row in self.ask("due_next", today=self.today.isoformat())
            if not self.sheets or row["template"] in self.sheets
        ]
        described = [code for code in self.sheets if code in plan().templates]
        contact = contact or (names.owner(described[0]) if described else "")
        shown = self.told_as_of or self.chosen.period if as_of is None else as_of
        demo = demo or "demo" in grades(rows)
        page.foot(self.snapshot, shown or None, self.source, min(due, default=None), contact, demo)

    def missing(self, *sheets: str, place: str = "") -> None:
        """A box that says which workbook is missing and who owes it."""
        code = (sheets or self.sheets)[0]
        owner = names.owner(code)
        page.empty(f"{place} {names.template(code)}".strip(), owner)

    def end(self, headline: str, *, what: str = "", who: str = "", place: str = "") -> NoReturn:
        """Ends a page that has nothing to show: the sentence, what is missing and who owes it, the foot."""
        self.head(headline)
        if what or not self.sheets:
            page.empty(what or say("snapshot.nothing_what"), who)
        else:
            self.missing(place=place)
        self.foot()
        st.stop()


def open_page(
    action: str,
    *,
    filters: Sequence[str] = (),
    sheets: Sequence[str] = (),
    source: str = "",
    statement: str = "",
    newest: bool = False,
) -> Visit:
    """Lets a visitor in: guard, snapshot, the top of the page, and the filters (none: the page draws them).

    `sheets` are the workbooks the page draws from, the one asked for first when nothing is there;
    `source` says in words what is no list of workbooks. Ends the page where nothing is published yet,
    unless it is about the `newest` snapshot alone, whatever the address asks for: where data are sent and
    taken back, the first publication is yet to come, the snapshot is "" and no question has an answer.
    """
    person = guard.require(action)
    with trouble.in_words():
        current = _current(newest)
    if newest:
        return Visit(
            person,
            current.id if current else "",
            clock.today(),
            st.container(key="top"),
            tuple(sheets),
            source,
        )
    if current is None:
        page.head(say("snapshot.nothing"))
        if sheets:
            owner = names.owner(sheets[0])
            page.empty(names.template(sheets[0]), owner)
        else:
            page.empty(say("snapshot.nothing_what"))
        st.stop()
    with trouble.in_words():
        opened = choices.snapshot(current)
        today = _today(opened, current.id)
    top = st.container(key="top")
    visit = Visit(person, opened, today, top, tuple(sheets), source, statement)
    return visit.filtered(*filters) if filters else visit


def _current(newest: bool) -> Snapshot | None:
    """What is published; None before the first publication. Its file gone is said, and ends other pages."""
    try:
        return asking.current() if newest else ahead.shown()
    except SnapshotGone:
        trouble.say_code("snapshot_gone")
        if not newest:
            st.stop()
    except NoSnapshot:
        return None
    return None


def _today(opened: str, current: str) -> dt.date:
    """Today; of an earlier snapshot the day it was published, after which it knows of nothing."""
    if opened == current:
        return clock.today()
    published = str(asking.ask_rows("snapshot_facts", snapshot=opened)[0]["published_at"])
    return min(clock.today(), dt.date.fromisoformat(published[:10]))


def _unused(missing: Sequence[str]) -> None:
    """Says which filters of the address have no meaning on this page, instead of pretending to apply them."""
    asked = st.query_params.to_dict()
    given = [say(f"filter.{name}") for name in missing if name in asked]
    told = [say("asked.unused", what=say("asked.and").join(given))] if given else []
    here = st.session_state.get("peak_page", "")
    foreign = [
        say(words_of) for name, (words_of, home) in OF_ONE_PAGE.items() if name in asked and home != here
    ]
    told += [say("asked.elsewhere", what=say("asked.and").join(foreign))] if foreign and here else []
    for text in told:
        st.html(f'<p class="peak-measure">{escape(text)}</p>')
