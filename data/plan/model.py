"""The shapes of the promise: what a region, a statement, a target, a template column are."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from data.plan.checks import Check
from data.plan.coded import Department, Industry, ItemName, Product, Region, ScoreItem, Sector, Target, Task
from data.plan.coded import Grade as Grade
from data.plan.coded import Maturity as Maturity
from data.plan.coded import Named as Named
from data.plan.coded import Status as Status
from data.plan.coded import Unit as Unit
from data.plan.ledger import PLAIN, Ledger, LedgerState

ITEMS = frozenset(["choices", "industries", "enterprises"])  # what the parts of a statement are
# Whose members a number rests on (data/snapshot/rosters/member_reports.sql).
MINIMUM_COVERAGE = "roster.minimum_coverage"  # the share that must have come of what a roster expects
ROSTERS = frozenset(
    ["energy", "products", "materials", "processes", "counted_processes", "monitoring", "waste", "plans"]
)
RULES = frozenset(
    {
        "reduction",
        "at_least",
        "above",
        "at_most",
        "count",
        "coverage",
        "hold",
        "outpace",
        "falls_every_year",
        "rises_every_year",
        "falls_from_base",
        "rises_from_base",
        "peak_before",
        "deadline",
        "budget",
        "beats_own",
        "band",
        "narrative",
    }
)
FROM_BASE = frozenset({"reduction", "outpace"})  # rules whose number is counted from the target's base
COLUMN_KINDS = frozenset(
    ("period", "region", "sector", "category", "number", "percent", "text", "date", "choice", "basis",
     "maturity", "credit_code")
)  # fmt: skip
OWED_BY = frozenset({"places", "departments"})
FREQUENCIES = frozenset(["monthly", "quarterly", "yearly", "as_needed"])

Setting = float | str | list[str]

TOTAL = "TOTAL"  # all sectors, categories or parts together
DEFAULT_BASIS = "calorific"  # how energy is counted where nobody says otherwise


class PlanError(Exception):
    """Everything that contradicts itself in the plan files, said at once."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("计划文件有矛盾 / the plan files contradict themselves:\n- " + "\n- ".join(faults))


@dataclass(frozen=True)
class Statement:
    """One measurable statement: what is measured, by which rule, from when to when, and who answers.

    `settings` names those that its number rests on, as section.name; its page shows them. `lists_all`: its
    sheet names every object of the whole city, so a place that it does not name has nothing due. With
    `counts_parts` its parts cannot be added, so it tells how many of them do as asked. `limits` (lowest,
    highest) are what no value can leave; without `carried_forward` there is no outlook, without `compounds`
    no second opinion by compound growth.
    """

    id: str
    name: str
    name_en: str
    chapter: str
    section: str
    rule: str
    unit: str
    direction: int
    decimals: int
    tasks: tuple[str, ...]
    templates: tuple[str, ...]
    breakdown: tuple[str, ...]
    boundary: str
    boundary_en: str
    departments: tuple[str, ...] = ()
    base_year: int | None = None
    due_year: int | None = None
    series: str = ""
    series_params: Mapping[str, str | int | list[str]] = field(default_factory=dict)
    roster: Mapping[str, str | bool] = field(default_factory=dict)
    method: str = ""
    method_en: str = ""
    path_from: int | None = None
    binds_everybody: bool = False
    of_the_city: bool = False
    published_as: str = ""
    standing: bool = False
    items: str = "choices"
    limits: Mapping[str, float] = field(default_factory=dict)
    carried_forward: bool = True
    compounds: bool = True
    settings: tuple[str, ...] = ()
    lists_all: bool = False
    counts_parts: bool = False

    @property
    def path_start(self) -> int | None:
        """The year the required path starts from: the base year unless the plan data say otherwise."""
        return self.path_from if self.path_from is not None else self.base_year

    @property
    def counted_from_base(self) -> bool:
        """Whether its number is counted from the base year of its target and says nothing beyond its end."""
        return self.rule in FROM_BASE

    @property
    def connected(self) -> bool:
        """Whether its numbers are computed; the others are shown as 尚未接入."""
        return bool(self.series)


