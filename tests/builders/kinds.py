"""Each kind of slip has its own workbook: what is told of it, what is not, and how many rows are taken."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from tests.support.numbers import emerging_row, energy_row, green_row
from tests.support.reported import grown, rows_of, times
from tests.support.workbooks import Row, cell, credit_code, workbook

LATE = "2026年1—10月"
RATES = ("energy_growth", "value_added_growth", "intensity_change")


@dataclass(frozen=True)
class Slip:
    """A workbook with one slip: the rules that tell it, and those that would only follow from it.

    `rows` are the records that are taken; `offer` the word that one click puts in place.
    """

    build: Callable[[], bytes]
    told: frozenset[str]
    untold: frozenset[str] = frozenset()
    rows: int | None = None
    offer: str = ""
    name: str = "表.xlsx"


def slip(build: Callable[[], bytes], *told: str, untold: str = "", **more: Any) -> Slip:
    """A slip from its workbook and its rules."""
    return Slip(build, frozenset(told), frozenset(untold.split()), **more)


def counties(period: str = LATE) -> list[Row]:
    """The published rows of September as October's, honest ones."""
    return grown(rows_of("S1", "2026-09", sector="TOTAL", basis="calorific"), "S1", period, 1.11)


def without_one() -> list[Row]:
    """The enterprises of last year as this year's, but for one."""
    rows = grown(rows_of("S2", "2025"), "S2", LATE)
    return [row for row in rows if row["credit_code"] != rows[0]["credit_code"]]


def energy(**changes: Any) -> bytes:
    """One row of S1 with something changed."""
    return workbook("S1", [energy_row(**{"period": LATE, "maturity": "快报"} | changes)])


def altered(content: bytes, alter: Callable[[Any], None]) -> bytes:
    """The same workbook after somebody was at it."""
    book, target = load_workbook(io.BytesIO(content)), io.BytesIO()
    alter(book)
    book.save(target)
    return target.getvalue()


def of_enterprises(count: int, **changes: Any) -> list[Row]:
    """Rows of S5, one an enterprise, the first one changed."""
    return [green_row(number, **(changes if number == 1 else {})) for number in range(1, count + 1)]


def below(*lines: list[Any]) -> Callable[[Any], None]:
    """Lines that a clerk writes under the rows."""

    def alter(book: Any) -> None:
        for line in lines:
            book.active.append(line)

    return alter


def hidden(book: Any) -> None:
    """A second sheet with numbers that nobody sees."""
    book.create_sheet("旧数").append([1, 2, 3])
    book["旧数"].sheet_state = "hidden"


def second_template(book: Any) -> None:
    """A second sheet that is another template's."""
    other = load_workbook(io.BytesIO(workbook("S4", [emerging_row(period="2025年")]))).active
    sheet = book.create_sheet("新兴产业")
    for line in other.iter_rows(values_only=True):
        sheet.append(line)


def twice(book: Any) -> None:
    """A heading that stands there again, with other numbers below it."""
    sheet = book.active
    sheet["K3"], sheet["K4"] = sheet["D3"].value, 1.0


def spare(book: Any) -> None:
    """A column of no name that we know, with a number in it."""
    book.active["L3"], book.active["L4"] = "备用数", 7.5


def code_as_number(book: Any) -> None:
    """A credit code that the spreadsheet keeps as a number."""
    at = next(c for c in book.active[3] if str(c.value).startswith("统一社会信用代码"))
    book.active.cell(4, at.column).value = 914502001982345678


def date_serial(book: Any) -> None:
    """A period whose cell lost its format: 46326 for 31 October 2026."""
    book.active[cell("S1", "period")] = 46326


def as_csv() -> bytes:
    """Numbers, which a csv can only hold as text."""
    row = f"{LATE},柳南区,规上工业,900000,1.5,500000,5.5,-3.8,当量值,快报"
    heads = "期间,县区或开发区,行业代码,综合能源消费量（吨标准煤）,综合能源消费量同比（%）,"
    heads += "工业增加值（现价）（万元）,工业增加值可比价增速（%）,单位增加值能耗升降率（%）,口径,数据状态"
    return "\r\n".join([heads, row]).encode("gb18030")


