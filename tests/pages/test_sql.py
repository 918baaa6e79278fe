"""The page for questions of one's own: the address asks, refusals are sentences, what was asked is kept."""

import errno
import json
from pathlib import Path

import pytest

from data import places
from data.keep import questions
from data.people import audit, session
from data.people.session import Person
from pages.analysts.sql import address, examples, schema
from pages.frame import guard
from pages.speech import words
from pages.speech.catalogue import LANGUAGES
from queries import ask as asking_kept
from queries.free import asking, program
from queries.free.statement import checked
from tests.support.pages import headline, opening, said

PAGE = "pages/analysts/sql/page.py"
opened = opening(PAGE)
TOLD: list[tuple[object, ...]] = []  # what the audit log was told of


@pytest.fixture(autouse=True)
def own_room(sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here is kept beside the shared store, not in it."""
    monkeypatch.setattr(places, "questions", lambda: tmp_path / "questions")
    monkeypatch.setattr(audit, "tell", lambda *told: TOLD.append(told))
    TOLD.clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_with_a_first_question_that_is_not_asked(language: str) -> None:
    app = opened(lang=language)
    assert "SQL" in headline(app) and "peak-columns" in said(app)
    assert "FROM progress" in str(app.text_area(key="sql-text").value)
    assert not app.dataframe and not app.error


def test_the_address_asks_and_what_was_asked_is_kept_for_the_person() -> None:
    text = "SELECT status, count(*) AS n FROM progress GROUP BY ALL ORDER BY n DESC, status"
    app = opened(q=address.packed(text))
    table = app.dataframe[0].value
    own = asking_kept.reader(asking_kept.current(), None).sql(text).fetchall()
    assert [tuple(row) for row in table.itertuples(index=False)] == own
    assert [one.text for one in questions.of_person(session.login_name(), "asked")] == [text]
    assert [(session.login_name(), "sql", text)] == TOLD
    app.segmented_control(key="sql-form").set_value("lines").run()
    assert not app.exception and app.get("vega_lite_chart")


def test_a_full_disk_takes_the_history_but_not_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(questions, "keep", full)
    app = opened(q=address.packed("SELECT 43 AS answer"))
    assert app.dataframe[0].value.iloc[0, 0] == 43 and "peak-foot" in said(app)
    assert len(app.error) == 1


def test_asking_puts_the_question_into_the_address() -> None:
    app = opened()
    app.text_area(key="sql-text").set_value("SELECT 42 AS answer")
    app.button(key="sql-ask").click().run()
    assert not app.exception and address.unpacked("".join(app.query_params["q"])) == "SELECT 42 AS answer"
    assert app.dataframe[0].value.iloc[0, 0] == 42


def test_a_question_is_saved_under_a_name_renamed_and_deleted() -> None:
    who, app = session.login_name(), opened(q=address.packed("SELECT 42 AS answer"))
    app.text_input(key="sql-name").set_value("答案").run()
    app.button(key="sql-save").click().run()
    assert [(one.title, one.text) for one in questions.of_person(who, "saved")] == [
        ("答案", "SELECT 42 AS answer")
    ]
    app.selectbox(key="sql-example").set_value("co2_peak_state").run()
    assert app.text_area(key="sql-text").value == examples.text("co2_peak_state")
    app.button(key="sql-forget").click().run()
    assert not app.exception and questions.of_person(who, "saved") == []


@pytest.mark.parametrize(
    "text",
    ["DROP TABLE progress", "SELECT * FROM read_csv('/etc/passwd')", "SELECT **[x](http://a) FROM progress"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_says_why_and_that_nothing_happened(text: str, language: str) -> None:
    app = opened(q=address.packed(text), lang=language)
    assert len(app.error) == 1 and not app.dataframe
    assert ("没有" if language == "zh" else "Nothing") in app.error[0].value


def test_a_broken_address_is_told_and_asks_nothing() -> None:
    app = opened(q="nonsense")
    assert len(app.warning) == 1 and not app.dataframe
    noise = "".join(f"{number * 7919 % 9973:x}" for number in range(20_000))
    assert address.unpacked("x" * 10) is None and address.packed(noise) == ""


def test_who_may_not_ask_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "current", lambda: Person("领导", ("leader",)))
    app = opened()
    assert not app.text_area and not said(app).count("peak-columns")


def test_every_example_may_be_asked_and_has_an_answer() -> None:
    base = program.opened(json.loads(asking.request(asking_kept.current().path, "")))
    known = program.known(base)
    for name in examples.names():
        assert checked(examples.text(name), known) == "select", name
        program.answered(base, examples.text(name), 5, 1 << 20)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_told_in_words(language: str) -> None:
    found = {row["table_name"] for row in asking_kept.ask_rows("snapshot_columns")}
    with words.speaking(language):
        assert [table for table in schema.ordered(sorted(found)) if not schema.told(table)] == []
    assert set(schema.ordered(sorted(found))) == found
