"""ask(): the only reader; headers tell the truth, answers belong to their snapshot, nothing is written."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from data.ingest import receive
from data.plan import plan
from data.plan.ledger import listed_as
from queries import ask as asking
from queries.__main__ import main
from queries.ask import NoSnapshot, NoSuchQuestion, ask, ask_arrow, ask_rows, question, questions
from queries.question import KINDS, BadHeader, Field, Question, read
from tests.support.numbers import emerging_row
from tests.support.workbooks import workbook

NAMES = [item.name for item in questions()]
NEEDED = {"statement": "T01", "period": "2025"}


def test_the_header_of_every_question_is_true() -> None:
    assert len(NAMES) > 50
    wrong = []
    for name in NAMES:
        text = asking.files()[name].read_text(encoding="utf-8")
        lines = text.splitlines()
        starts = ("-- ", "-- One row per: ", "-- Params: ", "-- Columns: ")
        if not all(line.startswith(start) for line, start in zip(lines, starts, strict=False)):
            wrong.append(f"{name}: the four parts of the header")
        code = re.sub(r"--[^\n]*", "", text)
        if set(re.findall(r"\$([a-z_]+)", code)) != set(question(name).params):
            wrong.append(f"{name}: the parameters")
        if ";" in code:
            wrong.append(f"{name}: more than one statement")
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_every_question_answers_from_the_embedded_data(name: str, sample_store: Path) -> None:
    asked = question(name)
    answer = ask(name, **{key: value for key, value in NEEDED.items() if key in asked.params})
    assert list(answer.columns) == [
        str(column) for column in answer.columns if re.fullmatch(r"[a-z0-9_]+", str(column))
    ]
    empty = ask(name)
    assert list(empty.columns) == list(answer.columns)
    assert [field.name for field in asked.columns] == list(answer.columns)
    assert [field.name for field in asked.columns if _needs(field) and not _of_what(field, asked)] == []


def _needs(field: Field) -> bool:
    return bool(field.of) or field.kind in ("state", "option")


def _of_what(field: Field, asked: Question) -> bool:
    """Whether the thing a column is a state, number or option of is a column beside it, or in the plan."""
    if field.kind == "option":
        template, _, name = field.of.partition(".")
        column = plan().templates[template].column(name)
        return column is not None and bool(column.choices)
    if field.kind in ("enterprise", "named") and field.of in plan().templates:
        return True
    ledgers = {state.ledger for state in plan().ledger_states}
    return asked.column(field.of) is not None or (field.kind == "state" and field.of in ledgers)


def test_every_question_tells_its_columns_and_answers_with_codes() -> None:
    assert [name for name in NAMES if not question(name).columns] == []
    named = {f"{kind}_name" for kind in KINDS}
    told = [f"{name}: {field.name}" for name in NAMES for field in question(name).columns]
    assert [one for one in told if one.endswith("_en") or one.split(": ")[1] in named] == []


LISTED = [code for code, sheet in plan().ledgers.items() if sheet.ledger and sheet.ledger.listed]


@pytest.mark.parametrize("ledger", LISTED)
def test_the_list_of_one_ledger_has_its_workbooks_own_columns_before_those_told(
    ledger: str, sample_store: Path
) -> None:
    fields = [column.field for column in plan().ledgers[ledger].columns]
    own = [listed_as(field) for field in fields if field not in ("region", "sector")]
    told = [field.name for field in question("ledger_list").columns if field.name != "name"]
    assert list(ask("ledger_list", ledger=ledger).columns) == [*own, *told]


def test_a_header_tells_its_columns() -> None:
    text = (
        "-- words\n-- One row per: place\n-- Params: (none)\n"
        "-- Columns: region region; value number of unit; share number % 2;\n"
        "-- unit unit; state state of ledger; ledger code; count whole 家\nSELECT 1"
    )
    told = read("some", text)
    assert told.params == ()
    assert told.columns[1:4] == (
        Field("value", "number", of="unit"),
        Field("share", "number", "%", 2),
        Field("unit", "unit"),
    )
    assert told.column("state") == Field("state", "state", of="ledger")
    assert told.column("count") == Field("count", "whole", "家")
    assert read("some", "-- words\n-- One row per: place\n-- Params: region, period\nSELECT 1").columns == ()


@pytest.mark.parametrize("bad", ["value", "value colour", "value number % 1 more", "value number of"])
def test_a_column_that_cannot_be_read_is_named(bad: str) -> None:
    with pytest.raises(BadHeader, match=r"some\.sql"):
        read("some", f"-- words\n-- One row per: place\n-- Params: (none)\n-- Columns: {bad}\nSELECT 1")


def test_rows_remember_their_question(sample_store: Path) -> None:
    rows = ask_rows("last_day", period="2024")
    assert rows[0]["until"].isoformat() == "2024-12-31"
    more = rows.plus(year=lambda row: row["until"].year).kept(lambda row: row["year"] == 2024)
    assert more.question is rows.question is question("last_day") and more[0]["year"] == 2024


def test_unknown_questions_and_parameters_are_named(sample_store: Path) -> None:
    for name in ("nothing_here", "views", "../data/plan/load"):
        with pytest.raises(NoSuchQuestion):
            ask(name)
    with pytest.raises(NoSuchQuestion, match="colour"):
        ask("overview_cards", colour="red")
    with pytest.raises(NoSnapshot):
        ask("overview_cards", snapshot="../../etc/passwd")


def test_before_the_first_publication_there_is_a_sentence(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NoSnapshot):
        ask("overview_cards")
    assert main(["ask", "overview_cards"]) == 1
    assert "尚无已发布的数据" in capsys.readouterr().err


def test_an_answer_belongs_to_its_snapshot(store: Path) -> None:
    receive.accept(workbook("S4", [emerging_row()]), "一.xlsx", "甲")
    first = asking.current()
    second = workbook("S4", [emerging_row(emerging_output=3_000_000)])
    receive.accept(second, "二.xlsx", "甲", reason="终核数更正")
    now, then = (
        ask("progress_by_indicator", statement="T10", snapshot=s)["value"].iloc[0] for s in (None, first.id)
    )
    assert (now, then) == (pytest.approx(30.0), pytest.approx(26.0))
    changed = ask("changes_since_previous")
    assert changed[["statement", "value_before", "value_after"]].values.tolist() == [["T10", 26.0, 30.0]]


def test_an_answer_is_kept_and_still_fresh_for_each_caller(sample_store: Path) -> None:
    assert ask_arrow("overview_cards") is ask_arrow("overview_cards")
    frame = ask("overview_cards")
    frame["status"] = "x"
    assert ask("overview_cards")["status"].iloc[0] != "x"


def test_late_sheets_depend_on_the_day(sample_store: Path) -> None:
    before, after = (ask("late_sheets", today=day) for day in ("2026-10-25", "2026-10-26"))
    assert set(before["template"]) == {"S20"}  # the shares of counties that nobody ever sent
    late = after[after["due_on"] == after["due_on"].max()]
    assert len(before) + len(late) == len(after)
    assert set(late["template"]) == {"S1", "S4"}
    assert set(late.loc[late["template"] == "S1", "region"]) == {"450225", "450226"}
    assert set(late["days_late"]) == {1}


def test_many_who_ask_the_same_at_once_have_it_answered_once(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a publication every open window asks anew."""
    asked: list[str] = []
    real, together = asking.answered, threading.Barrier(8)

    def slowly(*given: Any) -> pa.Table:
        asked.append(given[2])
        time.sleep(0.05)
        return real(*given)

    def ask_with_others(_: int) -> int:
        together.wait()
        return len(ask_rows("periods"))

    asking.ANSWERS.clear()
    monkeypatch.setattr(asking, "answered", slowly)
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(ask_with_others, range(8)))
    assert len(asked) == 1 and len(found) == 1 and asking.ASKING == {}


def test_a_question_that_failed_is_asked_again(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asking.ANSWERS.clear()
    with monkeypatch.context() as broken:
        broken.setattr(asking, "answered", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ask_rows("periods")
    assert asking.ASKING == {} and ask_rows("periods")