KINDS: dict[str, Slip] = {
    "a key column is missing": slip(
        lambda: workbook("S1", counties(), drop=["region"]), "column_missing", untold="duplicate_key"),
    "an error in a cell that must be filled": slip(
        lambda: energy(energy_tce="#REF!"), "error_in_required", untold="value_missing error_cell"),
    "a bare date below": slip(
        lambda: altered(energy(), below(["2026年11月5日"])), untold="value_missing region_unknown", rows=1),
    "who made it, and when": slip(
        lambda: altered(energy(), below(["制表人：张三", None, "填报日期：2026-11-05"])),
        untold="value_missing period_unreadable", rows=1),
    "a subtotal": slip(
        lambda: altered(workbook("S1", counties()[1:3]), below([LATE, "小计", "规上工业", 1.0])),
        "total_row", "total_off", rows=2),
    "a csv": slip(as_csv, untold="number_as_text", rows=1, name="表.csv"),
    "a heading of other words": slip(
        lambda: workbook("S1", [energy_row()], energy_tce="综合能源消费总量（吨标准煤）"),
        "column_missing", offer="综合能源消费量", untold="column_unused"),
    "a place in an old letter": slip(lambda: energy(region="鱼峯区"), "region_unknown", offer="鱼峰区"),
    "a sector without its end": slip(
        lambda: energy(sector="非金属矿物制品"), "sector_unknown", offer="非金属矿物制品业"),
    "O for 0 in a code": slip(
        lambda: workbook("S5", of_enterprises(1, credit_code=credit_code(1).replace("0", "O", 1))),
        "credit_code_invalid", offer=credit_code(1)),
    "signs that nobody sees": slip(
        lambda: energy(region="柳南\u200b区"), "invisible_signs", untold="region_unknown", rows=1),
    "a second template in another sheet": slip(lambda: altered(energy(), second_template), "sheet_unused"),
    "a heading twice": slip(lambda: altered(energy(), twice), "heading_repeated", rows=1),
    "a hidden sheet": slip(lambda: altered(energy(), hidden), "hidden_sheet"),
    "a column of no name with numbers": slip(
        lambda: altered(energy(), spare), "column_unused"),
    "rates as fractions": slip(
        lambda: workbook("S1", [row | {name: row[name] / 100 for name in RATES} for row in counties()]),
        "looks_like_fraction", untold="intensity_differs growth_differs"),
    "a period far away": slip(lambda: workbook("S1", counties("2016年1—10月")), "period_far"),
    "a title of another period": slip(
        lambda: workbook("S1", counties(), title="2026年1—9月规上工业能耗"), "period_title_differs"),
    "a file of another period": slip(
        lambda: workbook("S1", counties()), "period_name_differs", name="能耗2026年1—9月.xlsx"),
    "a final year written anew": slip(lambda: workbook("S1", counties("2025年1—10月")), "final_changed"),
    "the day of printing": slip(
        lambda: workbook("S1", counties(), title="规上工业能耗　打印日期：2026年9月30日"),
        untold="period_title_differs"),
    "a unit that slipped": slip(
        lambda: workbook("S1", times(counties(), "energy_tce", 1e-4)), "unit_slip", untold="sum_mismatch"),
    "totals that fall": slip(
        lambda: workbook("S1", [row | {"energy_tce": row["energy_tce"] * 0.1} for row in counties()]),
        "cumulative_falls"),
    "counties that are not the city": slip(
        lambda: workbook("S1", times(counties(), "energy_tce", 1.4, 0)), "share_jumps"),
    "a county that is missing": slip(lambda: workbook("S1", counties()[:-1]), "places_missing"),
    "enterprises that are missing": slip(
        lambda: workbook("S2", without_one()), "enterprises_missing"),
    "a long code kept as a number": slip(
        lambda: altered(workbook("S5", of_enterprises(2)), code_as_number), "digits_lost",
        untold="credit_code_missing"),
    "the number of a day": slip(lambda: altered(energy(), date_serial), "period_serial", rows=1),
    "a month alone": slip(lambda: energy(period="2026年10月当月"), "period_alone"),
    "a growth with no rates at all": slip(
        lambda: energy(**dict.fromkeys(RATES)), "one_wanted", rows=1),
}  # fmt: skip
