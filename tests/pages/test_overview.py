"""The leader's page: its headline comes from the data, its filters from the address."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.plan import plan
from queries.ask import ask, current, snapshots

PAGE = str(Path(__file__).resolve().parents[2] / "pages" / "leaders" / "overview.py")
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
    """All HTML of the page."""
    return "\n".join(str(block.proto.body) for block in test.get("html"))


def headline(test: AppTest) -> str:
    return next(
        str(block.proto.body) for block in test.get("html") if "peak-headline" in str(block.proto.body)
    )


def test_headline_counts_what_the_cards_say() -> None:
    rows = ask("overview_cards")
    said = headline(run())
    for code, status in plan().statuses.items():
        count = int((rows["status"] == code).sum())
        if status.judged and count:
            assert f"{count} 项{status.name}" in said
        else:
            assert f"项{status.name}" not in said.split("</h1>")[0]


def test_headline_says_how_far_the_worst_is_behind() -> None:
    said = headline(run())
    assert "规上单位工业增加值能耗累计降幅距目标还差 0.7 个百分点" in said
    waiting = sum(not item.connected for item in plan().statements.values())
    assert ("尚未接入" in said) == bool(waiting)
    assert "演示数据" in said


def test_every_statement_is_shown() -> None:
    said = written(run())
    for statement in plan().statements:
        assert f"id={statement}" in said


def test_large_cards_carry_value_and_target() -> None:
    said = written(run())
    assert "<b>15.1</b>" in said
    assert "<b>19</b>" in said
    assert "2025年目标 25.0%" in said


def test_region_in_the_address_changes_the_numbers() -> None:
    place = ask("overview_cards", region="450203").set_index("statement")
    said = written(run(region="450203"))
    assert f"<b>{place.loc['T10', 'value']:.1f}</b>" in said
    assert "鱼峰区：" in said
    assert "<b>15.1</b>" not in said


def test_period_in_the_address_changes_the_numbers() -> None:
    assert "<b>11.5</b>" in written(run(period="2024"))


@pytest.mark.parametrize(
    "address",
    [
        {"region": "999999", "sector": "X", "period": "1999", "basis": "none"},
        {"region": "450225", "sector": "C31", "basis": "equivalent"},
        {"region": "Z-HEXI", "period": "2021-02"},
        {"snapshot": "snap-999999-nothing"},
        {"lang": "xx"},
    ],
)
def test_no_address_breaks_the_page(address: dict[str, str]) -> None:
    assert "peak-foot" in written(run(**address))


def test_in_english_nothing_is_left_in_chinese() -> None:
    said = headline(run(lang="en"))
    missed = int((ask("overview_cards")["status"] == "missed").sum())
    assert f"{missed} missed" in said
    assert "0.7 percentage points short of the target" in said
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in said)


def test_late_and_due_sheets_stand_beside() -> None:
    said = written(run())
    late, due = ask("late_sheets"), ask("due_next")
    for name in {*late["region_name"]} if len(late) <= 5 else {late["region_name"].iloc[0]}:
        assert name in said
    assert due["name"].iloc[0] in said


def test_an_earlier_snapshot_says_so() -> None:
    earlier = snapshots()[-2]
    assert earlier.id != current().id
    said = written(run(snapshot=earlier.id))
    assert said.count(earlier.id) >= 2


def test_before_the_first_publication(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "nothing"))
    assert "尚无已发布的数据" in headline(run())
