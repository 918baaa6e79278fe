"""Decisions of meetings by object, state and meeting, on the clock's day; how far each can be believed."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.ingest import receive
from queries import ask
from queries.ask import ask_rows
from tests.support.ledgers import decision, project
from tests.support.workbooks import Row, day, files

TODAY = "2026-11-20"  # 31 days after the meeting of the good row


def rows() -> list[Row]:
    closed = {"state": "办结", "evidence": "测试文件", "closed_on": day("2026-11-10")}
    return [
        decision(1),
        decision(2, due_on=day("2026-11-19"), evidence="测试文件"),
        decision(3, **closed),
        decision(4, **closed, due_on=day("2026-11-09")),
        decision(5, state="撤销", reason="测试原因", closed_on=day("2026-11-10")),
        decision(6, statement=None, task="二(一)1", evidence="测试文件", region=None),
        decision(
            7, statement=None, ledger="两高项目", record="测试项目1", person=None, met_on=day("2026-11-19")
        ),
        decision(8, statement=None, ledger="两高项目", record="没有的项目", met_on=day("2026-11-19")),
        decision(9, met_on=day("2026-09-20"), due_on=day("2026-11-01")),
    ]


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("decisions")
        patch.setenv("PEAK_STORE", str(folder))
        ask.forget()
        receive.accept_many(files(S25=rows(), S6=[project()]), "甲")
        yield folder
        ask.forget()


def told(**asked: Any) -> dict[str, Row]:
    return {row["number"]: row for row in ask_rows("decisions", **({"today": TODAY} | asked))}


def test_each_is_open_late_done_or_dropped_on_the_day_asked_about() -> None:
    assert {number: row["state"] for number, row in told().items()} == {
        "J001": "open",
        "J002": "overdue",
        "J003": "done",
        "J004": "done_late",
        "J005": "dropped",
        "J006": "open",
        "J007": "open",
        "J008": "open",
        "J009": "overdue",
    }
    before = told(today="2026-11-09")
    assert (before["J003"]["state"], before["J004"]["state"], before["J005"]["state"]) == ("open",) * 3
    assert "J007" not in before and before["J002"]["days_left"] == 10


def test_open_ones_come_first_by_their_day() -> None:
    found = [row["number"] for row in ask_rows("decisions", today=TODAY)]
    assert found[:2] == ["J009", "J002"] and found[-3:] == ["J004", "J003", "J005"]


def test_they_are_found_by_statement_task_ledger_row_place_meeting_and_state() -> None:
    assert set(told(task="二(一)1")) == {"J006"} and set(told(statement="T21", state="overdue")) == {
        "J002",
        "J009",
    }
    assert set(told(ledger="two_high_projects", record="P001")) == {"J007"}
    assert set(told(met_on="2026-11-19")) == {"J007", "J008"} and len(told(open=True)) == 6
    assert "J006" not in told(region="450205") and "J006" in told(region="450200")
    assert set(told(meeting="别的会")) == set() and len(told(department="industry")) == 9


def test_a_row_that_its_ledger_does_not_have_keeps_the_name_that_was_written() -> None:
    found = told(ledger="two_high_projects")
    assert (found["J007"]["name"], found["J007"]["listed"]) == ("测试项目1", "P001")
    assert (found["J008"]["name"], found["J008"]["listed"]) == ("没有的项目", None)


def test_meetings_tell_what_became_of_what_they_decided() -> None:
    newest, last, first = ask_rows("decision_meetings", today=TODAY)
    assert (newest["met_on"], newest["count"], newest["open"]) == (datetime.date(2026, 11, 19), 2, 2)
    assert [last[name] for name in ("count", "open", "overdue", "done", "dropped")] == [6, 3, 1, 2, 1]
    assert first["overdue"] == 1


def test_every_open_one_is_judged_by_what_it_lacks() -> None:
    assert {number: (row["delivery"], row["lacks"]) for number, row in told().items()} == {
        "J001": ("at_risk", ["evidence"]),
        "J002": ("at_risk", ["time"]),
        "J003": (None, None),
        "J004": (None, None),
        "J005": (None, None),
        "J006": ("credible", []),
        "J007": ("weak", ["owner"]),
        "J008": ("credible", []),
        "J009": ("weak", ["evidence", "movement", "time"]),
    }
    assert told(today="2026-11-18")["J001"]["delivery"] == "credible"  # 29 days: nothing need show yet


def test_a_later_line_changes_the_state_and_the_earlier_one_stays(store: Path) -> None:
    done = decision(1, state="办结", evidence="测试文件", closed_on=day("2026-11-20"), progress="已完成")
    receive.accept_many(files(S25=[done]), "乙")
    try:
        assert told()["J001"]["state"] == "done"
        lines = ask_rows("decision_lines", number="J001")
        assert [(line["state"], line["by_whom"]) for line in lines] == [("done", "乙"), ("in_hand", "甲")]
        assert len(told()) == 9
    finally:
        receive.withdraw([receive.history()[0].uploads[0]], "乙")
    assert told()["J001"]["state"] == "open"