@dataclass(frozen=True)
class Column:
    """One column of a workbook: what it is called, what may stand in it, and in which unit."""

    field: str
    heading: str
    heading_en: str
    kind: str
    required: bool
    aliases: tuple[str, ...] = ()
    unit: str = ""
    default: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    cumulative: bool = False
    additive: bool = False
    help: str = ""
    decimals: int = 1
    choices: tuple[Named, ...] = ()

    @property
    def numeric(self) -> bool:
        """Whether its cells hold numbers."""
        return self.kind in ("number", "percent")


@dataclass(frozen=True)
class Template:
    """One workbook a bureau sends: its columns, key, checks, and when it is due.

    `owed_by`: whether places or departments send it; `owed_from`: since which day its periods are owed (the
    setting's when empty); `speaks_on`: which days in it say how far the data reach; `speaks_until`: which of
    these a list without a period speaks up to; `not_enterprises`: rows named otherwise; `example`: by field;
    `line_by_line`: a workbook adds to what came before it; `public`: whose enterprises are published anyway.
    """

    id: str
    table: str
    name: str
    name_en: str
    department: str
    frequency: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    notes: tuple[str, ...]
    notes_en: tuple[str, ...]
    due_day: int = 0
    due_month: int = 0
    regions_due: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    item: str = ""
    entity: str = ""
    ledger: Ledger | None = None
    owed_by: str = "places"
    owed_from: str = ""
    speaks_on: tuple[str, ...] | None = None
    speaks_until: str = ""
    not_enterprises: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)
    line_by_line: bool = False
    public: bool = False

    @property
    def period(self) -> Column | None:
        """The column that says for which period a row is, or None for a list that is kept up to date."""
        return next((column for column in self.columns if column.kind == "period"), None)

    @property
    def reaching(self) -> tuple[str, ...]:
        """The fields whose days say how far the data reach: its period, unless it says otherwise."""
        if self.speaks_on is not None:
            return self.speaks_on
        return (self.period.field,) if self.period else ()

    def column(self, name: str) -> Column | None:
        """The column of that field name, or None."""
        return self._by_field.get(name)

    @cached_property
    def _by_field(self) -> dict[str, Column]:
        return {column.field: column for column in reversed(self.columns)}


