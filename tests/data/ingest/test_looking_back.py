"""What looks back says of a store: who, what, which uploads speak; and nothing of an empty one."""

from pathlib import Path

import pytest

from data.ingest import looking_back, receive
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import files


def test_an_empty_store_has_nothing_to_look_back_at(store: Path) -> None:
    assert (looking_back.history(), looking_back.generation(), looking_back.active()) == ([], 0, [])
    assert (looking_back.refusals(), looking_back.refusals_dropped(), looking_back.verify()) == ([], 0, [])
    with pytest.raises(KeyError):
        looking_back.original("000001-S1-000000000000")


def test_uploads_are_found_by_their_names_and_the_route_hands_the_same_on(store: Path) -> None:
    made = receive.accept_many(files(S1=[energy_row()], S5=[green_row()]), "甲", grade="demo")
    assert looking_back.active() == looking_back.demo_uploads() == list(made.uploads)
    assert looking_back.generation() == 1 and looking_back.history()[0].by == "甲"
    assert looking_back.original(made.uploads[0])[1] and looking_back.attachments(made.uploads[0]) == []
    assert receive.history is looking_back.history and looking_back.remarks() == []
    assert looking_back.differences(1, 1).sheets == ()
