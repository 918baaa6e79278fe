"""When a sheet was filled in, signed or printed is never what it is about."""

import pytest

from data.ingest.words.report_days import of_the_form, period_named, without_the_report

DAYS = [
    "填报日期：2026年11月5日", "打印日期：2026年11月5日", "打印时间 2026-11-05 10:21",
    "签发日期：2026年11月5日",
    "报出日期：2026年11月5日", "制表时间：2026年11月", "2026年11月5日", "审核日期 2026.11.5",
    "（2026年11月5日印发）", "上报时间：2026-11-05", "报送日期：2026/11/5", "Date printed: 2026-11-05",
    "导出时间：20261105", "2026年11月编制", "2026年11月制", "编制于2026年11月", "审核：2026.11",
]  # fmt: skip


@pytest.mark.parametrize("line", DAYS)
def test_a_day_of_the_report_is_no_period(line: str) -> None:
    assert period_named(line) is None
    assert period_named(f"规上工业能耗　{line}") is None
    found = period_named(f"柳州市2026年1—10月规上工业能耗　{line}")
    assert found is not None and found.code == "2026-10"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("截至2026年9月30日", "2026-09"),
        ("2026年1月1日至2026年10月31日", "2026-10"),
        ("单位：万元　2026年1—9月", "2026-09"),
        ("2025年", "2025"),
        ("2026年1-10月上报表", "2026-10"),
    ],
)
def test_what_a_sheet_is_about_stays(line: str, code: str) -> None:
    found = period_named(line)
    assert found is not None and found.code == code


def test_the_rest_of_the_line_stays_as_it_is() -> None:
    assert without_the_report("单位：万元  填报日期：2026年11月5日").startswith("单位：万元")
    assert without_the_report("截至2026年10月5日").split() == ["截至"]


@pytest.mark.parametrize(
    "line",
    [
        "有效期至：2026年1月", "国统字（2024）88号", "文    号：国统字（2024）88号", "批准机关：统计局2024年",
        "表    号：２０２４－１表", "有效期至：  2026年1月",
    ],
)  # fmt: skip
def test_what_a_form_says_of_itself_is_no_period(line: str) -> None:
    assert of_the_form(line) and period_named(line) is None
    for between in ("\n", "    "):
        found = period_named(f"2025年1—9月{between}{line}")
        assert found is not None and found.code == "2025-09"


@pytest.mark.parametrize("line", ["2025 年 1—9 月", "2025          年   1—9        月", "2 0 2 5 年1—9月"])
def test_gaps_in_a_period_are_closed(line: str) -> None:
    found = period_named(line)
    assert found is not None and found.code == "2025-09"
    assert not of_the_form("2025年批准的项目")
