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
