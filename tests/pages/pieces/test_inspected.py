"""What an inspection would change, as a page tells it: counts, by how much, and what this file lacks."""

import dataclasses

import pytest
from streamlit.testing.v1 import AppTest

from data.ingest.receive import ChangeLine, Changes, Inspection
from data.plan import plan
from pages.speech.catalogue import sentence
from tests.support.pages import said

KEY = ("2025", "450204", "TOTAL", "calorific")
CHANGED = ChangeLine(
    "changed", KEY, "energy_tce", "", "2000000", "2000500", "official", "表", "D4", "500", "吨标准煤"
)
GONE = ChangeLine(
    "gone", KEY, "energy_tce", "", "7", "", "official", "旧表", "D9", "", "吨标准煤", "000001-S1-a"
)


def drawn(lines: tuple[ChangeLine, ...], language: str = "zh") -> AppTest:
    """The changes of an inspection with these lines."""

    def page(seen: object) -> None:
        from pages.pieces import inspected

        inspected.changes(seen)  # type: ignore[arg-type]

    gone = sum(line.state == "gone" for line in lines)
    seen = Inspection(
        "表.xlsx", "", template=plan().templates["S1"], changes=Changes(0, 1, 2, lines, 0, gone)
    )
    test = AppTest.from_function(page, args=(seen,))
    test.query_params["lang"] = language
    return test.run()


def test_a_changed_value_says_by_how_much_and_nothing_is_missed() -> None:
    test = drawn((CHANGED,))
    assert not test.exception
    (table,) = [frame.value for frame in test.dataframe]
    assert list(table["difference"]) == ["+500"] and list(table["cell"]) == ["表!D4"]
    assert sentence("upload.gone_stays") not in said(test)


@pytest.mark.parametrize("state", ["changed", "gone"])
def test_rows_that_are_missing_are_counted_and_shown_and_said_to_stay(state: str) -> None:
    test = drawn((CHANGED, GONE))
    test.segmented_control(key="which-values").set_value(state).run()
    assert not test.exception
    assert '<div data-change="gone"><b>1</b>' in said(test)
    assert sentence("upload.gone_stays") in said(test)
    (table,) = [frame.value for frame in test.dataframe]
    assert list(table["cell"]) == [{"changed": "表!D4", "gone": "旧表!D9"}[state]]


def test_a_line_without_a_number_has_no_difference() -> None:
    (table,) = [frame.value for frame in drawn((dataclasses.replace(CHANGED, difference=""),)).dataframe]
    assert list(table["difference"]) == [""]


@pytest.mark.parametrize(
    ("language", "field"), [("zh", "综合能源消费量 (吨标准煤)"), ("en", "Energy consumption (tce)")]
)
def test_fields_have_their_unit_in_the_language_of_the_page(language: str, field: str) -> None:
    (table,) = [frame.value for frame in drawn((CHANGED,), language).dataframe]
    assert list(table["field"]) == [field]
