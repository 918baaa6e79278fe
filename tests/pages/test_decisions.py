"""The page of decisions lists them by their day; from any thing one is noted, and told what became of it."""

import datetime
import re
from html import escape
from pathlib import Path

import pytest

from data.ingest import decide, receive
from data.people.session import Person
from pages.frame import guard
from pages.speech.catalogue import sentence
from pages.speech.plain import plain
from queries import ask
from tests.support.ledgers import decision, project, task
from tests.support.numbers import green_row
from tests.support.pages import headline, opening, said
from tests.support.workbooks import day, files

opened = opening("pages/leaders/decisions/page.py")
indicator = opening("pages/analysts/indicator/page.py")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_TODAY", "2026-11-25")
    monkeypatch.setenv("PEAK_USER", "测试员")


def rows() -> list[dict[str, object]]:
    done = {"state": "办结", "evidence": "测试文件", "closed_on": day("2026-11-10")}
    on_ledger = {"statement": None, "ledger": "两高项目", "record": "测试项目1"}
    return [
        decision(1, due_on=day("2026-11-05")),
        decision(2, **done),
        decision(3, statement=None, task="二(一)1", met_on=day("2026-09-01")),
        decision(4, **on_ledger, department="市发展改革委"),
    ]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with four decisions and what they are about."""
    folder = tmp_path_factory.mktemp("decided")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(folder))
        receive.accept_many(files(S25=rows(), S6=[project()], S5=[green_row()], S15=[task()]), "甲")
    return folder


@pytest.fixture
def store(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEAK_STORE", str(kept))
    return kept


def listed(text: str) -> list[str]:
    return re.findall(r'data-decision="([^"]+)"', text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_they_stand_by_the_day_they_are_due(store: Path, lang: str) -> None:
    text = said(opened(lang=lang))
    assert listed(text) == ["J001", "J003", "J004", "J002"]
    assert (
        "测试决定1" in text and sentence("decisions.title", lang, count=4, told="|").split("|")[0][:4] in text
    )


def test_the_headline_counts_and_names_who_is_late(store: Path) -> None:
    assert headline(opened()) == "会议决定 4 项：在办 3 项（其中逾期 1 项）、办结 1 项；逾期的在工信局"


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        ({"department": "development"}, ["J004"]),
        ({"met_on": "2026-09-01"}, ["J003"]),
        ({"state": "overdue"}, ["J001"]),
        ({"state": "open"}, ["J001", "J003", "J004"]),
        ({"statement": "T21"}, ["J001", "J002"]),
        ({"task": "二(一)1"}, ["J003"]),
        ({"ledger": "two_high_projects", "record": "P001"}, ["J004"]),
    ],
)
def test_the_address_chooses(store: Path, address: dict[str, str], numbers: list[str]) -> None:
    assert listed(said(opened(**address))) == numbers


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_shown_where_it_belongs_with_the_way_to_note_more(store: Path, lang: str) -> None:
    pages = {
        "pages/analysts/indicator/page.py": ({"id": "T21"}, ["J001", "J002"], "note=new&statement=T21"),
        "pages/analysts/tasks/page.py": ({"task": "二(一)1"}, ["J003"], "note=new&task="),
        "pages/analysts/ledgers/page.py": ({"ledger": "two_high_projects"}, ["J004"], "record=P001"),
        "pages/leaders/department/page.py": (
            {"department": "development"},
            ["J004"],
            "note=new&department=development",
        ),
    }
    for file, (address, numbers, way) in pages.items():
        text = said(opening(file)(lang=lang, **address))
        assert listed(text) == numbers, file
        assert escape(way) in text, file


def test_who_may_not_publish_sees_no_way_to_note(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "current", lambda: Person("领导", ("leader",)))
    text = said(opened(note="new"))
    assert "note=" not in text and listed(text)
    assert "note=" not in said(indicator(id="T21"))
    assert [one.value for one in opened(note="new").warning] == [
        sentence("guard.refused", action="登记督办事项")
    ]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    receive.accept_many(files(S5=[green_row()]), "甲")
    return tmp_path / "store"


def test_one_is_noted_from_a_statement_and_told_of_afterwards(own: Path) -> None:
    app = opened(note="new", statement="T21")
    app.text_area(key="decide-decision").set_value("月底前报名单")
    app.text_input(key="decide-meeting").set_value("调度会")
    app.date_input(key="decide-due").set_value(datetime.date(2026, 12, 10))
    app.button(key="decide").click().run()
    (row,) = ask.ask_rows("decisions")
    assert (row["statement"], row["department"], row["by_whom"]) == ("T21", "industry", "测试员")
    assert row["due_on"] == datetime.date(2026, 12, 10) and plain(row["number"]) in app.success[0].value
    assert listed(said(app)) == [row["number"]]

    app = opened(note=row["number"])
    app.segmented_control(key="decide-state").set_value("done").run()
    app.button(key="decide").click().run()
    assert "证据" in app.error[0].value and ask.ask_rows("decisions")[0]["state"] == "open"
    app.text_input(key="decide-evidence").set_value("名单已报")
    app.button(key="decide").click().run()
    assert not app.error and ask.ask_rows("decisions")[0]["state"] == "done"


def test_what_somebody_else_told_meanwhile_is_not_written_over(own: Path) -> None:
    receive.accept_many(files(S25=[decision(1)]), "甲")
    app = opened(note="J001")
    upload = ask.ask_rows("decisions")[0]["upload"]
    told = {"number": "J001", "met_on": datetime.date(2026, 10, 20), "meeting": "测试调度会"}
    told |= {"statement": "T21", "decision": "测试决定1", "progress": "乙的进展"}
    decide.follow(told, upload, "乙")
    app.text_area(key="decide-progress").set_value("我的进展")
    app.button(key="decide").click().run()
    assert [one.value for one in app.warning] == [sentence("decisions.told_meanwhile")]
    assert ask.ask_rows("decisions")[0]["progress"] == "乙的进展"


def test_a_number_that_nobody_gave_is_said(store: Path) -> None:
    assert "J999" in opened(note="J999").warning[0].value


def test_beside_the_outcome_stands_how_far_it_can_be_believed_and_why(store: Path) -> None:
    text = said(opened(number="J001"))
    assert 'data-delivery="weak"' in text and "满 30 天仍无证据、已过期限" in text
    assert "缺 2 项以上为不足" in said(indicator(id="T21"))
    tasks = opening("pages/analysts/tasks/page.py")
    assert 'data-label="交付把握"' in said(tasks()) and 'data-delivery="weak"' in said(tasks(task="二(一)1"))
