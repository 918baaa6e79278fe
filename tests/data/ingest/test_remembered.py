"""What was looked at is published without reading it once more; what differs in anything is read anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.ingest import receive, remembered
from data.ingest.child import ask
from data.ingest.child.frame import Framed
from data.plan import plan
from tests.support.numbers import emerging_row, energy_row
from tests.support.workbooks import workbook


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that a child read."""
    found: list[str] = []
    really = ask.run_in_child

    def told(task: str, content: bytes, told: dict[str, Any], *others: Any) -> Framed:
        found.append(told["name"])
        return really(task, content, told, *others)

    monkeypatch.setattr(ask, "run_in_child", told)
    remembered.KEPT.clear()
    yield found
    remembered.KEPT.clear()


def test_publishing_what_was_looked_at_reads_it_no_second_time_and_archives_the_same(
    store: Path, read: list[str]
) -> None:
    content = workbook("S1", [energy_row()])
    seen = receive.inspect(content, "能耗.xlsx", generation=0)
    made = receive.accept(content, "能耗.xlsx", "甲", expected=0)
    assert read == ["能耗.xlsx"] and (store / "archive" / made.upload / "records.parquet").read_bytes() == (
        seen.parquet
    )


def test_several_files_that_were_looked_at_are_not_read_again(store: Path, read: list[str]) -> None:
    files = [(workbook("S1", [energy_row()]), "能耗.xlsx"), (workbook("S4", [emerging_row()]), "战新.xlsx")]
    for content, name in files:
        receive.inspect(content, name)
    assert len(receive.accept_many(files, "甲").uploads) == 2 and len(read) == 2


def test_other_bytes_another_name_and_another_base_are_read(store: Path, read: list[str]) -> None:
    content = workbook("S1", [energy_row()])
    receive.inspect(content, "能耗.xlsx")
    receive.accept(content, "另一个.xlsx", "甲")
    assert len(read) == 2
    later = workbook("S1", [energy_row(energy_growth=1.0)])
    receive.inspect(later, "后.xlsx", generation=0)
    made = receive.accept(later, "后.xlsx", "甲", reason="复核后更正")
    assert len(read) == 4, "it was looked at beside nothing, and is published beside the first"
    assert made.generation == 2


def test_another_day_and_another_setting_are_read(
    store: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = workbook("S1", [energy_row()])
    receive.inspect(content, "能耗.xlsx")
    with monkeypatch.context() as patch:
        patch.setitem(plan().settings["store"], "newest_snapshots", 3)
        receive.inspect(content, "能耗.xlsx", again=True)
    receive.inspect(content, "能耗.xlsx", again=True)
    assert len(read) == 3, "each of another setting"
    really = ask.asked
    monkeypatch.setattr(ask, "asked", lambda task, told: really(task, told) | {"today": "2020-01-01"})
    receive.inspect(content, "能耗.xlsx", again=True)
    assert len(read) == 4


def test_whoever_only_looks_reads_every_time(store: Path, read: list[str]) -> None:
    content = workbook("S1", [energy_row()])
    assert receive.inspect(content, "能耗.xlsx") == receive.inspect(content, "能耗.xlsx")
    assert len(read) == 2


def test_the_oldest_makes_room(read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Framed] = [({"n": n}, bytes(400)) for n in range(3)]
    monkeypatch.setattr(remembered, "MOST", 1_000)
    for number, one in enumerate(said):
        remembered.remember(str(number), one)
    assert [remembered.remembered(word) for word in "012"] == [None, said[1], said[2]]
    remembered.remember("all", ({}, bytes(2_000)))
    assert not remembered.KEPT
