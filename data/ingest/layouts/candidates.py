"""Tries each template over each table: in columns, or with its names taken apart; and how well it fits."""

import re
from dataclasses import dataclass

from data.ingest.layouts.coordinates import NAMES, PERIOD, Spot, dimension_of, spots_of
from data.ingest.layouts.fitting import Fit, assigned, fits_of
from data.ingest.layouts.matching import is_single, pairs, path_key, unit_fits
from data.ingest.layouts.outside import periods_told
from data.ingest.layouts.seen import Line, Seen
from data.ingest.layouts.stored import StoredLayout
from data.ingest.tables.columns import NOT_INDICATORS
from data.ingest.words.names import squeeze
from data.ingest.words.units import key
from data.plan import Template

MOST_NUMBERS = 2_000  # of a table that are looked at
MOST_FIGURES = 60  # names of figures of a table: with more of them it is of another trade
MOST_LINES = 60  # columns of a table
NAMED, NAMING = 0.9, 3  # what a kind in the title counts, and the signs that it has more of
TITLED = 0.6  # of a template's name in a title, for its one figure to be meant
CROSSWISE = 0.05  # what a table must fit better crosswise to be read so
HARDLY_ASKED = 0.1  # what it counts where it differs from row to row
GIVEN = 0.7  # what a required field counts that can be asked once


@dataclass(frozen=True)
class Candidate:
    """One template in one shape over one table, with a field for each line."""

    template: Template
    shape: str
    seen: Seen
    lines: list[Line]
    fits: dict[int, list[Fit]]
    taken: dict[int, Fit]
    named: frozenset[str]  # fields that stubs or headings name
    score: float
    title: float


def candidates(template: Template, seen: Seen, file_name: str, known: list[StoredLayout]) -> list[Candidate]:
    """A template over a table, its columns being fields, or its names taken apart."""
    title = title_likeness(template, seen, file_name)
    found = [
        candidate(template, "columns", seen, seen.lines[:MOST_LINES], frozenset(), title, file_name, known)
    ]
    if seen.records:
        lines, named = lines_of_figures(template, seen)
        if len(lines) <= MOST_FIGURES:
            found.append(candidate(template, "cells", seen, lines, named, title, file_name, known))
    return [c for c in found if c]


def candidate(
    template: Template, shape: str, seen: Seen, lines: list[Line], named: frozenset[str], title: float,
    file_name: str, known: list[StoredLayout],
) -> Candidate | None:  # fmt: skip
    """How well a template fits in one shape; None where no figure of it is there."""
    fits = fits_of(template, lines, bare_title(seen))
    for at, line in enumerate(lines):
        if learned := learned_field(template, line, known):
            fits[at] = [Fit(learned, 0.99, "learned"), *(f for f in fits[at] if f.field != learned)]
    fits = {at: [f for f in told if f.field not in named] for at, told in fits.items()}
    taken = assigned(fits)
    if (
        shape == "cells"
        and not taken
        and len(lines) == 1
        and (only := only_figure(template, lines[0], title))
    ):
        fits[0], taken = [only], {0: only}
    by_name = [f for f in taken.values() if f.why != "contents"]
    numbers = [at for at, line in enumerate(lines) if is_figure(line)]
    figures = [f for at, f in taken.items() if at in numbers and is_numeric(template, f.field)]
    wanted = any(c.numeric and c.required for c in template.columns)
    if not by_name or (wanted and not figures) or (not wanted and len(taken) < 3):
        return None
    if shape == "columns" and spread(template, lines, taken):
        return None
    bound = figures if wanted else list(taken.values())
    ground = len(numbers) if wanted else len(lines)
    covered = sum(f.sure for f in bound) / max(ground, 1)
    score = 0.4 * min(covered, 1) + 0.4 * needed(template, taken, named, seen, file_name) + 0.2 * title
    if shape == "cells":
        score -= CROSSWISE
    return Candidate(template, shape, seen, lines, fits, taken, named, score, title)


def spread(template: Template, lines: list[Line], taken: dict[int, Fit]) -> bool:
    """Whether headings name periods, kinds or places, or lines have units or periods that no column tells.

    A column is not one field then, or a line not one record.
    """
    if any(len(lines[at].units) > 1 for at in taken):
        return True
    named = [
        at
        for at, line in enumerate(lines)
        if any(dimension_of(template.id, word) not in ("", PERIOD) for word in line.path)
    ]
    if len(named) > 1:
        return True
    own = {fit.field for fit in taken.values()}
    if (
        template.period
        and template.period.field not in own
        and any(len(lines[at].periods) > 1 for at in taken)
    ):
        return True
    told = {line.periods for at, line in enumerate(lines) if line.periods and (at in taken)}
    keys = [path_key(line.path) for line in lines if line.numbers]
    return len(told) > 1 or any(keys.count(key) > 1 for key in keys if key.startswith("〈期〉"))


