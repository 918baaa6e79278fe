"""Findings are gathered once each, the gravest first, the first of a kind in full and the rest counted."""

from data.ingest.findings import Finding
from data.ingest.gathered import Gathered


def wrong(number: int, rule: str = "below_minimum", field: str = "产生量") -> Finding:
    return Finding(rule, "表", f"D{number}", "0", "-1", field)


def test_each_once_and_the_gravest_first() -> None:
    note, warn, stop = Finding("text_encoding"), Finding("unit_slip", "表", "B4"), wrong(4)
    assert Gathered([note, warn, stop, warn]).told() == (stop, warn, note)


def test_the_first_of_a_kind_are_listed_and_the_rest_counted_beside_them() -> None:
    found = Gathered((wrong(number) for number in range(1, 1001)), each=3)
    found.append(wrong(5, "above_maximum"))
    assert found.told() == (
        wrong(1), wrong(2), wrong(3),
        Finding("more_in_column", "表", expected="D4", found="997", field="产生量"),
        wrong(5, "above_maximum"),
    )  # fmt: skip


def test_what_has_no_column_is_counted_by_its_sheet() -> None:
    found = Gathered((Finding("error_cell", "表", f"A{n}", found="#N/A") for n in range(5)), each=2).told()
    assert found[2:] == (Finding("more_of_the_same", "表", found="3"),)


def test_all_findings_together_have_a_cap() -> None:
    found = Gathered(wrong(number, field=f"列{number}") for number in range(10)).told(most=4)
    assert len(found) == 5 and found[4] == Finding("more_findings", found="6")


def test_what_is_only_counted_need_not_be_worked_out() -> None:
    found = Gathered((wrong(number) for number in range(3)), each=3)
    assert found.full("below_minimum", "表", "产生量")
    assert not found.full("below_minimum", "表", "综合利用量") and not found.full(
        "above_maximum", "表", "产生量"
    )
