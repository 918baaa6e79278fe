"""The upload page: what a clerk reads of a file before anything is published."""

import hashlib
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from data import clock
from data.ingest import receive
from data.keep import drafts
from data.people import acting
from data.people.session import Person
from pages.frame import guard
from pages.speech import names, words
from pages.speech.catalogue import sentence
from pages.speech.plain import plain
from pages.staff.upload import pile
from queries import ask
from tests.support.numbers import energy_row
from tests.support.pages import said, visited
from tests.support.uploads import PAGE, faulty, give
from tests.support.workbooks import cell, workbook

pytestmark = pytest.mark.usefixtures("by_name")


def with_sheets(content: bytes, sheets: dict[str, str]) -> bytes:
    """The same workbook with more sheets behind, each with one text and visible or hidden."""
    book = load_workbook(io.BytesIO(content))
    for name, state in sheets.items():
        sheet = book.create_sheet(name)
        sheet["A1"], sheet.sheet_state = f"在{name}里", state
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_headline_counts_the_late_sheets(sample_store: Path, lang: str) -> None:
    late = ask.ask("late_sheets")
    sheets = late[["template", "period"]].drop_duplicates()
    test = visited(PAGE, lang=lang)
    assert not test.exception
    told = sentence("upload.headline_late", lang, count=len(sheets), days=int(late["days_late"].max()))
    assert told in said(test)
    assert said(test).count('data-state="late"') == len(sheets)


def test_an_empty_store_is_no_fault(store: Path) -> None:
    test = visited(PAGE)
    assert not test.exception
    assert sentence("upload.headline_none") in said(test)
    assert sentence("due.unknown") in said(test)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fault_shows_its_cell_and_the_file_is_kept_once(small_store: Path, lang: str) -> None:
    test = give(visited(PAGE, lang=lang), ("三处错误.xlsx", faulty()))
    test.run()
    assert not test.exception
    for field, row in (("region", 0), ("energy_tce", 1), ("period", 2)):
        assert f'data-cell="{cell("S1", field, row)}"' in said(test)
    assert sentence("upload.group_stop", lang, count=3) in said(test)
    assert ("柳南区、" in said(test)) == (lang == "zh"), "the places one may choose from are named in English"
    assert test.button(key="publish").disabled
    kept = receive.refusals()
    assert [item["file_name"] for item in kept] == ["三处错误.xlsx"]
    assert len(receive.history()) == ask.current().generation


def test_a_finding_leads_to_its_cell_in_the_picture_of_its_sheet(small_store: Path) -> None:
    content = faulty()
    test = give(visited(PAGE), ("三处错误.xlsx", content))
    way = re.search(rf'href="\?[^"]*at=([0-9a-f-]+)"[^>]*>{cell("S1", "energy_tce", 1)}<', said(test))
    assert way and 'class="peak-sheet"' not in said(test)
    test.query_params["at"] = way[1]
    test.run()
    assert not test.exception
    here = re.search(r"<td[^>]*data-here[^>]*>.*?</td>", said(test))
    assert here and "约两百万" in here[0] and "必须改正" in here[0]
    assert said(test).count("data-marked") == 3, "the other two are marked too"
    for other in ("0" * 8 + "-0", way[1][:9] + "999", "x"):
        test.query_params["at"] = other
        test.run()
        assert not test.exception and 'class="peak-sheet"' not in said(test)


def test_a_changed_value_leads_to_its_cell_in_the_picture_of_its_sheet(small_store: Path) -> None:
    test = give(visited(PAGE), ("能耗.xlsx", workbook("S1", [energy_row(energy_tce=2_000_500)])))
    place = cell("S1", "energy_tce", 0)
    way = re.search(
        rf'href="\?[^"]*at=([0-9a-f]{{8}}-c[0-9]+)"[^>]*>[^<]*!{place}</a> [^<]* → 2,000,500<', said(test)
    )
    assert way and 'class="peak-sheet"' not in said(test)
    test.query_params["at"] = way[1]
    test.run()
    assert not test.exception
    here = re.search(r"<td[^>]*data-here[^>]*>.*?</td>", said(test))
    assert here and "→ 2,000,500" in here[0] and "<details open>" in said(test)
    test.query_params["at"] = way[1][:10] + "999"
    test.run()
    assert not test.exception and 'class="peak-sheet"' not in said(test)


def test_a_picture_has_a_switch_to_the_other_sheets_of_the_workbook(small_store: Path) -> None:
    content = with_sheets(faulty(), {"参考数据": "visible", "暂存": "hidden"})
    test = give(visited(PAGE), ("三处错误.xlsx", content))
    test.query_params["at"] = f"{hashlib.sha256(content).hexdigest()[:8]}-0"
    test.run()
    assert "暂存（在原表中隐藏）" in said(test) and "在参考数据里" not in said(test)
    assert "sheet=" + quote("参考数据") in said(test) and quote("暂存") not in said(test)
    test.query_params["sheet"] = "参考数据"
    test.run()
    assert not test.exception
    assert "在参考数据里" in said(test) and '<b aria-current="true">参考数据</b>' in said(test)
    assert "data-here" not in said(test), "the cell that is asked for stands on another sheet"


