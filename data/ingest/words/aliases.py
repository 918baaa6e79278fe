"""Words that a person once said stand for one of ours; asked only where no list of ours knows a word."""

import contextlib
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field

from data.ingest.words.names import choice_of, code_of, squeeze
from data.plan import Template
from data.plan.model import Column

CODED = ("region", "sector", "category", "basis", "maturity", "credit_code", "period")


@dataclass(frozen=True)
class Alias:
    """That `said` stands for `meant`; `kind` says where: region, heading:S1, choice:S5.level …"""

    kind: str
    said: str
    meant: str
    by: str = ""
    at: str = ""


@dataclass
class Known:
    """The aliases of one reading, by kind and squeezed word; and the places of those that were needed."""

    by_word: dict[tuple[str, str], tuple[int, Alias]] = field(default_factory=dict)
    used: dict[int, Alias] = field(default_factory=dict)


CURRENT: ContextVar[Known | None] = ContextVar("aliases", default=None)


@contextlib.contextmanager
def told(aliases: Iterable[Alias]) -> Iterator[Known]:
    """Inside, these aliases are known; a later one speaks in place of an earlier one of the same word."""
    known = Known({(a.kind, squeeze(a.said)): (at, a) for at, a in enumerate(aliases)})
    before = CURRENT.set(known)
    try:
        yield known
    finally:
        CURRENT.reset(before)


def meant(kind: str, said: str) -> str:
    """The word that a person said is meant, '' where nobody said anything; remembers that it was needed."""
    known = CURRENT.get()
    found = known.by_word.get((kind, squeeze(said))) if known and known.by_word else None
    if known is None or found is None:
        return ""
    known.used[found[0]] = found[1]
    return found[1].meant


def kind_of(template: Template, column: Column) -> str:
    """The kind of aliases that a column's words have, '' for a column without a list."""
    if column.kind == "choice":
        return f"choice:{template.id}.{column.field}"
    return column.kind if column.kind in CODED else ""


def taught(template: Template, column: Column, said: str) -> str | None:
    """The code of the word that a person said is meant in a column, or None."""
    word = meant(kind_of(template, column), said)
    if not word:
        return None
    return choice_of(column.choices, word) if column.kind == "choice" else code_of(column.kind, word)


def heading_kind(template_id: str) -> str:
    """The kind of aliases that the headings of a template have."""
    return f"heading:{template_id}"
