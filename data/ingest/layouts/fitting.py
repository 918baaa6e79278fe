"""Proposes a field of a template for each column of a table, by its words, its unit and what stands in it."""

from dataclasses import dataclass
from functools import lru_cache

from data.ingest.layouts.matching import LEAST, likeness, unit_fits
from data.ingest.layouts.proposal import Guess
from data.ingest.layouts.seen import Line
from data.ingest.tables.values import SERIAL
from data.ingest.words.credit_codes import credit_code_fault
from data.ingest.words.days import day_of
from data.ingest.words.names import choice_of, code_of, squeeze
from data.ingest.words.periods import parse_period
from data.plan import Template, plan
from data.plan.model import Column

CODED = ("region", "sector", "category", "basis", "maturity")
MOSTLY, HARDLY = 0.6, 0.2
OTHERS = 4
KNOWN_WORDS = 0.6  # how well a heading must fit a period for numbers of days to be one
LOOKED_AT = 60  # cells of a column


@dataclass(frozen=True)
class Fit:
    """A field for a column, how sure (0…1) and why."""

    field: str
    sure: float
    why: str


@lru_cache(maxsize=50_000)
def belongs(template_id: str, field: str, text: str) -> bool:
    """Whether a text is one that a column of words takes."""
    column = plan().templates[template_id].column(field)
    if column is None:
        return False
    kind = column.kind
    if kind == "choice":
        return choice_of(column.choices, text) is not None
    if kind in CODED:
        return code_of(kind, text) is not None
    if kind == "period":
        return parse_period(text) is not None
    if kind == "credit_code":
        return not credit_code_fault(squeeze(text).upper())
    return False


def share(template: Template, column: Column, line: Line) -> float:
    """The share of a line's cells that a column of words takes; of the first of them."""
    looked_at = set(line.texts[:LOOKED_AT])
    told = sum(belongs(template.id, column.field, text) for text in looked_at)
    return told / len(looked_at) if looked_at else 0.0


def fit(template: Template, column: Column, line: Line, title: str) -> Fit:
    """How well a line fits one column of a template."""
    words = likeness(template.id, column.field, line.path, title)
    if column.numeric:
        return fit_of_number(column, line, words)
    if column.kind == "text":
        if line.count and line.numbers == line.count and words < 0.95:
            return Fit(column.field, 0.0, "")
        return named(column, words)
    if column.kind == "date":
        told = line.dates + sum(day_of(text) is not None for text in line.texts[:LOOKED_AT])
        enough = told * 2 >= min(line.count, LOOKED_AT) or any("年" in text for text in line.texts)
        return named(column, words if enough else words * 0.5)
    held = share(template, column, line)
    if held >= MOSTLY:
        return Fit(column.field, 0.7 * held + 0.3 * words, "same_words" if words > 0.95 else "contents")
    if column.kind == "period" and words >= KNOWN_WORDS and line.texts and all(map(is_serial, line.texts)):
        return named(column, words)
    if held <= HARDLY and column.kind == "choice" and column.field in template.key and words > 0.95:
        return named(column, words * 0.75)  # words that the list lacks are told row by row, never asked once
    return named(column, words if held > HARDLY else words * 0.5)


def is_serial(text: str) -> bool:
    """Whether a text is the number of a day whose cell lost its format."""
    return text.isdigit() and SERIAL[0] < int(text) < SERIAL[1]


def fit_of_number(column: Column, line: Line, words: float) -> Fit:
    """How well a line of numbers fits: never a month by itself, never a unit of another kind."""
    fits = unit_fits(column, line.unit)
    if line.numbers * 2 < line.count or line.single or fits is False:
        return Fit(column.field, 0.0, "")
    return named(column, words if fits else words * 0.97)


def named(column: Column, words: float) -> Fit:
    """A fit by the words alone."""
    return Fit(column.field, round(words, 3), "same_words" if words > 0.95 else "similar_words")


def fits_of(template: Template, lines: list[Line], title: str) -> dict[int, list[Fit]]:
    """Every field that fits each line, best first, by the line's place in the list."""
    found = {}
    for at, line in enumerate(lines):
        fits = [fit(template, column, line, title) for column in template.columns]
        found[at] = sorted((f for f in fits if f.sure >= LEAST), key=lambda f: -f.sure)
    return found


def assigned(fits: dict[int, list[Fit]]) -> dict[int, Fit]:
    """One field for each line, no field twice, the surest first."""
    every = sorted(
        ((f.sure, -at, f) for at, told in fits.items() for f in told), key=lambda e: e[:2], reverse=True
    )
    taken: dict[int, Fit] = {}
    for _, at, found in every:
        if -at not in taken and found.field not in {other.field for other in taken.values()}:
            taken[-at] = found
    return taken


def guesses(told: list[Fit], chosen: Fit | None) -> tuple[Guess, ...]:
    """The other fields that fit."""
    return tuple(Guess(f.field, round(f.sure, 2)) for f in told if f is not chosen)[:OTHERS]
