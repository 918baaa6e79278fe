"""The journal is a chain: what is written reads back, a torn end is cut, a broken middle stops everything."""

from pathlib import Path

import pytest

from data import places
from data.keep import durable, journal
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


def test_a_torn_last_line_is_passed_over_and_cut() -> None:
    made = written(("accept", ("a",), None), ("accept", ("b",), None))
    whole = places.journal().read_bytes()
    places.journal().write_bytes(whole[:-10])
    assert journal.read() == made[:1]
    journal.cut_torn_line()
    assert places.journal().read_bytes() == whole[: whole.index(b"\n") + 1]


def test_a_changed_line_before_the_last_stops_with_a_sentence() -> None:
    written(("accept", ("a",), None), ("accept", ("b",), None))
    text = places.journal().read_text(encoding="utf-8")
    places.journal().write_text(text.replace('"甲"', '"乙"', 1), encoding="utf-8")
    with pytest.raises(JournalError, match="第 1 行"):
        journal.read()


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
