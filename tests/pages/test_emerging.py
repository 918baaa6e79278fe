"""The page of strategic emerging industries: the share, its parts, and the growth it would take."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries.ask import ask, snapshots
from queries.emerging.growth_needed import growth_needed
from tests.support.pages import headline, opening, said

opened = opening("pages/analysts/emerging/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")


def answer(app: AppTest) -> str:
    found = re.search(r'<p class="peak-answer">(.*?)</p>', said(app))
    assert found
    return found[1].replace("−", "-")


def test_the_headline_is_the_newest_share_against_the_target() -> None:
    newest = ask("indicator_trend", statement="T10").iloc[-1]
    text = headline(opened())
    assert f"{newest['value']:.1f}%" in text and "目标 25%" in text
    assert f"{abs(newest['gap']):.1f} 个百分点" in text


def test_place_and_period_change_the_numbers() -> None:
    county = ask("indicator_trend", statement="T10", region="450205", period="2023").iloc[-1]
    app = opened(region="450205", period="2023")
    assert f"{county['value']:.1f}%" in headline(app)
    assert "柳北区2023年" in said(app)


def test_the_answer_says_the_needed_growth_and_follows_its_sliders() -> None:
    found = growth_needed(5.0, 45.0, 4)
    assert found and not found.met
    app = opened(share="45", years="4")
    assert "要在 4 年后达到 45.0%" in answer(app) and f"{found.growth:+.1f}%" in answer(app)
    app.slider(key="asked-growth").set_value(8.0).run()
    faster = growth_needed(8.0, 45.0, 4)
    assert faster and f"{faster.growth:+.1f}%" in answer(app)
    assert "8" in app.query_params["growth"]


def test_a_met_target_tells_the_room_on_both_sides() -> None:
    found = growth_needed(5.0, 25.0, 3)
    assert found and found.met
    text = said(opened())
    assert "不得低于" in text
    assert f"最多可下降 {found.fall_allowed:.1f}%" in text
    assert f"最多可增长 {found.total_growth_allowed:.1f}%" in text


def test_a_period_with_only_a_published_share_says_so() -> None:
    text = said(opened(period="2024"))
    assert "只有公开发布的占比" in text
    assert "起点：柳州市2024年1—11月" in text


@pytest.mark.parametrize(
    "asked",
    [
        {"region": "999999", "period": "1999-13", "sector": "C31", "basis": "other"},
        {"growth": "nan", "share": "0", "years": "1e9"},
        {"growth": "abc", "share": "-5", "years": "2.5"},
        {"growth": "-10", "share": "80", "years": "10"},
        {"snapshot": "nothing"},
        {"region": "Z-HEXI", "period": "2021-02", "lang": "en"},
    ],
)
def test_no_address_breaks_the_page(asked: dict[str, str]) -> None:
    assert headline(opened(**asked))


def test_english_is_complete_and_an_earlier_snapshot_is_announced() -> None:
    text = said(opened(lang="en", snapshot=snapshots()[-2].id, sector="C31"))
    assert "earlier snapshot" in text and "not split by Sector" in text
    assert re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<[^>]+>", "", text)) == []


def test_before_any_publication_the_page_says_what_is_missing(store: Path) -> None:
    app = opened()
    assert "暂缺战略性新兴产业产值" in said(app)
