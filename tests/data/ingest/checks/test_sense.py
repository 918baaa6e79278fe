"""What a person must look at though every cell by itself is right."""

from typing import Any

from data.ingest.checks.sense import makes_sense
from data.ingest.findings import Finding
from data.plan import plan
from tests.data.ingest.checks.conftest import Known
from tests.support.in_process import understood
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import credit_code


def told(template: str, rows: list[dict[str, Any]], name: str = "") -> list[Finding]:
    return list(makes_sense(understood(template, rows)[0], name))


def test_every_question_of_sense_is_asked(known: Known) -> None:
    places = [plan().regions[code].name for code in plan().counties(2024)]
    rows = [energy_row(period="2016年", region=place, energy_growth=0.021) for place in places[:-1]]
    known["2016|450202|TOTAL|calorific"] = {"year": 2016, "month": 12, "maturity": "final", "energy_tce": 1.0}
    known["2015|450202|TOTAL|calorific"] = {"year": 2015, "month": 12, "energy_tce": 1.0}
    found = {each.rule for each in told("S1", rows, "能耗2025年.xlsx")}
    assert found == {
        "looks_like_fraction", "unit_slip", "places_missing", "period_far", "period_name_differs",
        "final_changed",
    }  # fmt: skip
    assert told("S1", [energy_row(period="2026年1—9月")]) == []


def test_an_enterprise_without_the_code_it_has_in_another_row(known: Known) -> None:
    rows = [green_row(1), green_row(1, credit_code=None, level="国家级")]
    found = [each for each in told("S5", rows) if each.rule == "same_name_no_code"]
    assert [each.offer for each in found] == [credit_code(1)]
