"""A workbook of single months is refused with that reason, never with nothing."""

import pytest

from data.ingest import receive
from data.ingest.cells.read import read_book
from data.ingest.layouts.alone import months_alone
from data.ingest.layouts.seen import seen_in
from tests.support.bureau_sheets import workbook

PLACES = ("柳南区", "柳北区", "鱼峰区")


@pytest.mark.parametrize(("title", "count"), [("当月数", 1), ("累计数", 0)])
def test_single_months_are_named(title: str, count: int) -> None:
    rows = [[f"规上工业综合能源消费量{title}（2026年，吨标准煤）"], ["县区", "2月", "3月"]]
    tables = seen_in(
        read_book(workbook([*rows, *([p, 5.0 + n, 9.0] for n, p in enumerate(PLACES))]), "x.xlsx")
    )
    assert [finding.rule for finding in months_alone(tables)] == ["months_alone"] * count


@pytest.mark.usefixtures("store")
def test_the_refusal_says_so() -> None:
    rows = [
        ["规上工业综合能源消费量当月数（2026年，吨标准煤）"],
        ["县区", *(f"{month}月" for month in range(1, 11))],
    ]
    content = workbook([*rows, *([place, *(500.0 + n for n in range(10))] for place in PLACES)])
    told = {f.rule: f.found for f in receive.inspect(content, "当月.xlsx").findings}
    assert "2月" in told["months_alone"]
