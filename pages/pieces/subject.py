"""Says what all charts of one statement's page share: source, method, trace, who answers, the foot."""

from dataclasses import dataclass

import pandas as pd

from data.plan import plan
from data.plan.model import Statement, Template
from pages.frame import page
from pages.pieces.tables import grades_of
from pages.speech import names, words
from pages.speech.about import About
from pages.speech.words import say


@dataclass(frozen=True)
class Subject:
    """A statement as one snapshot tells it; `as_of` is already in the visitor's language."""

    statement: str
    snapshot: str = ""
    as_of: str = ""

    @property
    def known(self) -> Statement:
        return plan().statements[self.statement]

    @property
    def sheet(self) -> Template:
        """The workbook that answers first."""
        return plan().templates[self.known.templates[0]]

    @property
    def source(self) -> str:
        """Every workbook whose figures may stand in the charts."""
        sheets = [plan().templates[code] for code in self.known.templates]
        return say("asked.list").join(words.pick(sheet.name, sheet.name_en) for sheet in sheets)

    def about(self, title: str, measure: str, frame: pd.DataFrame, as_of: str = "") -> About:
        """The frame around one chart; `frame` tells the grades."""
        known = self.known
        return About(
            title=title,
            measure=measure,
            source=self.source,
            method=words.pick(f"{known.method}{known.boundary}", f"{known.method_en} {known.boundary_en}"),
            snapshot=self.snapshot,
            as_of=as_of or self.as_of,
            grades=grades_of(frame),
            trace={"id": self.statement},
        )

    def empty(self, place: str = "") -> None:
        """What is missing and who owes it."""
        sheet = words.pick(self.sheet.name, self.sheet.name_en)
        page.empty(f"{place} {sheet}".strip(), names.owner(self.sheet.id))

    def foot(self, due: pd.DataFrame, demo: bool) -> None:
        """The page's foot; `due` holds the next due sheet of every template."""
        mine = due[due["template"] == self.sheet.id]
        page.foot(
            self.snapshot,
            self.as_of,
            source=self.source,
            next_update=None if mine.empty else mine.iloc[0]["due_on"],
            contact=names.owner(self.sheet.id),
            demo=demo,
        )

    def heading(self, field: str) -> str:
        """A column's heading as the workbook writes it."""
        column = self.sheet.column(field)
        return field if column is None else words.pick(column.heading, column.heading_en)
