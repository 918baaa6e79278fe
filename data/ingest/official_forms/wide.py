"""Reads the export with a line per enterprise and year and a column per energy, its unit in the heading."""

from dataclasses import dataclass

from data.ingest.cells.grid import Sheet, address, column_letter, written
from data.ingest.checks.arithmetic import variety
from data.ingest.official_forms.energies import (
    Entry,
    Seen,
    Who,
    counted,
    energy_of,
    in_future,
    number,
    row_of,
    scale_of,
)  # fmt: skip
from data.ingest.official_forms.enterprise import Known, coded, placed, settled, sorted_in
from data.ingest.official_forms.heads import Head, heads_of
from data.ingest.records import Row
from data.ingest.tables.recognise import filled, split_heading
from data.ingest.words.names import squeeze
from data.ingest.words.numbers import is_blank
from data.ingest.words.periods import Period, parse_period
from data.ingest.words.units import unit_of
from data.plan import DEFAULT_BASIS, plan

FEWEST = 3  # energies in the headings that make it this export
HEADINGS = {
    "code": ("法人单位代码", "统一社会信用代码", "社会信用代码", "组织机构代码", "单位代码"),
    "period": ("年份", "年度", "报告期", "期间", "时间"),
    "enterprise": ("单位详细名称", "单位名称", "企业名称", "法人单位名称"),
    "region": ("行政区划代码", "行政区划", "县区", "所在县区", "地区"),
    "sector": ("行业代码", "行业类别", "所属行业", "行业"),
}
COEFFICIENT = ("采用折标系数", "折标系数")


@dataclass(frozen=True)
class Export:
    """Where everything stands: heading, first line, columns of the line, of each energy, of coefficients."""

    sheet: Sheet
    heading_row: int
    first_row: int
    columns: dict[str, int]
    energies: dict[str, tuple[int, str]]
    coefficients: dict[str, int]
    strangers: dict[int, str]


def export_of(sheet: Sheet) -> Export | None:
    """The export in a sheet, or None: a code, a period and at least three energies head one table."""
    texts = {squeeze(split_heading(text)[0]) for text in filled(sheet).values()}
    if texts.isdisjoint(HEADINGS["code"]) or texts.isdisjoint(HEADINGS["period"]):
        return None  # most sheets: nothing more is looked at
    return next((found for head in heads_of(sheet) if (found := of_head(head))), None)


def of_head(head: Head) -> Export | None:
    """The export that a heading is of, or None; a column with a unit that nobody knows is a stranger."""
    found = Export(head.sheet, head.heading_row, head.first_row, {}, {}, {}, {})
    names = {squeeze(text): field for field, texts in HEADINGS.items() for text in texts}
    for column, heading in head.columns.items():
        ways = list(heading.ways())
        name = next((names[way] for way in ways if way in names), "")
        factors = [way.removesuffix(end) for way in ways for end in COEFFICIENT if way.endswith(end)]
        factor = next((energy for way in factors if (energy := energy_of(way))), None)
        energy = next((energy for way in ways if (energy := energy_of(way))), None)
        if name:
            found.columns.setdefault(name, column)
        elif factor:
            found.coefficients.setdefault(factor, column)
        elif energy:
            found.energies.setdefault(energy, (column, heading.unit))
        elif heading.unit and unit_of(heading.unit):
            found.strangers[column] = written(head.sheet.spoken(head.heading_row, column)).strip()
    is_one = {"code", "period"} <= set(found.columns) and len(found.energies) >= FEWEST
    return found if is_one else None


