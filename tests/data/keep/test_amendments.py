"""What is laid over the archive follows from the lines of the journal alone."""

import dataclasses
import json
from typing import Any

import pytest

from data import places
from data.keep import amendments, durable, journal
from data.keep.amendments import Correction, Lock, in_force
from data.keep.evidence import Attachment
from data.keep.journal import START, Entry, JournalError

SLIP = Correction("S1", "2024|450204", "energy_tce", "1", "2", "吨标准煤", "函3号", "u", "表", "D5")
LETTER = Attachment(1, "函.pdf", "pdf", "a" * 64, 9)
YEAR = Lock("S1", ("2025", "2025-09"), "450204")


def line(number: int, action: str, back: int | None = None, **more: Any) -> Entry:
    entry = Entry(number, action, "2026-11-20T08:00:00+08:00", "甲", (), back, "原因", "s", "l", START)
    return dataclasses.replace(entry, **more)


def test_corrections_and_locks_come_and_go_with_their_lines() -> None:
    later = dataclasses.replace(SLIP, to="3")
    other = dataclasses.replace(SLIP, field="value_added")
    entries = [
        line(1, "accept"), line(2, "correct", correction=SLIP), line(3, "lock", lock=YEAR),
        line(4, "correct", correction=later), line(5, "correct", correction=other), line(6, "withdraw"),
        line(7, "uncorrect", lifts=5), line(8, "unlock", lifts=3), line(9, "uncorrect", lifts=4),
    ]  # fmt: skip
    told = [
        ([one.generation for one in state.corrections], [one.generation for one in state.locks])
        for state in (in_force(entries, number) for number in range(1, 10))
    ]
    assert told == [
        ([], []), ([2], []), ([2], [3]), ([4], [3]), ([4, 5], [3]), ([4, 5], [3]), ([4], [3]), ([4], []),
        ([], []),
    ]  # fmt: skip
    state = in_force(entries, 5)
    assert state.find(4) == state.corrections[0] and state.find(3) == state.locks[0] and state.find(1) is None
    one = state.corrections[0]
    assert (one.by, one.at, one.reason, one.what.to) == ("甲", "2026-11-20T08:00:00+08:00", "原因", "3")
    assert state.without(4).corrections == (state.corrections[1],) and state.without(3).locks == ()
    assert in_force(entries) == in_force([]) == amendments.NOTHING


def test_a_rollback_brings_back_the_corrections_of_then_and_opens_no_lock() -> None:
    entries = [
        line(1, "accept"), line(2, "correct", correction=SLIP), line(3, "uncorrect", lifts=2),
        line(4, "lock", lock=YEAR), line(5, "rollback", 2), line(6, "unlock", lifts=4),
        line(7, "rollback", 4),
    ]  # fmt: skip
    assert [one.what for one in in_force(entries, 5).corrections] == [SLIP]
    assert [one.what for one in in_force(entries, 5).locks] == [YEAR]
    assert in_force(entries, 7) == amendments.NOTHING


def test_a_lock_holds_its_template_periods_and_place() -> None:
    assert YEAR.holds("S1", "2025", "450204") and YEAR.holds("S1", "2025-09", "450204")
    others = [
        ("S2", "2025", "450204"),
        ("S1", "2024", "450204"),
        ("S1", "2025", "450203"),
        ("S1", "2025", ""),
    ]
    assert not any(YEAR.holds(*other) for other in others)
    assert Lock("", ("2025",), "").holds("S9", "2025", "")


def test_lines_with_amendments_read_back_and_old_lines_hold(store: object) -> None:
    durable.make_rooms()
    made: list[Entry] = []
    for entry in (line(1, "accept"), line(2, "correct", correction=SLIP), line(3, "lock", lock=YEAR)):
        previous = made[-1].hash if made else START
        made.append(journal.append(dataclasses.replace(entry, previous=previous)))
    assert journal.read() == made and made[1].correction == SLIP and made[2].lock == YEAR
    with places.journal().open("rb") as file:
        body = json.loads(file.readline())
    for name in ("correction", "lock", "lifts"):  # a line of before
        del body[name]
    assert journal.fits(body, 1) and journal.entry_of(body).correction is None
    with places.journal().open("rb") as file:
        body = json.loads(file.readlines()[1])
    del body["correction"]["proof"]
    assert journal.fits(body, 2) and journal.entry_of(body).correction == SLIP


def test_files_that_prove_a_correction_read_back_with_its_line(store: object) -> None:
    durable.make_rooms()
    proven = dataclasses.replace(SLIP, proof=(LETTER,))
    made = journal.append(line(1, "correct", correction=proven))
    assert journal.read() == [made] and made.correction == proven
    assert amendments.proofs([made, line(2, "accept")]) == {f"{'a' * 64}.pdf": LETTER}


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "correct"},
        {"action": "lock"},
        {"action": "unlock"},
        {"action": "accept", "lifts": 1},
        {"action": "accept", "correction": dataclasses.asdict(SLIP)},
        {"action": "correct", "correction": dataclasses.asdict(SLIP) | {"to": 3}},
        {"action": "correct", "correction": {"template": "S1"}},
        {"action": "correct", "correction": "S1"},
        *(
            {"action": "correct", "correction": dataclasses.asdict(SLIP) | {"proof": proof}}
            for proof in (
                "函.pdf",
                ["函.pdf"],
                [{"n": 1}],
                [dataclasses.asdict(LETTER) | {"n": "1"}],
                [dataclasses.asdict(LETTER) | {"ending": "../x"}],
            )
        ),
        {"action": "lock", "lock": dataclasses.asdict(YEAR) | {"periods": []}},
        {"action": "lock", "lock": dataclasses.asdict(YEAR) | {"periods": ["2025"], "region": None}},
        {"action": "lock", "lock": []},
        {"action": "unlock", "lifts": "3"},
    ],
)
def test_a_line_that_carries_something_else_is_damage(store: object, wrong: dict[str, object]) -> None:
    durable.make_rooms()
    body = dataclasses.asdict(line(1, "accept")) | wrong
    text = json.dumps(body | {"hash": journal.digest(json.loads(json.dumps(body)))})
    places.journal().write_text(text + "\n")
    with pytest.raises(JournalError):
        journal.read()