def is_numeric(template: Template, field: str) -> bool:
    """Whether a field holds numbers."""
    column = template.column(field)
    return column is not None and column.numeric


def is_figure(line: Line) -> bool:
    """Whether a line is of numbers that count something: no running number, no month by itself."""
    return line.numbers * 2 > line.count and not line.single and not NOT_INDICATORS.match(key(line.path[-1]))


def only_figure(template: Template, line: Line, title: float) -> Fit | None:
    """The one figure that a template requires, where a table has only one and its title speaks of it."""
    needed = [c for c in template.columns if c.numeric and c.required]
    if len(needed) != 1 or title < TITLED or line.single or unit_fits(needed[0], line.unit) is False:
        return None
    return Fit(needed[0].field, GIVEN, "similar_words")


def learned_field(template: Template, line: Line, known: list[StoredLayout]) -> str:
    """The field that a stored layout of the template has for the same heading."""
    key = path_key(line.path)
    bound = (b for stored in known if stored.template == template.id for b in stored.bindings)
    return next((b.field for b in bound if path_key(b.path) == key), "")


def lines_of_figures(template: Template, seen: Seen) -> tuple[list[Line], frozenset[str]]:
    """What the numbers of a table are called when places, kinds and periods are taken off, as lines."""
    found: dict[str, list[Spot]] = {}
    named: set[str] = set()
    for spot in spots_of(template, seen, MOST_NUMBERS):
        named |= {name for name, _, _ in spot.parts}
        if spot.words:
            found.setdefault(spot.key, []).append(spot)
    lines = []
    for spots in found.values():
        first = spots[0]
        units = {spot.record.unit or "" for spot in spots}
        periods = {spot.record.period for spot in spots if spot.record.period}
        single = is_single((*first.record.row, *first.record.col)) or any(
            p[5:6] in ("M", "Q") for p in periods
        )
        unit = units.pop() if len(units) == 1 else ""
        texts = tuple(f"{spot.record.value:.12g}" for spot in spots)
        lines.append(
            Line(0, first.words, first.along, first.record.cell, unit, single, texts, len(spots), 0,
                 frozenset(periods), 0, 0)
        )  # fmt: skip
    return lines, frozenset(named)


def bare_title(seen: Seen) -> str:
    """The title as far as it may help a heading that says little."""
    return re.sub(
        r"(各县区?|各地区|分地区|分县区?|全市|柳州市|情况|统计|汇总|月报|季报|年报|表)+",
        "",
        seen.title_text(),
    )


def title_likeness(template: Template, seen: Seen, file_name: str) -> float:
    """How much of a template's name stands in the title, the sheet's or the file's name."""
    said = pairs("".join([*(text for _, text in seen.titles), seen.sheet.name, file_name]))
    own = {pair for pair in pairs(template.name) if "^" not in pair and "$" not in pair}
    return max(len(own & said) / max(len(own), 1), NAMED if names_a_kind(template, seen) else 0.0)


def names_a_kind(template: Template, seen: Seen) -> bool:
    """Whether the title names one of the kinds of which a template is a list: 绿色工厂名单."""
    said = squeeze(seen.title_text())
    needed = [c for c in template.columns if c.kind == "choice" and c.required and c.field in template.key]
    words = {word for c in needed for one in c.choices for word in (one.name, *one.aliases)}
    return any(len(word) > NAMING and squeeze(word) in said for word in words)


def needed(
    template: Template, taken: dict[int, Fit], named: frozenset[str], seen: Seen, file_name: str
) -> float:
    """The share of what a template requires that is there or can be asked once."""
    there = {f.field for f in taken.values()} | named
    worth = []
    for column in template.columns:
        if not column.required or column.default is not None:
            continue
        if column.field in there:
            worth.append(1.0)
        elif column.kind == "period":
            worth.append(1.0 if periods_told(seen, file_name) else 0.0)
        elif column.kind in ("basis", "maturity"):
            worth.append(GIVEN)
        elif column.field in (*template.key, NAMES) and column.kind in ("choice", "text"):
            worth.append(HARDLY_ASKED)
        elif column.kind in ("region", "choice", "text"):
            worth.append(GIVEN / 2)
        else:
            worth.append(0.0)
    return sum(worth) / max(len(worth), 1)
