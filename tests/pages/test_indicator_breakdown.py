"""What stands below an answer: places and sectors with their targets, causes, lines, enterprises."""

from typing import Any

import pyarrow as pa
import pytest
import streamlit as st

from data.plan import plan
from pages.analysts.indicator import breakdown
from pages.analysts.indicator.figure import Figure
from pages.pieces import panel
from pages.speech import palette
from pages.speech.about import About
from queries.ask import ask_rows
from tests.support.pages import opening

opened = opening("pages/analysts/indicator/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")


class Drawn(dict[str, tuple[list[dict[str, Any]], About, Any]]):
    """Every chart of a page by its key: its rows, its words, and what a click does."""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    found = Drawn()

    def chart(key: str, kind: str, data: pa.Table, about: About, *rest: Any) -> None:
        found[key] = (data.to_pylist(), about, rest[2] if len(rest) > 2 else None)

    monkeypatch.setattr(panel, "chart", chart)
    return found


def test_bars_carry_their_targets_zones_stand_apart_and_a_click_filters(drawn: Drawn) -> None:
    opened(id="T01", period="2025")
    bars, about, picked = drawn["regions"]
    rows = {row["region"]: row for row in ask_rows("indicator_regions", statement="T01", period="2025")}
    heading = next(place for place, bar in enumerate(bars) if bar["value"] is None)
    groups = bars[:heading], bars[heading + 1 :]
    assert [{rows[bar["code"]]["region_kind"] for bar in group} for group in groups] == [{"county"}, {"zone"}]
    for group in groups:
        values = [bar["value"] for bar in group]
        assert values == sorted(values, reverse=True)
        for bar in group:
            assert bar["aim"] == rows[bar["code"]]["target"] and bar["pick"]
    assert {bar["goal"] for bar in groups[0]} == {rows[plan().city]["target"]}
    wanting = [
        code for code, row in rows.items() if row["status"] == "missed" and row["region_kind"] == "county"
    ]
    assert f"{len(wanting)} 处有差距" in about.title and "不与县区相加" in about.measure
    for code in wanting:
        assert plan().regions[code].label() in about.title
    assert callable(picked)


def test_a_click_puts_the_place_into_the_address_and_a_second_one_takes_it_out() -> None:
    choose = breakdown.picking("region", plan().city)
    choose("450205")
    assert st.query_params["region"] == "450205"
    choose("")
    assert "region" not in st.query_params


def test_places_that_are_alike_are_a_sentence_and_no_bars(drawn: Drawn) -> None:
    opened(id="T34")
    assert "regions" not in drawn
    rows = ask_rows("indicator_regions", statement="T34")
    figure = Figure(plan().statements["T34"], "2026-09", "", 1)
    assert breakdown.alike([row for row in rows if row["region_kind"] != "city"], figure.measure)


def test_large_amounts_have_one_step_and_the_subtitle_says_it(drawn: Drawn) -> None:
    opened(id="T17")
    bars, about, _ = drawn["regions"]
    assert "单位：万吨标准煤" in about.measure
    rows = {row["region"]: row["value"] for row in ask_rows("indicator_regions", statement="T17")}
    for bar in bars:
        if bar["value"] is not None:
            assert bar["label"].startswith(f"{rows[bar['code']] / 10_000:,.1f} ")


@pytest.mark.parametrize("region", ["450200", "450205"])
def test_the_causes_drawn_add_up_to_the_number_of_the_page(drawn: Drawn, region: str) -> None:
    opened(id="T01", period="2025", region=region)
    steps, _, _ = drawn["why"]
    trend = ask_rows("indicator_trend", statement="T01", region=region, period="2025")
    assert steps[-1]["end"] == pytest.approx(trend[-1]["value"], abs=1e-9)
    assert sum(step["end"] - step["start"] for step in steps[:-1]) == pytest.approx(
        steps[-1]["end"], abs=0.06
    )
    sectors, _, _ = drawn["why-sectors"]
    assert sum(bar["value"] for bar in sectors) == pytest.approx(trend[-1]["value"], abs=0.06)


