"""The page of ledgers counts what the questions count, for every ledger, filter and language."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from data import clock
from pages.pieces.ledger_kinds import ledgers
from pages.speech.plain import plain
from queries.ask import ask, ask_rows, snapshots
from tests.support.pages import headline, opening, ours, said

LEDGERS = ledgers()
LISTS = {code: one for code, one in LEDGERS.items() if one.block.listed}
opened = opening("pages/analysts/ledgers/page.py")
TODAY = clock.today().isoformat()
pytestmark = pytest.mark.usefixtures("sample_store")


@pytest.mark.parametrize("code", [code for code, ledger in LISTS.items() if not ledger.register])
def test_the_headline_is_the_count_of_the_list(code: str) -> None:
    rows = ask("ledger_list", ledger=code, as_of=TODAY)
    late = (rows["due_within"] == "overdue").sum()
    text = headline(opened(ledger=code))
    assert f"在册 {len(rows)} 项，未办结 {rows['open'].sum()} 项，其中逾期 {late} 项" in text


@pytest.mark.parametrize("code", ["front_runners", "green"])
def test_a_register_counts_what_is_in_force(code: str) -> None:
    rows = ask("ledger_list", ledger=code, as_of=TODAY)
    held = (rows["state"] == "in_force").sum()
    assert f"在册 {len(rows)} 项，有效 {held} 项，已失效 {len(rows) - held} 项" in headline(
        opened(ledger=code)
    )


def test_green_factories_are_left_to_their_own_page() -> None:
    titles = ask("ledger_list", ledger="green", as_of=TODAY)
    register = ask("green_register")
    assert len(titles) == (register["kind"] != "factory").sum() and "factory" not in set(titles["kind"])


def test_counts_of_states_ages_and_places_agree() -> None:
    for code in LISTS:
        rows = ask("ledger_list", ledger=code, as_of=TODAY)
        total = ask("ledger_totals", ledger=code, as_of=TODAY).iloc[0]
        assert ask("ledger_standing", ledger=code, as_of=TODAY)["count"].sum() == total["count"] == len(rows)
        places = ask("ledger_places", ledger=code, as_of=TODAY)
        assert places["counted"].sum() == total["open"] + total["in_force"]
        aged = rows[(rows["open"] | (rows["state"] == "in_force")) & (rows["age_days"] >= 0)]
        assert ask("ledger_ages", ledger=code, as_of=TODAY)["count"].sum() == len(aged)


def test_several_places_with_the_most_have_it_each() -> None:
    rows = [
        row for row in ask_rows("ledger_places", ledger="two_high_projects", as_of=TODAY) if row["counted"]
    ]
    assert len([row for row in rows if row["counted"] == rows[0]["counted"]]) > 1
    assert f"，各 {rows[0]['counted']} 项" in said(opened(ledger="two_high_projects"))
    assert f", {rows[0]['counted']} item each" in said(opened(ledger="two_high_projects", lang="en"))


def test_place_sector_and_day_change_the_numbers() -> None:
    county = ask("ledger_totals", ledger="retrofit", region="450206", as_of=TODAY).iloc[0]
    assert f"在册 {county['count']} 项，未办结 {county['open']} 项" in headline(
        opened(ledger="retrofit", region="450206")
    )
    day = ask("ledger_days").set_index("period").loc["2023", "as_of"]
    then = ask("ledger_totals", ledger="retrofit", as_of=day).iloc[0]
    now = ask("ledger_totals", ledger="retrofit", as_of=TODAY).iloc[0]
    assert then["open"] != now["open"]
    assert f"未办结 {then['open']} 项" in headline(opened(ledger="retrofit", period="2023"))


def test_state_and_due_filters_pick_rows_and_every_row_has_its_cell() -> None:
    rows = ask("ledger_list", ledger="inspection", as_of=TODAY)
    table = opened(ledger="inspection", state="planned").dataframe[0].value
    assert len(table) == (rows["state"] == "planned").sum() > 0
    assert table["cell"].str.fullmatch(r"[A-Z]+\d+").all() and table["file_name"].notna().all()
    soon = opened(ledger="inspection", due_within="90").dataframe[0].value
    assert len(soon) == rows["due_within"].isin(["30", "90"]).sum() > 0
    assert "没有符合条件的记录" in said(opened(ledger="inspection", state="closed", due_within="overdue"))


def test_the_most_pressing_rows_name_their_cell() -> None:
    first = ask("ledger_due", ledger="two_high_projects", as_of=TODAY).iloc[0]
    text = said(opened())
    assert first["name"] in text and f"已逾期 {-first['days_left']} 天" in text
    assert f"{first['file_name']} · {first['sheet']} · {first['cell']}" in text


def test_rules_are_told_with_their_settings() -> None:
    text = said(opened())
    assert "低于准入值 → 停工整改" in text and "新增产能的 1 倍" in text
    assert "id=T12" in text and "3 年" in said(opened(ledger="front_runners"))


def test_online_monitoring_counts_who_must_and_who_does() -> None:
    states = ask("online_monitoring_members", period="2026-09")["state"].value_counts()
    text = headline(opened(ledger="online_monitoring"))
    assert f"已接入 {states['connected']} 家，未接入 {states['missing']} 家" in text
    assert f"应接入 {states['connected'] + states['missing']} 家" in text
    table = opened(ledger="online_monitoring", state="missing").dataframe[0].value
    assert len(table) == states["missing"]


def test_the_budget_says_used_left_and_expected() -> None:
    county = ask("energy_budgets", region="450222", sector="TOTAL").iloc[0]
    text = headline(opened(ledger="energy_budget", region="450222"))
    assert f"已用 {county['used_percent']:.1f}%" in text and "预计全年超预算" in text
    over = (ask("energy_budgets")["forecast_room_tce"] < 0).sum()
    assert f"超预算的有 {over} 个" in said(opened(ledger="energy_budget"))


def test_vehicles_and_piles() -> None:
    piles = ask("charging_piles", region="450200").iloc[-1]
    assert f"充电桩 {piles['piles']:,.0f} 个" in headline(opened(ledger="vehicles_and_piles"))
    assert f"+{piles['added']:,.0f}" in said(opened(ledger="vehicles_and_piles"))


@pytest.mark.parametrize("code", list(LEDGERS))
def test_every_ledger_in_english_in_an_empty_place_and_without_data(code: str) -> None:
    text = ours(said(opened(ledger=code, lang="en")))
    named = re.sub(r'<td[^>]*data-column="(?:name|enterprise|campaign)"[^>]*>[^<]*</td>', "", text)
    shown = re.sub(r"<[^>]+>", "", named)  # what a row is called is the workbook's own word
    for known in ("（虚构）", "演示企业", "演示项目", "演示园区", "演示装置", "东风柳州汽车有限公司"):
        shown = shown.replace(known, "")
    own = [line for line in shown.splitlines() if "xlsx" not in line and re.search("[一-鿿]", line)]
    assert own == []
    assert headline(opened(ledger=code, region="Z-HEXI", sector="C36", state="done", due_within="30"))
    first = headline(opened(ledger=code, snapshot=snapshots()[0].id))
    assert ("暂无数据" in first) == (code != "green")


def test_no_address_breaks_the_page() -> None:
    app = opened(ledger="<b>", region="x", sector="y", period="1999-13", state="%", due_within="z", basis="q")
    assert headline(app) == headline(opened()) and plain("台账“<b>”不认识") in app.warning[0].value


def test_before_any_publication_the_page_says_so(store: Path) -> None:
    app = opened()
    assert "尚无已发布的数据" in said(app)


def test_reset_keeps_the_ledger_and_drops_the_filters() -> None:
    app = opened(ledger="retrofit", region="450206", state="open")
    app.button(key="reset").click().run()
    assert not app.exception
    assert "region" not in app.query_params and "state" not in app.query_params
    assert headline(app) == headline(opened(ledger="retrofit"))


def test_each_row_leads_to_its_cell_in_the_picture_of_its_sheet() -> None:
    told = said(opened(ledger="inspection"))
    ways = [parse_qs(unescape(way))["cell"][0] for way in re.findall(r'href="\?([^"]*cell=[^"]+)"', told)]
    assert ways and 'class="peak-sheet"' not in told
    told = said(opened(ledger="inspection", cell=ways[0]))
    assert 'class="peak-sheet"' in told and "<details open>" in told
    assert told.count("data-here") == 1
