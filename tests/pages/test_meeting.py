"""The deck of a meeting: its slides say what the questions answer, in the place and language asked for."""

import html
import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import clock
from data.plan import plan
from data.plan.kinds import kind_of
from pages.speech import words
from queries.ask import ask, ask_rows
from tests.support.pages import opening, said

opened = opening("pages/leaders/meeting/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")
HERE = {"present": "1"}
MEMBERS = {"T13": ["450205"], "T33": ["450226", "450204"]}  # where somebody is missing
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@pytest.fixture(scope="module")
def city(built_samples: Path) -> AppTest:
    """The deck of the whole city, opened once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(built_samples))
        return opened(**HERE)


def order(app: AppTest) -> list[str]:
    """The codes that paging goes through."""
    found = re.search(r'data-order="([^"]*)"', said(app))
    assert found
    return list(json.loads(html.unescape(found[1])))


def slides(app: AppTest) -> dict[str, str]:
    """The markup of every slide by its code."""
    parts = re.findall(r'<section class="peak-slide" data-slide="([^"]+)".*?</section>', said(app), re.S)
    found = re.findall(r'<section class="peak-slide".*?</section>', said(app), re.S)
    return dict(zip(parts, found, strict=True))


def test_the_deck_goes_from_the_overview_through_every_problem_to_what_changed(city: AppTest) -> None:
    wanting = [row["statement"] for row in ask_rows("statements_standing") if row["wanting"]]
    assert order(city) == ["overview", "became", *wanting, "counties", "tasks", "changes"]
    assert list(slides(city)) == order(city)


def places_that_fail(row: dict[str, Any]) -> list[str]:
    """The counties and zones that want something of a statement."""
    found = ask_rows("indicator_regions", statement=row["statement"], period=row["period"])
    below = (one for one in found if one["region_kind"] != "city")
    return [one["region"] for one in below if plan().statuses[one["status"]].wanting]


def test_a_problem_says_its_figure_where_it_fails_why_and_who_leads(city: AppTest) -> None:
    told = slides(city)
    row, failing = next(
        (row, failing)
        for row in ask_rows("statements_standing")
        if row["wanting"] and row["unit"] == "%" and (failing := places_that_fail(row))
    )
    slide = told[row["statement"]]
    assert words.number(row["value"], "%", 1) in slide and words.period(row["period"]) in slide
    assert all(plan().regions[region].name in slide for region in failing)
    assert plan().departments[row["lead_department"]].name in slide
    assert "为什么" in slide and "谁负责" in slide


def test_every_problem_has_a_drawing_with_words(city: AppTest) -> None:
    for code, slide in slides(city).items():
        if code not in plan().statements:
            continue
        packed = re.search(r'data-picture="([^"]+)"', slide)
        assert packed, code
        drawn = b64decode(packed[1]).decode()
        assert drawn.startswith("<svg") and "<script" not in drawn and drawn.count("<text") > 1, code


def test_each_problem_shows_what_its_own_page_draws_first(city: AppTest) -> None:
    """Members by name, products side by side, steps of a count: no line or bars for all of them."""
    told = slides(city)
    drawn = {code: html.unescape(slide) for code, slide in told.items() if code in plan().statements}
    kinds = {code: kind_of(plan().statements[code]) for code in drawn}
    assert {"coverage", "products", "count", "reduction"} <= {*kinds.values()}
    for code, kind in kinds.items():
        picture = b64decode(re.findall(r'data-picture="([^"]+)"', drawn[code])[0]).decode()
        if kind == "coverage" and code in MEMBERS:
            assert "没有做到" in drawn[code] and any(
                plan().regions[one].name in picture for one in MEMBERS[code]
            )
        if kind == "products":
            assert "互不比较" in drawn[code] and "水泥" in picture and "成品糖" in picture


def test_a_decision_can_be_noted_from_a_slide_and_leads_back(city: AppTest) -> None:
    for code, slide in slides(city).items():
        way = html.unescape(re.findall(r'<a href="([^"]*)" data-note', slide)[0])
        about = f"statement={code}" if code in plan().statements else "note=new"
        assert way.startswith("/decisions?") and "note=new" in way and about in way and f"deck={code}" in way
    app = opening("pages/leaders/decisions/page.py")(statement="T01", deck="T01")
    assert 'href="/overview?present=1&amp;slide=T01"' in said(app)


def test_demonstration_data_are_marked_on_every_slide(city: AppTest) -> None:
    for code, slide in slides(city).items():
        assert "演示数据" in slide.split('class="peak-slide-body"')[0], code


def test_a_county_has_its_own_deck() -> None:
    app = opened(**HERE, region="450205")
    wanting = [row["statement"] for row in ask_rows("statements_standing", region="450205") if row["wanting"]]
    assert wanting
    assert [code for code in order(app) if code in plan().statements] == wanting
    assert not {"counties", "tasks"} & {*order(app)}  # the city's, and of its departments
    assert "柳北区" in said(app)
    owed = slides(app)["owed"]
    late = [
        row["name"] for row in ask_rows("ledger_due", region="450205", within_days=0) if row["days_left"] < 0
    ]
    assert late and all(html.escape(name) in owed for name in late)


@pytest.mark.parametrize(
    "address",
    [
        {"slide": "T02", "region": "Z-HEXI"},
        {"slide": "nonsense<b>", "region": "999999", "period": "1999"},
        {"region": "450225", "sector": "C31", "period": "2023"},
        {"sector": "C30", "lang": "en", "basis": "equivalent"},
    ],
)
def test_no_address_breaks_the_deck(address: dict[str, str]) -> None:
    app = opened(**HERE, **address)
    assert slides(app)["overview"]
    assert "nonsense<b>" not in said(app)


def test_a_statement_without_a_problem_is_reached_by_its_number() -> None:
    fine = next(row["statement"] for row in ask_rows("statements_standing") if row["met"])
    app = opened(**HERE, slide=fine)
    assert fine not in order(app) and fine in slides(app)
    assert f'.peak-slide[data-slide="{fine}"] {{ display: flex; }}' in said(app)  # and is seen first
    assert f"共 {len(order(app))} 页" in slides(app)[fine]


def test_the_deck_begins_with_what_became_of_the_decisions(city: AppTest) -> None:
    rows = [row for row in ask_rows("decisions", today=clock.today().isoformat()) if row["open"]]
    slide = slides(city)["became"]
    assert rows and all(row["decision"] in slide for row in rows)
    about = next(row for row in rows if row["statement"] in order(city))
    assert about["decision"] in slides(city)[about["statement"]]  # and on the slide of what it is about


def test_what_is_decided_today_closes_the_deck(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the day of the last meeting its decisions are this meeting's own."""
    day = max(row["met_on"] for row in ask_rows("decision_meetings", today=clock.today().isoformat()))
    monkeypatch.setenv("PEAK_TODAY", day.isoformat())
    app = opened(**HERE)
    assert order(app)[-1] == "decisions"
    today = [row for row in ask_rows("decisions", today=day.isoformat()) if row["met_on"] == day]
    assert today and all(row["decision"] in slides(app)["decisions"] for row in today)


def test_the_matrix_of_places_has_a_shape_for_every_judged_place(city: AppTest) -> None:
    slide = slides(city)["counties"]
    rows = ask("standing_matrix")
    assert slide.count('<th scope="row">') == rows["region"].nunique()
    for statement in [row["statement"] for row in ask_rows("statements_standing") if row["wanting"]]:
        assert statement in slide


def test_in_english_nothing_but_names_is_left_in_chinese() -> None:
    """Tasks keep the plan's numbers, enterprises their names, and what people wrote stays as it is."""
    written = [row["decision"] for row in ask_rows("decisions", today=clock.today().isoformat())]
    app = opened(**HERE, lang="en")
    for code, slide in slides(app).items():
        if code == "became":
            continue
        told = re.sub(r"<[^>]+>", " ", re.sub(r'data-picture="[^"]*"', "", slide))
        for text in written:
            told = told.replace(text, "")
        left = {one for one in CHINESE.findall(told) if not any(one in task for task in plan().tasks)}
        assert {one for one in left if one not in "演示企业虚构号"} == set(), code
