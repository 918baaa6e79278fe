"""The button of the upload page: a receipt, reasons, second persons, and nothing is published twice."""

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from streamlit.delta_generator import DeltaGenerator

from data.ingest import receive
from data.keep import faults, lock
from data.keep.errors import AlreadyPublished
from data.plan import plan
from data.snapshot import publish
from pages.speech import names
from pages.speech.catalogue import sentence
from pages.speech.plain import plain
from queries import ask
from tests.support.numbers import energy_row, green_row
from tests.support.pages import said, visited
from tests.support.uploads import PAGE, alerts, faulty, give, looks
from tests.support.workbooks import workbook

pytestmark = pytest.mark.usefixtures("by_name")


def test_publishing_shows_a_receipt_and_a_second_click_publishes_nothing(small_store: Path) -> None:
    before = ask.current().generation
    test = give(visited(PAGE), ("绿色.xlsx", workbook("S5", [green_row(1), green_row(2)])))
    assert not test.exception
    assert 'data-verdict="ready"' in said(test) and 'data-statement="T21"' in said(test)
    button = test.button(key="publish")
    button.click().run()
    assert not test.exception
    assert f'data-generation="{before + 1}"' in said(test)
    test.run()
    assert len(receive.history()) == before + 1
    assert receive.history()[0].by == "测试员"


def test_what_asks_for_a_reason_is_published_with_one_and_shows_it_ever_after(small_store: Path) -> None:
    content = workbook("S5", [green_row(1), green_row(1, credit_code=None, level="自治区级")])
    test = give(visited(PAGE), ("绿色.xlsx", content))
    assert not test.exception and 'data-asks="1"' in said(test)
    asking = said(test).split('data-asks="1"')[1].split("</ul>")[0]
    assert re.search(r'<a data-stay href="[^"]*at=[0-9a-f]{8}-[0-9]+"', asking), "the line leads to its cell"
    assert test.button(key="publish").disabled and sentence("reason.missing") in said(test)
    test.text_input(key="reason").set_value("。。。").run()
    assert test.button(key="publish").disabled and sentence("reason.too_short") in said(test)
    test.text_input(key="reason").set_value("同名不同厂").run()
    assert not test.button(key="publish").disabled
    test.button(key="publish").click().run()
    assert not test.exception and sentence("reason.told", reason="同名不同厂") in said(test)
    history = visited("pages/staff/history/page.py")
    assert "同名不同厂" in {str(cell) for told in history.dataframe for cell in told.value.values.ravel()}


