"""The door: every page of the table opens in both languages, a missing word is told at start."""

import importlib
import re
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from streamlit.source_util import PageInfo
from streamlit.testing.v1 import AppTest

from data.people import audit
from pages.frame import door, turns, uploads
from pages.frame.door import Entry, MissingWord
from pages.speech import catalogue

ROOT = Path(__file__).resolve().parent.parent
APP = str(ROOT / "app.py")
FILES = re.findall(r'Entry\("(pages/[^"]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The door has the audit log ask the window where somebody sits; later tests have no window to ask."""
    monkeypatch.setattr(audit, "ASKED", [])


@pytest.fixture(scope="module")
def known(built_samples: Path) -> dict[str, PageInfo]:
    """The table as one run of the door makes it known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(built_samples))
        patch.setattr(audit, "ASKED", [])
        return AppTest.from_file(APP, default_timeout=60).run()._registered_pages


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_the_door_opens_every_page_in_both_languages(
    file: str, language: str, sample_store: Path, known: dict[str, PageInfo]
) -> None:
    app = AppTest.from_file(APP, default_timeout=60)
    app._registered_pages = known
    app.switch_page(file)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception, app.exception
    said = " ".join(str(block.proto.body) for block in app.get("html"))
    headline = re.search(r'<h1 class="peak-headline">(.*?)</h1>', said)
    assert headline, "no headline"
    chinese = len(re.findall(r"[\u4e00-\u9fff]", headline[1]))
    assert chinese > 4 if language == "zh" else chinese <= 4, headline[1]  # a person keeps their name


@pytest.mark.parametrize(
    ("file", "asked", "turned"),
    [
        ("pages/leaders/overview/page.py", {}, 1),
        ("pages/leaders/overview/page.py", {"present": "1"}, 0),
        ("pages/staff/upload/page.py", {}, 0),
        ("pages/analysts/sql/page.py", {}, 0),
    ],
)
def test_who_looks_takes_a_turn_and_who_may_take_long_keeps_nobody_waiting(
    file: str,
    asked: dict[str, str],
    turned: int,
    sample_store: Path,
    known: dict[str, PageInfo],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, drawn = uploads.counted, list[int]()

    def counted() -> AbstractContextManager[None]:
        drawn.append(len(turns.ROW.begun))
        return real()

    monkeypatch.setattr(uploads, "counted", counted)
    app = AppTest.from_file(APP, default_timeout=60)
    app._registered_pages = known
    app.switch_page(file)
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert drawn == [turned] and not turns.ROW.begun


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_a_mistake_of_the_program_is_a_sentence_with_a_mark_that_the_log_has_too(
    language: str,
    sample_store: Path,
    known: dict[str, PageInfo],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(uploads, "counted", lambda: 1 / 0)
    app = AppTest.from_file(APP, default_timeout=60)
    app._registered_pages = known
    app.query_params["lang"] = language
    app.switch_page("pages/leaders/overview/page.py")
    app.run()
    [said] = app.error
    [mark] = re.findall(r"[0-9a-f]{6}", said.value)
    assert ("日志" in said.value) == (language == "zh") and "ZeroDivisionError" not in said.value
    assert [record for record in caplog.records if mark in record.getMessage() and record.exc_info]
    assert app.exception and not turns.ROW.begun


def test_a_missing_word_is_told_at_start_by_its_key() -> None:
    """Outside a server the door only looks whether all words are there: setup/serve.py does so first."""
    page = Entry("pages/analysts/trial/page.py", "试页", "Trial", "map", "no_such_menu")
    with pytest.raises(MissingWord, match=r"menu\.no_such_menu"):
        door.open_for_visitor([page], "")
    untitled = Entry("pages/analysts/trial/page.py", "试页", "", "map")
    with pytest.raises(MissingWord, match="trial: title"):
        door.open_for_visitor([untitled], "")


def test_the_table_itself_lacks_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "app", raising=False)
    table = importlib.import_module("app").PAGES
    assert [entry.file for entry in table] == FILES
    assert door.missing_words(table) == []
    assert len({entry.path for entry in table}) == len(table)
