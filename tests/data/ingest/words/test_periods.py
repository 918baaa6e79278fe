"""Every notation of a period that bureaus use, and what must not be taken for one."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.words.periods import Period, find_period, likely_period, parse_period

NOTATIONS: dict[str, list[object]] = {
    "2025-09": [
        "2025年1-9月", "2025年1—9月", "2025年1－9月", "2025年1～9月", "2025年1至9月", "２０２５年１—９月",
        "2025年1-9",
        "2025 年 1 - 9 月", "2025年1月-9月", "2025年1-9月累计", "2025年1-9月份", "（2025年1—9月）",
        "2025年9月末",
        "2025年三季度", "2025年第三季度", "2025Q3", "2025年Q3", "2025年前三季度", "2025年前三个季度",
        "2025年1-3季度",
        "2025-09", "2025.9", "2025.09", "2025/9", "202509", "2025M09", "2025年9月", "2025年09月", "2025.1-9",
        "2025年9月30日", "2025-09-30", "2025/9/30", "20250930", "Sep 2025", "Jan-Sep 2025", "二〇二五年1-9月",
        202509, 202509.0, 2025.9, datetime.date(2025, 9, 1), datetime.datetime(2025, 9, 30, 12, 0),
    ],
    "2025": [
        "2025年", "2025", "2025年度", "2025年1-12月", "2025年全年", "2025年四季度", "2025Q4", "2025年末",
        "2025-12",
        " 2025 年 ", "二〇二五年", 2025, 2025.0, datetime.date(2025, 12, 31),
    ],
    "2025-06": ["2025年上半年", "2025H1", "2025年二季度", "2025年1-6月", "2025年1—2季度"],
    "2025-03": ["2025年一季度", "2025年第1季度", "2025年1季度", "2025Q1"],
    "2025-02": ["2025年1-2月", "2025年1—2月"],
    "2025-10": [
        "2025.10", "2025年10月", "二〇二五年十月", "二○二五年一至十月",
        "2025年一—十月累计", "2025年十月份",
    ],
    "2025-01": ["2025年1月", "2025.1"],
}  # fmt: skip
NO_PERIODS = [
    "", "—", "1-2月", "三季度", "1-6", "2025年13月", "2025-00", "2025年0月", "2025-02-30", "1899年",
    "3025年", "2024-2025",
    "2020—2025年", "2025年3-9月", "2025年下半年", "比2024年", "2025年比2024年", "20255", "201", "企业",
    "2025家", "12.5",
    2025.1, 2025.13, 45_930.0, 0, -2025, float("nan"), float("inf"), True, None, 202513,
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "code"), [(value, code) for code, values in NOTATIONS.items() for value in values]
)
def test_a_notation_gives_its_code(value: object, code: str) -> None:
    period = parse_period(value)
    assert period is not None
    assert period.code == code


@pytest.mark.parametrize(
    ("said", "meant"),
    [("26年10月", "2026-10"), ("’26年1-9月", "2026-09"), ("三季度", "2026-09"), ("1—10月", "2026-10"),
     ("26", None), ("企业", None), ("30年1月", None)],
)  # fmt: skip
def test_what_a_label_may_mean_is_only_offered(said: str, meant: str | None) -> None:
    found = likely_period(said, 2026)
    assert (found.code if found else None) == meant and parse_period(said) is None


@pytest.mark.parametrize("value", NO_PERIODS)
def test_what_is_no_period_gives_none(value: object) -> None:
    assert parse_period(value) is None


@pytest.mark.parametrize(
    ("label", "code"),
    [("1-2月", "2024-02"), ("1—12月", "2024"), ("三季度", "2024-09"), ("上半年", "2024-06"), ("全年", "2024"),
     ("9月", "2024-09"), ("前三季度", "2024-09")],
)  # fmt: skip
def test_months_take_the_year_from_elsewhere(label: str, code: str) -> None:
    period = parse_period(label, 2024)
    assert period is not None
    assert period.code == code


@pytest.mark.parametrize("label", ["一、综合能耗", "2", "第一产业", "全市", "三次产业", "1-本月"])
def test_other_labels_stay_labels_even_with_a_year(label: str) -> None:
    assert parse_period(label, 2024) is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("柳州市2025年1—9月规上工业能源消费情况（快报）", "2025-09"),
        ("4-1  能源平衡表(标准量) -2007", "2007"),
        ("表13.2 各区、县工业企业主要指标（2012）", "2012"),
        ("2024年规模以上工业（2024年1-9月）", "2024-09"),
        ("按2020年可比价计算，2024年增加值", "2024"),
        ("截至2025年9月底在建项目", "2025-09"),
        ("Output by region, 2023", "2023"),
        ("二〇二四年统计公报", "2024"),
    ],
)
def test_a_title_names_its_period(title: str, code: str) -> None:
    period = find_period(title)
    assert period is not None
    assert period.code == code


@pytest.mark.parametrize(
    "title",
    ["1-6 各地区人口", "1-14c  住房面积", "2015—2020年能源消费", "2023年和2024年对比", "比2021年增长",
     "GB/T 36132-2025",
     "产值超过20250万元", "2005-06年"],
)  # fmt: skip
def test_a_title_without_one_period_names_none(title: str) -> None:
    assert find_period(title) is None


def test_periods_sort_and_step_back() -> None:
    assert Period.of(2024, 12).year_before() == Period.of(2023)
    assert Period.of(2025, 2) < Period.of(2025, 9)
    with pytest.raises(ValueError, match="no such period"):
        Period.of(2025, 13)


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.none(), st.booleans()))
def test_nothing_makes_it_fail(value: object) -> None:
    period = parse_period(value)
    assert period is None or 1 <= period.month <= 12


@given(st.text(max_size=60))
def test_no_title_makes_it_fail(title: str) -> None:
    find_period(title)


@given(st.integers(1949, 2100), st.integers(1, 12))
def test_a_code_reads_back_as_itself(year: int, month: int) -> None:
    period = Period.of(year, month)
    assert parse_period(period.code) == period