@pytest.mark.slow
def test_what_waits_for_a_second_person_is_said_and_listed_and_not_published(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(plan().settings["review"], "second_person", 1.0)
    test = give(visited(PAGE), ("绿色.xlsx", workbook("S5", [green_row(1)])))
    assert test.button(key="publish").label == sentence("waiting.send")
    test.button(key="publish").click().run()
    assert not test.exception and len(receive.history()) == 1
    (waits,) = receive.submissions()
    assert [item.value for item in test.warning] == [plain(faults.said("awaits_review", waiting=waits.id).zh)]
    assert f'data-waiting="{waits.id}"' in said(test)
    test.button(key="publish").click().run()  # a second click of the same moment
    assert not test.exception and receive.submissions() == [waits]


def test_nothing_is_published_that_was_not_shown(small_store: Path) -> None:
    test = give(visited(PAGE), ("绿色.xlsx", workbook("S5", [green_row(1)])))
    receive.accept(workbook("S5", [green_row(2)]), "别人.xlsx", "别人")
    generation = ask.current().generation
    test.button(key="publish").click().run()
    assert not test.exception
    assert [warning.value for warning in test.warning] == [sentence("upload.confirm_again")]
    assert f'<li data-since="{generation}">' in said(test) and "别人" in said(test)
    assert ask.current().generation == generation
    test.button(key="publish").click().run()
    assert ask.current().generation == generation + 1


@pytest.mark.slow
def test_the_same_file_again_has_nothing_to_publish(store: Path) -> None:
    content = workbook("S5", [green_row(1)])
    receive.accept(content, "绿色.xlsx", "别人")
    test = give(visited(PAGE), ("绿色.xlsx", content))
    assert test.button(key="publish").disabled
    assert sentence("upload.pointless") in said(test)


@pytest.mark.slow
def test_several_files_are_taken_one_by_one_the_newest_first(small_store: Path) -> None:
    bad, good = faulty(), workbook("S5", [green_row(1)])
    test = give(visited(PAGE), ("三处错误.xlsx", bad))
    test = give(test, ("三处错误.xlsx", bad), ("绿色.xlsx", good))
    assert not test.exception
    assert 'data-verdict="ready"' in said(test)
    test.button(key="publish").click().run()
    assert 'class="peak-finding" data-generation=' in said(test)


@pytest.mark.slow
def test_an_inspection_is_made_once_per_file_and_snapshot(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = looks(monkeypatch)
    test = give(visited(PAGE), ("绿色.xlsx", workbook("S5", [green_row(1)])))
    test.text_input(key="note").set_value("说明").run()
    assert asked == ["绿色.xlsx"]
    receive.accept(workbook("S5", [green_row(2)]), "别人.xlsx", "别人")
    asked.clear()
    test.run()
    assert asked == ["绿色.xlsx"]


def test_the_verdict_stands_before_the_targets_are_looked_ahead_to_and_those_are_told_once(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object, **__: object) -> None:
        raise RuntimeError("while looking ahead")

    real = receive.foreseen
    monkeypatch.setattr(receive, "foreseen", dies)
    test = give(visited(PAGE), ("绿色.xlsx", workbook("S5", [green_row(1)])))
    assert test.exception and 'data-verdict="ready"' in said(test), "what is wrong is told first"
    (held,) = test.session_state["inspections"].values()
    assert held.parquet, "what was not looked ahead to is looked at again"
    told: list[str] = []

    def counted(content: bytes, inspection: receive.Inspection, keep: bool = False) -> receive.Inspection:
        told.append(inspection.name)
        return real(content, inspection, keep)

    monkeypatch.setattr(receive, "foreseen", counted)
    test.run()
    test.text_input(key="note").set_value("说明").run()
    (light,) = test.session_state["inspections"].values()
    assert told == ["绿色.xlsx"] and not light.parquet and light.rows == held.rows


@pytest.mark.slow
def test_what_came_between_look_and_click_is_shown_by_name_and_confirmed_again(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = give(visited(PAGE), ("绿色.xlsx", workbook("S5", [green_row(1)])))
    test.run()
    real = publish.publish

    def late(*words: Any, **facts: Any) -> publish.Published:
        monkeypatch.setattr(publish, "publish", real)
        other = energy_row(region="柳北区", period="2024年")
        receive.accept(workbook("S1", [other]), "别人.xlsx", "李四", "更正柳北")
        return real(*words, **facts)

    monkeypatch.setattr(publish, "publish", late)
    test.button(key="publish").click().run()
    assert not test.exception
    assert alerts(test) == [sentence("upload.confirm_again")]
    line = said(test).split('<li data-since="2">')[1].split("</li>")[0]
    assert all(told in line for told in ("李四", "更正柳北", "柳北区", names.sheet("S1")))
    assert [entry.by for entry in receive.history()] == ["李四", "以前的人"]
    test.button(key="publish").click().run()
    assert 'data-generation="3"' in said(test) and len(receive.history()) == 3


@pytest.mark.slow
def test_the_same_file_from_two_windows_is_published_once_and_the_second_is_told_where(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = give(visited(PAGE), ("绿色.xlsx", workbook("S5", [green_row(1)])))
    test.run()

    def late(*_: object, **__: object) -> None:
        raise AlreadyPublished(7)

    monkeypatch.setattr(publish, "publish", late)
    test.button(key="publish").click().run()
    assert not test.exception
    assert alerts(test) == [plain(faults.said("already_published", generation=7).zh)]
    assert "generation=7" in said(test)


@pytest.mark.slow
def test_who_waits_for_the_store_reads_who_holds_it(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(DeltaGenerator, "info", lambda self, text, icon: told.append(text))
    monkeypatch.setattr(lock, "limit_of_waiting", lambda: 0.6)
    test = give(visited(PAGE), ("绿色.xlsx", workbook("S5", [green_row(1)])))
    test.run()
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with lock.held(who="张三", what="rollback"):
            inside.set()
            assert leave.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    assert inside.wait(10)
    try:
        test.button(key="publish").click().run()
    finally:
        leave.set()
        holder.join(10)
    assert not test.exception
    assert len(told) >= 2 and all("张三" in text and "回退" in text for text in told)
    assert len(alerts(test)) == 1 and "张三" in alerts(test)[0]
    test.button(key="publish").click().run()
    assert 'data-generation="2"' in said(test)
