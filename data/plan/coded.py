"""The shapes of the coded lists: places, industries, products, units, bureaus, tasks, targets."""

import datetime
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1949, 2100  # of figures that may be read
SCORED = frozenset({"county", "department"})
SCORE_SOURCES = frozenset({"statement", "led_statements", "tasks", "sheets"})


@dataclass(frozen=True)
class Named:
    """Anything with a stable code, a Chinese and an English name, and other spellings people use."""

    code: str
    name: str
    name_en: str
    aliases: tuple[str, ...] = ()
    short: str = ""
    short_en: str = ""

    def label(self, lang: str = "zh") -> str:
        """The short name on the screen, in the language asked for."""
        return (self.short_en or self.name_en) if lang == "en" else (self.short or self.name)


@dataclass(frozen=True)
class Dated(Named):
    """A county, zone or department with the years of its life: from `valid_from` until before `valid_to`.

    Both are days; empty means always. What it owed passes to `successor` on the day of `valid_to`.
    """

    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""

    def alive(self, day: datetime.date) -> bool:
        """Whether it exists on a day."""
        text = day.isoformat()
        return self.valid_from <= text and (not self.valid_to or text < self.valid_to)

    @property
    def first_year(self) -> int:
        """The first year that ends with it; 0 when it has always been."""
        return int(self.valid_from[:4]) if self.valid_from else 0

    @property
    def last_year(self) -> int:
        """The last year that ends with it; 9999 when no end is known."""
        return int(self.valid_to[:4]) - 1 if self.valid_to else 9999


@dataclass(frozen=True)
class Region(Dated):
    """A city, county or development zone; zones are never summable with counties."""

    kind: str = "county"
    parent: str = ""
    summable: bool = True
    administered_by: str = ""


@dataclass(frozen=True)
class Sector(Named):
    """A GB/T 4754-2017 division, or TOTAL for all industry above designated size."""

    section: str = ""


@dataclass(frozen=True)
class Industry(Named):
    """One of the plan's five key industries, made of divisions."""

    sectors: tuple[str, ...] = ()
    task: str = ""


@dataclass(frozen=True)
class Unit:
    """A unit and how many of its dimension's base unit it holds (1 万吨标准煤 = 10 000 吨标准煤).

    One without a dimension is known by its spellings only: nothing is counted in it or converted from it.
    """

    unit: str
    name_en: str
    dimension: str
    factor: float
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Product(Named):
    """A product of the unit-consumption sheet: the division that makes it, and whose target it has."""

    sector: str = ""
    statement: str = ""


@dataclass(frozen=True)
class Status(Named):
    """A word of the status vocabulary with its shape and colours, the worst first by `rank`.

    `judged`: an answer; `wanting`: of these, bad news; `good`: of these, good news (neither: it still
    waits); `met`: of these, the target is met; `speaks`: something was reported; `chosen`: a person may
    choose it where no number can answer; `absent`: there is nothing here that could be judged.
    """

    shape: str = ""
    colour_light: str = ""
    colour_dark: str = ""
    rank: int = 0
    judged: bool = False
    wanting: bool = False
    good: bool = False
    met: bool = False
    speaks: bool = False
    chosen: bool = False
    absent: bool = False

    @property
    def telling_order(self) -> tuple[bool, int]:
        """Its place in a sentence: good news first, then bad, then what still waits."""
        return not (self.good or self.wanting), -self.rank


@dataclass(frozen=True)
class Grade(Named):
    """Where a number comes from; a higher rank taints what is made of it."""

    letter: str = ""
    rank: int = 0
    publishable: bool = True


@dataclass(frozen=True)
class Maturity(Named):
    """快报 < 初核 < 终核."""

    rank: int = 0


@dataclass(frozen=True)
class ItemName:
    """What a part of a statement is called where no sheet offers it as a choice."""

    statement: str
    item: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Department(Dated):
    """A bureau; in_plan tells those that the plan itself names, several a group of units (never scored)."""

    in_plan: bool = True
    several: bool = False


@dataclass(frozen=True)
class Task(Named):
    """One of the 36 tasks; the first department leads."""

    departments: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The plan's own number of the task."""
        return self.code


@dataclass(frozen=True)
class Target:
    """A number promised for a place, a sector and a year (no year: always), with where it stands.

    The base belongs to the target: a later one may be counted from another year.
    """

    statement: str
    region: str
    sector: str
    base_year: int | None
    base_value: float | None
    year: int | None
    value: float
    comparison: str
    source: str
    valid_from: str
    source_en: str = ""


@dataclass(frozen=True)
class ScoreItem(Named):
    """One line of the assessment: whom it scores, from which numbers, its weight, cap and veto statuses."""

    scored: str = "county"
    source: str = "statement"
    statement: str = ""
    weight: float = 0.0
    cap: float = 1.0
    veto: tuple[str, ...] = ()
