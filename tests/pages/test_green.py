"""The page of green factories says what the register says, for every filter, in both languages."""

import re
from pathlib import Path

import pytest

from queries.ask import ask, snapshots
from tests.support.pages import headline, opening, said

opened = opening("pages/analysts/green/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")


def test_the_headline_is_the_newest_judged_count() -> None:
    newest = ask("indicator_trend", statement="T21").iloc[-1]
    text = headline(opened())
    assert f"{newest['value']:.0f} 家" in text
    assert f"差 {newest['gap']:.0f} 家" in text or f"优于目标 {-newest['gap']:.0f} 家" in text
    assert "▼ 失守" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_another_place_changes_the_rows_of_a_chart_and_nothing_else_of_it() -> None:
    """Else a browser builds every chart anew at every click, which takes it longer than all else."""
    told = [
        [chart.proto for chart in opened(**address).get("vega_lite_chart")]
        for address in ({}, {"region": "450205"})
    ]
    assert len(told[0]) == len(told[1]) > 3
    assert any(city.data != county.data for city, county in zip(*told, strict=True))
    for city, county in zip(*told, strict=True):
        alike = type(city).FromString(city.SerializeToString())
        alike.data.CopyFrom(county.data)
        assert alike == county


def test_period_and_place_change_the_numbers() -> None:
    year = ask("indicator_trend", statement="T21", period="2023").iloc[-1]
    assert f"{year['value']:.0f} 家" in headline(opened(period="2023"))
    county = headline(opened(region="450205"))
    assert "柳北区" in county and "未单独设目标" in county
    steel = ask("green_kinds", region="450205", sector="C31").iloc[0]["in_force"]
    assert f"有绿色工厂 {steel} 家" in headline(opened(region="450205", sector="C31"))


def test_chosen_days_carry_the_waterfall_and_their_order_does_not_matter() -> None:
    steps = ask("green_waterfall", since="2024-12-31", until="2025-12-31").set_index("label")["change"]
    expected = (
        f"从 {steps['start']} 家到 {steps['end']} 家：新增 {steps['new']}，重新列入 {steps['relisted']}"
    )
    assert expected in said(opened(since="2024-12-31", until="2025-12-31"))
    assert expected in said(opened(since="2025-12-31", until="2024-12-31"))
    names = ask("green_movements", since="2024-12-31", until="2025-12-31")
    assert names[names["movement"] == "relisted"]["enterprise"].iloc[0] in said(opened(since="2024-12-31"))


def test_a_day_chosen_on_the_calendar_goes_into_the_address() -> None:
    app = opened()
    app.date_input(key="asked-since").set_value(ask("green_days").iloc[0]["first_on"]).run()
    assert not app.exception
    assert "2019-09-02" in app.query_params["since"]
    app.button(key="reset").click().run()
    assert "since" not in app.query_params


def test_register_filters_pick_rows() -> None:
    everything = ask("green_register")
    parks = ask("green_register", kind="park")
    assert f"名单 {len(everything)} 条" in said(opened())
    assert f"名单 {len(parks)} 条" in said(opened(kind="park"))
    left = everything[~everything["in_force"]]
    table = opened(state="withdrawn").dataframe[0].value
    assert sorted(table["enterprise"]) == sorted(left["enterprise"])


@pytest.mark.parametrize(
    "asked",
    [
        {"region": "999999", "sector": "nonsense", "period": "1999-13", "basis": "other"},
        {"since": "yesterday", "until": "3000-01-01", "kind": "x", "level": "<b>", "state": "%"},
        {"snapshot": "snap-../../etc"},
        {"region": "450226", "sector": "C36", "period": "2021-02", "kind": "supply_chain"},
        {"region": "Z-HEXI", "lang": "en"},
    ],
)
def test_no_address_breaks_the_page(asked: dict[str, str]) -> None:
    assert headline(opened(**asked))


def test_english_is_complete_and_an_earlier_snapshot_is_announced() -> None:
    earlier = snapshots()[-2].id
    text = said(opened(lang="en", snapshot=earlier, basis="equivalent"))
    assert "earlier snapshot" in text and "Back to the newest data" in text and "not split by Basis" in text
    chinese = re.sub(r"演示企业\d+（虚构）", "", text)
    assert re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<[^>]+>", "", chinese)) == []


def test_the_page_says_demonstration_data_by_itself() -> None:
    assert "演示数据" in said(opened())
    assert "演示数据" not in headline(opened()) and "含演示数据" in said(opened())


def test_before_any_publication_the_page_says_what_is_missing(store: Path) -> None:
    app = opened()
    assert "暂缺绿色制造名单" in said(app)
