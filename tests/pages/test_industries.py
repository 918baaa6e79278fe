"""The page of the five key industries says what its questions say, together and one at a time."""

import json
import re
from pathlib import Path

import pytest

from data import clock
from data.plan import plan
from pages.pieces import answers
from queries.ask import ask_rows, snapshots
from tests.support.pages import headline, opening, said

opened = opening("pages/analysts/industries/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")


def newest(industry: str, **more: str) -> dict[str, object]:
    return next(row for row in ask_rows("industry_levels", industry=industry, **more) if row["newest"])


def test_all_five_stand_side_by_side_with_their_numbers() -> None:
    app = opened()
    text = said(app)
    for code in plan().industries:
        row = newest(code)
        assert f"{row['co2_10k_t']:,.1f} 万吨二氧化碳" in text
        assert f"industry={code}" in text
    assert "5 个重点行业中 5 个" in headline(app)


def test_an_industry_adds_its_divisions_up() -> None:
    row = newest("machinery")
    parts = [ask_rows("energy_levels", sector=code, period=str(row["period"]))[-1] for code in ("C34", "C35")]
    assert row["energy_tce"] == sum(part["energy_tce"] for part in parts)
    given = {"statement": "T03", "region": "450200", "item": "machinery", "period": str(row["period"])}
    (judged,) = ask_rows("item_progress_by_indicator", **given)
    assert row["co2_t_per_10k_yuan"] == pytest.approx(judged["value"])
    assert row["co2_since_base_percent"] == pytest.approx(100 * (judged["value"] / judged["target"] - 1))


def test_region_and_period_change_the_numbers() -> None:
    row = newest("steel", region="450205", period="2023")
    text = headline(opened(industry="steel", region="450205", period="2023"))
    assert "柳北区钢铁" in text and f"{row['co2_10k_t']:,.1f} 万吨二氧化碳" in text and "2023 年" in text
    assert text != headline(opened(industry="steel"))


def test_statements_of_the_industry_are_its_task_and_its_divisions() -> None:
    rows = ask_rows("industry_statements", industry="steel", task="三(一)1")
    shown = {row["statement"] for row in rows}
    assert {"T03", "T25", "T26", "T27", "T28", "T01", "T16"} <= shown and "T29" not in shown
    app = opened(industry="steel")
    assert "id=T26" in said(app)
    closed = next(row for row in rows if row["statement"] == "T26")
    assert answers.verdict(closed) == "到期结论 2025年：未达标 94.7%"
    assert answers.target(closed) == "全市目标 100.0%（到2025年）"
    machinery = ask_rows("industry_statements", industry="machinery", task="三(一)5")
    assert [row["sector"] for row in machinery if row["statement"] == "T01"] == ["C34", "C35"]


def test_steel_tiers_name_the_installations_below_the_baseline() -> None:
    units = ask_rows("steel_process_units")
    below = [
        row["installation"] for row in units if row["unit_energy_kgce_per_t"] > row["baseline_kgce_per_t"]
    ]
    assert below
    text = said(opened(industry="steel"))
    assert f"{len(units)} 套装置中 {len(below)} 套低于基准：{'、'.join(below)}" in text
    shares = ask_rows("steel_process_tiers", period=units[0]["period"])
    assert sum(row["below_capacity_10k_t"] for row in shares) == sum(
        row["capacity_10k_t"] for row in units if row["installation"] in below
    )
    assert all("套装置" not in said(opened(industry=code)) for code in plan().industries if code != "steel")


def test_codes_of_installations_are_named_in_either_language() -> None:
    for lang, below, process in (("zh", "■ 低于基准", "炼铁"), ("en", "■ Below the baseline", "Iron")):
        tables = [table.value for table in opened(industry="steel", lang=lang).dataframe]
        units = next(table for table in tables if "installation" in table)
        assert below in set(units["tier"]) and units["process"].str.contains(process).any()


def test_headings_are_told_in_the_language_of_the_visitor() -> None:
    labels = {
        column.get("label", "")
        for address in ({}, {"industry": "steel"})
        for table in opened(lang="en", **address).dataframe
        for column in json.loads(table.proto.columns).values()
    }
    assert "Energy intensity (tce per 10,000 yuan)" in labels and "Capacity (×10⁴ t)" in labels
    assert not re.search(r"[\u4e00-\u9fff]", "".join(labels))


def test_products_stand_against_their_targets() -> None:
    rows = {row["product"]: row for row in ask_rows("industry_products", industry="building_materials")}
    text = said(opened(industry="building_materials"))
    for product, limit in (("clinker", 110), ("cement", 88)):
        row = rows[product]
        verdict = "超过" if row["unit_energy_kgce_per_t"] > limit else "不超过"
        assert (
            f"{plan().products[product].name} {row['unit_energy_kgce_per_t']:.1f}，"
            f"{verdict} {limit} 千克标准煤/吨" in text
        )


def test_ledgers_and_tasks_of_the_industry_are_counted() -> None:
    rows = ask_rows("industry_ledger_rows", industry="chemicals", as_of=clock.today().isoformat())
    assert {row["sector"] for row in rows} == {"C26"}
    assert rows[0]["all_open"] == sum(row["open"] for row in rows)
    text = said(opened(industry="chemicals"))
    assert f"化工在册 {len(rows)} 项：{rows[0]['all_open']} 项待办结" in text
    task = plan().industries["chemicals"].task
    assert f"任务 {task}：{len(plan().tasks[task].departments)} 个部门" in text


@pytest.mark.parametrize(
    "asked",
    [
        {"industry": "nonsense", "region": "999999", "sector": "x", "period": "1999-13"},
        {"industry": "cars", "region": "Z-HEXI", "lang": "en"},
        {"industry": "building_materials", "region": "450226", "period": "2021-02"},
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
