"""Headings are compared by what they mean: units, periods, to-date and growth words are taken off."""

import pytest

from data.ingest.layouts.matching import is_single, likeness, path_key, unit_fits
from data.plan import plan

S1 = plan().templates["S1"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("综合能源消费总量",), "energy_tce"),
        (("2026年1—10月", "能耗总量（万吨标准煤）"), "energy_tce"),
        (("综合能源消费量", "比上年同期增长（±%）"), "energy_growth"),
        (("规模以上工业增加值", "1-本月累计"), "value_added"),
        (("工业增加值", "按可比价计算增长%"), "value_added_growth"),
        (("万元增加值能耗", "升降率"), "intensity_change"),
    ],
)
def test_a_heading_is_nearest_to_its_field(path: tuple[str, ...], field: str) -> None:
    found = {column.field: likeness("S1", column.field, path) for column in S1.columns if column.numeric}
    assert max(found, key=lambda name: found[name]) == field and found[field] > 0.6


def test_what_changes_from_month_to_month_is_no_part_of_a_heading() -> None:
    months = {path_key((f"2026年1—{month}月*", "能耗（万吨标准煤）")) for month in (8, 9, 10)}
    assert len(months) == 1 and months == {path_key(("2027年1-3月", "能耗（吨标准煤）"))}
    assert path_key(("能耗", "增速")) != path_key(("能耗", "累计"))


def test_units_and_single_months_are_told() -> None:
    energy = S1.column("energy_tce")
    assert energy is not None
    assert [unit_fits(energy, unit) for unit in ("万吨标准煤", "亿元", "")] == [True, False, None]
    paths = (("能耗", "本月"), ("能耗", "本月累计"), ("当月", "能耗累计"), ("能耗",))
    assert [is_single(path) for path in paths] == [True, False, False, False]
