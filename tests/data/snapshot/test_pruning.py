"""Old snapshots go by the rule after a publication; the archive stays, and makes each again when asked."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data import places
from data.ingest.__main__ import main
from data.keep import journal, pointer
from data.plan import plan
from data.snapshot import past, pruning, publish, retention
from queries import ask as asking
from queries.ask import NoPrevious, NoSnapshot


@pytest.fixture(scope="module")
def published_five_times(tiny_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with five publications of one month, of which the first and the newest two stay; read-only."""
    path = tmp_path_factory.mktemp("five") / "store"
    shutil.copytree(tiny_path, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        patch.setitem(plan().settings, "store", plan().settings["store"] | {"newest_snapshots": 2})
        first = journal.read()[0].at
        for _ in range(4):
            publish.publish("rollback", "乙", to_generation=1, at=first)
    return path


@pytest.fixture
def five(published_five_times: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it that the test may change."""
    shutil.copytree(published_five_times, tmp_path / "store")
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    monkeypatch.setitem(plan().settings, "store", plan().settings["store"] | {"newest_snapshots": 2})
    yield tmp_path / "store"
    asking.forget()


def on_disk() -> list[str]:
    return sorted(path.name for path in places.snapshots().iterdir())


def names(*generations: int) -> list[str]:
    return [entry.snapshot for entry in journal.read() if entry.generation in generations]


def test_what_the_rule_does_not_keep_goes_and_the_archive_stays(five: Path) -> None:
    assert retention.kept(journal.read()) == {1, 4, 5}
    assert on_disk() == names(1, 4, 5)
    assert len(list(places.archive().iterdir())) == 1


def test_a_pruned_one_is_made_again_and_goes_at_the_next_pruning(five: Path) -> None:
    entries = journal.read()
    (gone,) = names(3)
    assert past.generation_of(gone.removesuffix(".duckdb")) == 3
    with pytest.raises(NoSnapshot):
        asking.find(gone.removesuffix(".duckdb"))
    past.again(3)
    assert asking.find(gone.removesuffix(".duckdb")).generation == 3
    before = (places.snapshots() / gone).stat().st_mtime_ns
    past.again(3)  # already there
    assert (places.snapshots() / gone).stat().st_mtime_ns == before
    assert gone in pruning.prune(entries) and on_disk() == names(1, 4, 5)
    assert main(["rebuild", "2"]) == 0 and names(2)[0] in on_disk()
    publish.publish("rollback", "乙", to_generation=1, at=entries[0].at)
    assert on_disk() == names(1, 5, 6)


def test_a_seal_and_what_stands_in_go_with_their_generation(five: Path) -> None:
    (second,) = names(2)
    for name in (f"{second}.sha256", "snap-000003-aaaaaaaaaaaa-11111111-rebuilt.duckdb", "readme.txt"):
        (places.snapshots() / name).write_bytes(b"x")
    later = "snap-000009-aaaaaaaaaaaa-11111111.duckdb"
    (places.snapshots() / later).write_bytes(b"x")
    pruning.prune(journal.read())
    assert on_disk() == sorted(["readme.txt", later, *names(1, 4, 5)])


def test_what_cannot_be_removed_is_logged_and_goes_the_next_time(
    five: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    entries = journal.read()
    (fourth,) = names(4)
    real = Path.unlink

    def in_use(path: Path, missing_ok: bool = False) -> None:
        if path.name == fourth:
            raise PermissionError("in use")
        real(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", in_use)
        done = publish.publish("rollback", "乙", to_generation=1, at=entries[0].at)
    assert done.visible and fourth in on_disk() and fourth in caplog.text
    publish.publish("rollback", "乙", to_generation=1, at=entries[0].at)
    assert fourth not in on_disk()


def test_readers_that_hold_a_pruned_file_open_go_on_reading_it(five: Path) -> None:
    entries = journal.read()
    pinned = asking.current()
    before = asking.ask_rows("periods", snapshot=pinned.id)
    for _ in range(2):
        publish.publish("rollback", "乙", to_generation=1, at=entries[0].at)
    assert not pinned.path.exists()
    asking.ANSWERS.clear()
    assert asking.ask_rows("periods", snapshot=pinned.id) == before
    asking.forget()
    with pytest.raises(NoSnapshot):
        asking.ask_rows("periods", snapshot=pinned.id)


def test_nothing_is_compared_with_another_publication_than_the_one_before(five: Path) -> None:
    fourth = names(4)[0].removesuffix(".duckdb")
    with pytest.raises(NoPrevious) as gone:
        asking.ask_rows("publication_changes", snapshot=fourth)
    assert gone.value.generation == 3
    past.again(3)
    assert asking.ask_rows("publication_changes", snapshot=fourth) is not None


def test_a_file_made_again_under_its_name_is_opened_anew(five: Path) -> None:
    entries = journal.read()
    current = asking.current()
    asking.ask_rows("periods", snapshot=current.id)
    current.path.unlink()
    current.path.write_bytes(b"no database")
    asking.ANSWERS.clear()
    with pytest.raises((duckdb.Error, NoSnapshot)):
        asking.ask_rows("periods", snapshot=current.id)
    publish.rebuild(entries[-1].generation, entries)
    assert asking.ask_rows("periods", snapshot=current.id)


def test_only_ids_that_were_published_are_known(five: Path) -> None:
    assert [past.generation_of(text) for text in ("", "snap-000003", "snap-000099-a-b-rebuilt", "../x")] == [
        None
    ] * 4
    assert past.generation_of("snap-000003-aaaaaaaaaaaa-11111111-rebuilt") == 3
    assert pointer.current() == places.snapshots() / names(5)[0]
