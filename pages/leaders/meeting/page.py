"""会议: the deck of a meeting, in place of any page that is presented: one thing on each screen."""

from functools import cache
from pathlib import Path

import streamlit as st

from data.plan import TOTAL, plan
from pages.frame.visit import Visit, open_page
from pages.leaders.meeting import deck, pictures, places, problem, sides, since, slides
from pages.leaders.meeting.deck import Deck, Slide
from pages.leaders.meeting.slides import Content
from pages.pieces import cards
from pages.speech.words import say
from queries.question import Row, Rows, grades

WHERE = ("region", "sector", "basis")


def main() -> None:
    visit = open_page("view", filters=(*WHERE, "period"), source=say("overview.source"))
    meeting = Meeting(visit)
    made = meeting.deck()
    asked = _asked(made)
    with st.container(key="deck", gap=None):
        st.html(f"<style>{sheet()}{first(asked)}</style>{slides.root(made)}")
        rooms = {slide.code: st.container(key=f"slide-{slide.code}", gap=None) for slide in made.slides}
        for slide in made.outward(asked):
            with rooms[slide.code]:
                st.html(slides.slide_html(visit, made, slide, meeting.content(slide)))


def _asked(made: Deck) -> str:
    """The slide that the address asks for, where there is one; else the page's own, else the first."""
    codes = {slide.code for slide in made.slides}
    wanted = st.query_params.get("slide", "")
    return wanted if wanted in codes else made.slides[0].code


@cache
def sheet() -> str:
    """How a slide looks on the screen and on paper."""
    return Path(__file__).with_name("deck.css").read_text(encoding="utf-8")


def first(code: str) -> str:
    """Shows the slide asked for until the script pages."""
    return f'@media screen {{ .peak-slide[data-slide="{code}"] {{ display: flex; }} }}'


class Meeting:
    """The answers that the deck is made of, asked once a visit."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.standings = visit.ask("statements_standing", **visit.given(*WHERE, "period"))
        whole = visit.everywhere and visit.chosen.sector == TOTAL
        self.matrix = visit.ask("standing_matrix", **visit.given("period")) if whole else Rows()
        self.duties = visit.ask("tasks_by_department", as_of=visit.day)
        self.late = self.duties.kept(lambda row: row["late"]) if whole else Rows()
        here = not visit.everywhere
        due = visit.ask("ledger_due", **visit.given("region", "sector"), within_days=0, as_of=visit.day)
        self.overdue = due.kept(lambda row: row["days_left"] < 0) if here else Rows()
        self.sheets = visit.ask("late_sheets", **visit.given("region")) if here else Rows()
        self.since = since.meeting(visit)
        self.changes = Rows()
        if self.since.generation != visit.generation:
            earlier = visit.compared(self.since.generation)
            self.changes = earlier.ask("what_changed", **visit.given(*WHERE))
        self.decided = visit.ask("decisions", **visit.given("region"))
        self.problems: dict[str, problem.Problem] = {}

    def deck(self) -> Deck:
        """The slides of this visit."""
        return deck.deck(
            self.standings,
            counties=bool(self.matrix),
            tasks=bool(self.late),
            owed=bool(self.overdue.total or self.sheets),
            changes=bool(self.changes),
            became=bool(self._became),
            decisions=bool(self._today),
            asked=st.query_params.get("slide", ""),
            known=plan().statements,
        )

    @property
    def _became(self) -> Rows:
        """What the last meeting decided, and what is still open of those before it."""
        last = self.since.met_on
        return self.decided.kept(
            lambda row: row["met_on"] < self.visit.day and (row["open"] or row["met_on"] == last)
        )

    @property
    def _today(self) -> Rows:
        """What is decided in this meeting."""
        return self.decided.kept(lambda row: row["met_on"] == self.visit.day)

    def content(self, slide: Slide) -> Content:
        """What stands on a slide."""
        if slide.kind == deck.STATEMENT:
            return self._statement(self._row(slide.code))
        if slide.kind == deck.OVERVIEW:
            return sides.overview(self.visit, self.standings)
        if slide.kind == deck.COUNTIES:
            return places.matrix(self.matrix, [row["statement"] for row in self.standings if row["wanting"]])
        if slide.kind == deck.TASKS:
            return sides.tasks(self.late)
        if slide.kind == deck.OWED:
            return sides.owing(self.visit.place(), self.sheets, self.overdue)
        if slide.kind == deck.CHANGES:
            return sides.changes(self.changes, self.since.told)
        return sides.decided(self._became if slide.kind == deck.BECAME else self._today)

    def _row(self, statement: str) -> Row:
        return next(row for row in self.standings if row["statement"] == statement)

    def problem(self, row: Row) -> problem.Problem:
        """The answers about one statement, asked once."""
        code = str(row["statement"])
        if code not in self.problems:
            self.problems[code] = problem.asked(self.visit, row, self.duties, self.decided)
        return self.problems[code]

    def _statement(self, row: Row) -> Content:
        found = self.problem(row)
        picture = pictures.of(self.visit, found)
        facts = sides.facts(problem.facts(found))
        drawn = pictures.markup(picture) if picture is not None else ""
        body = f'<div class="peak-slide-answer">{cards.large_html(found.card)}{facts}</div>{drawn}'
        subline = f"{found.statement} · {self.visit.scope}"
        return Content(problem.headline(found), body, subline, demo="demo" in grades([row]))


main()
