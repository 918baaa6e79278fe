"""What goes wrong while somebody publishes or looks is a sentence, and never an exception."""

from pathlib import Path

import pytest

from data.ingest import receive
from data.keep import faults, journal, pointer, refused
from data.snapshot import publish
from pages.speech.catalogue import sentence
from pages.speech.plain import plain
from queries import ask
from tests.support.faults import FAULTS
from tests.support.numbers import green_row
from tests.support.pages import said, visited
from tests.support.uploads import PAGE, alerts, faulty, give
from tests.support.workbooks import workbook

pytestmark = pytest.mark.usefixtures("by_name")


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