def test_a_file_that_is_no_workbook_says_so(small_store: Path) -> None:
    test = give(visited(PAGE), ("截图.png", b"\x89PNG\r\n\x1a\n" + b"x" * 99))
    assert not test.exception
    assert 'data-verdict="blocked"' in said(test) and "不是表格" in said(test)


@pytest.mark.parametrize("snapshot", ["snap-000001-000000000000", "../../etc", ""])
def test_an_earlier_snapshot_in_the_address_is_told_off(sample_store: Path, snapshot: str) -> None:
    test = visited(PAGE, snapshot=snapshot)
    assert not test.exception
    assert sentence("upload.newest_only") in said(test)


def remembered(pile: str, content: bytes, name: str, by: str, at: str) -> drafts.Draft:
    """A draft that is not kept: nobody writes into the sample store."""
    return drafts.Draft(pile, name, by, at, hashlib.sha256(content).hexdigest(), len(content), 0)


def busy(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the readers be taken by others so many times."""
    real, left = receive.inspect, [times]

    def waited(content: bytes, name: str, **more: Any) -> receive.Inspection:
        if left[0] == 0:
            return real(content, name, **more)
        left[0] -= 1
        more["waiting"](3)
        finding = receive.Finding("readers_busy", found="3")
        return receive.Inspection(name, "abc", refused=finding, findings=(finding,))

    monkeypatch.setattr(receive, "inspect", waited)


def test_when_others_are_read_first_the_page_says_so_and_tries_again(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(receive, "keep_refused", lambda *given: kept.append(given[1]))
    monkeypatch.setattr(drafts, "keep", remembered)
    busy(1, monkeypatch)
    test = give(visited(PAGE), ("三处错误.xlsx", faulty()))
    assert not test.exception and receive.Finding("readers_busy", found="3").sentence() in said(test)
    assert not [button for button in test.button if button.key == "publish"] and not kept
    test.button(key="try-again").click().run()
    assert not test.exception and f'data-cell="{cell("S1", "region", 0)}"' in said(test)
    assert kept == ["三处错误.xlsx"], "only what was read is kept as refused"


def test_a_session_remembers_no_rows(small_store: Path) -> None:
    test = give(visited(PAGE), ("三处错误.xlsx", faulty()))
    (inspection,) = test.session_state["inspections"].values()
    assert inspection.rows == 3 and inspection.parquet == b"" and inspection.records is None


def test_one_click_on_an_offer_remembers_the_word_and_looks_again(small_store: Path) -> None:
    content = workbook("S1", [energy_row(region="鱼峯区")])
    test = give(visited(PAGE), ("能耗.xlsx", content))
    assert not test.exception and 'data-rule="region_unknown"' in said(test)
    told = sentence("offers.remember", said="鱼峯区", meant="鱼峰区")
    assert test.button(key="offer-0").label == plain(told)
    test.button(key="offer-0").click().run()
    assert not test.exception and 'data-rule="region_unknown"' not in said(test)
    assert 'data-rule="alias_used"' in said(test) and "测试员" in said(test)
    assert not [button for button in test.button if str(button.key).startswith("offer-")]
    later = give(visited(PAGE), ("十月.xlsx", workbook("S1", [energy_row(region="鱼峯区", energy_tce=5)])))
    assert 'data-rule="alias_used"' in said(later)


def test_who_is_limited_is_told_of_the_own_sheets_and_gets_their_blank_workbook_filled_in(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        guard, "current", lambda: Person("黎", ("staff",), frozenset({"450223"}), frozenset({"S1"}))
    )
    late = ask.ask_rows("late_sheets", snapshot=ask.current().id, today=clock.today(), region="450223")
    newest = max(row["period"] for row in late if row["template"] == "S1")
    test = visited(PAGE, send="S1", owed=newest)
    assert not test.exception and test.selectbox(key="blank-template").options == [names.sheet("S1")]
    assert {*re.findall(r'data-template="(\w+)"', said(test))} == {"S1"}
    own = names.region("450223")
    assert {*re.findall(r'data-state="late">.*?<span>(.*?)</span></li>', said(test))} == {
        f"{names.bureau('statistics')} · {sentence('due.missing', places=own)}"
    }
    filled = sentence("upload.blank_filled", filled=f"{words.period(newest)}、{own}")
    assert filled in said(test), "the place is the clerk's own"
    assert filled not in said(visited(PAGE, send="S1", owed="1999"))
    assert sentence("upload.blank_filled", filled=words.period(newest)) in said(
        visited(PAGE, send="S1", owed=newest, region="450205")
    ), "nothing is filled in of a place that the clerk does not send for"


def test_what_is_published_is_a_draft_in_no_pile_of_its_sender(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pile, "current", lambda: "")
    monkeypatch.setattr(acting, "person", lambda: Person("甲", ("staff",)))
    sent, other = b"sent", b"other"
    for by, content in (("甲", sent), ("甲", sent), ("甲", other), ("乙", sent)):
        drafts.keep(drafts.new_pile(), content, "表.xlsx", by, "2026-11-27T08:00:00+08:00")
    pile.published([hashlib.sha256(sent).hexdigest()])
    left = [(by, one.size) for by in ("甲", "乙") for found in drafts.of_person(by).values() for one in found]
    assert left == [("甲", len(other)), ("乙", len(sent))]
