"""The leader's page: its headline comes from the data, its filters from the address."""

import re
from pathlib import Path

import pytest

from data.plan import plan
from pages.speech import words
from queries.ask import ask, current, snapshots
from tests.support.pages import opening, said, top

opened = opening("pages/leaders/overview.py")
pytestmark = pytest.mark.usefixtures("sample_store")


@pytest.mark.parametrize(
    "address",
    [{}, {"period": "2024"}, {"period": "2022"}, {"region": "450203"}, {"region": "Z-HEXI", "sector": "C31"}],
)
def test_the_numbers_of_the_headline_add_up_to_all_statements(address: dict[str, str]) -> None:
    sentence = top(opened(**address)).split("</h1>")[0]
    total, told = re.search(r"(\d+) 项目标：(.*)$", sentence).groups()  # type: ignore[union-attr]
    counts = {word: int(count) for count, word in re.findall(r"(\d+) 项([^，；]+)", told)}
    assert int(total) == len(plan().statements) == sum(counts.values())
    rows = ask("overview_cards", **address)
    words = {code: status.name for code, status in plan().statuses.items()}
    assert counts == {words[code]: n for code, n in rows["status"].value_counts().items()}


def test_headline_says_how_far_the_worst_is_behind() -> None:
    told = top(opened())
    assert "拟建项目减量替代与准入落实率距目标还差 20.0 个百分点" in told
    waiting = sum(not item.connected for item in plan().statements.values())
    assert ("尚未接入" in told) == bool(waiting)
    assert "演示数据" in told


def test_every_figure_says_its_period() -> None:
    """M2: a card of 2025 stood beside a change of 2026, and neither said so."""
    text = said(opened())
    for row in ask("overview_cards").to_dict("records"):
        found = re.search(rf'<a class="[^"]*"\s+href="[^"]*id={row["statement"]}.*?</a>', text, re.S)
        assert found, row["statement"]
        if row["period"]:
            assert words.period(row["period"]) in re.sub(r'title="[^"]*"|aria-label="[^"]*"', "", found[0])


def test_every_statement_is_shown() -> None:
    told = said(opened())
    for statement in plan().statements:
        assert f"id={statement}" in told


def test_large_cards_carry_value_and_target() -> None:
    told = said(opened())
    assert "<b>3.0</b>" in told and "2030年目标 14.0%" in told
    assert "<b>19</b>" in told
    assert "2025年目标 25.0%" in told


def test_a_card_of_the_next_five_years_keeps_the_answer_of_the_last() -> None:
    told = said(opened())
    assert "到期结论 2025年：未达标 15.1%" in told and "现在：进度滞后" in told
    assert "全市目标 14.0%（2025→2030年，演示〔2026〕1号）" in told


def test_region_in_the_address_changes_the_numbers() -> None:
    place = ask("overview_cards", region="450203").set_index("statement")
    told = said(opened(region="450203"))
    assert f"<b>{place.loc['T10', 'value']:.1f}</b>" in told
    assert "鱼峰区 34 项目标：" in told
    assert "<b>3.0</b>" not in told


def test_period_in_the_address_changes_the_numbers() -> None:
    assert "<b>11.5</b>" in said(opened(period="2024"))


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
    assert "peak-foot" in said(opened(**address))


def test_in_english_nothing_is_left_in_chinese() -> None:
    told = top(opened(lang="en"))
    missed = int((ask("overview_cards")["status"] == "missed").sum())
    assert f"{missed} missed" in told
    assert "20.0 percentage points short of the target" in told
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in told)


def test_late_and_due_sheets_stand_beside() -> None:
    told = said(opened())
    late, due = ask("late_sheets"), ask("due_next")
    oldest = late[(late["template"] == late["template"].iloc[0]) & (late["period"] == late["period"].iloc[0])]
    named = plan().departments if oldest["department"].nunique() > 1 else plan().regions
    codes = oldest["department"] if named is plan().departments else oldest["region"]
    assert named[codes.iloc[0]].label() in told
    assert plan().templates[due["template"].iloc[0]].name in told


def test_an_earlier_snapshot_says_so() -> None:
    earlier = snapshots()[-2]
    assert earlier.id != current().id
    told = said(opened(snapshot=earlier.id))
    assert told.count(earlier.id) >= 2


def test_before_the_first_publication(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "nothing"))
    assert "尚无已发布的数据" in top(opened())
