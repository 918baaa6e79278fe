"""Every error of the store carries what a person must know, in both languages."""

import pytest

from data.keep import journal
from data.keep.journal import Entry
from data.keep.store_errors import (
    AlreadyPublished,
    MovedOn,
    NoSuchGeneration,
    NotPublished,
    StoreError,
    Uncertain,
)

LATER = Entry(5, "accept", "2026-11-20T08:00:00+08:00", "李四", ("u",), None, "", "s", "l", journal.START)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (MovedOn(4, (LATER,)), "moved_on", ("李四", "5", "4")),
        (AlreadyPublished(3), "already_published", ("3",)),
        (NotPublished(("000003-S1-abc",)), "not_published", ("000003-S1-abc",)),
        (NoSuchGeneration(9), "no_generation", ("9",)),
        (Uncertain("x"), "uncertain", ("x",)),
    ],
)
def test_an_error_has_a_code_and_says_its_facts(error: StoreError, code: str, words: tuple[str, ...]) -> None:
    assert error.code == code and isinstance(error, StoreError)
    assert all(word in str(error) for word in words)
