"""What is proposed for a workbook of a bureau's own: its parts, as they cross to the page."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Guess:
    """A field that fits a column, and how sure that is (0…1)."""

    field: str
    sure: float


@dataclass(frozen=True)
class Other:
    """Another template that the workbook resembles."""

    template: str
    name: str
    sure: float


@dataclass(frozen=True)
class Proposed:
    """One column (or name of a figure) and the field proposed for it."""

    path: tuple[str, ...]
    along: str
    sheet: str
    cell: str
    cells: tuple[str, ...]
    field: str = ""
    sure: float = 0.0
    why: str = ""
    others: tuple[Guess, ...] = ()
    unit: str = ""
    unit_normalised: str = ""
    single: bool = False
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """A period or a place, and where it stands."""

    value: str
    words: str
    source: str
    sheet: str = ""
    cell: str = ""
    text: str = ""


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Asked:
    """What the workbook does not say and is to be asked once."""

    field: str
    heading: str
    heading_en: str
    kind: str
    required: bool
    value: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Marks:
    """The cells of a sheet by what they are for."""

    sheet: str
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """Everything proposed; see data/ingest/layouts/__init__.py for the parts."""

    template: str
    template_name: str
    sure: float
    why: str
    shape: str
    columns: tuple[Proposed, ...]
    asked: tuple[Asked, ...]
    marks: tuple[Marks, ...]
    rows: int
    others: tuple[Other, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)
    period: Told | None = None
    place: Told | None = None
    based_on: str = ""

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)
