"""The indicator page: the card's answer, its trend and parts, and the way back to the cell."""

import dataclasses
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.plan import plan
from queries.ask import ask, snapshots

PAGE = str(Path(__file__).resolve().parents[2] / "pages" / "analysts" / "indicator" / "page.py")
pytestmark = pytest.mark.usefixtures("sample_store")


def run(**address: str) -> AppTest:
    """The page as a visitor with this address sees it."""
    test = AppTest.from_file(PAGE, default_timeout=60)
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, test.exception
    return test


def written(test: AppTest) -> str:
    return "\n".join(str(block.proto.body) for block in test.get("html"))


def headline(test: AppTest) -> str:
    return next(
        str(block.proto.body) for block in test.get("html") if "peak-headline" in str(block.proto.body)
    )


def test_without_a_period_it_says_what_the_card_says() -> None:
    said = headline(run(id="T01"))
    assert "2025年 15.1%，距目标还差 0.7 个百分点（未达标）" in said
    assert "目标期已于 2025 年结束" in said


def test_a_later_period_keeps_the_answer_of_the_due_year() -> None:
    said = headline(run(id="T01", period="2026-09"))
    assert "2026年1—9月 17.6%（2025年目标判定为未达标）" in said
    assert "优于目标" not in said


@pytest.mark.parametrize("statement", ["T01", "T10", "T21"])
def test_headline_agrees_with_the_overview(statement: str) -> None:
    card = ask("overview_cards").set_index("statement").loc[statement]
    said = headline(run(id=statement))
    assert f"{card['value']:.{plan().statements[statement].decimals}f}" in said
    assert plan().statuses[card["status"]].name in said


def test_methods_that_disagree_are_both_shown() -> None:
    said = written(run(id="T01"))
    assert "方法不一致" in said
    assert "进展充分" in said
    assert 'data-verdict="agree"' in written(run(id="T10"))


def test_filters_change_the_numbers() -> None:
    place = ask("overview_cards", region="450226").set_index("statement").loc["T01", "value"]
    assert f"{place:.1f}%" in headline(run(id="T01", region="450226"))
    sector = ask("overview_cards", sector="C31").set_index("statement").loc["T01", "value"]
    assert f"{sector:.1f}%" in headline(run(id="T01", sector="C31"))


@pytest.mark.parametrize("statement", list(plan().statements))
def test_every_statement_opens(statement: str) -> None:
    said = written(run(id=statement))
    assert plan().statements[statement].name in said
    assert plan().statements[statement].section in said
    assert "peak-foot" in said


def test_a_statement_that_is_not_connected_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    unconnected = dataclasses.replace(plan().statements["T34"], series="")
    monkeypatch.setitem(plan().statements, "T34", unconnected)
    said = written(run(id=unconnected.id))
    assert "尚未接入" in headline(run(id=unconnected.id))
    for template in unconnected.templates:
        assert template in said


@pytest.mark.parametrize(
    "address",
    [
        {"id": "T99"},
        {"id": "T01", "region": "450225", "sector": "C31"},
        {"id": "T01", "basis": "equivalent"},
        {"id": "T10", "region": "Z-HEXI", "sector": "C31", "basis": "equivalent"},
        {"id": "T21", "region": "450226"},
        {"id": "T21", "sector": "C36", "period": "2022-05"},
        {"id": "T10", "period": "2020"},
        {"id": "T01", "period": "1999", "region": "nowhere", "lang": "en"},
        {"id": "T21", "lang": "en", "region": "450203"},
    ],
)
def test_no_address_breaks_the_page(address: dict[str, str]) -> None:
    assert "peak-foot" in written(run(**address))


def test_the_cells_behind_the_number_are_listed() -> None:
    trace = ask("number_trace", statement="T10", period="2026-08")
    tables = [table.value for table in run(id="T10", period="2026-08").dataframe]
    shown = next(table for table in tables if "cell" in table)
    assert shown["cell"].tolist() == trace["cell"].tolist()
    register = ask("register_trace")
    shown = next(table.value for table in run(id="T21").dataframe if "enterprise" in table.value)
    assert set(shown["enterprise"]) <= set(register["enterprise"])


def test_originals_can_be_downloaded() -> None:
    trace = ask("number_trace", statement="T10", period="2026-08")
    keys = [str(button.proto.id) for button in run(id="T10", period="2026-08").get("download_button")]
    for upload in trace["upload"].unique():
        assert any(f"original-{upload}" in key for key in keys)


def test_in_english() -> None:
    said = headline(run(id="T10", lang="en"))
    assert "better than the target (achieved)" in said
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in said)


def test_an_earlier_snapshot_is_read() -> None:
    earliest = snapshots()[0]
    said = written(run(id="T01", snapshot=earliest.id))
    assert earliest.id in said
    assert "15.1%" not in said
