"""One cause, one finding: what follows from a fault that was told is not told again."""

from data.ingest.causes import once
from data.ingest.findings import Finding


def rules(*findings: Finding, kind: str = "xlsx") -> list[str]:
    return [finding.rule for finding in once(list(findings), kind)]


def test_an_error_value_in_a_required_cell_is_one_fault() -> None:
    error, missing = (
        Finding("error_cell", "表", "D7", found="#REF!"),
        Finding("value_missing", "表", "D7", field="能耗"),
    )
    assert rules(error, missing) == ["error_in_required"]
    assert once([error, missing], "xlsx")[0].field == "能耗"
    assert rules(error, Finding("value_missing", "表", "D8")) == ["error_cell", "value_missing"]


def test_an_example_left_in_a_required_cell_is_one_fault() -> None:
    left, missing = Finding("example_left", "表", "D7"), Finding("value_missing", "表", "D7", field="能耗")
    assert rules(Finding("row_passed_over", "表", "A9"), left, missing) == [
        "row_passed_over",
        "example_in_required",
    ]
    assert rules(left) == ["example_left"]


def test_a_code_that_does_not_hold_is_not_missing_too() -> None:
    lost, missing = Finding("digits_lost", "表", "B2"), Finding("credit_code_missing", "表", "B2")
    assert rules(lost, missing) == ["digits_lost"]
    assert rules(missing) == ["credit_code_missing"]


def test_numbers_of_a_text_file_are_no_news() -> None:
    assert rules(Finding("number_as_text", "csv", "D2"), kind="csv") == []
    assert rules(Finding("number_as_text", "表", "D2")) == ["number_as_text"]


def test_what_follows_from_a_slip_a_fraction_or_a_missing_column_is_not_told_too() -> None:
    slip = Finding("unit_slip", "表", "F6", field="增加值")
    for rule in ("share_jumps", "sum_mismatch", "categories_mismatch", "total_off"):
        assert rules(slip, Finding(rule, "表", "F4", field="增加值")) == ["unit_slip"]
        assert rules(slip, Finding(rule, "表", "D4", field="能耗")) == ["unit_slip", rule]
    fraction = Finding("looks_like_fraction", "表", "E4", field="增速")
    derived = [Finding("intensity_differs", "表", "H4", field="强度"), Finding("growth_differs", "表", "E5")]
    assert rules(fraction, *derived) == ["looks_like_fraction"]
    assert rules(*derived) == ["intensity_differs", "growth_differs"]
    missing = Finding("column_missing", "表", "D3", field="能耗", offer="能耗")
    assert rules(missing, Finding("column_unused", "表", "D3"), Finding("column_unused", "表", "F3")) == [
        "column_missing",
        "column_unused",
    ]
    title, name = (Finding(f"period_{part}_differs", "表", "A4", field="期间") for part in ("title", "name"))
    far = Finding("period_far", "表", "A4", field="期间")
    assert rules(far, Finding("final_changed", "表", "D4")) == ["final_changed"]
    assert rules(far) == ["period_far"]
    assert rules(title, name) == ["period_title_differs"] and rules(name) == ["period_name_differs"]


def test_what_a_wrong_unit_brings_in_its_row_is_not_told_again() -> None:
    unit = Finding("energy_unit", "表", "H4")
    assert rules(unit, Finding("standard_differs", "表", "J4"), Finding("unit_slip", "表", "G4")) == [
        "energy_unit"
    ]
    assert rules(unit, Finding("standard_differs", "表", "J5")) == ["energy_unit", "standard_differs"]


def test_a_code_that_must_be_filled_is_missing_once() -> None:
    assert rules(Finding("value_missing", "表", "A7"), Finding("credit_code_missing", "表", "A7")) == [
        "value_missing"
    ]
