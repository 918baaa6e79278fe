"""The indicator page: the card's answer, its trend and parts, and the way back to the cell."""

import dataclasses
import re
from html import unescape
from urllib.parse import parse_qs

import pytest

from data.plan import plan
from pages.pieces import linked, trends
from queries.ask import ask, ask_rows, snapshots
from tests.support.pages import opening, said, top


def column(told: str, field: str) -> list[str]:
    """The texts of one column of the list of cells behind a number."""
    cells = re.findall(rf'<td[^>]*data-column="{field}"[^>]*>(.*?)</td>', told)
    return [unescape(re.sub(r"<[^>]*>", "", cell)) for cell in cells]


opened = opening("pages/analysts/indicator/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")


def test_without_a_period_it_says_what_the_card_says() -> None:
    told = top(opened(id="T01"))
    assert "2026年1—9月 3.0%，距目标还差 11.0 个百分点（进度滞后）" in told
    assert "到期结论 2025年：未达标 15.1%" in told and "（2025→2030年，演示〔2026〕1号）" in told


def test_the_due_year_keeps_its_answer_and_its_base_beside_the_next_target() -> None:
    told = top(opened(id="T01", period="2025"))
    assert "2025年 15.1%，距目标还差 0.7 个百分点（未达标）" in told
    assert "到期结论 2025年：未达标 15.1%" in told and "全市目标 15.8%（2020→2025年" in told


def test_a_county_is_held_against_its_own_target() -> None:
    told = top(opened(id="T01", region="450223", period="2025"))
    assert "2025年 13.8%，优于目标 0.3 个百分点（已达标）" in told
    assert "本地目标 13.5%（2020→2025年，演示〔2024〕7号）" in told


def test_years_counted_from_different_bases_stand_in_no_line_together() -> None:
    rows = ask_rows("indicator_trend", statement="T01")
    assert {row["base_year"] for row in rows} == {2020, 2025}
    for period, base in (("2026-09", 2025), ("2025", 2020)):
        drawn = trends.of_one_base(plan().statements["T01"], rows, period)
        assert {row["base_year"] for row in drawn} == {base} and period in {row["period"] for row in drawn}
    page = said(opened(id="T01"))
    assert "以 2020 年为基期" in page, "the counties' bars say what they are counted from"
    assert "<dt>基期</dt><dd>2025</dd><dt>目标年</dt><dd>2030</dd>" in page


@pytest.mark.parametrize("statement", ["T01", "T10", "T21"])
def test_headline_agrees_with_the_overview(statement: str) -> None:
    card = ask("overview_cards").set_index("statement").loc[statement]
    told = top(opened(id=statement))
    assert f"{card['value']:.{plan().statements[statement].decimals}f}" in told
    assert plan().statuses[card["status"]].name in told


def test_methods_that_disagree_are_both_shown() -> None:
    told = said(opened(id="T01"))
    assert "方法不一致" in told
    assert "进展充分" in told
    assert 'data-verdict="agree"' in said(opened(id="T10"))


def test_a_statement_on_one_factor_shows_the_reported_beside_and_names_the_setting() -> None:
    told = said(opened(id="T02"))
    assert "点线为上报数，竖线处电网因子换版" in told and "净购入电力各年按同一电网因子" in told
    assert "点线为上报数" not in said(opened(id="T21"))


def test_where_nothing_is_carried_forward_and_growth_does_not_compound_the_page_says_so() -> None:
    told = said(opened(id="T20"))
    assert "数量很少的计数不作外推" in told and "不适用复合增速法" in told
    assert "种简单方法" not in told
    assert "种简单方法" in said(opened(id="T18"))


def test_filters_change_the_numbers() -> None:
    place = ask("overview_cards", region="450226").set_index("statement").loc["T01", "value"]
    assert f"{place:.1f}%" in top(opened(id="T01", region="450226"))
    sector = ask("overview_cards", sector="C31").set_index("statement").loc["T01", "value"]
    assert f"{sector:.1f}%" in top(opened(id="T01", sector="C31"))


def test_a_statement_that_is_not_connected_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    unconnected = dataclasses.replace(plan().statements["T34"], series="")
    monkeypatch.setitem(plan().statements, "T34", unconnected)
    told = said(opened(id=unconnected.id))
    assert "尚未接入" in top(opened(id=unconnected.id))
    for template in unconnected.templates:
        assert template in told


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
    assert "peak-foot" in said(opened(**address))


def test_the_cells_behind_the_number_are_listed() -> None:
    trace = ask("number_trace", statement="T10", period="2026-08")
    told = said(opened(id="T10", period="2026-08"))
    shown = [float(text.replace(",", "")) for text in column(told, "value")]
    assert shown == sorted(trace["value"], reverse=True), "the largest comes first"
    assert sorted(re.findall(r">([A-Z]+[0-9]+)</a>", told)) == sorted(trace["cell"])
    register = ask("register_trace")
    assert set(column(said(opened(id="T21")), "enterprise")) == set(register["enterprise"])