def rows_of(export: Export, seen: Seen, known: Known) -> list[Row]:
    """The records of every line; blanks are no noughts, columns nobody knows are findings."""
    sheet = export.sheet
    below: dict[int, set[int]] = {}
    for (row, column), value in export.sheet.cells.items():
        if row >= export.first_row and not is_blank(value):
            below.setdefault(row, set()).add(column)
    for column, text in export.strangers.items():
        if any(column in columns for columns in below.values()):
            seen.unknown_energy(address(export.heading_row, column), "", text)
    scales = {
        energy: scale_of(seen, energy, unit, address(export.heading_row, column)) or 1.0
        for energy, (column, unit) in export.energies.items()
    }
    at, basis, maturity = address(export.heading_row, 1), DEFAULT_BASIS, "preliminary"
    seen.add("form_assumed", at, plan().bases[basis].name, "", "口径")
    seen.add("form_assumed", at, plan().maturities[maturity].name, "", "数据状态")
    if any(variety(energy)["secondary"] == "1" for energy in export.energies):
        seen.add("form_origin_unknown", at, about="二次能源")
    found: list[Row] = []
    for row in sorted(row for row in below if not is_blank(sheet.spoken(row, export.columns["code"]))):
        who = who_of(export, row, seen, known)
        period = period_of(export, row, seen)
        entries = entries_of(export, row, scales, seen)
        found += [
            row_of(sheet.name, who, entry, period, basis, maturity) for entry in counted(entries, basis, seen)
        ]
    if not found:
        seen.add("no_rows", address(export.first_row, 1))
    return found


def letters_of(export: Export) -> dict[tuple[str, str], str]:
    """The column letter of each field; of quantities and coefficients per energy (`quantity:coke`)."""
    names = {"code": "credit_code"}
    found = {names.get(name, name): column for name, column in export.columns.items()}
    found |= {f"quantity:{energy}": column for energy, (column, _) in export.energies.items()}
    found |= {f"coefficient:{energy}": column for energy, column in export.coefficients.items()}
    return {(export.sheet.name, name): column_letter(column) for name, column in found.items()}


def who_of(export: Export, row: int, seen: Seen, known: Known) -> Who:
    """The enterprise of a line."""
    who = Who()
    texts = {
        name: written(value).strip()
        for name, column in export.columns.items()
        if not is_blank(value := export.sheet.spoken(row, column))
    }
    cells = {name: address(row, column) for name, column in export.columns.items()}
    who.cells = {
        name: cells.get(name, cells["code"]) for name in ("enterprise", "region", "sector", "period")
    }
    organisation = coded(who, texts["code"], cells["code"], seen, known)
    who.enterprise = texts.get("enterprise", "")
    placed(who, texts.get("region", ""), who.cells["region"], seen)
    sorted_in(who, texts.get("sector", ""), who.cells["sector"], seen)
    settled(who, organisation, seen, cells["code"], known)
    who.credit_code = who.credit_code or organisation or None
    return who


def period_of(export: Export, row: int, seen: Seen) -> Period | None:
    """The year of a line."""
    cell = address(row, export.columns["period"])
    value = export.sheet.spoken(row, export.columns["period"])
    period = parse_period(value)
    if period is None:
        seen.add("period_unreadable", cell, "2025、2025年", str(value or "")[:40])
        return None
    return in_future(seen, period, cell)


def entries_of(export: Export, row: int, scales: dict[str, float], seen: Seen) -> list[Entry]:
    """The energies of a line, in the plan's units."""
    found = []
    for energy, (column, _) in export.energies.items():
        cell, name = address(row, column), variety(energy)["name"]
        raw, own = export.sheet.cells.get((row, column)), variety(energy)["unit"]
        quantity = number(seen, raw, cell, name, own, scales[energy])
        place = export.coefficients.get(energy, column)
        factor = None
        if place != column:
            factor = number(seen, export.sheet.cells.get((row, place)), address(row, place), name)
        cells = {"energy": address(export.heading_row, column), "quantity": cell}
        cells |= {"quantity_unit": cells["energy"], "coefficient": address(row, place)}
        found.append(Entry(
            energy,
            row,
            quantity,
            cells,
            factor / scales[energy] if factor else None,
        ))  # fmt: skip
    return found
