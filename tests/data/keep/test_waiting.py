"""The room of what waits: whole or not at all, never dropped, held against what was written."""

import datetime
import hashlib
from pathlib import Path

import pytest

from data import clock, places
from data.keep import durable, waiting
from data.keep.archive import Parcel
from data.keep.errors import AlreadyWaiting, Damaged, NotWaiting, WaitingFull
from data.keep.evidence import Attachment
from data.keep.waiting import Answer
from data.plan import plan

AT = "2026-11-20T09:30:00+08:00"
PROOF = b"%PDF"


@pytest.fixture(autouse=True)
def rooms(store: Path) -> None:
    durable.make_rooms()


def parcel(content: bytes = b"a", proven: bool = False) -> Parcel:
    sha256 = hashlib.sha256(PROOF).hexdigest()
    proof = ((Attachment(1, "会议纪要.pdf", "pdf", sha256, len(PROOF)), PROOF),) if proven else ()
    return Parcel(
        content, "表.xlsx", "xlsx", hashlib.sha256(content).hexdigest(), "S1", b"", 3, [], [], "甲", "首报",
        "official", AT, proof, "情况属实",
    )  # fmt: skip


def kept(content: bytes = b"a", proven: bool = False) -> str:
    return waiting.put([parcel(content, proven)], "甲", AT, "首报", 4, ())


def test_what_is_kept_is_read_back_with_its_evidence() -> None:
    name = kept(proven=True)
    (told,) = waiting.listed(())
    assert told == waiting.read(name, ()) and told.id == name and name.startswith("20261120-")
    assert (told.by, told.at, told.note, told.generation, told.grade) == ("甲", AT, "首报", 4, "official")
    assert (told.files[0].rows, told.files[0].reason) == (3, "情况属实")
    assert waiting.contents(told) == [(b"a", [("会议纪要.pdf", PROOF)])]
    assert waiting.faults(()) == [] and list(places.tmp().iterdir()) == []


def test_the_same_bytes_wait_once_until_they_are_sent_back() -> None:
    name = kept()
    with pytest.raises(AlreadyWaiting) as twice:
        waiting.put([parcel()], "乙", AT, "", 4, ())
    assert (twice.value.waiting, twice.value.by) == (name, "甲")
    waiting.send_back(name, Answer("乙", AT, "口径不对"), ())
    assert waiting.put([parcel()], "甲", AT, "再报", 4, ()) != name
    with pytest.raises(NotWaiting):
        waiting.send_back(name, Answer("乙", AT, "再退"), ())


def test_a_full_room_takes_no_more_and_drops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    name = kept()
    monkeypatch.setitem(plan().settings["review"], "waiting_megabytes", 0.001)
    with pytest.raises(WaitingFull):
        kept(b"b" * 2000)
    assert [one.id for one in waiting.listed(())] == [name] and list(places.tmp().iterdir()) == []


def test_what_was_published_and_what_was_sent_back_long_ago_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    published, back, waits = kept(b"1"), kept(b"2"), kept(b"3")
    waiting.send_back(back, Answer("乙", AT, "口径不对"), ())
    waiting.tidy({published})
    assert {folder.name for folder in waiting.folders()} == {back, waits}
    assert published not in {one.id for one in waiting.listed({published})}
    with pytest.raises(NotWaiting):
        waiting.read(published, {published})
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2027, 12, 1))
    waiting.tidy(())
    assert [folder.name for folder in waiting.folders()] == [waits]
    waiting.remove(waits)
    waiting.remove(waits)
    assert waiting.folders() == []


@pytest.mark.parametrize("harm", ["0.xlsx", waiting.TOLD, waiting.ANSWER, "gone", "extra"])
def test_what_is_not_as_it_was_written_is_found_and_never_read(harm: str) -> None:
    name = kept()
    folder = places.waiting() / name
    if harm == "gone":
        (folder / "0.xlsx").unlink()
    else:
        (folder / harm).write_bytes(b"[]")
    (fault,) = waiting.faults(())
    assert fault.startswith(f"waiting/{name}")
    assert waiting.faults({name}) == []  # it was published: the archive has it
    if harm != "extra":
        with pytest.raises(Damaged):
            waiting.contents(waiting.read(name, ()))
