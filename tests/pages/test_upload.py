"""The upload page: what a clerk reads, what is kept, and that nothing is published twice."""

import hashlib
import io
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from data import clock
from data.ingest import receive
from data.keep import drafts, faults, journal, lock, pointer, refused
from data.keep.errors import AlreadyPublished
from data.people import acting
from data.people.session import Person
from data.plan import plan
from data.snapshot import publish
from pages.frame import guard
from pages.speech import names, words
from pages.speech.catalogue import sentence
from pages.speech.plain import plain
from pages.staff.upload import pile
from queries import ask
from tests.support.faults import FAULTS
from tests.support.numbers import energy_row, green_row
from tests.support.pages import said, visited
from tests.support.workbooks import cell, workbook

PAGE = "pages/staff/upload/page.py"


@pytest.fixture(autouse=True)
def local(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PEAK_USER", "测试员")
    yield


def give(test: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Drops files on the uploader."""
    return test.file_uploader(key="upload").set_value([(name, content, "") for name, content in files]).run()


def one_publication() -> None:
    receive.accept(workbook("S1", [energy_row()]), "能耗.xlsx", "以前的人")


@pytest.fixture
def small_store(store: Path, filled: Callable[[Callable[[], object]], Path]) -> Iterator[Path]:
    """A store with one publication: as much as an upload needs to be held against."""
    shutil.copytree(filled(one_publication), store)
    yield store
    ask.forget()


def with_sheets(content: bytes, sheets: dict[str, str]) -> bytes:
    """The same workbook with more sheets behind, each with one text and visible or hidden."""
    book = load_workbook(io.BytesIO(content))
    for name, state in sheets.items():
        sheet = book.create_sheet(name)
        sheet["A1"], sheet.sheet_state = f"在{name}里", state
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def faulty() -> bytes:
    rows = [
        energy_row(region="柳南县"),
        energy_row(energy_tce="约两百万"),
        energy_row(period="去年", region="柳北区"),
    ]
    return workbook("S1", rows)


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
    asked: list[str] = []
    real = receive.inspect

    def counted(content: bytes, name: str, **more: Any) -> receive.Inspection:
        asked.append(name)
        return real(content, name, **more)

    monkeypatch.setattr(receive, "inspect", counted)
    test = give(visited(PAGE), ("绿色.xlsx", workbook("S5", [green_row(1)])))
    test.text_input(key="note").set_value("说明").run()
    assert asked == ["绿色.xlsx"]
    receive.accept(workbook("S5", [green_row(2)]), "别人.xlsx", "别人")
    asked.clear()
    test.run()
    assert asked == ["绿色.xlsx"]


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


def alerts(test: AppTest) -> list[str]:
    """Every sentence that the page says aloud."""
    return [item.value for item in (*test.error, *test.warning)]


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
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fault_of_publishing_is_a_sentence_and_never_an_exception(
    small_store: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    test = give(visited(PAGE, lang=lang), ("绿色.xlsx", workbook("S5", [green_row(1)])))
    test.run()
    for code, fault in FAULTS.items():

        def broken(*_: object, fault: BaseException = fault, **__: object) -> None:
            raise fault

        monkeypatch.setattr(publish, "publish", broken)
        test.button(key="publish").click().run()
        assert not test.exception, code
        assert alerts(test) == [plain(faults.sentence(fault).of(lang))], code
        assert not test.button(key="publish").disabled
    assert len(receive.history()) == 1


@pytest.mark.slow
def test_what_is_published_and_not_visible_yet_says_so_with_its_receipt(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = give(visited(PAGE), ("绿色.xlsx", workbook("S5", [green_row(1)])))
    test.run()

    def broken(_: str) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(pointer, "point_to", broken)
        test.button(key="publish").click().run()
    assert not test.exception
    assert alerts(test) == [plain(faults.said("not_visible", generation=2).zh)]
    assert 'data-generation="2"' in said(test) and ask.current().generation == 1


def test_a_refused_file_that_cannot_be_kept_is_explained_all_the_same(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise FAULTS["disk_full"]

    monkeypatch.setattr(refused, "keep", full)
    test = give(visited(PAGE), ("三处错误.xlsx", faulty()))
    assert not test.exception
    assert alerts(test) == [plain(faults.sentence(FAULTS["disk_full"]).zh)]
    assert sentence("upload.group_stop", count=3) in said(test) and sentence("upload.kept") not in said(test)


def test_a_snapshot_that_is_damaged_or_gone_is_a_sentence(small_store: Path) -> None:
    path = ask.current().path
    path.chmod(0o644)
    content = path.read_bytes()
    pages = (PAGE, "pages/staff/history/page.py", "pages/leaders/overview/page.py")
    path.write_bytes(content[:4096] + bytes(len(content) - 4096))
    for page in pages:
        ask.forget()
        test = visited(page)
        assert not test.exception, page
        assert plain(faults.said("damaged_snapshot").zh) in alerts(test), page
    path.unlink()
    for page in pages:
        test = visited(page)
        assert not test.exception, page
        assert alerts(test) == [plain(faults.said("snapshot_gone").zh)], page
        assert sentence("snapshot.nothing") not in said(test)


def test_a_journal_that_cannot_be_read_is_a_sentence(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in (PAGE, "pages/staff/history/page.py"):
        for code, fault in FAULTS.items():

            def broken(*_: object, fault: BaseException = fault) -> None:
                raise fault

            monkeypatch.setattr(journal, "read", broken)
            test = visited(page)
            assert not test.exception, code
            assert plain(faults.sentence(fault).zh) in alerts(test), code


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
