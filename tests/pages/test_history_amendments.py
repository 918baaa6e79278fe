"""A cell is corrected and a period locked on the history page, listed there, and taken back with a reason."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.ingest import receive
from data.keep import faults
from data.people.session import Person
from data.snapshot import in_force
from pages.frame import guard
from pages.speech.catalogue import sentence
from pages.speech.plain import plain
from tests.support.amended import CELL, LOCKED, SHEET
from tests.support.pages import said, visited

PAGE = "pages/staff/history/page.py"
INDICATOR = "pages/analysts/indicator/page.py"


@pytest.fixture(autouse=True)
def local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_USER", "测试员")


def first() -> str:
    return receive.history()[-1].uploads[0]


def errors(test: AppTest) -> list[str]:
    return [item.value for item in test.error]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_in_force_is_listed_with_its_reason_and_its_way_back(amended_store: Path, lang: str) -> None:
    test = visited(PAGE, lang=lang)
    assert not test.exception
    text = said(test)
    assert sentence("amend.title", lang, corrections=1, locks=1) in text
    line = text.split('data-uncorrect="2">')[1].split("<")[0]
    assert all(told in line for told in ("2 %", "1.75 %", "乙", "录入时少一位", "统计局函〔2026〕3号", CELL))
    held = text.split('data-unlock="3">')[1].split("<")[0]
    assert all(told in held for told in ("2025", "丙", "年报终核"))
    keys = {button.key for button in test.button}
    assert {"uncorrect-2", "unlock-3", "lock"} <= keys
    told = said(visited(PAGE, lang=lang, generation="2"))
    assert sentence("history.did_correct", lang) in told and 'data-correction="2"' in told
    assert sentence("history.did_lock", lang) in said(visited(PAGE, lang=lang, generation="3"))


def test_who_may_only_undo_their_own_sees_no_button_of_others(
    amended_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "current", lambda: Person("乙", ("staff",)))
    keys = {button.key for button in visited(PAGE).button}
    assert "uncorrect-2" in keys and "unlock-3" not in keys


def test_the_trace_shows_the_cell_as_published_and_leads_to_its_correction(amended_store: Path) -> None:
    test = visited(INDICATOR, id="T01", region="450204", period="2024")
    assert not test.exception
    text = said(test)
    (row,) = [row for row in text.split("<tr>") if f">{CELL}</a>" in row]
    told = {
        name: row.split(f'data-column="{name}"')[1].split(">")[1].split("<")[0]
        for name in ("value", "published")
    }
    assert {name: float(text) for name, text in told.items()} == {"value": 1.75, "published": 2.0}
    assert 'data-correction="2"' in text and "录入时少一位" in text
    assert f"correct={first()}" in text and "cell=E7" in text
    looked_at = visited(INDICATOR, id="T01", region="450204", period="2024", cell=f"{first()}!E6!{SHEET}")
    assert f"{sentence('correct.title')} {SHEET}!E6" in said(looked_at)
    assert "data-side" not in said(looked_at), "this cell says what it always said"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_corrected_cell_is_seen_with_what_it_said_beside_what_is_right(
    amended_store: Path, lang: str
) -> None:
    cell = f"{first()}!{CELL}!{SHEET}"
    text = said(visited(INDICATOR, id="T01", region="450204", period="2024", cell=cell, lang=lang))
    sides = re.findall(r'data-side="(\w+)"><dt>([^<]+)</dt><dd>([^<]+)</dd>', text)
    assert [name for name, _, _ in sides] == ["was", "becomes", "reason", "document", "by", "date"]
    says = [told for _, _, told in sides]
    assert says[:5] == ["2 %", "1.75 %", "录入时少一位", "统计局函〔2026〕3号", "乙"]
    (here,) = re.findall(r"<td[^>]*data-here[^>]*>.*?</td>", text)
    assert "<s>2</s> <ins>1.75 %</ins>" in here and "录入时少一位" in here


def test_a_cell_is_corrected_from_its_link(own_amended_store: Path) -> None:
    test = visited(PAGE, correct=first(), sheet=SHEET, cell="E6")
    assert not test.exception
    assert "柳南区" in said(test) and "2023" in said(test)
    test.text_input(key="correct-to").set_value("1.5")
    test.button(key="confirm-undo").click().run()
    assert errors(test) == [plain(faults.said("no_reason").zh)]
    test.text_input(key="correct-document").set_value("统计局函〔2026〕4号")
    test.text_input(key="reason").set_value("笔误")
    test.file_uploader(key="correct-proof").set_value([("函.pdf", b"MZ", "")]).run()
    assert "data-rule" in said(test) and "函.pdf" in said(test), "no evidence by its first bytes"
    test.button(key="confirm-undo").click().run()
    assert plain("函.pdf") in errors(test)[0] and receive.generation() == LOCKED
    test.file_uploader(key="correct-proof").set_value([("函.pdf", b"%PDF-1.7 %%EOF", "")]).run()
    test.button(key="confirm-undo").click().run()
    assert not test.exception and not errors(test)
    newest = receive.history()[0]
    assert (newest.action, newest.by, newest.note) == ("correct", "测试员", "笔误")
    assert in_force.all_corrections()[0].document == "统计局函〔2026〕4号"
    assert sentence("amend.title", corrections=2, locks=1) in said(test)
    assert newest.correction is not None and [one.name for one in newest.correction.proof] == ["函.pdf"]
    offered = [button.proto.label for button in test.get("download_button")]
    assert offered.count(plain("函.pdf")) == 2, "beside the correction in force, and in its publication"


def test_a_wrong_cell_is_told_in_the_dialog(amended_store: Path) -> None:
    test = visited(PAGE, generation="1")
    test.button(key="correct").click().run()
    test.text_input(key="correct-cell").set_value("Z99").run()
    assert any("没有已发布的值" in error for error in errors(test)) and not test.exception
    test.text_input(key="reason").set_value("试")
    test.button(key="confirm-undo").click().run()
    assert not test.exception and receive.generation() == LOCKED


@pytest.mark.parametrize("upload", ["x", "../../etc"])
def test_a_link_to_no_upload_is_told(amended_store: Path, upload: str) -> None:
    test = visited(PAGE, correct=upload, sheet=SHEET, cell="E6")
    assert not test.exception and any("没有这份上报" in error for error in errors(test))
    test.text_input(key="reason").set_value("试")
    test.button(key="confirm-undo").click().run()
    assert not test.exception and receive.generation() == LOCKED


def test_a_period_is_locked_and_unlocked_with_a_reason(own_amended_store: Path) -> None:
    test = visited(PAGE)
    test.button(key="unlock-3").click().run()
    test.button(key="confirm-undo").click().run()
    assert errors(test) == [plain(faults.said("no_reason").zh)]
    test.text_input(key="reason").set_value("重新核定")
    test.button(key="confirm-undo").click().run()
    assert (receive.history()[0].action, receive.history()[0].note) == ("unlock", "重新核定")
    test = visited(PAGE)
    test.button(key="lock").click().run()
    test.multiselect(key="lock-periods").set_value(["2024", "2023"])
    test.selectbox(key="lock-sheet").set_value("S1").run()
    assert sentence("amend.lock_holds", records=2) in said(test)
    test.text_input(key="reason").set_value("终核")
    test.button(key="confirm-undo").click().run()
    assert not test.exception
    assert {(one.template, one.period) for one in in_force.all_locks()} == {("S1", "2024"), ("S1", "2023")}
