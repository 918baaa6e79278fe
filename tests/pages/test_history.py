"""The history page: every publication, what it changed, and the ways back."""

import hashlib
import re
import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.ingest import receive
from data.keep import faults, pointer, refused
from data.keep.errors import AwaitsReview
from data.people.session import Person
from data.plan import plan
from data.snapshot import publish
from pages.frame import guard
from pages.speech.catalogue import sentence
from pages.speech.plain import plain
from queries import ask
from tests.support import another_plan
from tests.support.faults import FAULTS
from tests.support.numbers import energy_row, green_row
from tests.support.pages import said, visited
from tests.support.workbooks import workbook

PAGE = "pages/staff/history/page.py"


@pytest.fixture(autouse=True)
def local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_USER", "测试员")


def cards() -> dict[str, float]:
    frame = ask.ask("overview_cards")
    return dict(zip(frame["statement"], frame["value"], strict=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_headline_names_the_publication_in_force(sample_store: Path, lang: str) -> None:
    test = visited(PAGE, lang=lang)
    assert not test.exception
    newest = receive.history()[0]
    assert newest.by in said(test) and f'data-generation="{newest.generation}"' in said(test)
    assert said(test).count("<li><a href=") == len(receive.history())


def test_the_address_chooses_the_publication(sample_store: Path) -> None:
    third = receive.history()[-3]
    for address in ({"generation": "3"}, {"snapshot": third.snapshot.removesuffix(".duckdb")}):
        test = visited(PAGE, **address)
        assert not test.exception
        assert 'data-generation="3"' in said(test)
        assert "snapshot=" + third.snapshot.removesuffix(".duckdb") in said(test)


@pytest.mark.parametrize("asked", ["99", "x'--", "../.."])
def test_an_unknown_publication_is_said_and_the_newest_shown(sample_store: Path, asked: str) -> None:
    test = visited(PAGE, generation=asked)
    assert not test.exception
    assert len(test.warning) == 1
    assert f'data-generation="{receive.history()[0].generation}"' in said(test)


def test_counts_and_moves_are_those_of_the_publication(sample_store: Path) -> None:
    rows = ask.ask("publication_changes", snapshot=receive.history()[-2].snapshot.removesuffix(".duckdb"))
    assert set(rows["template"]) >= {"S1", "S4", "S5"} and rows["gone_records"].sum() == 0
    test = visited(PAGE, generation="2")
    for count in rows["new_records"]:
        assert f'<span data-change="new"><b>{count:,}</b>' in said(test)
    assert 'data-statement="T01"' in said(test)


def test_rolling_back_asks_first_and_restores_the_figures(small_store: Path) -> None:
    before, generation = cards(), ask.current().generation
    receive.accept(workbook("S5", [green_row(2), green_row(3)]), "绿色.xlsx", "测试员")
    assert cards()["T21"] == before["T21"] + 2
    test = visited(PAGE, generation=str(generation))
    test.button(key="rollback").click().run()
    assert not test.exception
    assert "绿色.xlsx" in said(test) and ask.current().generation == generation + 1
    test.text_input(key="reason").set_value("填错了")
    test.button(key="confirm-undo").click().run()
    assert not test.exception
    assert cards()["T21"] == before["T21"]
    assert (receive.history()[0].action, receive.history()[0].note) == ("rollback", "填错了")


def test_one_upload_can_be_withdrawn(small_store: Path) -> None:
    made = receive.accept(workbook("S5", [green_row(2)]), "绿色.xlsx", "测试员")
    test = visited(PAGE)
    test.button(key="withdraw").click().run()
    test.button(key="confirm-undo").click().run()
    assert not test.exception
    assert made.upload not in receive.active() and receive.original(made.upload)[1]


def test_all_demonstration_data_go_with_one_button_that_says_what_disappears(own_sample_store: Path) -> None:
    count = len(receive.demo_uploads())
    test = visited(PAGE)
    test.button(key="withdraw-demo").click().run()
    assert sentence("history.withdraw_demo_go", count=count) in [button.label for button in test.button]
    cards = ask.ask("overview_cards")
    touched = int((cards["grade"] == "demo").sum())
    assert sentence("history.demo_targets", count=touched) in said(test)
    test.button(key="confirm-undo").click().run()
    assert not test.exception
    assert receive.demo_uploads() == []
    frame = ask.ask("overview_cards")
    assert "demo" not in set(frame["grade"].dropna())
    assert sentence("history.withdraw_demo", count=count) not in [
        button.label for button in visited(PAGE).button
    ]


def test_staff_undo_only_their_own(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "current", lambda: Person("别人", ("staff",)))
    keys = {button.key for button in visited(PAGE, generation="1").button}
    assert not keys & {"rollback", "withdraw", "withdraw-demo"}
    generation = ask.current().generation
    receive.accept(workbook("S5", [green_row(2)]), "绿色.xlsx", "别人")
    assert "withdraw" in {button.key for button in visited(PAGE).button}
    assert "rollback" in {button.key for button in visited(PAGE, generation=str(generation)).button}


def test_a_leader_is_turned_away(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "current", lambda: Person("领导", ("leader",)))
    test = visited(PAGE)
    assert [error.value for error in test.error] and "peak-log" not in said(test)


def test_verify_says_whether_the_archive_is_as_it_was_written(small_store: Path) -> None:
    test = visited(PAGE)
    test.button(key="verify").click().run()
    assert [item.value for item in test.success] == [sentence("history.verify_good")]
    upload = receive.active()[0]
    (small_store / "archive" / upload / "original.xlsx").write_bytes(b"changed")
    test.button(key="verify").click().run()
    assert plain(upload) in test.error[0].value


def test_a_change_of_the_plan_tells_who_why_and_what_moved(
    own_sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ask.current()
    another_plan.in_force(monkeypatch, another_plan.with_target("T21", 30.0))
    line = receive.publish_plan("王五", "市里下调目标")
    assert line is not None and line.moves
    page = visited(PAGE)
    assert not page.exception
    for told in (sentence("history.did_plan"), "王五", "市里下调目标", another_plan.TARGETS, line.plan[:8]):
        assert told in said(page), told
    assert sentence("history.plan_moves", count=len(line.moves)) in said(page)
    assert "→ 30" in line.edits[0] and escape(line.edits[0]) in said(page)
    (table,) = [frame.value for frame in page.dataframe if "before" in frame.value]
    statements = {plan().statements[move.statement].name for move in line.moves}
    assert len(table) == len(line.moves) and set(table["name"]) == statements
    assert sentence("overview.plan_changed") in said(visited("pages/leaders/overview/page.py"))
    assert sentence("overview.plan_changed") not in said(
        visited("pages/leaders/overview/page.py", snapshot=before.id)
    )
    then = visited("pages/analysts/indicator/page.py", id="T21", snapshot=before.id)
    assert sentence("asked.other_plan") in said(then) and not then.exception
    same = visited("pages/analysts/indicator/page.py", id="T21")
    assert sentence("asked.other_plan") not in said(same)
    page = visited(PAGE, generation=str(before.generation))
    page.button(key="rollback").click().run()
    assert sentence("history.plan_stays") in said(page) and "市里下调目标" in said(page)


def test_many_files_and_rows_scroll_in_tables_of_their_own(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = another_plan.in_force(
        monkeypatch, another_plan.with_target("T21", 30.0), *(f"plan/other{n}.csv" for n in range(9))
    )
    line = receive.publish_plan("王五", "换了许多文件")
    assert line is not None and len(line.changes) == 9 < len(known.files)
    page = visited(PAGE)
    assert not page.exception
    assert [list(frame.value["told"]) for frame in page.dataframe if "told" in frame.value] == [
        list(line.changes)
    ]


def test_where_nobody_can_tell_what_moved_it_says_so(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = ask.current()
    known.path.unlink()
    another_plan.in_force(monkeypatch, another_plan.with_target("T21", 30.0))
    receive.publish_plan("王五", "市里下调目标")
    page = visited(PAGE, lang="en")
    assert not page.exception
    assert sentence("history.plan_moves_unknown", "en") in said(page)
    overview = visited("pages/leaders/overview/page.py", snapshot=known.id)
    assert not overview.exception
    assert sentence("asked.rebuilt_newer_program", published=known.id) in said(overview)
    page.button(key="verify").click().run()
    assert plain(known.id) in page.error[0].value and plain(known.id) in page.info[0].value


def test_an_empty_store_is_no_fault(store: Path) -> None:
    test = visited(PAGE)
    assert not test.exception
    assert sentence("history.headline_none") in said(test)


def two_publications() -> None:
    receive.accept(workbook("S1", [energy_row()]), "能耗.xlsx", "测试员")
    receive.accept(workbook("S5", [green_row(1)]), "绿色.xlsx", "测试员")


@pytest.fixture
def small_store(store: Path, filled: Callable[[Callable[[], object]], Path]) -> Path:
    """Two publications by the visitor: enough to undo something."""
    shutil.copytree(filled(two_publications), store)
    return store


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_publications_of_the_address_are_compared_in_figures_with_ways_to_the_trace(
    small_store: Path, lang: str
) -> None:
    test = visited(PAGE, lang=lang, **{"from": "1", "to": "2"})
    assert not test.exception
    told = said(test).split('data-template="S5"')[1].split("</ul>")[0]
    assert 'data-state="new"' in told and "测试企业1" in told and "id=T21" in told
    assert 'data-statement="T21"' in said(test)
    assert sentence("difference.between", lang, first=1, second=2) in said(test)


def test_the_boxes_write_the_address_and_an_unknown_publication_is_said(small_store: Path) -> None:
    test = visited(PAGE)
    assert sentence("difference.hint") in said(test)
    test.selectbox(key="difference-from").set_value("2").run()
    assert not test.exception and test.query_params["from"] == test.query_params["to"] == "2"
    wrong = visited(PAGE, **{"from": "1", "to": "9<b>"})
    assert not wrong.exception and len(alerts(wrong)) == 1 and 'data-template="S5"' not in said(wrong)


@pytest.mark.slow
def test_a_second_person_reads_what_waits_and_publishes_it_under_both_names(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(plan().settings["review"], "second_person", 1.0)
    with pytest.raises(AwaitsReview) as kept:
        mended = workbook("S1", [energy_row(energy_tce=2_000_500)])
        receive.accept(mended, "更正.xlsx", "测试员", "更正柳南", reason="终核数更正")
    assert kept.value.waiting in said(visited("pages/staff/upload/page.py"))
    test = visited(PAGE, waiting=kept.value.waiting)
    assert not test.exception
    told = said(test)
    assert "更正柳南" in told and 'data-verdict="ready"' not in told and 'data-change="changed"><b>1' in told
    way = re.search(r"at=([0-9a-f]{8}-[0-9]+)", told)
    assert way is not None and 'class="peak-sheet"' not in told
    followed = said(visited(PAGE, waiting=kept.value.waiting, at=way[1]))
    assert 'class="peak-sheet"' in followed and "2000500" in followed.replace(",", "")
    assert test.text_input(key="waiting-by").value == "", "the sender is not offered"
    test.button(key="waiting-approve").click().run()
    assert alerts(test) == [plain(faults.said("same_person", by="测试员").zh)]
    test.text_input(key="waiting-by").set_value("李四").run()
    test.button(key="waiting-approve").click().run()
    assert not test.exception and len(receive.history()) == 3
    newest = receive.history()[0]
    assert (newest.by, newest.reviewed_by, newest.note) == ("测试员", "李四", "更正柳南")
    assert sentence("waiting.reviewed_by", by="李四") in said(test) and receive.submissions() == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_waits_is_sent_back_with_words_and_what_came_meanwhile_is_shown_first(
    small_store: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setitem(plan().settings["review"], "second_person", 1.0)
    with pytest.raises(AwaitsReview) as kept:
        receive.accept(workbook("S5", [green_row(3)]), "绿色.xlsx", "张三")
    test = visited(PAGE, waiting=kept.value.waiting, lang=lang)
    monkeypatch.setitem(plan().settings["review"], "second_person", 0.0)
    receive.accept(workbook("S5", [green_row(4)]), "别人.xlsx", "李四")
    test.button(key="waiting-approve").click().run()
    assert not test.exception and len(receive.history()) == 3
    assert sentence("upload.confirm_again", lang) in alerts(test) and '<li data-since="3">' in said(test)
    test.button(key="waiting-send-back").click().run()
    assert not test.exception and receive.submissions()[0].answer is None
    test.text_input(key="waiting-why").set_value("口径不对").run()
    test.button(key="waiting-send-back").click().run()
    assert not test.exception and "口径不对" in said(test)
    assert "口径不对" in said(visited("pages/staff/upload/page.py", lang=lang))
    assert "waiting-approve" not in {
        button.key for button in visited(PAGE, waiting=kept.value.waiting).button
    }
    assert len(visited(PAGE, waiting="x<b>").warning) == 1


def alerts(test: AppTest) -> list[str]:
    """Every sentence that the page says aloud."""
    return [item.value for item in (*test.error, *test.warning)]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fault_of_undoing_is_a_sentence_and_never_an_exception(
    small_store: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    test = visited(PAGE, lang=lang)
    test.button(key="withdraw").click().run()
    for code, fault in FAULTS.items():

        def broken(*_: object, fault: BaseException = fault, **__: object) -> None:
            raise fault

        monkeypatch.setattr(publish, "publish", broken)
        test.button(key="confirm-undo").click().run()
        assert not test.exception, code
        assert plain(faults.sentence(fault).of(lang)) in alerts(test), code
    assert len(receive.history()) == 2


@pytest.mark.slow
def test_what_came_between_dialog_and_click_is_shown_and_asked_once_more(small_store: Path) -> None:
    test = visited(PAGE, generation="1")
    test.button(key="rollback").click().run()
    receive.accept(workbook("S1", [energy_row(region="柳北区")]), "别人.xlsx", "李四", "更正柳北")
    test.button(key="confirm-undo").click().run()
    assert not test.exception
    assert alerts(test) == [sentence("history.confirm_again")]
    line = said(test).split('<li data-since="3">')[1].split("</li>")[0]
    assert all(told in line for told in ("李四", "更正柳北", "柳北区"))
    assert len(receive.history()) == 3 and "别人.xlsx" in said(test)
    test.button(key="confirm-undo").click().run()
    assert not test.exception
    assert [entry.action for entry in receive.history()[:2]] == ["rollback", "accept"]


@pytest.mark.slow
def test_what_another_window_has_withdrawn_is_withdrawn_once(small_store: Path) -> None:
    test = visited(PAGE)
    test.button(key="withdraw").click().run()
    gone = receive.active()[-1]
    receive.withdraw([gone], "李四", "填错了")
    test.button(key="confirm-undo").click().run()
    assert not test.exception
    assert alerts(test) == [plain(faults.said("not_published", uploads=gone).zh)]
    assert "李四" in said(test) and '<li data-since="3">' in said(test)
    assert len(receive.history()) == 3 and "confirm-undo" not in {button.key for button in test.button}


@pytest.mark.slow
def test_what_is_undone_and_not_visible_yet_says_so(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = visited(PAGE)
    test.button(key="withdraw").click().run()

    def broken(_: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(pointer, "point_to", broken)
    test.button(key="confirm-undo").click().run()
    assert not test.exception
    assert alerts(test) == [plain(faults.said("not_visible", generation=3).zh)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_damaged_and_dropped_refusals_are_told(
    store: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setitem(plan().settings["store"], "refused_days", 100.0)
    for day, content in (("2026-01-01", b"old"), ("2026-11-20", b"new")):
        sha256 = hashlib.sha256(content).hexdigest()
        name = refused.keep(content, "坏.xlsx", "甲", f"{day}T08:00:00+08:00", sha256, [])
    refused.keep(b"x", "坏.xlsx", "甲", "2026-11-20T09:00:00+08:00", "f" * 64, [])
    (store / "refused" / name / "refusal.json").write_bytes(b"\xff{")
    test = visited(PAGE, lang=lang)
    assert not test.exception
    assert sentence("history.refused_dropped", lang, count=1) in said(test)
    (table,) = [frame.value for frame in test.dataframe if "first" in frame.value]
    assert sentence("history.refused_damaged", lang) in list(table["first"]) and len(table) == 2
