"""A snapshot is made of the whole one with most in common: what is undone is there already."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from data import places
from data.ingest import receive
from data.keep import journal
from data.plan import Plan, plan
from data.snapshot import delta, nearest, publish, sealed
from data.snapshot.bare import plan_said
from data.snapshot.naming import Built
from tests.data.snapshot.test_delta import held
from tests.support.harm import flip
from tests.support.numbers import emerging_row, energy_row
from tests.support.workbooks import workbook


@pytest.fixture
def bases(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The snapshots that others are made of from now on; None where one was built whole."""
    found: list[str | None] = []
    really = delta.made

    def told(*given: object, base: delta.Standing | None, **more: object) -> Built | None:
        built = really(*given, base=base, **more)  # type: ignore[arg-type]
        found.append(base.path.name if base and built else None)
        return built

    monkeypatch.setattr(delta, "made", told)
    return found


def names() -> list[str]:
    return [entry.snapshot for entry in journal.read()]


def test_what_is_undone_is_made_of_the_snapshot_from_before_it(own: Path, bases: list[str | None]) -> None:
    second = receive.accept(workbook("S4", [emerging_row()]), "战新.xlsx", "甲").upload
    third = receive.accept(workbook("S1", [energy_row(period="2020年")]), "能耗.xlsx", "甲").upload
    receive.withdraw([third], "甲")
    assert bases == [names()[0], names()[1], names()[1]]
    held()
    receive.rollback(1, "甲")
    assert bases[3] == names()[0]
    held()
    receive.rollback(3, "甲")
    assert bases[4] == names()[2]
    held()
    receive.withdraw([second], "甲")
    assert bases[5] == names()[5], "of two that differ alike the newest: one upload goes in either case"
    assert receive.verify() == []


def test_a_snapshot_with_other_bytes_is_no_base_and_one_that_changes_while_it_is_copied_neither(
    own: Path, bases: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    receive.accept(workbook("S4", [emerging_row()]), "战新.xlsx", "甲")
    flip(places.snapshots() / names()[0], 9000)
    receive.rollback(1, "甲")
    assert bases[1] == names()[1], "the first one is not what was published: the newest is taken"
    monkeypatch.setattr(sealed, "stands_still", lambda path, line: True)
    flip(places.snapshots() / names()[2], 9000)
    receive.rollback(2, "甲")
    held()
    monkeypatch.setattr(nearest, "worth_asking", lambda entries, planned: [entries[2]])
    receive.rollback(3, "甲")
    assert bases[3] is None, "what was copied has not the hash it was sealed with"
    held()


def test_a_file_that_held_is_read_again_when_somebody_touched_it(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = journal.read()[0]
    path = places.snapshots() / line.snapshot
    read: list[Path] = []
    really = sealed.seal_of

    def told(one: Path) -> sealed.Seal:
        read.append(one)
        return really(one)

    monkeypatch.setattr(sealed, "seal_of", told)
    assert sealed.stands_still(path, line) and sealed.stands_still(path, line) and read == [path]
    assert sealed.stands(path, line) and len(read) == 2, "whoever verifies reads it"
    flip(path, 9000)
    assert not sealed.stands_still(path, line) and not sealed.stands_still(path.with_name("nobody"), line)


def test_the_tables_of_a_plan_are_not_made_where_the_same_plan_made_the_base_on_the_same_day(
    own: Path, bases: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def told(known: Plan, day: str) -> Mapping[str, tuple[int, int]]:
        asked.append(day)
        return plan_said(known, day)

    monkeypatch.setattr(delta, "plan_said", told)
    receive.accept(workbook("S4", [emerging_row()]), "战新.xlsx", "甲")
    assert bases == [names()[0]] and asked == []
    section = next(name for name, block in plan().settings.items() if block)
    monkeypatch.setitem(plan().settings[section], "nobody_knows", 1.0)
    receive.accept(workbook("S1", [energy_row(period="2020年")]), "能耗.xlsx", "甲")
    assert bases[1:] == [None] and len(asked) == 1, "a setting that was edited meanwhile: built whole"
    held()


def test_nothing_is_the_base_of_the_first(store: Path) -> None:
    planned = publish.line([], "accept", "甲", "2026-11-20T09:30:00+08:00")
    assert nearest.base([], planned, []) is None
