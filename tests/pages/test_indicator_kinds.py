"""Each kind of promise has its own page: four answers or a reason, the right first chart, nothing empty."""

import io
import json
import re
from html import unescape
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from data.plan import plan
from data.plan.kinds import kind_of
from pages.analysts.indicator.kinds.moved import AMOUNTS
from pages.speech import names
from pages.speech.words import speaking
from queries.ask import ask_rows
from tests.support.pages import opening, said, top

opened = opening("pages/analysts/indicator/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")
CITY = plan().city
ANSWERS = ("verdict", "now", "why", "who", "take")
REASONS = {  # why an answer may be absent; another reason needs a line here
    "verdict": {"no_due_year", "nothing_concluded"},
    "why": {"no_year_before", "nothing_moved"},
    "take": {"nobody_missing", "judged_by_a_person", "due_day_passed"},
}
FIRST: dict[
    str, set[str | None]
] = {  # the chart each kind draws first, or none where there are too few points
    "share": {"outlook", "dumbbell"},
    "reduction": {"dumbbell", "outlook"},
    "budget": {"budgets"},
    "coverage": {"members"},
    "count": {"steps"},
    "products": {"multiples", None},
    "yearly": {"outlook", None},
    "peak": {"peak"},
    "band": {"outlook"},
    "outpace": {"outpace"},
    "judgement": {"trend", None},
}
LINES = {"actual": 3, "ours": 3, "other": 3}  # series that are drawn as lines, and their fewest points


def drawn(app: AppTest) -> list[tuple[str, list[dict[str, Any]]]]:
    """The charts of a page: which kind each is, and its rows."""
    found = []
    for element in app.get("vega_lite_chart"):
        proto = element.proto
        spec = json.loads(proto.spec)
        table = pa.ipc.open_stream(io.BytesIO(proto.data.data)).read_all() if proto.data.data else None
        found.append((kind_drawn(spec), [] if table is None else table.to_pylist()))
    return found


def kind_drawn(spec: dict[str, Any]) -> str:
    """The kind of a specification, by what only it filters for."""
    text = json.dumps(spec)
    told = {
        "members": '"standing"', "budgets": '"pace"', "outpace": '"ours"', "multiples": '"held"',
        "peak": '"before"', "dumbbell": '"span"', "steps": "step-after", "outlook": '"band"',
        "waterfall": '"right:Q"', "trend": '"beside"',
    }  # fmt: skip
    return next((kind for kind, mark in told.items() if mark in text), "bars")


def four(text: str) -> tuple[str, dict[str, str], dict[str, str]]:
    """The kind of a page, why answers are absent, and its answers by heading."""
    found = re.search(
        r'<section class="peak-four" data-kind="(\w+)" data-absent="(.*?)">(.*?)</section>', text
    )
    assert found, "the page answers nothing"
    absent = dict(one.split(":") for one in found[2].split())
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", found[3])
    return found[1], absent, {head: unescape(re.sub("<[^>]*>", " ", told)).strip() for head, told in pairs}


@pytest.mark.parametrize("tongue", ["zh", "en"])
@pytest.mark.parametrize("statement", list(plan().statements))
def test_every_page_answers_and_draws_nothing_empty(statement: str, tongue: str) -> None:
    app = opened(id=statement, lang=tongue)
    text = said(app)
    kind, absent, answers = four(text)
    assert kind == kind_of(plan().statements[statement])
    assert len(answers) + len(absent) == len(ANSWERS) and all(answers.values())
    for name, reason in absent.items():
        assert reason in REASONS.get(name, set()), (statement, name, reason)
    assert "peak-foot" in text
    if tongue == "zh":
        assert plan().statements[statement].name in text and plan().statements[statement].section in text
    assert "peak-empty" not in text and "没有可画的数据" not in text and "Nothing to draw" not in text
    charts = drawn(app)
    assert len(charts) <= 7, [kind_of_chart for kind_of_chart, _ in charts]
    assert (charts[0][0] if charts else None) in FIRST[kind] | (
        {"bars", "trend"} if None in FIRST[kind] else set()
    )
    for kind_of_chart, rows in charts:
        assert rows, (statement, kind_of_chart)
        for series, fewest in LINES.items():
            points = [row for row in rows if row.get("series") == series and row.get("y") is not None]
            assert len(points) >= fewest or not points, (statement, kind_of_chart, series)
    if tongue == "en":
        told = " ".join(answers.values())
        assert not re.search(r"\b1 (items|factories|parts|products|are|have)\b", told), told


def kinds_of_answers() -> list[tuple[str, str]]:
    """Of every statement one place for each status, with and without a number, with and without parts."""
    found: dict[tuple[object, ...], tuple[str, str]] = {}
    parts = {(row["statement"], row["region"]) for row in ask_rows("item_progress_by_indicator")}
    for region in plan().regions:
        for row in ask_rows("overview_cards", region=region):
            place = (row["statement"], region)
            kind = (row["statement"], row["status"], row["value"] is None, place in parts)
            found.setdefault(kind, place)
    return list(found.values())


def test_every_kind_of_answer_of_every_statement_opens_and_claims_no_more_than_its_status() -> None:
    places = kinds_of_answers()
    assert {statement for statement, _ in places} == set(plan().statements) and len(places) > 80
    for statement, region in places:
        told = top(opened(id=statement, **({"lang": "zh"} if region == CITY else {"region": region})))
        status = next(
            row["status"]
            for row in ask_rows("overview_cards", region=region)
            if row["statement"] == statement
        )
        assert ("没有单列目标" in told) <= (status == "not_assigned"), (statement, region, told)
        assert ("个产品" in told) <= plan().statements[statement].counts_parts, (statement, region, told)


