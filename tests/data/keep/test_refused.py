"""What was not accepted is kept apart: by many at once, while the store recovers, up to a quota."""

import hashlib
import json
import threading
from pathlib import Path

import pytest

from data import places
from data.keep import beside, lock, refused
from data.plan import plan
from data.snapshot import publish

DAY = "2026-11-20T08:00:00+08:00"


def keep(content: bytes, name: str = "坏.xlsx", at: str = DAY, by: str = "甲") -> str:
    return refused.keep(content, name, by, at, hashlib.sha256(content).hexdigest(), [{"rule": "r"}])


def quota(monkeypatch: pytest.MonkeyPatch, megabytes: float = 500.0, days: float = 365.0) -> None:
    known = plan().settings["store"]
    monkeypatch.setitem(known, "refused_megabytes", megabytes)
    monkeypatch.setitem(known, "refused_days", days)


def test_refused_files_are_kept_once_newest_first_and_never_as_programs(store: Path) -> None:
    for day, content, name in (("2026-01-02", b"a", "甲.xlsx"), ("2026-01-03", b"b", "run.exe")):
        kept = keep(content, name, f"{day}T08:00:00+08:00")
        assert keep(content, name, f"{day}T08:00:00+08:00", by="乙") == kept
    assert [item["file_name"] for item in refused.refusals()] == ["run.exe", "甲.xlsx"]
    assert [item["by"] for item in refused.refusals()] == ["甲", "甲"]
    stored = {path.name: path.read_bytes() for path in places.refused().rglob("original.*")}
    assert stored == {"original.bin": b"b", "original.xlsx": b"a"}


def test_three_keepers_and_a_store_that_recovers_never_meet(store: Path) -> None:
    faults: list[BaseException] = []
    over = threading.Event()

    def work(act: object) -> None:
        assert callable(act)
        try:
            act()
        except BaseException as fault:
            faults.append(fault)

    def keeping() -> None:
        for n in range(40):  # all three the same bytes at about the same moment
            keep(b"content %d" % n)

    def recovering() -> None:
        while not over.is_set():
            with lock.held():
                publish.recover()

    keepers = [threading.Thread(target=work, args=(keeping,)) for _ in range(3)]
    recoverer = threading.Thread(target=work, args=(recovering,))
    for thread in (recoverer, *keepers):
        thread.start()
    for thread in keepers:
        thread.join(60)
    over.set()
    recoverer.join(60)
    assert faults == []
    assert len(refused.refusals()) == 40 and not any("damaged" in item for item in refused.refusals())
    assert list(refused.drafts().iterdir()) == [] and list(places.tmp().iterdir()) == []


def test_the_oldest_go_when_the_room_is_full_and_it_is_counted(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quota(monkeypatch, megabytes=0.005)
    for day in range(1, 6):
        keep(bytes([day]) * 1500, at=f"2026-11-0{day}T08:00:00+08:00")
    assert [str(item["at"])[:10] for item in refused.refusals()] == ["2026-11-05", "2026-11-04", "2026-11-03"]
    assert refused.dropped() == 2
    keep(b"x" * 9000, at="2026-11-06T08:00:00+08:00")  # larger than the room: itself it stays
    assert [str(item["at"])[:10] for item in refused.refusals()] == ["2026-11-06"]
    assert refused.dropped() == 5


def test_what_is_too_old_goes(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(b"old", at="2026-10-01T08:00:00+08:00")
    keep(b"young")
    assert refused.dropped() == 0
    quota(monkeypatch, days=30.0)
    keep(b"new")
    assert len(refused.refusals()) == 2 and refused.dropped() == 1


@pytest.mark.parametrize(
    "words",
    [None, b"", b"{", b"[]", b"7", b"\xff\xfe", b'{"at": 3}', json.dumps({"at": DAY, "by": "x"}).encode()],
)
def test_half_made_and_damaged_refusals_are_listed_under_their_name(store: Path, words: bytes | None) -> None:
    name = keep(b"good")
    other = places.refused() / "20261119-0123456789ab"
    other.mkdir()
    if words is not None:
        (other / "refusal.json").write_bytes(words)
    listed = refused.refusals()
    assert [item["refusal"] for item in listed] == [name, other.name]
    assert (listed[1]["damaged"], listed[1]["at"], listed[1]["findings"]) == (True, "2026-11-19", [])
    (places.refused() / name / "refusal.json").write_bytes(b"{")
    assert keep(b"good") == name and "damaged" not in refused.refusals()[0]


def test_a_draft_left_by_the_dead_is_swept(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = refused.drafts() / "20261101-abc-dead"
    left.mkdir(parents=True)
    keep(b"one")
    assert left.exists()
    monkeypatch.setattr(beside, "STALE", -1.0)
    keep(b"two")
    assert not left.exists() and len(refused.refusals()) == 2


def test_an_empty_room_has_nothing(store: Path) -> None:
    assert refused.refusals() == [] and refused.dropped() == 0
