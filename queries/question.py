"""What a question says of itself in its header, and the rows that answer it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
KINDS = frozenset(
    {
        "text",  # written as it comes: notes, file names
        "enterprise",  # the row is its own (`name enterprise of S12`, or `of` a column of ledgers, templates)
        "named",  # an enterprise that stands in `<field>_region`, told beside: `oldest named of ledger`
        "number",  # with unit and decimals: `value number % 1`, or `value number of unit` where it varies
        "whole",  # a number that is always whole: counts, years, days, ranks
        "flag",  # yes or no
        "date",
        "time",
        "year",
        "period",
        "region",
        "sector",
        "category",
        "industry",
        "product",
        "basis",
        "statement",
        "department",
        "task",
        "score_item",
        "chapter",
        "template",
        "status",
        "state",  # of a ledger: `state state of ledger`, or of a fixed one: `state state of sheets`
        "grade",
        "maturity",
        "unit",
        "energy",
        "option",  # of a template's column: `product option of S8.product`
        "code",  # belongs to its question alone: no name of the plan's
    }
)


class BadHeader(Exception):
    """A question's header says something that cannot be read."""


@dataclass(frozen=True)
class Field:
    """One column of an answer: its kind, its unit and decimals, and what it is a state or a number of.

    `of` is another column of the answer; for a state it may also be the code of a ledger.
    """

    name: str
    kind: str
    unit: str = ""
    decimals: int | None = None
    of: str = ""


@dataclass(frozen=True)
class Question:
    """One .sql file: the question in words, what a row is, its parameters and columns, its SELECT."""

    name: str
    words: str
    one_row_per: str
    params: tuple[str, ...]
    columns: tuple[Field, ...]
    needs_previous: bool
    sql: str

    def column(self, name: str) -> Field | None:
        """The column of that name, as the header tells it."""
        return next((field for field in self.columns if field.name == name), None)


class Rows(list[Row]):
    """Plain rows that remember which question they answer; what is made of them remembers it too.

    `folded`: rows of enterprises that whoever asks sees as sums only; they name nobody (queries/folding.py).
    """

    def __init__(
        self, rows: Iterable[Row] = (), question: Question | None = None, folded: Iterable[Row] = ()
    ) -> None:
        super().__init__(rows)
        self.question = question
        self.folded = tuple(folded)

    @property
    def total(self) -> int:
        """How many there are, those that are seen as sums only too."""
        return len(self) + len(self.folded)

    def told(self, rows: Iterable[Row]) -> "Rows":
        """Other rows that answer the same question: sorted, cut, or written anew."""
        return Rows(rows, self.question, self.folded)

    def kept(self, test: Callable[[Row], object]) -> "Rows":
        """Those of the rows that pass."""
        folded = (row for row in self.folded if test(row))
        return Rows((row for row in self if test(row)), self.question, folded)

    def plus(self, **fields: Callable[[Row], Any]) -> "Rows":
        """The same rows with more fields, each made of its row."""
        return self.told({**row, **{name: make(row) for name, make in fields.items()}} for row in self)


def read(name: str, text: str) -> Question:
    """The question that a file's text holds. Raises BadHeader for columns that cannot be read."""
    head = text.splitlines()
    words, rows, params = (line.removeprefix("--").strip() for line in head[:3])
    listed = params.removeprefix("Params:").strip()
    taken = () if listed == "(none)" else tuple(part.strip() for part in listed.split(","))
    one_row_per = rows.removeprefix("One row per:").strip()
    return Question(name, words, one_row_per, taken, columns(name, head[3:]), "previous." in text, text)


def columns(name: str, lines: Iterable[str]) -> tuple[Field, ...]:
    """The columns of a header, over as many lines as needed: `-- Columns: region region; value number %`."""
    told: list[str] = []
    for line in lines:
        if not line.startswith("--"):
            break
        told.append(line.removeprefix("--").strip())
    whole = " ".join(told)
    if not whole.startswith("Columns:"):
        return ()
    parts = [part.strip() for part in whole.removeprefix("Columns:").split(";")]
    return tuple(_field(name, part) for part in parts if part)


def _field(question: str, told: str) -> Field:
    """`field kind [of column] [unit] [decimals]`."""
    field, _, rest = told.partition(" ")
    kind, *left = rest.split() or [""]
    of = left[1] if left[:1] == ["of"] and len(left) > 1 else ""
    left = left[2:] if of else left
    decimals = int(left.pop()) if left and left[-1].isdigit() else None
    if kind not in KINDS or len(left) > 1 or left == ["of"]:
        raise BadHeader(f"{question}.sql: {told!r} is not `field kind [of column] [unit] [decimals]`")
    return Field(field, kind, left[0] if left else "", decimals, of)


def grades(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The grades in some rows, each once."""
    return sorted({str(row["grade"]) for row in rows if row.get("grade")})
