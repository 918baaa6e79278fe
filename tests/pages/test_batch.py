"""Many files on the upload page: one table, one publication, drafts that outlive the browser."""

import csv
import hashlib
import io
import re
import zipfile
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.ingest import batch, receive
from data.keep import drafts, faults
from data.keep.errors import MovedOn
from data.people.session import Person
from data.plan import plan
from pages.speech.catalogue import sentence
from pages.speech.plain import plain
from pages.staff.upload import batch_table, pile
from pages.staff.upload.dropped import File
from tests.support.bureau_sheets import places_by_fields
from tests.support.faults import FAULTS
from tests.support.ledgers import judgement
from tests.support.numbers import energy_row, green_row
from tests.support.pages import said, visited
from tests.support.uploads import PAGE, Dropped, give, looks
from tests.support.workbooks import workbook

pytestmark = pytest.mark.usefixtures("by_name")


@cache  # a workbook carries the second in which it was made
def green(number: int, **changes: Any) -> Dropped:
    return f"绿色{number}.xlsx", workbook("S5", [green_row(number, **changes)])


@cache
def bad(number: int) -> Dropped:
    return f"坏{number}.xlsx", workbook("S1", [energy_row(region="柳南县", energy_tce=float(number))])


def outcomes(test: AppTest) -> dict[str, str]:
    """The state of each file of the table by its name."""
    found = re.findall(r'<th scope="row">([^<]+).*?data-outcome="([a-z]+)"', said(test))
    return dict(found)


def address(test: AppTest) -> str:
    """The pile that the address names."""
    found = test.query_params["draft"]
    return found if isinstance(found, str) else found[0]


def piles() -> dict[str, list[str]]:
    return {name: [one.file_name for one in found] for name, found in drafts.of_person("测试员").items()}


def twenty() -> list[Dropped]:
    """Fourteen good ones, three to be mended, two that contradict each other, one dropped twice."""
    good = [green(number) for number in range(1, 15)]
    at_odds = [green(20), ("绿色20另.xlsx", workbook("S5", [green_row(20, document="另一文号")]))]
    return [*good, *(bad(number) for number in range(3)), *at_odds, ("又一次.xlsx", good[0][1])]


