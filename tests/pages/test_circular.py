"""The page of the circular economy marks every period below 90 % and tells every park."""

import re
from pathlib import Path

import pytest

from data import clock
from data.plan import plan
from queries.ask import ask_rows, snapshots
from tests.support.pages import headline, opening, said

opened = opening("pages/analysts/circular/page.py")
BROKE = "450225"  # the demonstration county that once fell below the line
pytestmark = pytest.mark.usefixtures("sample_store")


def test_the_headline_is_the_newest_rate_and_whether_every_period_held() -> None:
    rows = ask_rows("waste_rate_periods")
    assert [row for row in rows if not row["met"]] == []
    text = headline(opened())
    assert f"{rows[-1]['rate']:.1f}%" in text and f"{len(rows)} 期都在 90% 以上" in text


def test_a_failing_period_is_named_in_its_place_only_from_then_on() -> None:
    rows = ask_rows("waste_rate_periods", region=BROKE)
    lost = [row for row in rows if row["rate"] < 90]
    assert lost and lost == [row for row in rows if not row["met"]]
    text = headline(opened(region=BROKE))
    assert f"{len(rows)} 期中 {len(lost)} 期低于 90%：2024年1—6月" in text
    assert f"最低 2024年1—6月 {lost[0]['rate']:.1f}%" in said(opened(region=BROKE))
    before = headline(opened(region=BROKE, period="2023"))
    assert "期都在 90% 以上" in before and f"{rows[3]['rate']:.1f}%" in before


def test_places_that_fell_below_are_named_for_the_city() -> None:
    places = [row for row in ask_rows("hold_streaks") if row["last_below"] and row["region"] != "450200"]
    assert places
    for row in places:
        assert plan().regions[row["region"]].label() in said(opened())


def test_the_map_says_below_what_its_marked_places_fell() -> None:
    assert "✕ 曾低于 90%" in said(opened()) and "曾低于 —" not in said(opened())


def test_parks_are_listed_with_state_and_dates_and_can_be_filtered() -> None:
    parks = ask_rows("ledger_list", ledger="circular_parks", as_of=clock.today().isoformat())
    done = [row for row in parks if not row["open"]]
    text = said(opened())
    assert f"{len(parks)} 个园区中 {len(done)} 个已验收" in text
    assert all(row["park"] in text for row in parks)
    only = said(opened(state="done"))
    assert all((row["park"] in only) == (not row["open"]) for row in parks)


def test_alternative_materials_are_the_questions_shares() -> None:
    rows = ask_rows("low_carbon_lines")
    first, last = (f"{row['alternative_raw_share']:.1f}%" for row in (rows[0], rows[-1]))
    assert f"{first} → {rows[-1]['year']} 年 {last}" in said(opened())


@pytest.mark.parametrize(
    "asked",
    [
        {"region": "999999", "sector": "nonsense", "period": "1999-13", "state": "x"},
        {"region": "Z-HEXI", "lang": "en"},
        {"region": "450226", "period": "2021"},
        {"snapshot": "snap-../../etc"},
    ],
)
def test_no_address_breaks_the_page(asked: dict[str, str]) -> None:
    assert headline(opened(**asked))


def test_english_is_complete_and_an_earlier_snapshot_is_announced() -> None:
    text = said(opened(lang="en", snapshot=snapshots()[-2].id, sector="C31"))
    assert "earlier snapshot" in text and "not split by Sector" in text
    plain = re.sub(r"演示园区\d+（虚构）|演示[园验]〔\d+〕\d+号", "", re.sub(r"<[^>]+>", "", text))
    assert re.findall(r"[\u4e00-\u9fff]+", plain) == []


def test_before_any_publication_the_page_says_what_is_missing(store: Path) -> None:
    assert "暂缺一般工业固体废物" in said(opened())