def test_the_enterprises_behind_a_place_are_its_largest_with_their_share(drawn: Drawn) -> None:
    opened(id="T14", region="450205")
    bars, about, _ = drawn["enterprises"]
    rows = ask_rows("energy_shares_enterprises", region="450205", period="2025")
    coal = {row["enterprise_key"]: row["energy_tce"] * (row["coal_share"] or 0) / 100 for row in rows}
    used = {key: amount for key, amount in coal.items() if amount}
    assert {bar["code"] for bar in bars} == {*used}
    first = max(used, key=lambda key: used[key])
    assert bars[0]["code"] == first
    assert f"{100 * used[first] / sum(used.values()):.1f}%" in bars[0]["label"]
    assert "柳北区" in about.measure and "煤炭" in about.measure
    drawn.clear()
    opened(id="T10")
    assert "enterprises" not in drawn, "its sheets tell no amount of an enterprise"


def test_the_enterprises_of_a_product_stand_beside_its_target(drawn: Drawn) -> None:
    opened(id="T30")
    bars, about, _ = drawn["enterprises"]
    rows = ask_rows("product_energy_enterprises", product="cement", period="2025")
    assert sorted(bar["value"] for bar in bars) == sorted(row["unit_energy_kgce_per_t"] for row in rows)
    above = [row["enterprise"] for row in rows if row["unit_energy_kgce_per_t"] > 88]
    assert f"{len(rows)} 家企业中 {len(above)} 家高于目标 88.0" in about.title and above[0] in about.title
    assert {bar["goal"] for bar in bars} == {88.0} and {bar["tone"] for bar in bars} == {"accent"}


def test_the_counties_behind_the_reduction_are_told(drawn: Drawn) -> None:
    opened(id="T01", period="2025")
    bars, about, _ = drawn["why-places"]
    assert len(bars) > 5 and "贡献最大" in about.title
    drawn.clear()
    opened(id="T01", period="2025", region="450205")
    assert "why-places" not in drawn


def test_every_county_has_its_line_on_one_scale(drawn: Drawn) -> None:
    opened(id="T01", period="2025")
    rows, about, _ = drawn["counties"]
    assert {row["label"] for row in rows if row["series"] == "name"} == {
        plan().regions[code].label() for code in plan().counties(2025)
    }
    assert "同一刻度" in about.measure
    drawn.clear()
    opened(id="T01", period="2025", region="450205")
    assert "counties" not in drawn


@pytest.mark.parametrize(
    ("statement", "period", "shaped"), [("T01", "2025", True), ("T10", "2026-08", False)]
)
def test_only_a_verdict_has_its_shape_beside_the_line_of_a_county(
    drawn: Drawn, statement: str, period: str, shaped: bool
) -> None:
    """The hollow box of a county without a target of its own, alone behind a number, is a missing letter."""
    opened(id=statement, period=period)
    told = [row["label"] for row in drawn["counties"][0] if row["series"] == "told"]
    assert told and all((len(label.split(" ")) == 2) == shaped for label in told), told
    assert not any("□" in label for label in told)


def test_no_rank_where_the_difference_says_nothing() -> None:
    figure = Figure(plan().statements["T24"], "2025", "", 1)
    near = [
        {"name": name, "value": value, "status": "no_target"} for name, value in (("甲", 44.3), ("乙", 44.1))
    ]
    assert breakdown.extremes(figure, near, figure.measure) == "2 者相差只有 0.2 个百分点（44.1% 至 44.3%）"


def test_status_colours_are_for_status_only() -> None:
    pairs = palette.pairs()
    statuses = {pair for token, pair in pairs.items() if token.startswith("status-")}
    others = {token: pair for token, pair in pairs.items() if not token.startswith("status-")}
    taken = {colour for pair in statuses for colour in pair}
    assert [token for token, pair in others.items() if {*pair} & taken] == []
