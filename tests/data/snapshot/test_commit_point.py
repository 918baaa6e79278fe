"""Each call of the system fails in its turn: what a publication answers is what the store then says."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data import places
from data.ingest import receive
from data.keep import archive, journal, pointer
from data.keep.archive import Parcel
from data.keep.errors import StoreError, Uncertain
from data.snapshot import build, delta, naming, pruning, publish, recovery, verify
from data.snapshot.naming import Built
from tests.support.harm import fail_calls
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook

CALLS = ("open", "write", "fsync", "replace", "rename", "ftruncate", "mkdir")
MOST = 80  # calls of one publication; the test ends by itself where they are fewer


@pytest.fixture
def quick(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store whose snapshots are copies of its first one, so that a publication takes milliseconds."""
    first = places.snapshots() / journal.read()[0].snapshot
    kept = own.parent / "first.duckdb"
    shutil.copy(first, kept)

    def copied(target: Path, uploads: object, *, generation: int, **others: object) -> Built:
        target.unlink(missing_ok=True)
        shutil.copyfile(kept, target)
        logical = journal.read()[0].logical
        return Built(naming.snapshot_name(generation, logical), logical)

    monkeypatch.setattr(build, "build", copied)
    monkeypatch.setattr(delta, "made", lambda *_, **__: None)
    return own


@pytest.fixture(scope="module")
def parcel() -> Parcel:
    """An upload of other numbers than the one published."""
    content = workbook("S1", [energy_row(energy_growth=7.5)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", "/nonexistent/peak-store")
        inspection = receive.inspect(content, "表.xlsx")
        return receive.parcel_of(content, inspection, "乙", "", "official", "2026-11-20T08:00:00+08:00")


def answered(parcel: Parcel) -> str:
    """What the person is told: failed, uncertain, later or published."""
    try:
        done = publish.publish("accept", "乙", parcels=[parcel])
    except Uncertain:
        return "uncertain"
    except (OSError, StoreError):
        return "failed"
    return "published" if done.visible else "later"


def holds_true(answer: str, before: int) -> None:
    """The store says what the person was told, now and after the next start."""
    entries = journal.read()
    come = len(entries) - before
    if answer == "published":
        assert come == 1 and pointer.current() == places.snapshots() / entries[-1].snapshot
    if answer == "later":
        assert come == 1
    if answer == "failed":
        assert come == 0
    recovery.recover()
    assert len(journal.read()) == len(entries) and verify.faults() == []
    assert pointer.current() == places.snapshots() / entries[-1].snapshot
    uploads = {upload for entry in entries for upload in entry.uploads}
    assert {path.name for path in places.archive().iterdir()} == uploads and not list(places.tmp().iterdir())


@pytest.mark.parametrize(
    ("code", "fails"),
    [
        pytest.param(errno.EIO, lambda n: lambda call: call == n, id="EIO once"),
        pytest.param(errno.ENOSPC, lambda n: lambda call: call >= n, id="ENOSPC from then on"),
        pytest.param(errno.EIO, lambda n: lambda call: call in (n, n + 1), id="EIO twice"),
    ],
)
def test_the_answer_is_true_wherever_a_call_fails(
    quick: Path, parcel: Parcel, code: int, fails: Callable[[int], Callable[[int], bool]]
) -> None:
    told: list[str] = []
    for number in range(1, MOST):
        before = len(journal.read())
        with pytest.MonkeyPatch.context() as patch:
            made = fail_calls(patch, CALLS, fails(number), code)
            answer = answered(parcel)
        told.append(answer)
        holds_true(answer, before)
        if len(made) < number:
            break
        if answer != "failed":  # out with it, so that the same upload may come again
            publish.publish("rollback", "乙", to_generation=1)
    assert told[-1] == "published" and {"failed", "later"} <= set(told) and len(told) < MOST - 1


def test_what_is_tidied_after_the_commit_cannot_make_it_fail(
    quick: Path, parcel: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(entries: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(pruning, "prune", broken)
    assert answered(parcel) == "published"
    holds_true("published", 1)


def test_the_answer_is_uncertain_where_a_line_can_neither_be_written_nor_cut_back(
    quick: Path, parcel: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(handle: int, size: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    real, upload = os.fsync, archive.upload_id(2, parcel)

    def after_the_line(handle: int) -> None:
        if places.journal().read_bytes().count(b"\n") == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "ftruncate", never)
        patch.setattr(os, "fsync", after_the_line)
        with pytest.raises(Uncertain, match="上报历史"):
            publish.publish("accept", "乙", parcels=[parcel])
    assert archive.folder(upload).exists()  # whatever the disk says after a power cut, it has its upload
    holds_true("uncertain", 1)
    assert journal.read()[-1].uploads == (upload,)
