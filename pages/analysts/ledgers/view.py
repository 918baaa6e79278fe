"""Holds what a ledger of numbers is looked at through: the ledger, its statement, snapshot and filters."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.plan import TOTAL, Statement
from pages.frame.filters import Chosen
from pages.pieces.ledger_kinds import Ledger
from pages.pieces.tables import grades_of
from pages.speech import names, words
from pages.speech.about import About
from pages.speech.words import say
from queries.question import Row, grades


@dataclass(frozen=True)
class View:
    """One ledger of numbers in one place, sector and period."""

    ledger: Ledger
    statement: Statement
    snapshot: str
    chosen: Chosen

    @property
    def place(self) -> str:
        place = names.region(self.chosen.region)
        if self.chosen.sector == TOTAL:
            return place
        return say("ledgers.place_sector", place=place, sector=names.sector(self.chosen.sector))

    @property
    def when(self) -> str:
        return words.period(self.chosen.period)

    def about(self, title: str, measure: str, frame: pd.DataFrame) -> About:
        """The frame around a chart or table of this ledger."""
        return About(
            title=title,
            measure=f"{measure} · {self.place} · {self.when}",
            source=self.ledger.source,
            method=words.pick(self.statement.method, self.statement.method_en),
            snapshot=self.snapshot,
            as_of=self.when,
            grades=grades_of(frame),
            trace={"id": self.statement.id},
        )

    def bare(self, title: str, measure: str, rows: Sequence[Row]) -> About:
        """The same without the place and the way to the statement: for the cells behind it."""
        return About(title, measure, self.ledger.source, "", self.snapshot, self.when, grades(rows))
