"""The shape of a page type: its first chart, why, who, what it would take, and what it draws below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pages.analysts.indicator.subject import Subject

Draw = Callable[[], None]


@dataclass(frozen=True)
class Absent:
    """A question without an answer here, and the reason in a word; it is not drawn."""

    reason: str


Answer = Sequence[str] | Absent


def nothing(subject: Subject) -> list[Draw]:
    """No blocks of its own."""
    return []


@dataclass(frozen=True)
class Kind:
    """How one kind of promise is told.

    `first` gives what draws its first chart, or None where there is nothing to draw; `why`, `who` and `take`
    answer in whole sentences; `blocks` is what only this kind draws below, `asides` beside the outlook.
    """

    first: Callable[[Subject], Draw | None]
    why: Callable[[Subject], Answer]
    who: Callable[[Subject], Answer]
    take: Callable[[Subject], Answer]
    blocks: Callable[[Subject], list[Draw]] = nothing
    asides: Callable[[Subject], list[Draw]] = nothing


def told(*sentences: str, otherwise: str) -> Answer:
    """The sentences that say something; Absent with the reason `otherwise` where none does."""
    kept = [sentence for sentence in sentences if sentence]
    return kept or Absent(otherwise)
