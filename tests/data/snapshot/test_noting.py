"""Every publication stands in the audit log once, also where the log was lost, blocked or came later."""

import sqlite3
from pathlib import Path

import pytest

from data import places
from data.keep import journal
from data.keep.amendments import Amending, Lock
from data.people import audit, database
from data.snapshot import publish, recovery, verify


def told() -> list[tuple[str, str]]:
    return [(line.what, line.about) for line in reversed(audit.entries(places.store()))]


def test_what_is_published_is_noted_with_who_why_and_from_where(own: Path) -> None:
    first = journal.read()[0]
    assert told() == [("accept", f"#1 {first.uploads[0]} “首报”")]
    with audit.acting_from("10.0.0.9"):
        publish.publish("lock", "乙", note="终核", amending=Amending(lock=Lock("S1", ("2023",), "")))
    publish.publish("unlock", "丙", note="改数", amending=Amending(lifts=2))
    publish.publish("rollback", "丁", to_generation=1, note="退回")
    lines = audit.entries(own)
    assert [(line.who, line.what, line.place) for line in lines[:3]] == [
        ("丁", "rollback", ""), ("丙", "unlock", ""), ("乙", "lock", "10.0.0.9"),
    ]  # fmt: skip
    assert [line.about for line in lines[:3]] == [
        "#4 → #1 “退回”", "#3 ↩ #2 “改数”", "#2 S1 2023 “终核”",
    ]  # fmt: skip
    assert [line.line for line in reversed(lines)] == [entry.hash for entry in journal.read()]
    assert lines[0].at == journal.read()[-1].at and verify.faults() == []


def test_a_log_that_came_later_or_could_not_be_written_is_made_good(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.path_of(own).unlink()
    recovery.recover()
    assert [what for what, _ in told()] == ["accept"]

    def full(*args: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(database, "writing", full)
        made = publish.publish("rollback", "乙", to_generation=1)
    assert made.visible and [what for what, _ in told()] == ["accept"], "what is published stays published"
    recovery.recover()
    recovery.recover()
    assert [what for what, _ in told()] == ["accept", "rollback"]


def test_verify_reads_the_log(own: Path) -> None:
    connection = sqlite3.connect(database.path_of(own))
    connection.execute("DROP TRIGGER audit_is_never_changed")
    connection.execute("UPDATE audit SET who = '丁'")
    connection.commit()
    connection.close()
    assert any("line 1 was changed" in fault for fault in verify.faults())