def told(statement: str, head: str, **address: str) -> str:
    """One answer of a page."""
    return four(said(opened(id=statement, **address)))[2].get(head, "")


def row(statement: str) -> dict[str, Any]:
    """Where the city stands by the newest card."""
    return next(one for one in ask_rows("overview_cards") if one["statement"] == statement)


def test_verdict_and_now_are_two_fields() -> None:
    answers = four(said(opened(id="T21")))[2]
    assert answers["到期结论"] == "2025年：已达标 21 家"
    assert answers["现在"].startswith("2026年1—9月：失守") and "距目标还差 1 家" in answers["现在"]
    assert "到期结论" not in four(said(opened(id="T24")))[2], "a standing duty has no due year"
    assert told("T23", "到期结论") == "2030 年到期，还没有结论"


def test_a_reduction_says_what_each_year_must_still_bring() -> None:
    one = row("T01")
    left = one["due_year"] - one["year"]
    kept, wanted = 1 - one["value"] / 100, 1 - one["target"] / 100
    total = 100 * (1 - wanted / kept)
    yearly = 100 * (1 - (wanted / kept) ** (1 / left))
    assert f"还需降 {total:.1f}%，每年还需降 {yearly:.2f}%" in told("T01", "还需什么")
    levels = ask_rows("energy_levels", region=CITY, sector="TOTAL", period=one["period"])
    (now,) = [level for level in levels if level["sector"] == "TOTAL" and level["period"] == one["period"]]
    allowed = (1 + now["value_added_growth"] / 100) * wanted ** (1 / 5)  # the first year of five
    over = now["energy_tce"] * (1 - allowed / (1 + now["energy_growth"] / 100))
    assert f"已多用 {over:,.1f} 吨标准煤" in told("T01", "还需什么")


def test_a_share_says_how_much_of_what_lies_above_the_line() -> None:
    one = row("T30")
    (newest,) = [r for r in ask_rows("indicator_trend", statement="T30") if r["period"] == one["period"]]
    spare = newest["numerator"] - one["target"] / 1000 * newest["denominator"]
    assert f"综合能耗少 {spare:,.1f} 吨标准煤" in told("T30", "还需什么")
    assert "综合能耗 +2.0%，产量 +3.0%" in told("T30", "为什么")


def test_a_budget_under_its_pace_is_room_and_no_lead() -> None:
    one = row("T17")
    text = said(opened(id="T17"))
    share, pace = (100 * one[name] / one["target"] for name in ("value", "required"))
    assert f"用了全年预算的 {share:.1f}%，按上年进度为 {pace:.1f}%" in text and "领先" not in text
    month = (one["target"] - one["value"]) / 3 / 10000
    assert f"今后每月 {month:.1f} 万吨标准煤" in told("T17", "还需什么")


def test_a_coverage_names_who_is_missing_and_since_when() -> None:
    members = ask_rows("members_online_monitoring", region=CITY)
    gone = [one for one in members if one["standing"] == "missing"]
    who = told("T18", "谁")
    assert gone and all(one["name"] in who for one in gone) and "自2021年12月31日" in who
    assert told("T18", "还需什么") == f"还需 {len(gone)} 个做到"
    assert "还没到期，须按期完成" in told("T16", "还需什么") and "逾期" in told("T16", "还需什么")


def test_a_count_names_who_fell_out() -> None:
    gone = [one for one in ask_rows("green_movements", since="2025-12-31") if one["movement"] == "withdrawn"]
    who = told("T21", "谁")
    assert len(gone) == 2 and all(one["enterprise"] in who for one in gone)
    assert "火力发电" in told("T20", "谁")


def test_data_that_end_in_their_highest_year_are_not_called_rising() -> None:
    text = said(opened(id="T06"))
    assert "数据止于最高的一年" in text and "未达峰" not in text
    rows = [one for one in ask_rows("indicator_trend", statement="T06") if one["value"] is not None]
    top = max(rows, key=lambda one: one["value"])
    assert f"{top['year']} 年最高（{top['value']:,.1f} 万吨二氧化碳）" in told("T06", "为什么")


def test_outpacing_shows_both_sides() -> None:
    newest = ask_rows("indicator_trend", statement="T02")[-1]
    assert f"工业累计降 {newest['numerator']:.1f}%，全社会降 {newest['denominator']:.1f}%" in told(
        "T02", "为什么"
    )


def test_products_stand_side_by_side_and_the_panels_are_theirs() -> None:
    ((kind, rows), *_) = drawn(opened(id="T09"))
    parts = ask_rows("item_progress_by_indicator", statement="T09", region=CITY, period=row("T09")["period"])
    assert kind == "multiples" and len({one["panel"] for one in rows}) == len({one["item"] for one in parts})


def test_a_judgement_says_who_and_what_the_data_say() -> None:
    answers = four(said(opened(id="T25")))[2]
    assert "判定" in answers["谁"] and "数据：" in answers["为什么"] and "重新判定" in answers["还需什么"]


def test_units_and_the_plans_own_sections_are_told_in_english() -> None:
    chinese = re.compile("[\u4e00-\u9fff]")
    with speaking("en"):
        assert [unit for unit in AMOUNTS.values() if chinese.search(names.unit(unit))] == []
    told = said(opened(id="T19", lang="en"))
    assert "Plan 2(2)4" in told and "方案" not in told
