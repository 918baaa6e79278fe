"""Each small fault of a workbook is told by its rule, at its cell, and by nothing else of its weight."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from data.ingest import receive
from data.plan import TOTAL, plan
from tests.support.numbers import emerging_row, energy_row, green_row
from tests.support.workbooks import cell, workbook

pytestmark = pytest.mark.usefixtures("store")


def found(content: bytes, severity: str) -> dict[str, str]:
    """The rules of one weight that speak up about a workbook, each with its cell."""
    findings = receive.inspect(content, "表.xlsx", foresee=False).findings
    return {finding.rule: finding.cell for finding in findings if finding.severity == severity}


@pytest.mark.parametrize(
    ("changes", "rule", "field", "severity"),
    [
        ({"period": "2031年"}, "period_future", "period", "stop"),
        ({"period": "2026年1月"}, "period_january", "period", "warn"),
        ({"sector": "纺纱织布"}, "sector_unknown", "sector", "stop"),
        ({"energy_tce": "2000000"}, "number_as_text", "energy_tce", "note"),
        ({"energy_tce": "2000000①"}, "footnote_mark", "energy_tce", "warn"),
        ({"energy_tce": -1}, "below_minimum", "energy_tce", "stop"),
        (
            {"energy_growth": 75.0, "value_added_growth": 60.0, "intensity_change": 9.38},
            "growth_implausible",
            "energy_growth",
            "warn",
        ),
    ],
)
def test_a_fault_of_the_energy_sheet(changes: dict[str, Any], rule: str, field: str, severity: str) -> None:
    assert found(workbook("S1", [energy_row(**changes)]), severity) == {rule: cell("S1", field)}


def test_what_is_just_inside_is_no_fault() -> None:
    """Today's month, the smallest value and the largest usual growth are taken as they are."""
    row = energy_row(period="2026年1—11月", energy_tce=0, energy_growth=60.0, intensity_change=52.38)
    content = workbook("S1", [row])
    running = {"period_running": cell("S1", "period")}  # today's month is taken, and said to be unfinished
    assert found(content, "stop") == {} and found(content, "warn") == running


def test_a_converted_unit_is_told_at_its_heading() -> None:
    content = workbook("S1", [energy_row(energy_tce=200)], energy_tce="综合能源消费量（万吨标准煤）")
    heading = cell("S1", "energy_tce").replace("4", "3")
    assert found(content, "note") == {"unit_converted": heading}


def test_a_category_outside_the_nine() -> None:
    content = workbook("S4", [emerging_row(category="量子农业")])
    assert found(content, "stop") == {"category_unknown": cell("S4", "category")}


def categories(first: float) -> bytes:
    """Nine categories of 100 each, the first one told apart, and their stated total of 900."""
    nine = [name.name for code, name in plan().emerging.items() if code != TOTAL]
    parts = [emerging_row(category=name, emerging_output=100, total_output=None) for name in nine]
    parts[0]["emerging_output"] = first
    return workbook("S4", [emerging_row(emerging_output=900, total_output=10_000), *parts])


def test_nine_categories_that_do_not_make_the_total() -> None:
    assert found(categories(100), "warn") == {}
    assert found(categories(104.5), "warn") == {}  # within the tolerance of 0.5 %
    assert found(categories(105), "warn") == {"categories_mismatch": cell("S4", "emerging_output")}


def test_a_day_that_is_none_and_an_enterprise_without_code() -> None:
    content = workbook("S5", [green_row(published_on="去年秋天"), green_row(2, credit_code=None)])
    assert found(content, "stop") == {"date_unreadable": cell("S5", "published_on")}
    assert found(content, "warn") == {"credit_code_missing": cell("S5", "credit_code", 1)}
    good = workbook("S5", [green_row(published_on=datetime.date(2024, 1, 31))])
    assert found(good, "stop") == {} and found(good, "warn") == {}


def test_growth_is_held_against_last_year_and_the_same_file_is_known(store: Path) -> None:
    before = workbook("S1", [energy_row(period="2024年", energy_tce=1_600_000)])
    receive.accept(before, "表.xlsx", "甲")
    assert found(before, "warn") == {"already_published": ""}
    now = workbook("S1", [energy_row(energy_growth=2.0)])  # 2 000 000 are 25 % above last year
    assert found(now, "warn") == {"growth_differs": cell("S1", "energy_growth")}
    agreed = workbook("S1", [energy_row(energy_growth=25.0, intensity_change=19.05)])
    assert found(agreed, "warn") == {}
