"""Every command stands in the table of rights, and what may not be published or taken back is not."""

import argparse
import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from data.ingest import __main__ as command
from data.ingest import rights
from data.keep import journal
from data.people import acting
from data.people.roles import ACTIONS
from data.people.sentences import NotAllowed
from data.people.session import Person

CLERK = Person("wang", ("staff",), frozenset({"450223"}), frozenset({"S1", "S15"}))


def parcel(template: str, **columns: list[str | None]) -> Any:
    out = io.BytesIO()
    parquet.write_table(pa.table({"sheet": ["a"] * 2, **columns}), out)
    return SimpleNamespace(template=template, rows=out.getvalue())


def test_every_command_has_its_right() -> None:
    asked = [one for one in command.parser()._actions if isinstance(one, argparse._SubParsersAction)]
    assert set(asked[0].choices) == set(rights.COMMANDS)
    assert set(rights.COMMANDS.values()) <= set(ACTIONS)


def test_rows_of_another_place_or_sheet_are_not_published_whatever_was_inspected() -> None:
    mine = parcel("S1", region=["450223", "450223"])
    others = (
        parcel("S1", region=["450223", "450205"]),
        parcel("S1", region=["450223", None]),
        parcel("S1", region=["450200", "450200"]),
        parcel("S2", region=["450223", "450223"]),
        parcel("S15"),
    )
    rights.to_publish(others)
    with acting.by(CLERK):
        rights.to_publish([mine])
        for one in others:
            with pytest.raises(NotAllowed):
                rights.to_publish([mine, one])
    with acting.by(Person("wang", ("staff",))):
        rights.to_publish(others)
    with acting.by(Person("li", ("reviewer", "leader", "analyst", "admin"))), pytest.raises(NotAllowed):
        rights.to_publish([mine])


def test_only_the_own_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        SimpleNamespace(generation=1, action="accept", by="li", uploads=("a",)),
        SimpleNamespace(generation=2, action="accept", by="wang", uploads=("b",)),
        SimpleNamespace(generation=3, action="plan", by="boss", uploads=()),
    ]
    monkeypatch.setattr(journal, "read", lambda: lines)
    with acting.by(CLERK):
        rights.to_roll_back(1)
        rights.to_withdraw(["b"])
        rights.to_take_back(2)
        refused: Callable[[], None]
        for refused in (
            lambda: rights.to_roll_back(0),
            lambda: rights.to_withdraw(["a", "b"]),
            lambda: rights.to_take_back(1),
        ):
            with pytest.raises(NotAllowed):
                refused()
    with acting.by(Person("boss", ("admin",))):
        rights.to_roll_back(0)
        rights.to_withdraw(["a", "b"])


def test_whom_a_command_names() -> None:
    assert [rights.named(argparse.Namespace(**told)) for told in ({}, {"by": "命令行"}, {"by": "wang"})] == [
        "", "", "wang",
    ]  # fmt: skip
