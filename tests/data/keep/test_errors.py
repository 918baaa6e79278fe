"""What stops the store is one family, so that whoever catches StoreError has them all."""

from data.keep.errors import Damaged, StoreError, Uncertain
from data.keep.journal import JournalError
from data.snapshot import publish


def test_every_stop_is_a_store_error_with_its_own_name() -> None:
    for kind in (Damaged, Uncertain, JournalError, publish.Uncertain):
        assert issubclass(kind, StoreError) and kind is not StoreError
    assert publish.StoreError is StoreError
