"""A decision that is noted goes the way of a workbook; two people at once lose nothing."""

import datetime
import threading
from pathlib import Path
from typing import Any

import pytest

from data.ingest import decide, receive
from data.ingest.receive import NotAccepted
from queries import ask
from tests.support.ledgers import project
from tests.support.workbooks import files

DAY = datetime.date(2026, 11, 20)
TOLD: dict[str, Any] = {
    "met_on": DAY,
    "meeting": "调度会",
    "statement": "T21",
    "region": "450205",
    "decision": "=月底前报方案",
    "department": "industry",
    "person": "张三",
    "due_on": datetime.date(2026, 12, 10),
    "state": "in_hand",
}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    ask.forget()


def test_what_is_noted_is_archived_published_and_can_be_withdrawn() -> None:
    number, made = decide.note(TOLD, "甲")
    (row,) = ask.ask_rows("decisions", today="2026-11-20")
    assert {field: row[field] for field in ("met_on", "statement", "region", "department", "decision")} == {
        field: TOLD[field] for field in ("met_on", "statement", "region", "department", "decision")
    }
    assert row["number"] == number and number.startswith("J20261120-") and row["by_whom"] == "甲"
    assert row["file_name"] == f"S25_会议决定_{number}.xlsx" and receive.verify() == []
    receive.withdraw([made.upload], "乙")
    assert ask.ask_rows("decisions", today="2026-11-20") == []


def test_the_next_line_takes_the_place_of_the_one_that_was_looked_at() -> None:
    number, made = decide.note(TOLD, "甲")
    receive.accept_many(files(S6=[project()]), "丙")  # something else is published meanwhile
    done = {**TOLD, "number": number, "state": "done", "evidence": "文件", "closed_on": DAY}
    decide.follow(done, made.upload, "乙")
    assert [row["state"] for row in ask.ask_rows("decisions", today="2026-11-20")] == ["done"]
    with pytest.raises(decide.ToldMeanwhile):
        decide.follow({**done, "state": "in_hand"}, made.upload, "丙")
    assert [line["by_whom"] for line in ask.ask_rows("decision_lines", number=number)] == ["乙", "甲"]


def test_who_publishes_between_two_looks_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    number, made = decide.note(TOLD, "甲")
    receive.accept_many(files(S6=[project()]), "丙")
    monkeypatch.setattr(decide, "newest", lambda: made.generation)  # looked before that was there
    decide.follow({**TOLD, "number": number, "progress": "已报"}, made.upload, "乙")
    (row,) = ask.ask_rows("decisions", today="2026-11-20")
    assert row["progress"] == "已报"


def test_two_people_who_note_at_once_lose_nothing() -> None:
    numbers: list[str] = []

    def one(name: str) -> None:
        numbers.append(decide.note({**TOLD, "decision": name}, name)[0])

    people = [threading.Thread(target=one, args=(name,)) for name in ("甲", "乙")]
    for person in people:
        person.start()
    for person in people:
        person.join(60)
    found = ask.ask_rows("decisions", today="2026-11-20")
    assert sorted(numbers) == sorted(row["number"] for row in found) and len(set(numbers)) == 2
    assert {(row["decision"], row["by_whom"]) for row in found} == {("甲", "甲"), ("乙", "乙")}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"decision": " "}, "value_missing"),
        ({"due_on": datetime.date(2026, 11, 19)}, "date_before"),
        ({"statement": None}, "one_needed"),
        ({"ledger": "two_high_projects"}, "field_needs"),
        ({"state": "done", "closed_on": DAY}, "state_needs"),
        ({"state": "dropped", "reason": "不再需要"}, "state_needs"),
    ],
)
def test_what_is_not_enough_is_told_as_of_any_workbook(change: dict[str, Any], rule: str) -> None:
    with pytest.raises(NotAccepted) as told:
        decide.note({**TOLD, **change}, "甲")
    assert rule in [finding.rule for finding in told.value.inspection.findings]
    assert receive.history() == []
