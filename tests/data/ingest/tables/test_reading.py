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
    return (found.period.code if found.period else ""), found.unit


def test_the_title_says_period_and_unit() -> None:
    assert sense("柳州市2025年1—9月规上工业能耗", "单位：万吨标准煤") == ("2025-09", "万吨标准煤")


@pytest.mark.parametrize(
    "line", ["报送日期：2026年11月8日", "填表时间:2026-11-08", "打印日期：2026年11月", "签发：2026年11月"]
)
def test_when_a_sheet_was_filled_in_is_never_what_it_is_about(line: str) -> None:
    assert sense("规上工业能耗", line) == ("", "")
    assert sense("2026年1—10月规上工业能耗", line)[0] == "2026-10"
