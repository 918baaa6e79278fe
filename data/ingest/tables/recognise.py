"""Tells by its headings which template a sheet is, and in which column each field stands."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from data.ingest.cells.grid import Book, Sheet, Value, address
from data.ingest.findings import Finding
from data.ingest.tables.subheadings import of_another, says_which
from data.ingest.words.aliases import heading_kind, meant
from data.ingest.words.names import squeeze, visible
from data.ingest.words.nearest import nearest
from data.ingest.words.units import counted_in_brackets, per_cent_at_end, unit_of
from data.plan import Template, plan
from data.plan.model import Column

HEADING_ROWS = 25
UPPER = 2  # from which reading on a heading is read by a text above its lowest
# what says that a column must be filled: the star of the blank workbooks, in any form, at an end of the words
STARS = "*＊﹡∗⁎★☆※✱✲"
NEEDED = re.compile(
    rf"[（(\[【]\s*(?:[{STARS}]+|必填项?|必须填写|选填)\s*[)）\]】]"
    rf"|^[\s{STARS}]+|[\s{STARS}]+$|[\s{STARS}]+(?=[（(\[【])"
)


@dataclass(frozen=True)
class Layout:
    """Where a template lies in a sheet: heading rows, column of each field, unit in its heading.

    `fixed` are fields without a column whose value is the same in every row (answered once, or in the title);
    `said_at` the cells in which such a value stands.
    """

    template: Template
    sheet: Sheet
    heading_row: int
    first_heading_row: int
    columns: dict[str, int]
    units: dict[str, str]
    missing: tuple[Column, ...]
    headings: tuple[str, ...]
    fixed: Mapping[str, Value] = field(default_factory=dict)
    said_at: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def places(self) -> tuple[tuple[Column, int | None], ...]:
        """Every column of the template and where it stands, None for one that is not there."""
        return tuple((column, self.columns.get(column.field)) for column in self.template.columns)

    @cached_property
    def named(self) -> tuple[int, ...]:
        """Where the sheet says names of things: places, enterprises, kinds."""
        return tuple(at for column, at in self.places if at is not None and not column.numeric)

    @cached_property
    def taken(self) -> frozenset[int]:
        """The columns of the sheet that are of the template."""
        return frozenset(self.columns.values())

    @property
    def score(self) -> tuple[float, int]:
        """Share of the required columns found, then how many columns in all."""
        required = [column for column in self.template.columns if column.required]
        return 1 - len(self.missing) / max(len(required), 1), len(self.columns)


@lru_cache(maxsize=20_000)
def split_heading(text: str) -> tuple[str, str]:
    """A heading without its unit, squeezed, and the unit: “*综合能耗（吨标准煤）” → (综合能耗, 吨标准煤).

    A star, which says that the column must be filled, is no part of it.
    """
    bare, unit = counted_in_brackets(NEEDED.sub("", visible(text)))
    plain = squeeze(NEEDED.sub("", bare))
    return (plain, unit) if unit else per_cent_at_end(plain)


@cache
def spellings_by_id(template_id: str) -> dict[str, Column]:
    """Every squeezed heading a template's columns may have."""
    template = plan().templates[template_id]
    return {
        split_heading(heading)[0]: column
        for column in template.columns
        for heading in (column.heading, *column.aliases)
    }


def filled(sheet: Sheet) -> dict[tuple[int, int], str]:
    """The texts that a person sees in the top rows: merged cells say the same all over."""
    rows, columns = range(1, min(HEADING_ROWS, sheet.last_row) + 1), range(1, sheet.last_column + 1)
    seen = ((place, sheet.seen(*place)) for place in itertools.product(rows, columns))
    return {place: value for place, value in seen if isinstance(value, str)}


@dataclass(frozen=True)
class Heading:
    """What stands above one column: its text, the ways to read it (plain text, unit), the unit below it.

    `under` is the lowest of several texts: it may say which of the numbers of a heading this one is.
    """

    column: int
    text: str
    readings: tuple[tuple[str, str], ...]
    unit: str
    under: str = ""


def headings_at(texts: dict[tuple[int, int], str], row: int, depth: int, width: int) -> list[Heading]:
    """The headings that end in a row and are `depth` rows high, whatever template they may be of."""
    found = []
    for column in range(1, width + 1):
        parts = list(
            dict.fromkeys(texts[r, column] for r in range(row - depth + 1, row + 1) if (r, column) in texts)
        )
        if not parts:
            continue
        readings = tuple(split_heading(text) for text in ("".join(parts), *reversed(parts)))
        unit = next((u for part in reversed(parts) if (u := split_heading(part)[1])), "")
        if not unit and unit_of(parts[-1]):
            unit = parts[-1]
        under = parts[-1] if len(parts) > 1 else ""
        found.append(Heading(column, "".join(parts).replace("\n", ""), readings, unit, under))
    return found


