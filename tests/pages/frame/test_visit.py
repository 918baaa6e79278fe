"""A visit is one snapshot, one day and one set of filters; it ends a page that has nothing to show."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import clock
from data.people.session import Person
from data.plan import plan
from pages.frame.visit import Visit
from queries.ask import NoSnapshot, ask, snapshots


def _page() -> None:
    import streamlit as st

    from pages.frame.visit import open_page

    visit = open_page("view", filters=("region", "period"), sheets=("S1", "S3"))
    rows = visit.ask("overview_cards", **visit.given("region", "period"))
    about = visit.about("title", "measure", rows, statement="T01")
    visit.head(visit.scope, visit.as_of, rows)
    st.json(
        {
            "snapshot": visit.snapshot,
            "until": str(visit.until),
            "today": str(visit.today),
            "day": str(visit.day),
            "late": [row["days_late"] for row in visit.ask("late_sheets")][:1],
            "region": visit.chosen.region,
            "place": [visit.place(), visit.place("450205")],
            "about": [about.source, about.snapshot, about.as_of, list(about.grades)],
            "sources": [visit.source, visit.about("", "", sheets=["S12"]).source],
            "same": visit.table("overview_cards").num_rows == len(rows),
        }
    )
    visit.foot(rows)


def _app(**asked: str) -> AppTest:
    app = AppTest.from_function(_page, default_timeout=60)
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def _html(app: AppTest) -> str:
    return "\n".join(block.proto.body for block in app.get("html"))


def _told(app: AppTest) -> dict[str, object]:
    import json

    told: dict[str, object] = json.loads(app.json[0].value)
    return told


def test_a_visit_holds_place_period_and_the_day_that_tests_may_set(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_TODAY", "2026-12-01")
    told = _told(_app(region="450205", period="2024"))
    assert (told["region"], told["until"], told["today"]) == ("450205", "2024-12-31", "2026-12-01")
    assert told["place"] == ["柳北区", "柳北区"] and told["same"]
    assert told["snapshot"] == snapshots()[-1].id


def test_the_day_of_a_page_is_today_or_the_end_of_an_earlier_period(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_TODAY", "2026-12-01")
    newest, earlier = str(ask("periods")["period"].iloc[0]), "2025"
    assert _told(_app())["day"] == _told(_app(period=newest))["day"] == "2026-12-01"
    told = _told(_app(period=earlier))
    assert (told["day"], told["today"]) == ("2025-12-31", "2026-12-01")
    assert told["late"] == ask("late_sheets", today="2025-12-31")["days_late"].head(1).tolist()


def test_an_earlier_snapshot_stands_on_the_day_it_was_published(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_TODAY", "2027-05-05")
    first = snapshots()[0].id
    published = str(ask("snapshot_facts", snapshot=first)["published_at"].iloc[0])[:10]
    assert _told(_app(snapshot=first))["day"] == published < "2027-05-05" == _told(_app())["day"]


def test_an_about_tells_source_method_day_and_grades(sample_store: Path) -> None:
    told = _told(_app(period="2024"))
    s1, s3, s12 = (plan().templates[code].name for code in ("S1", "S3", "S12"))
    assert told["sources"] == [f"{s1}、{s3}", s12]
    source, snapshot, as_of, grades = told["about"]  # type: ignore[misc]
    own = "、".join(plan().templates[code].name for code in plan().statements["T01"].templates)
    assert (source, as_of) == (own, "2024年12月31日")  # type: ignore[has-type]
    assert snapshot == told["snapshot"] and "demo" in grades  # type: ignore[has-type]


def test_the_foot_names_the_next_due_day_of_the_pages_own_sheets(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_TODAY", "2026-12-01")
    said = _html(_app())
    assert "下次更新 2026年12月25日" in said and "演示数据" in said


def test_what_the_page_does_not_split_by_is_said_and_an_earlier_snapshot_too(sample_store: Path) -> None:
    app = _app(sector="C31", basis="equivalent", snapshot=snapshots()[-2].id, lang="en")
    said = _html(app)
    assert "not split by Sector or" in said and "earlier snapshot" in said
    assert _told(app)["snapshot"] == snapshots()[-2].id


def test_with_nothing_published_the_page_ends_with_a_sentence(store: Path) -> None:
    app = _app()
    said = _html(app)
    assert "尚无已发布的数据" in said and plan().templates["S1"].name in said
    assert not app.json


def _newest() -> None:
    import streamlit as st

    from pages.frame.visit import open_page

    visit = open_page("upload", newest=True)
    visit.head("headline")
    st.json(
        {
            "snapshot": visit.snapshot,
            "newest": visit.newest_period,
            "late": len(visit.ask("late_sheets")),
        }
    )
    visit.foot(as_of=visit.newest_period)


def test_where_data_are_sent_the_newest_snapshot_counts_whatever_the_address_asks_for(
    sample_store: Path,
) -> None:
    first, *_, newest = (snapshot.id for snapshot in snapshots())
    app = AppTest.from_function(_newest, default_timeout=60)
    app.query_params["snapshot"] = first
    told = _told(app.run())
    assert told["snapshot"] == newest and newest in _html(app)
    assert told["newest"] == ask("periods")["period"].iloc[0]
    assert told["late"] == len(ask("late_sheets")) > 0


def test_where_data_are_sent_the_page_opens_before_the_first_publication(store: Path) -> None:
    app = AppTest.from_function(_newest, default_timeout=60).run()
    assert not app.exception, app.exception
    assert _told(app) == {"snapshot": "", "newest": "", "late": 0}
    assert "headline" in _html(app) and "peak-foot" in _html(app)


def test_a_visit_to_another_publication_reads_that_one(sample_store: Path) -> None:
    first, *_, newest = (snapshot.id for snapshot in snapshots())
    visit = Visit(Person("测试员", ("staff",)), newest, clock.today(), st.container())
    assert visit.to(first).ask("snapshot_facts")[0]["generation"] == "1"
    assert visit.ask("snapshot_facts")[0]["generation"] != "1"
    with pytest.raises(NoSnapshot):
        visit.to("snap-000099-000000000000")


def _demo(grades: list[str]) -> None:
    from pages.frame import page

    page.head("h", "s", grades)
    page.foot("snap", None, demo=True)


@pytest.mark.parametrize("grades", [["demo", "official"], ["official"]])
def test_demonstration_data_are_told_once_on_a_page(grades: list[str]) -> None:
    text = _html(AppTest.from_function(_demo, args=(grades,)).run())
    assert text.count("含演示数据") == 1
    assert ("peak-band" in text) == ("demo" in grades)


def test_what_the_page_does_not_use_is_said(sample_store: Path) -> None:
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["peak_page"] = "somewhere"
    for name, value in {"sector": "C31", "basis": "equivalent", "since": "1", "order": "chapter"}.items():
        app.query_params[name] = value
    text = _html(app.run())
    assert "本页数据不分行业、口径，该筛选未起作用。" in text
    assert "地址中的“与何时相比、排列”只用于总览，在本页没有作用。" in text
    assert "作用" not in _html(_app(region="450205", period="2024"))