def test_twenty_files_are_one_table_and_the_good_ones_one_publication(
    small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = looks(monkeypatch)
    test = give(visited(PAGE), *twenty())
    assert not test.exception
    states = outcomes(test)
    assert {state: list(states.values()).count(state) for state in set(states.values())} == {
        "ready": 14, "blocked": 3, "conflict": 2,
    }  # fmt: skip
    assert len(asked) == 19 and sentence("batch.twice", name="又一次.xlsx", other="绿色1.xlsx") in said(test)
    assert "“绿色20另.xlsx”" in said(test) and len(piles()[address(test)]) == 19
    assert len(receive.refusals()) == 3
    test.text_input(key="note-batch").set_value("十一月一批").run()
    assert len(asked) == 19, "nothing is looked at twice"
    test.button(key="batch-foresee").click().run()
    assert not test.exception and 'data-statement="T21"' in said(test), (
        "the cards that all would move together"
    )
    test.button(key="publish-batch").click().run()
    assert not test.exception
    (entry, _) = receive.history()
    assert (entry.generation, len(entry.uploads), entry.note, entry.by) == (2, 14, "十一月一批", "测试员")
    assert list(outcomes(test).values()).count("published") == 14
    assert sentence("batch.receipt", count=14) in said(test) and not test.warning
    assert sorted(next(iter(piles().values()))) == sorted(
        ["坏0.xlsx", "坏1.xlsx", "坏2.xlsx", "绿色20.xlsx", "绿色20另.xlsx"]
    )
    held = [bytes(str(value), "utf-8") for value in test.session_state["batch-outcomes"].values()]
    assert sum(map(len, held)) < 40_000, "a session remembers little of many files"


def test_drafts_are_found_by_a_new_session_and_by_the_address_and_can_be_discarded(store: Path) -> None:
    first = give(visited(PAGE), bad(1), bad(2))
    mine = address(first)
    reload = visited(PAGE, draft=mine)
    assert outcomes(reload) == {"坏1.xlsx": "blocked", "坏2.xlsx": "blocked"}
    assert 'data-drafts="2"' in said(reload)
    followed = visited(PAGE, draft=mine, at=f"{drafts.of_pile(mine)[1].sha256[:8]}-0")
    assert followed.selectbox(key="which-file").value == drafts.of_pile(mine)[1].sha256
    later = visited(PAGE)
    assert not outcomes(later) and sentence("due.title") in said(later)
    told = said(later).split('data-drafts="2">')[1]
    assert told.startswith("您有 2 份未发布的文件") and "坏1.xlsx、坏2.xlsx" in told
    later.button(key=f"drafts-open-{mine[:8]}").click().run()
    assert set(outcomes(later)) == {"坏1.xlsx", "坏2.xlsx"} and address(later) == mine
    sha256 = drafts.of_pile(mine)[0].sha256
    later.selectbox(key="which-file").set_value(sha256).run()
    assert 'data-rule="unknown_code"' in said(later) or "柳南县" in said(later)
    later.button(key="draft-discard").click().run()
    assert not later.exception and piles() == {mine: ["坏2.xlsx"]}
    assert 'data-verdict="blocked"' in said(later), "the only one left is looked at at once"
    later.button(key="drafts-discard-here").click().run()
    assert piles() == {} and sentence("due.title") in said(later)


def test_a_file_taken_off_the_uploader_is_no_draft_any_more_and_one_discarded_does_not_come_back(
    store: Path,
) -> None:
    test = give(visited(PAGE), bad(1), bad(2), bad(3))
    test = give(test, bad(1), bad(2))
    assert list(piles().values()) == [["坏1.xlsx", "坏2.xlsx"]]
    sha256 = next(iter(drafts.of_person("测试员").values()))[0].sha256
    test.selectbox(key="which-file").set_value(sha256).run()
    test.button(key="draft-discard").click().run()
    test.run()
    assert list(piles().values()) == [["坏2.xlsx"]]


def test_a_bureaus_own_sheet_waits_for_its_layout(store: Path) -> None:
    test = give(visited(PAGE), ("自用.xlsx", places_by_fields()), bad(1))
    assert not test.exception
    assert outcomes(test) == {"坏1.xlsx": "blocked", "自用.xlsx": "layout"}
    assert sentence("batch.layout_hint") in said(test)


def test_a_whole_folder_is_taken_without_what_programs_left_in_it(store: Path) -> None:
    test = visited(PAGE)
    test.toggle(key="upload-of-folder").set_value(True).run()
    box = test.file_uploader(key="upload-folder")
    assert box.accept_directory
    named = [("来件/九月/坏1.xlsx", bad(1)[1]), ("来件/~$坏1.xlsx", b"x"), ("来件/坏2.xlsx", bad(2)[1])]
    box.set_value([(name, content, "") for name, content in named]).run()
    assert not test.exception and set(outcomes(test)) == {"坏1.xlsx", "坏2.xlsx"}
    test.toggle(key="upload-of-folder").set_value(False).run()
    assert set(outcomes(test)) == {"坏1.xlsx", "坏2.xlsx"}, "they are drafts of this page"


def test_a_single_file_is_a_draft_until_it_is_published(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "foreseen", lambda content, inspection, keep: inspection)
    test = give(visited(PAGE), green(1))
    assert list(piles().values()) == [["绿色1.xlsx"]]
    back = visited(PAGE, draft=address(test))
    assert 'data-verdict="ready"' in said(back)
    back.button(key="publish").click().run()
    assert 'data-generation="1"' in said(back) and piles() == {}


def test_looking_can_be_stopped_and_goes_on_where_it_stopped(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = receive.inspect

    def busy_after_one(content: bytes, name: str, **more: Any) -> receive.Inspection:
        asked.append(name)
        if len(asked) == 2:
            finding = receive.Finding("readers_busy", found="3")
            return receive.Inspection(name, "abc", refused=finding, findings=(finding,))
        return real(content, name, **more)

    monkeypatch.setattr(receive, "inspect", busy_after_one)
    test = give(visited(PAGE), green(1), green(2), green(3))
    assert outcomes(test) == {"绿色1.xlsx": "ready", "绿色2.xlsx": "unseen", "绿色3.xlsx": "unseen"}
    assert not [button for button in test.button if button.key == "publish-batch"]
    test.run()
    assert asked == ["绿色1.xlsx", "绿色2.xlsx"], "it stays stopped"
    test.button(key="batch-go-on").click().run()
    assert asked[2:] == ["绿色2.xlsx", "绿色3.xlsx"] and set(outcomes(test).values()) == {"ready"}


def test_a_file_that_needs_a_reason_is_published_with_its_own_or_the_common_one(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive.Inspection, "needs_reason", property(lambda self: "理由" in self.name))
    files = [green(1), ("理由2.xlsx", green(2)[1]), ("理由3.xlsx", green(3)[1])]
    test = give(visited(PAGE), *files)
    assert sorted(outcomes(test).values()) == ["ready", "reason", "reason"]
    test.text_input(key="batch-reason-all").set_value("统计局来函更正").run()
    assert set(outcomes(test).values()) == {"ready"}
    mine = next(iter(drafts.of_person("测试员").values()))
    sha256 = next(one.sha256 for one in mine if "3" in one.file_name)
    test.text_input(key=f"batch-reason-{sha256[:16]}").set_value("企业补报").run()
    given: dict[str, str] = {}

    def publish(files: list[tuple[bytes, str]], by: str, note: str, reasons: list[str], **_: Any) -> None:
        given.update(zip((name for _, name in files), reasons, strict=True))
        raise FAULTS["disk_full"]

    monkeypatch.setattr(batch, "publish", publish)
    test.button(key="publish-batch").click().run()
    assert not test.exception and len(test.error) == 1
    assert (given["理由2.xlsx"], given["理由3.xlsx"]) == ("统计局来函更正", "企业补报")


def test_a_reason_typed_for_one_file_is_none_for_another(store: Path) -> None:
    def twice(number: int) -> bytes:
        rows = [green_row(number), green_row(number, credit_code=None, level="自治区级")]
        return workbook("S5", rows)

    test = give(visited(PAGE), ("一.xlsx", twice(1)), ("二.xlsx", twice(2)))
    assert set(outcomes(test).values()) == {"reason"} and len(test.text_input) == 3
    first, second = (one.sha256 for one in next(iter(drafts.of_person("测试员").values())))
    test.selectbox(key="which-file").set_value(first).run()
    test.text_input(key="reason").set_value("同名不同厂").run()
    assert test.text_input(key="reason").value == "同名不同厂"
    test.selectbox(key="which-file").set_value(second).run()
    assert not test.exception and test.text_input(key="reason").value == ""
    assert test.text_input(key=f"batch-reason-{first[:16]}").value == "同名不同厂"


def test_what_was_typed_for_a_file_is_still_there_when_it_is_opened_again(store: Path) -> None:
    rows = [green_row(1), green_row(1, credit_code=None, level="自治区级")]
    test = give(visited(PAGE), ("一.xlsx", workbook("S5", rows)), green(2))
    first, second = (one.sha256 for one in next(iter(drafts.of_person("测试员").values())))
    test.text_input(key=f"batch-reason-{first[:16]}").set_value("同名").run()
    test.selectbox(key="which-file").set_value(first).run()
    assert test.text_input(key="reason").value == "同名", "the reason came along from the table's field"
    test.text_input(key="reason").set_value("同名不同厂").run()
    test.text_input(key="note").set_value("九月补报").run()
    test.selectbox(key="which-file").set_value(second).run()
    assert not test.exception and test.text_input(key="note").value == ""
    test.selectbox(key="which-file").set_value(None).run()
    assert set(outcomes(test).values()) == {"check", "ready"}, "with its reason it may be published"
    test.selectbox(key="which-file").set_value(first).run()
    assert not test.exception
    assert [test.text_input(key=name).value for name in ("reason", "note")] == ["同名不同厂", "九月补报"]


def test_what_others_published_meanwhile_is_compared_again_before_anything_is_published(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = give(visited(PAGE), green(1), green(2))
    asked: list[int] = []

    def publish(*_: Any, expected: int, **__: Any) -> None:
        asked.append(expected)
        raise MovedOn(expected, (receive.Entry(1, "accept", "", "别人", (), None, "", "", "", ""),))

    monkeypatch.setattr(batch, "publish", publish)
    test.button(key="publish-batch").click().run()
    assert asked == [0] and [item.value for item in test.warning] == [sentence("batch.confirm_again")]
    assert len(next(iter(piles().values()))) == 2, "what was not published stays a draft"

    def late(*_: Any, **__: Any) -> None:
        raise receive.NotAccepted(receive.inspect(bad(1)[1], "坏1.xlsx"))

    monkeypatch.setattr(batch, "publish", late)
    test.button(key="publish-batch").click().run()
    assert [item.value for item in test.warning] == [plain(sentence("batch.stopped_by", name="坏1.xlsx"))]
    assert "柳南县" in said(test)
    monkeypatch.setattr(batch, "publish", publish)
    test.session_state["batch-seen"] = ("another", [])
    test.button(key="publish-batch").click().run()
    assert asked == [0], "only what was shown is published"


def test_what_waits_for_a_second_person_is_no_draft_any_more_until_it_is_dropped_again(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(plan().settings["review"], "second_person", 1)
    test = give(visited(PAGE), green(1), green(2), bad(1))
    test.button(key="publish-batch").click().run()
    (sent,) = receive.submissions()
    assert len(sent.files) == 2 and not receive.history()
    assert [plain(faults.said("awaits_review", waiting=sent.id).zh)] == [
        item.value for item in (*test.warning, *test.error)
    ]
    assert list(piles().values()) == [["坏1.xlsx"]]
    test.run()
    assert not outcomes(test), "one file is left and looked at by itself"
    test = give(give(test, bad(1)), bad(1), green(1))
    assert list(piles().values()) == [["坏1.xlsx", "绿色1.xlsx"]]


def test_a_damaged_draft_is_said_and_let_go(store: Path) -> None:
    test = give(visited(PAGE), bad(1), bad(2), bad(3))
    mine = address(test)
    (drafts.of_pile(mine)[0].folder / "original.bin").write_bytes(b"other")
    back = visited(PAGE, draft=mine)
    assert not back.exception and len(back.error) == 1
    assert [one.file_name for one in drafts.of_pile(mine)] == ["坏2.xlsx", "坏3.xlsx"]


def test_more_files_than_a_page_takes_are_counted_and_said(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pile, "LIMITS", replace(receive.LIMITS, batch_files=2))
    test = give(visited(PAGE), bad(1), bad(2), bad(3))
    assert len(next(iter(piles().values()))) == 2 and len(test.warning) == 1


def test_the_package_holds_the_marked_files_by_number_and_a_list_that_names_them(store: Path) -> None:
    name, content = bad(1)
    inspection = receive.inspect(content, name)
    picture = b"\x89PNG\r\n\x1a\n" + b"x" * 99
    refused = receive.inspect(picture, "=图.png")
    pairs = [
        (File(one.name, one.sha256, partial(bytes, body)), batch.outcome_of(one))
        for one, body in ((inspection, content), (refused, picture))
    ]
    with zipfile.ZipFile(io.BytesIO(batch_table.package(pairs, "zh"))) as made:
        names = made.namelist()
        lines = list(csv.reader(io.StringIO(made.read(names[-1]).decode("utf-8-sig"))))
    assert len(names) == 2 and names[0].startswith("01_S1") and names[1] == "清单.csv"
    assert [line[0] for line in lines] == ["01", "02"] and lines[0][1] == name and "柳南县" in lines[0][4]
    assert lines[1][1] != "=图.png", "nothing that a spreadsheet would run"
    assert plan().templates["S1"].name in lines[0][3]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_evidence_among_the_files_goes_with_the_workbook_it_is_of(small_store: Path, lang: str) -> None:
    one = ("判定一.xlsx", workbook("S17", [judgement("T22", evidence="会议纪要.pdf")]))
    two = ("判定二.xlsx", workbook("S17", [judgement("T25", evidence="见附件")]))
    pdf = b"%PDF-1.7\n%%EOF\n"
    test = give(visited(PAGE, lang=lang), one, two, ("会议纪要.pdf", pdf), ("照片.pdf", pdf + b"1"))
    assert not test.exception
    assert outcomes(test)["会议纪要.pdf"] == "proof" and outcomes(test)["照片.pdf"] == "loose"
    assert sentence("batch.proof_of", lang, name="判定一.xlsx") in said(test)
    (photo,) = [box for box in test.selectbox if box.label == plain("照片.pdf")]
    photo.select(hashlib.sha256(two[1]).hexdigest()).run()
    assert outcomes(test)["照片.pdf"] == "proof"
    test.button(key="publish-batch").click().run()
    assert not test.exception
    (entry, *_) = receive.history()
    kept = {
        receive.receipt(upload).file_name: [item.name for item in receive.attachments(upload)]
        for upload in entry.uploads
    }
    assert kept == {"判定一.xlsx": ["会议纪要.pdf"], "判定二.xlsx": ["照片.pdf"]}
    assert piles() == {} and receive.refusals() == [], "evidence is neither a draft any more nor refused"


def test_an_address_opens_a_limited_clerk_the_own_drafts_alone(store: Path) -> None:
    def left(*senders: str) -> list[drafts.Draft]:
        name = drafts.new_pile()
        for number, by in enumerate(senders):
            drafts.keep(name, f"{name} {number}".encode(), "a.xlsx", by, f"2026-11-20T08:00:0{number}+08:00")
        return drafts.of_pile(name)

    clerks = (
        Person("li", ("staff",), frozenset({"450223"})),
        Person("li", ("staff",), None, frozenset({"S1"})),
    )
    own, others, mixed = left("li", "li"), left("wang"), left("wang", "li")
    for clerk in clerks:
        assert [pile.is_open_to(clerk, one) for one in (own, others, mixed)] == [True, False, False]
    for whole in (Person("li", ("staff",)), None):
        assert all(pile.is_open_to(whole, one) for one in (own, others, mixed))
