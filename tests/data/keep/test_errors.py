"""What stops the store is one family, so that whoever catches StoreError has them all."""

import pytest

from data.keep import journal
from data.keep.errors import (
    AlreadyPublished,
    Damaged,
    MovedOn,
    NoSuchGeneration,
    NotPublished,
    StoreError,
    Uncertain,
)
from data.keep.journal import Entry, JournalError
from data.snapshot import publish

LATER = Entry(5, "accept", "2026-11-20T08:00:00+08:00", "李四", ("u",), None, "", "s", "l", journal.START)


def test_every_stop_is_a_store_error_with_its_own_name() -> None:
    for kind in (Damaged, Uncertain, JournalError, publish.Uncertain):
        assert issubclass(kind, StoreError) and kind is not StoreError
    assert publish.StoreError is StoreError


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (MovedOn(4, (LATER,)), "moved_on", ("李四", "5", "4")),
        (AlreadyPublished(3), "already_published", ("3",)),
        (NotPublished(("000003-S1-abc",)), "not_published", ("000003-S1-abc",)),
        (NoSuchGeneration(9), "no_generation", ("9",)),
        (Uncertain("x"), "uncertain", ("x",)),
        (Damaged("x"), "damaged", ("x",)),
    ],
)
def test_an_error_has_a_code_and_says_its_facts(error: StoreError, code: str, words: tuple[str, ...]) -> None:
    assert error.code == code and isinstance(error, StoreError)
    assert all(word in str(error) for word in words)