def layout_at(template: Template, sheet: Sheet, headings: list[Heading], row: int, depth: int) -> Layout:
    """How well a template fits headings that end in a row and are `depth` rows high."""
    known = spellings_by_id(template.id)
    columns: dict[str, int] = {}
    units: dict[str, str] = {}
    for heading in sorted(headings, key=lambda each: each.column in sheet.hidden_columns):
        for at, (plain, unit) in enumerate(heading.readings):
            if at >= UPPER and of_another(heading.under):
                break
            found = known.get(plain) or known.get(squeeze(meant(heading_kind(template.id), plain)))
            if found and found.field not in columns:
                columns[found.field] = heading.column
                if unit or heading.unit:
                    units[found.field] = unit or heading.unit
                break
    missing = tuple(
        column
        for column in template.columns
        if column.required and column.default is None and column.field not in columns
    )
    told = tuple(heading.text for heading in headings)
    return Layout(template, sheet, row, row - depth + 1, columns, units, missing, told)


def layout_of(sheet: Sheet) -> Layout | None:
    """The best fitting template of a sheet, or None when no template's headings are there."""
    texts = filled(sheet)
    width = max((column for (_, column) in texts), default=0)
    places = [
        (row, depth, headings_at(texts, row, depth, width))
        for row in sorted({row for row, _ in texts})
        for depth in (1, 2, 3)
        if row - depth + 1 >= 1
    ]
    plains = [{plain for heading in headings for plain, _ in heading.readings} for _, _, headings in places]
    best: Layout | None = None
    for template in plan().templates.values():
        known, fewest = spellings_by_id(template.id).keys(), min(3, len(template.columns))
        for (row, depth, headings), said in zip(places, plains, strict=True):
            if len(known & said) < fewest:
                continue
            found = layout_at(template, sheet, headings, row, depth)
            share, count = found.score
            if count >= fewest and share >= 0.5 and (best is None or found.score > best.score):
                best = found
    return with_subheadings(best, texts, width) if best else None


def with_subheadings(layout: Layout, texts: dict[tuple[int, int], str], width: int) -> Layout:
    """The same where the row below the headings only says which number is which: 当月, 累计, 上年同期."""
    row, depth = layout.heading_row, layout.heading_row - layout.first_heading_row + 1
    below = [texts[row + 1, at] for at in range(1, width + 1) if (row + 1, at) in texts]
    above = {texts[row, at] for at in range(1, width + 1) if (row, at) in texts}
    own = [text for text in below if text not in above]
    told = [text for text in own if says_which(text)]
    if not any(of_another(text) for text in told) or len(told) < len(own):
        return layout
    headings = headings_at(texts, row + 1, depth + 1, width)
    return layout_at(layout.template, layout.sheet, headings, row + 1, depth + 1)


def missing_column(layout: Layout, column: Column) -> Finding:
    """That a required column is not there; at the heading that most resembles it, else beside its place."""
    names = {
        spelling: column.heading
        for spelling, of in spellings_by_id(layout.template.id).items()
        if of is column
    }
    taken = set(layout.columns.values())
    texts = filled(layout.sheet)
    near = next(
        (
            (position, text)
            for (row, position), text in sorted(texts.items())
            if row == layout.heading_row and position not in taken and nearest(split_heading(text)[0], names)
        ),
        None,
    )
    return Finding(
        "column_missing",
        sheet=layout.sheet.name,
        cell=address(layout.heading_row, near[0] if near else beside(layout, column)),
        expected=column.heading,
        found=(near[1] if near else "、".join(layout.headings))[:200],
        field=column.heading,
        offer=column.heading if near else "",
    )


def beside(layout: Layout, column: Column) -> int:
    """The position of the heading that stands before a missing one in the template, else of the first."""
    fields = [each.field for each in layout.template.columns]
    before = [layout.columns[name] for name in fields[: fields.index(column.field)] if name in layout.columns]
    return before[-1] if before else min(layout.columns.values(), default=1)


def recognise(book: Book) -> tuple[list[Layout], list[Finding]]:
    """The layouts of all visible sheets that are of one template (the best fitting), and what is missing.

    Sheets without any template's headings (notes, cover pages) are passed over when another sheet fits.
    """
    found = [layout for sheet in book.sheets if not sheet.hidden and (layout := layout_of(sheet))]
    if not found:
        names = "、".join(f"{template.id} {template.name}" for template in plan().templates.values())
        sheet = book.sheets[0].name if book.sheets else ""
        return [], [Finding("unknown_template", sheet=sheet, expected=names)]
    best = max(found, key=lambda layout: layout.score)
    same = [layout for layout in found if layout.template.id == best.template.id]
    findings = [
        missing_column(layout, column)
        for layout in same
        for column in layout.missing
        if column.kind != "period"
    ]
    return same, findings
