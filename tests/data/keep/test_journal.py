"""The journal is a chain: what is written reads back, a torn end is cut, a damaged line stops everything."""

import dataclasses
import errno
import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from data import places
from data.keep import durable, journal
from data.keep.errors import Uncertain
from data.keep.journal import START, Entry, JournalError


@pytest.fixture(autouse=True)
def rooms(store: Path) -> None:
    durable.make_rooms()


def written(*steps: tuple[str, tuple[str, ...], int | None]) -> list[Entry]:
    """Entries of (action, uploads, to_generation), one after the other."""
    made: list[Entry] = []
    for number, (action, uploads, back) in enumerate(steps, 1):
        previous = made[-1].hash if made else START
        entry = Entry(
            number, action, "2026-01-01T08:00:00+08:00", "甲", uploads, back, "", "s", "l", previous
        )
        made.append(journal.append(entry))
    return made


def test_what_is_appended_reads_back_and_is_chained() -> None:
    made = written(("accept", ("a",), None), ("accept", ("b", "c"), None))
    assert journal.read() == made
    assert made[1].previous == made[0].hash != made[1].hash
    assert [end for _, end in journal.read_with_ends()][-1] == places.journal().stat().st_size


def test_torn_is_what_stands_after_the_last_newline_and_only_that_is_cut() -> None:
    made = written(("accept", ("a",), None), ("accept", ("b",), None))
    whole = places.journal().read_bytes()
    first = whole[: whole.index(b"\n") + 1]
    for torn in (whole[:-10], whole[:-1], first + b"\0" * 700, first + b"{"):
        places.journal().write_bytes(torn)
        assert journal.read() == made[:1]
        assert places.journal().read_bytes() == torn  # who reads cuts nothing
        journal.cut_torn_line()
        assert places.journal().read_bytes() == first


def test_every_flipped_bit_of_a_complete_line_is_damage_and_nothing_is_touched() -> None:
    written(("accept", ("a",), None), ("accept", ("b",), None))
    whole = places.journal().read_bytes()
    second = whole.index(b"\n") + 1
    for place in range(second, len(whole) - 1):
        hurt = bytearray(whole)
        hurt[place] ^= 1 << place % 8
        if hurt[place] == 0x0A:  # a new newline makes two lines of one: the first of them does not hold
            assert place < len(whole) - 1
        places.journal().write_bytes(hurt)
        with pytest.raises(JournalError, match="第 2 行") as stopped:
            journal.cut_torn_line()
        assert stopped.value.line == 2 and places.journal().read_bytes() == hurt


def chained(**changes: object) -> bytes:
    """A second line with other fields whose own hash and chain hold."""
    first = written(("accept", ("a",), None))[0]
    body = asdict(
        Entry(2, "accept", "2026-01-01T08:00:00+08:00", "甲", ("b",), None, "", "s", "l", first.hash)
    )
    body = {key: value for key, value in (body | changes).items() if value is not GONE}
    body["hash"] = journal.digest(json.loads(json.dumps(body)))
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode()


GONE = object()


@pytest.mark.parametrize(
    "line",
    [
        b"[]", b"7", b"null", b'"text"', b"{}", b"", b"{", b"\xff\xfe", b'{"hash": 3}',
        b'{"hash": "\\ud800"}', b"[" * 5000,
    ],
)  # fmt: skip
def test_any_complete_line_that_is_no_entry_is_damage(line: bytes) -> None:
    written(("accept", ("a",), None))
    with places.journal().open("ab") as file:
        file.write(line + b"\n")
    with pytest.raises(JournalError, match=r"第 2 行.*没有任何改动.*从备份恢复.*from backup"):
        journal.read()
    entries, fault = journal.read_until_damage()
    assert len(entries) == 1 and fault is not None and fault.line == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"generation": 3}, {"generation": "2"}, {"generation": True}, {"uploads": "b"}, {"uploads": [1]},
        {"action": "delete"}, {"to_generation": 2}, {"to_generation": "1"}, {"by": GONE}, {"by": None},
        {"newer": "x"}, {"moves": [{}]}, {"moves": 3}, {"size": 2.5}, {"receipts": None},
        {"previous": "0" * 64},
    ],
)  # fmt: skip
def test_a_line_that_holds_but_is_not_the_next_publication_is_damage(changes: dict[str, object]) -> None:
    line = chained(**changes)
    with places.journal().open("ab") as file:
        file.write(line + b"\n")
    with pytest.raises(JournalError, match="第 2 行"):
        journal.read()


