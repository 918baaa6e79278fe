"""Rows of totals are no records, and are held against the rows they add up."""

import pytest

from tests.support.in_process import understood
from tests.support.numbers import energy_row
from tests.support.rows import good


def rules(total: dict[str, object]) -> tuple[int, set[str]]:
    rows = [
        energy_row(region="柳北区", energy_tce=600.0),
        energy_row(region="柳南区", energy_tce=400.0),
        energy_row(region=None, energy_tce=None, value_added=None) | total,
    ]
    records, findings = understood("S1", rows)
    return len(records.rows), {finding.rule for finding in findings} & {
        "total_row",
        "total_off",
        "duplicate_key",
    }


@pytest.mark.parametrize("word", ["小 计", "汇总", "小计："])
def test_a_total_is_no_record_and_right_when_it_adds_up(word: str) -> None:
    assert rules({"region": word, "energy_tce": 1000.0}) == (2, {"total_row"})


def test_a_total_that_does_not_add_up_is_told_with_both_numbers() -> None:
    assert rules({"region": "小计", "energy_tce": 1200.0}) == (2, {"total_row", "total_off"})


def test_the_word_may_stand_where_the_period_does() -> None:
    assert rules({"period": "汇总", "energy_tce": 1000.0}) == (2, {"total_row"})


def test_the_word_is_the_city_where_no_row_above_is_the_citys() -> None:
    assert rules({"region": "合计", "energy_tce": 1000.0}) == (3, set())


def test_the_city_may_be_part_of_the_rows_or_not() -> None:
    rows = [
        energy_row(region="柳州市", energy_tce=1000.0),
        energy_row(region="柳北区", energy_tce=600.0),
        energy_row(region="柳南区", energy_tce=400.0),
    ]
    for stated in (2000.0, 1000.0):
        _, findings = understood(
            "S1", [*rows, energy_row(region="合计", energy_tce=stated, value_added=None)]
        )
        assert "total_off" not in {finding.rule for finding in findings}


@pytest.mark.parametrize("total", [1000.0, 1300.0])
def test_rows_under_a_whole_are_not_counted_again_in_a_total(total: float) -> None:
    sectors = [
        ("黑色金属冶炼和压延加工业", 600.0), ("其中：金属制品业", 200.0), ("　　通用设备制造业", 100.0),
        ("汽车制造业", 400.0),
    ]  # fmt: skip
    rows = [energy_row(sector=name, energy_tce=tce, value_added=None) for name, tce in sectors]
    last = energy_row(sector="小计", region=None, energy_tce=total, value_added=None)
    _, findings = understood("S1", [*rows, last])
    assert "total_off" not in {finding.rule for finding in findings}, "of all rows or of the wholes"
    _, findings = understood("S1", [*rows, last | {"energy_tce": 1200.0}])
    assert "total_off" in {finding.rule for finding in findings}


def test_a_row_without_any_name_that_adds_up_is_a_total() -> None:
    nameless: dict[str, object] = dict.fromkeys(("period", "sector", "basis", "maturity"))
    sums = {"energy_tce": 1000.0, "energy_growth": None, "value_added_growth": None, "intensity_change": None}
    assert rules(nameless | sums) == (2, {"total_row"})
    assert rules(nameless | sums | {"energy_tce": 900.0})[0] == 3, "no sum: a row that lacks its names"


def test_a_row_of_a_place_that_says_all_kinds_is_no_total_though_it_repeats_another() -> None:
    rows = [
        good("S21", region="柳南区", score_item="合计"),
        good("S21", region="柳南区", score_item="合计", points=60),
    ]
    records, findings = understood("S21", rows)
    assert len(records.rows) == 2
    assert {finding.rule for finding in findings} & {"total_row", "duplicate_key"} == {"duplicate_key"}


@pytest.mark.parametrize("word", ["市辖区小计", "各县合计", "开发区小计"])
def test_a_total_may_say_of_which_places(word: str) -> None:
    assert rules({"region": word, "energy_tce": 1000.0}) == (2, {"total_row"})


@pytest.mark.parametrize("names", [("东风(基地)公司", "东风（基地）公司")])
def test_brackets_of_either_width_are_one_name(names: tuple[str, str]) -> None:
    _, findings = understood("S5", [good("S5", credit_code=None, enterprise=name) for name in names])
    assert "duplicate_key" in {finding.rule for finding in findings}