def test_a_cell_behind_the_number_is_followed_to_the_picture_of_its_sheet() -> None:
    told = said(opened(id="T10", period="2026-08"))
    ways = [parse_qs(unescape(way))["cell"][0] for way in re.findall(r'href="\?([^"]*cell=[^"]+)"', told)]
    assert len(ways) == len(ask("number_trace", statement="T10", period="2026-08"))
    told = said(opened(id="T10", period="2026-08", cell=ways[0]))
    here = re.search(r"<td[^>]*data-here[^>]*>.*?</td>", told)
    assert here and column(told, "value")[0].replace(",", "") in here[0].replace(",", "")
    assert told.count("data-marked") == len(ways), "the other cells of the number are marked on the sheet"
    other = ways[0].replace("!", "!Z", 1)
    assert 'class="peak-sheet"' not in said(opened(id="T10", period="2026-08", cell=other))


def test_many_cells_are_turned_over_in_pages() -> None:
    first, last = said(opened(id="T14")), said(opened(id="T14", cells="2001"))
    count = len(ask("number_trace", statement="T14", period=ask("periods", statement="T14")["period"][0]))
    assert len(column(first, "cell")) == linked.PAGE and f"共 {count} 个" in first
    assert len(column(last, "cell")) == count - 2000


def test_originals_can_be_downloaded() -> None:
    trace = ask("number_trace", statement="T10", period="2026-08")
    keys = [str(button.proto.id) for button in opened(id="T10", period="2026-08").get("download_button")]
    for upload in trace["upload"].unique():
        assert any(f"original-{upload}" in key for key in keys)


def test_in_english() -> None:
    told = top(opened(id="T26", lang="en"))
    assert "short of the target (missed)" in told and "Verdict 2025: missed, 94.7%" in told
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in told)


def test_an_earlier_snapshot_is_read() -> None:
    earliest = snapshots()[0]
    told = said(opened(id="T01", snapshot=earliest.id))
    assert earliest.id in told
    assert "15.1%" not in told


def test_what_a_number_rests_on_stands_on_its_page_by_name() -> None:
    """The settings of the statement with their values, and which process gives the number."""
    text = said(opened(id="T27"))
    assert "计入的工序：炼铁、转炉" in text
    assert "数值取自炼铁" in text and "焦化" not in top(opened(id="T27"))
    assert "减量替代比：替代产能须大于新增产能的 1 倍" in said(opened(id="T13"))
    share = said(opened(id="T08"))
    assert "参考年比重上下 3 个百分点之内为稳定" in share and "只含规模以上工业" in share
    assert "以开工实施计入" in said(opened(id="T23"))


def test_a_peak_is_promised_by_a_year_and_not_by_an_amount() -> None:
    text = said(opened(id="T06"))
    assert "2030 年以前达峰" in text and "2,030" not in text
    assert "广西" in text


def test_materials_and_fuels_stand_side_by_side_without_a_sum() -> None:
    parts = ask("item_progress_by_indicator", statement="T31", region="450200", period="2025")
    assert set(parts["item"]) == {"raw_material", "fuel"} and parts["value"].notna().all()
    assert ask("overview_cards").set_index("statement").loc["T31", ["value"]].isna().all()
    assert "分项各自判定，不相加" in said(opened(id="T31"))


def test_what_the_data_say_against_a_judgement_is_on_its_page() -> None:
    checks = ask("judgement_checks", statement="T25")
    against = checks[checks["contradiction"].notna()]
    text = said(opened(id="T25"))
    assert len(against) > 0  # the demonstration's own judgement says falling, its data rise
    assert "判定与数据不符" in text and "连续" in text


def test_a_band_is_told_by_both_ends_and_has_no_path() -> None:
    app = opened(id="T08")
    assert "全市目标 24.5% 至 30.5%" in top(app)
    page = said(app)
    assert "应达进度" not in page and "达到目标。不是预测" not in page
    (row,) = [row for row in ask_rows("overview_cards") if row["statement"] == "T08"]
    assert row["required"] is None and round(row["target_high"] - row["target"], 9) == 6


def test_the_path_is_that_of_the_target_spoken_of() -> None:
    for due, years in ((2025, range(2020, 2026)), (2030, range(2025, 2031))):
        path = ask_rows("required_path", statement="T01", due_year=due)
        assert [row["year"] for row in path] == list(years) and {row["due_year"] for row in path} == {due}


@pytest.mark.parametrize(("statement", "sector", "own"), [("T26", "C31", True), ("T26", "C30", False)])
def test_a_target_of_one_industry_keeps_its_figures_under_its_sector(
    statement: str, sector: str, own: bool
) -> None:
    told, whole = said(opened(id=statement, sector=sector)), top(opened(id=statement))
    assert top(opened(id=statement, sector=sector)).split("</h1>")[0] == whole.split("</h1>")[0]
    assert ("该目标专属" in told) == own
    assert ("本页数据不分行业" in told) != own