def test_lines_of_before_read_without_the_fields_that_came_later() -> None:
    later = (
        "plan",
        "program",
        "changes",
        "edits",
        "moves",
        "sha256",
        "size",
        "receipts",
        "reviewed_by",
        "waited",
    )
    line = chained(**dict.fromkeys(later, GONE))
    with places.journal().open("ab") as file:
        file.write(line + b"\n")
    assert (journal.read()[1].sha256, journal.read()[1].receipts, journal.read()[1].moves) == ("", (), None)


def failing(monkeypatch: pytest.MonkeyPatch, name: str, *calls: int) -> list[int]:
    """From now on these calls (from 1) of a function of `os` fail with EIO; a list that counts the calls."""
    real, made = getattr(os, name), [0]

    def broken(*args: object) -> object:
        made[0] += 1
        if made[0] in calls:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(*args)

    monkeypatch.setattr(os, name, broken)
    return made


@pytest.mark.parametrize(("name", "call"), [("write", 1), ("write", 2), ("fsync", 1), ("fsync", 2)])
def test_a_line_that_cannot_be_written_is_cut_back(
    monkeypatch: pytest.MonkeyPatch, name: str, call: int
) -> None:
    made = written(("accept", ("a",), None))
    whole = places.journal().read_bytes()
    entry = dataclasses.replace(made[0], generation=2, previous=made[0].hash, hash="")
    failing(monkeypatch, name, call)
    with pytest.raises(OSError, match="Errno 5"):
        journal.append(entry)
    assert places.journal().read_bytes() == whole


def test_a_line_that_can_neither_be_written_nor_cut_back_is_uncertain_and_never_called_failed(
    monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    made = written(("accept", ("a",), None))
    entry = dataclasses.replace(made[0], generation=2, previous=made[0].hash, hash="")
    failing(monkeypatch, "fsync", 2)
    failing(monkeypatch, "ftruncate", 1)
    with pytest.raises(Uncertain, match=r"不确定.*上报历史.*not certain.*history"):
        journal.append(entry)
    assert [entry.generation for entry in journal.read()] == [1, 2]


def test_a_line_is_written_in_pieces_where_the_system_takes_only_some(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, part: real(handle, part[:7]))
    made = written(("accept", ("a",), None))
    assert journal.read() == made


def test_the_newline_is_written_when_the_line_before_it_is_durable(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    write, fsync = os.write, os.fsync

    def writing(handle: int, part: bytes) -> int:
        seen.append(part[-1:].decode())
        return write(handle, part)

    def syncing(handle: int) -> None:
        seen.append("fsync")
        fsync(handle)

    monkeypatch.setattr(os, "write", writing)
    monkeypatch.setattr(os, "fsync", syncing)
    written(("accept", ("a",), None))
    assert seen[-4:] == ["}", "fsync", "\n", "fsync"]


def test_the_last_line_is_settled_without_a_change() -> None:
    journal.settle_last_line()
    assert not places.journal().exists()
    written(("accept", ("a",), None), ("accept", ("b",), None))
    whole = places.journal().read_bytes()
    journal.settle_last_line()
    assert places.journal().read_bytes() == whole


def test_who_speaks_after_each_generation() -> None:
    made = written(
        ("accept", ("a",), None), ("accept", ("b", "c"), None), ("withdraw", ("a",), None),
        ("rollback", (), 1), ("accept", ("d",), None),
    )  # fmt: skip
    spoken = [journal.active(made, generation) for generation in range(1, 6)]
    assert spoken == [["a"], ["a", "b", "c"], ["b", "c"], ["a"], ["a", "d"]]
    assert journal.active(made) == ["a", "d"] and journal.active([]) == []


def test_the_time_of_a_line_is_chinas() -> None:
    assert journal.now().endswith("+08:00")


def test_the_same_bytes_are_parsed_once_and_other_bytes_again() -> None:
    written(("accept", ("a",), None))
    first = journal.read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "parse", None)
        assert journal.read() == first and journal.read_until_damage() == (first, None)
    with pytest.raises(JournalError):
        list(journal.lines(journal.content().replace(b"accept", b"acCept", 1)))
    places.journal().write_bytes(b"")
    assert journal.read() == []
