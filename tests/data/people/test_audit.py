"""The audit log holds what was noted: nothing changes it, nothing shortens it unseen, not even by hand."""

import datetime
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.people import audit, database
from data.people.audit import Wanted

NOW = datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
DAY = datetime.timedelta(days=1)


def noted(store: Path) -> None:
    audit.note(store, "甲", "sign_in", "", "10.0.0.1", NOW)
    audit.note(store, "乙", "sign_in_failed", "口令不符", "10.0.0.2", NOW + DAY)
    audit.note(store, "甲", "person_added", "丙", "10.0.0.1", NOW + 2 * DAY)


def by_hand(store: Path, *statements: str) -> None:
    """What somebody with the file in their hands does."""
    connection = sqlite3.connect(database.path_of(store))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_lines_are_found_by_person_word_day_and_text_the_newest_first(store: Path) -> None:
    assert audit.entries(store) == [] and audit.faults(store) == [] and audit.count(store) == 0
    noted(store)
    assert [line.what for line in audit.entries(store)] == ["person_added", "sign_in_failed", "sign_in"]
    assert [line.id for line in audit.entries(store, Wanted(who="甲"))] == [3, 1]
    assert [line.id for line in audit.entries(store, Wanted(what=("sign_in", "sign_in_failed")))] == [2, 1]
    assert [line.id for line in audit.entries(store, Wanted(since="2026-11-21", until="2026-11-21"))] == [2]
    assert [line.id for line in audit.entries(store, Wanted(text="10.0.0.2"))] == [2]
    assert audit.count(store, Wanted(text="%")) == 0, "a sign is text, no pattern"
    assert [line.id for line in audit.entries(store, most=1, skip=1)] == [2]
    assert audit.names(store) == ["乙", "甲"] and audit.faults(store) == []
    with pytest.raises(KeyError, match="no such thing"):
        audit.note(store, "甲", "nonsense", "", "", NOW)


def test_where_from_is_what_the_thread_acts_from_and_texts_are_bounded(store: Path) -> None:
    with audit.acting_from("10.9.8.7"):
        audit.note(store, "甲" * 500, "export", "a\ud800" * 3000, None, NOW)
    line = audit.note(store, "甲", "export", "", None, NOW)
    kept = audit.entries(store)[1]
    assert (kept.place, line.place) == ("10.9.8.7", "")
    assert (len(kept.who), len(kept.about)) == (100, 1000) and audit.faults(store) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = '丁' WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT id, noted, at, '丁', what, about, place, line, previous, hash"
        " FROM audit WHERE id = 2",
    ],
)
def test_no_statement_changes_a_line_or_takes_a_young_one_away(store: Path, statement: str) -> None:
    noted(store)
    with pytest.raises(sqlite3.IntegrityError, match="audit log"):
        by_hand(store, statement)
    assert audit.count(store) == 3 and audit.faults(store) == []


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["DROP TRIGGER audit_is_never_changed"], "guards are gone"),
        (["DROP TRIGGER audit_is_never_changed", "UPDATE audit SET who = '丁' WHERE id = 2"], "line 2 was"),
        (["DROP TRIGGER audit_is_kept", "DELETE FROM audit WHERE id = 2"], "before 3 are missing"),
        (["DROP TRIGGER audit_is_kept", "DELETE FROM audit WHERE id = 1"], "before 2 are missing"),
        (["DROP TRIGGER audit_is_kept", "DELETE FROM audit WHERE id = 3"], "last lines are missing"),
        (["DROP TRIGGER audit_is_kept", "DELETE FROM audit"], "last lines are missing"),
    ],
)
def test_what_was_done_to_the_file_by_hand_is_told(store: Path, statements: list[str], said: str) -> None:
    noted(store)
    by_hand(store, *statements)
    assert said in " ".join(audit.faults(store))


def test_a_file_that_is_none_is_told(store: Path) -> None:
    noted(store)
    database.path_of(store).write_bytes(b"no database" * 100)
    assert "cannot be read" in audit.faults(store)[0]


def test_old_lines_go_after_their_time_and_the_chain_still_holds(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = audit.whole_seconds()
    for days in (400, 200, 100):
        monkeypatch.setattr(audit, "whole_seconds", lambda days=days: real - days * 86400)
        audit.note(store, "甲", "export", str(days), "", NOW)
    monkeypatch.undo()
    assert audit.prune(store, "管理员", 1, NOW) == 2, "whatever was asked for, 180 days stay"
    assert [line.what for line in audit.entries(store)] == [audit.PRUNED, "export"]
    assert audit.prune(store, "管理员", 365, NOW) == 0 and audit.faults(store) == []
    by_hand(store, "DROP TRIGGER audit_is_kept", "DELETE FROM audit WHERE id = 3", audit.NO_LOSS.strip())
    assert "before 4 are missing" in audit.faults(store)[0]


def test_what_raises_leaves_no_line(store: Path) -> None:
    noted(store)
    with (
        pytest.raises(RuntimeError),
        database.writing(store) as connection,
    ):
        audit.write(connection, "甲", "export", "", "", NOW)
        raise RuntimeError
    assert audit.count(store) == 3 and audit.faults(store) == []


def test_several_processes_or_threads_add_without_a_gap(store: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: audit.note(store, "甲", "export", str(n), "", NOW), range(24)))
    assert audit.count(store) == 24 and audit.faults(store) == []
