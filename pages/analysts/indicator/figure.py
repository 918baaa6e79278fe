"""Says the number that the page is about: a statement's value in its unit at one period."""

from dataclasses import dataclass

from data.plan import Statement
from pages.charts.measure import Measure
from pages.speech import names, words
from pages.speech.words import language


@dataclass(frozen=True)
class Figure:
    """A statement at one period, with as many decimals as tell it from its target; `scope` is spoken."""

    statement: Statement
    period: str
    scope: str
    decimals: int

    @property
    def name(self) -> str:
        return names.statement(self.statement.id)

    @property
    def when(self) -> str:
        return words.period(self.period)

    @property
    def unit(self) -> str:
        return names.unit(self.statement.unit)

    @property
    def measure(self) -> Measure:
        return Measure(self.statement.unit, self.decimals, language())

    def write(self, value: float | None) -> str:
        return words.number(value, self.statement.unit, self.decimals)
