"""What stands outside a table: its period and unit, and dates that are never the period."""

import pytest

from data.ingest.cells.grid import Book, Sheet, Value
from data.ingest.tables.reading import Reading, sense_of
from data.ingest.tables.recognise import recognise
from data.plan import plan


def sense(*above: str) -> tuple[str, str]:
    columns = plan().templates["S1"].columns
    cells: dict[tuple[int, int], Value] = {(row, 1): text for row, text in enumerate(above, 1)}
    cells |= {(len(above) + 1, place): column.heading for place, column in enumerate(columns, 1)}
    layout = recognise(Book("xlsx", [Sheet("表", cells)]))[0][0]
    assert Reading(layout, sense_of(layout)).findings.told() == ()
    found = sense_of(layout)
    energy = plan().templates["S1"].column("energy_tce")
    assert energy is not None
    return (found.period.code if found.period else ""), found.unit_of(energy)


def test_the_title_says_period_and_unit() -> None:
    assert sense("柳州市2025年1—9月规上工业能耗", "单位：万吨标准煤") == ("2025-09", "万吨标准煤")


@pytest.mark.parametrize(
    "line", ["报送日期：2026年11月8日", "填表时间:2026-11-08", "打印日期：2026年11月", "签发：2026年11月"]
)
def test_when_a_sheet_was_filled_in_is_never_what_it_is_about(line: str) -> None:
    assert sense("规上工业能耗", line) == ("", "")
    assert sense("2026年1—10月规上工业能耗", line)[0] == "2026-10"


def test_a_title_or_a_unit_line_says_the_unit_as_of_any_other_table() -> None:
    assert sense("柳州市规上工业能耗（万吨标准煤）") == ("", "万吨标准煤")
    assert sense("规上工业情况", "单位：亿元、万吨标准煤") == ("", "万吨标准煤"), (
        "each column takes its own kind"
    )
    assert sense("规上工业情况", "单位：亿元（综合能源消费量为万吨标准煤）")[1] == "万吨标准煤"
    assert sense("规上工业情况（亿元）") == ("", ""), "a unit of another kind is none of this column"