@dataclass(frozen=True)
class Plan:
    """The whole promise as data; every mapping is keyed by stable code and keeps the files' order."""

    regions: dict[str, Region]
    sectors: dict[str, Sector]
    industries: dict[str, Industry]
    emerging: dict[str, Named]
    units: dict[str, Unit]
    statuses: dict[str, Status]
    grades: dict[str, Grade]
    maturities: dict[str, Maturity]
    bases: dict[str, Named]
    departments: dict[str, Department]
    tasks: dict[str, Task]
    chapters: dict[str, Named]
    statements: dict[str, Statement]
    targets: tuple[Target, ...]
    templates: dict[str, Template]
    settings: dict[str, dict[str, Setting]]
    factors: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict)
    scoring: dict[str, ScoreItem] = field(default_factory=dict)
    other_states: tuple[LedgerState, ...] = ()
    products: dict[str, Product] = field(default_factory=dict)
    item_names: tuple[ItemName, ...] = ()
    themes: dict[str, dict[str, str]] = field(default_factory=dict)

    def theme(self, page: str) -> tuple[str, ...]:
        """The statements a page speaks of, in the order of its cards."""
        return tuple(self.themes[page].values())

    def role(self, name: str) -> str:
        """The statement that has a role on a page: `energy.intensity` is the code of the intensity.

        Raises KeyError when themes.toml knows no such role.
        """
        page, _, role = name.partition(".")
        return self.themes[page][role]

    @property
    def ledgers(self) -> "dict[str, Template]":
        """The templates that are ledgers, by the ledger's code, in the order in which pages offer them."""
        known = [(item.ledger, item) for item in self.templates.values() if item.ledger is not None]
        return {ledger.code: item for ledger, item in sorted(known, key=lambda pair: pair[0].order)}

    @property
    def ledger_states(self) -> tuple[LedgerState, ...]:
        """The states of the rows of every ledger, of tasks and of sheets, in the order of a row's life."""
        own = [state for item in self.ledgers.values() if item.ledger for state in item.ledger.states]
        return (*own, *(state for state in self.other_states if state.ledger != PLAIN))

    def speaks_of(self, statement: str, sector: str) -> bool:
        """Whether a statement serves the task of the industry that a sector belongs to."""
        tasks = {item.task for item in self.industries.values() if sector in item.sectors}
        return not tasks.isdisjoint(self.statements[statement].tasks)

    def departments_of(self, statement: str, day: datetime.date | None = None) -> tuple[str, ...]:
        """Departments that answer for a statement, the lead first: its own, else those of its tasks.

        On a day those that answer then; without one, as the plan names them.
        """
        own = self.statements[statement]
        named = own.departments or tuple(c for task in own.tasks for c in self.tasks[task].departments)
        return self.answering(named, day)

    def answering(self, named: Iterable[str], day: datetime.date | None) -> tuple[str, ...]:
        """Who answers on a day for duties given to these departments; each once, in their order."""
        return tuple(dict.fromkeys(self.heir(code, day) for code in named))

    def heir(self, department: str, day: datetime.date | None) -> str:
        """The department itself, or from the day of its end whoever its duties have passed to."""
        own = self.departments[department]
        if day is None or not own.successor or day.isoformat() < own.valid_to:
            return department
        return self.heir(own.successor, day)

    @property
    def city(self) -> str:
        """The code of the city as a whole."""
        return next(code for code, region in self.regions.items() if region.kind == "city")

    def counties(self, year: int | None = None) -> list[str]:
        """The counties whose sum is the city at the end of a year; without one, all that are known."""
        return self.places("county", year)

    def zones(self, year: int | None = None) -> list[str]:
        """Development zones: reported beside the counties, never added to them."""
        return self.places("zone", year)

    def owing(self, template: str) -> list[str]:
        """The places that a template is due from: all that are known of the kinds it names."""
        return [code for kind in self.templates[template].regions_due for code in self.places(kind)]

    def places(self, kind: str, year: int | None = None) -> list[str]:
        """The codes of one kind of place that there were at the end of a year."""
        return [
            code
            for code, region in self.regions.items()
            if region.kind == kind and (year is None or region.first_year <= year <= region.last_year)
        ]

    def owed_from(self, template: str) -> datetime.date:
        """The day from which the periods of a template are owed: its own, else the setting's."""
        own = self.templates[template].owed_from
        return datetime.date.fromisoformat(own or str(self.settings["calendar"]["owed_from"]))

    def energy(self, code: str) -> dict[str, str]:
        """What energies.csv says of an energy; an empty row for an unknown one."""
        return next((row for row in self.factors["energies"] if row["code"] == code), {})

    def coefficient(self, energy: str, basis: str) -> float | None:
        """The citable coefficient of an energy (tce per its unit) for a basis; None without a single one.

        Source: standard_coal.csv; what is counted in 吨标准煤 is itself.
        """
        own = self.energy(energy)
        name = own.get(f"reference_{basis}", "")
        for row in self.factors["standard_coal"]:
            single = row["factor_low"] and row["factor_low"] == row["factor_high"]
            if name and row["energy"] == name and single:
                return float(row["factor_low"])
        return 1.0 if own.get("unit") == "吨标准煤" else None

    def setting(self, section: str, name: str) -> float:
        """A numeric setting of settings.toml."""
        value = self.settings[section][name]
        if isinstance(value, list):
            raise TypeError(f"{section}.{name} is a list")
        return float(value)

    def settings_of(self, statement: str) -> "dict[str, Setting]":
        """What the number of a statement rests on, by section.name in the order of its block."""
        own = self.statements[statement]
        named = (*own.settings, *([MINIMUM_COVERAGE] if own.roster else []))
        parts = [dotted.partition(".") for dotted in named]
        return {f"{section}.{name}": self.settings[section][name] for section, _, name in parts}
