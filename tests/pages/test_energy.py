"""The page of energy and carbon says what its questions say, and the causes of a change add up."""

import json
import math
import re
from pathlib import Path

import pytest

from pages.speech import words
from queries.ask import ask, ask_rows, snapshots
from queries.energy.energy_drivers import energy_drivers
from tests.support.pages import headline, opening, said

CAUSES = ("规模", "结构", "强度", "能源结构", "过程", "因子换版")
opened = opening("pages/analysts/energy/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")


def test_the_headline_is_the_card_and_the_subline_the_newest_totals() -> None:
    card = next(row for row in ask_rows("overview_cards") if row["statement"] == "T01")
    text = said(opened())
    assert f"累计降 {card['value']:.1f}%" in headline(opened())
    level = ask_rows("energy_levels", sector="TOTAL")[-1]
    assert f"{level['energy_tce'] / 1e4:,.1f} 万吨标准煤" in text
    budget = ask_rows("energy_budgets", kind="region")[0]
    assert (
        f"预算已用 {budget['used_percent']:.1f}%，还剩 {budget['room_left_tce'] / 1e4:,.1f} 万吨标准煤"
        in text
    )


def test_a_place_behind_its_path_by_less_than_is_written_says_by_how_much() -> None:
    """3.0% and required 3.0% are behind all the same: the sentence has the digits that tell them apart."""
    last = ask_rows("indicator_trend", statement="T01")[-1]
    assert last["status"] == "behind" and f"{last['value']:.1f}" == f"{last['required']:.1f}"
    assert f"累计降 {last['value']:.1f}%，落后应达进度 {last['short_of_path']:.2f} 个百分点" in said(opened())


def test_filters_change_the_numbers() -> None:
    county = next(row for row in ask_rows("overview_cards", region="450205") if row["statement"] == "T01")
    text = headline(opened(region="450205"))
    assert "柳北区" in text and f"{county['value']:.1f}%" in text
    steel = ask("indicator_trend", statement="T01", sector="C31", period="2023").iloc[-1]
    assert f"{steel['value']:.1f}%" in headline(opened(sector="C31", period="2023"))
    assert headline(opened()) != text


def test_the_peak_stands_beside_guangxi() -> None:
    text = said(opened())
    for source, region in (("industry", "450200"), ("industry_reported", "450000")):
        series = ask_rows("co2_series", source=source, region=region, sector="TOTAL")
        known = [row for row in series if row["value"] is not None]
        peak = max(known, key=lambda row: (row["value"], row["year"]))
        later = [row for row in known if row["year"] > peak["year"]]
        assert f"<span>{peak['year']}</span><small>{peak['value']:,.1f}</small>" in text
        assert f"其后 {len(later)} 个年度点" in text
    assert (
        "工业（同一电网因子）" in text
        and "工业（上报，各年因子）" in text
        and "工业（CEADS 分部门清单）" in text
        and "数据不足" in text
    )
    other = ask_rows("co2_series", source="industry_published", region="450000", sector="TOTAL")[-1]
    assert f"{other['value']:,.1f} 万吨二氧化碳" in said(opened(beside="industry_published"))


def test_the_chained_reduction_is_what_the_yearly_rates_make() -> None:
    years = [row for row in ask_rows("energy_levels", sector="TOTAL") if row["month"] == 12]
    rates = [
        (1 + row["energy_growth"] / 100) / (1 + row["value_added_growth"] / 100)
        for row in years
        if 2020 < row["year"] <= 2025
    ]
    assert len(rates) == 5
    assert f"累计降 {100 * (1 - math.prod(rates)):.1f}%（2025年）" in headline(opened(period="2025"))


def test_headings_are_told_in_the_language_of_the_visitor() -> None:
    table = opened(lang="en").dataframe[-1].proto
    labels = [column.get("label", "") for column in json.loads(table.columns).values()]
    assert "Energy use (tce)" in labels and "Value added (×10⁴ yuan)" in labels
    assert not re.search(r"[\u4e00-\u9fff]", "".join(labels))


def test_causes_of_the_chosen_years_are_told_and_add_up() -> None:
    found = energy_drivers(2021, 2024, what="co2")
    assert found is not None
    text = said(opened(what="co2", **{"from": "2021", "to": "2024"}))
    told = "、".join(
        f"{name} {words.signed(effect)}" for name, effect in zip(CAUSES, found.effects, strict=True)
    )
    assert f"2021→2024 年 CO₂ {found.change:+,.1f} 万吨：{told}".replace("-", "−") in text
    assert found.before + sum(found.effects) + found.other == pytest.approx(found.after)


def test_co2_stands_on_one_factor_year_and_every_change_of_factor_is_marked() -> None:
    text = said(opened())
    series = ask_rows("co2_series", source="industry", region="450200", sector="TOTAL")
    broken = [row for row in series if row["factor_break"] and row["break_value"] is not None]
    assert [row["year"] for row in broken] == [2022, 2023]
    assert f"净购入电力按 广西电网 {series[-1]['factor_year']} 年因子" in text
    outpace = [row for row in ask_rows("co2_factor_years", statement="T02", region="450200") if row["value"]]
    assert f"{outpace[-1]['value']:.1f}" in text and "按上报各年因子" in text


def test_derived_co2_names_its_factor_year_and_its_verdict() -> None:
    row = ask_rows("co2_reported_and_derived", region="450200", sector="TOTAL")[0]
    text = said(opened())
    assert f"电力按 {row['grid_factor_year']:.0f} 年电网因子" in text
    assert f"上报 {row['reported_energy_tco2'] / 1e4:,.1f} 万吨二氧化碳" in text


@pytest.mark.parametrize(
    "asked",
    [
        {"region": "999999", "sector": "nonsense", "period": "1999-13", "basis": "other", "what": "x"},
        {"region": "Z-HEXI", "sector": "C36", "from": "2025", "to": "2020", "beside": "<b>"},
        {"sector": "C33", "basis": "equivalent", "lang": "en"},
        {"snapshot": "snap-../../etc"},
    ],
)
def test_no_address_breaks_the_page(asked: dict[str, str]) -> None:
    assert opened(**asked)


def test_english_is_complete_and_an_earlier_snapshot_is_announced() -> None:
    text = said(opened(lang="en", snapshot=snapshots()[-2].id))
    assert "earlier snapshot" in text
    assert re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<[^>]+>", "", text)) == []


def test_before_any_publication_the_page_says_what_is_missing(store: Path) -> None:
    assert "暂缺规上工业能耗与增加值" in said(opened())
