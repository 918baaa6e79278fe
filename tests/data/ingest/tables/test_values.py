"""One cell by the kind of its column: serials, lone months, lost digits, invisible signs, dates."""

import datetime
from typing import Any

import pytest

from tests.support.in_process import understood
from tests.support.numbers import energy_row, green_row
from tests.support.rows import good
from tests.support.workbooks import credit_code


def one(template: str, row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of one row, and the rules with what each offers."""
    records, findings = understood(template, [row])
    return records.rows[0].values, {finding.rule: finding.offer for finding in findings}


def test_a_date_that_lost_its_format_is_read_as_its_month_and_called_a_serial() -> None:
    values, told = one("S1", energy_row(period=45931.0))  # 2025-10-01
    assert values["period"].code == "2025-10" and "period_serial" in told


@pytest.mark.parametrize("written", ["2025年10月当月", "2025年三季度（当季）", "2025年10月单月"])
def test_a_lone_month_is_never_january_to_it(written: str) -> None:
    values, told = one("S1", energy_row(period=written))
    assert values["period"] is None and "period_alone" in told


def test_a_long_code_kept_as_a_number_lost_its_digits() -> None:
    values, told = one("S5", green_row(1, credit_code=9.14502001234560e17))
    assert values["credit_code"] is None and "digits_lost" in told and "credit_code_invalid" not in told


def test_signs_that_nobody_sees_drop_with_a_note() -> None:
    code = credit_code(1)
    values, told = one("S5", green_row(1, credit_code=f"{code}\u200b\ufeff"))
    assert values["credit_code"] == code and set(told) >= {"invisible_signs"}
    assert "credit_code_invalid" not in told


def test_a_letter_for_a_digit_offers_the_code_that_holds() -> None:
    code = credit_code(1)
    assert "0" in code
    _, told = one("S5", green_row(1, credit_code=code.replace("0", "O", 1)))
    assert told["credit_code_invalid"] == code


def test_a_number_formatted_as_a_date_is_called_so() -> None:
    values, told = one("S1", energy_row(energy_tce=datetime.date(4299, 9, 4)))
    assert values["energy_tce"] is None
    assert "number_as_date" in told and "number_expected" not in told


def test_an_unknown_place_is_offered_the_nearest() -> None:
    _, told = one("S1", energy_row(region="鱼峯区"))
    assert told["region_unknown"] == "鱼峰区"


@pytest.mark.parametrize("written", [44120.0, "44120", "20201016", "2020-10-16 00:00:00", "2020.10.16"])
def test_a_day_that_lost_its_format_is_read(written: Any) -> None:
    values, told = one("S5", green_row(1, published_on=written))
    assert values["published_on"] == datetime.date(2020, 10, 16)
    assert ("period_serial" in told) == ("44120" in str(written))


@pytest.mark.parametrize("written", ["9.14502E+17", "9.14502e+17"])
def test_a_code_shown_in_powers_of_ten_lost_its_digits(written: str) -> None:
    _, told = one("S5", green_row(1, credit_code=written))
    assert "digits_lost" in told and "credit_code_invalid" not in told


def test_the_mark_that_makes_a_text_of_a_code_is_no_part_of_it() -> None:
    values, told = one("S5", green_row(1, credit_code=f"'{credit_code(1)}"))
    assert values["credit_code"] == credit_code(1) and "credit_code_invalid" not in told


def test_a_year_may_be_called_one_and_a_share_is_no_bare_number() -> None:
    row = good("S22", base_year="2025年", target="14%")
    records, findings = understood("S22", [row])
    assert records.rows[0].values["base_year"] == 2025.0
    told = {finding.rule: finding.message() for finding in findings}
    assert "14%" in told["number_expected"] and "unit_mismatch" not in told


def test_a_long_number_with_its_unit_is_told_in_full() -> None:
    _, findings = understood("S1", [energy_row(value_added="2684493万元")])
    assert any("2684493万元" in finding.message() for finding in findings)
