"""What comes back from a backup answers as the store did; what is damaged or in the way is told by name."""

import json
import shutil
from pathlib import Path

import pytest

from data.keep import backup, journal, lock, manifest, restore
from data.keep.__main__ import main
from data.keep.backup import Wanted
from data.snapshot import finished, publish, retention, verify
from queries import ask as asking
from queries.ask import questions
from tests.data.keep.test_backup import PowerCut, broken_at, inside, quiet

NEEDED = {"statement": "T01", "period": "2025"}


@pytest.fixture
def made(own: Path, tmp_path: Path) -> Path:
    """A backup of the store of two publications."""
    backup.make(tmp_path / "backup", Wanted(retention.kept), quiet)
    return tmp_path / "backup"


def answers() -> dict[str, list[dict[str, object]]]:
    """What every question answers, asked with defaults."""
    asking.forget()
    return {
        one.name: list(asking.ask_rows(one.name, **{k: v for k, v in NEEDED.items() if k in one.params}))
        for one in questions()
    }


@pytest.fixture(scope="module")
def before(two_publications: Path) -> dict[str, list[dict[str, object]]]:
    """What the store of two publications answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(two_publications))
        told = answers()
    asking.forget()
    return told


def says_what_was_written() -> bool:
    """Whether the newest snapshot says, in each of its tables, what its line of the journal says of it."""
    newest = journal.read()[-1]
    return asking.current().generation == 2 and finished.logical_of(asking.current().path) == newest.logical


@pytest.mark.slow
@pytest.mark.parametrize("wanted", [Wanted(retention.kept), Wanted()], ids=["with snapshots", "without"])
def test_a_restored_store_answers_every_question_as_before(
    own: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    wanted: Wanted,
    before: dict[str, list[dict[str, object]]],
) -> None:
    entries = journal.read()
    backup.make(tmp_path / "backup", wanted, quiet)
    shutil.rmtree(own)
    assert main(["restore", str(tmp_path / "backup"), "--to", str(tmp_path / "new"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["says_what_was_published"] is True and told["faults"] == [] and told["generation"] == 2
    assert not own.exists()
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "new"))
    assert journal.read() == entries and answers() == before


def test_what_a_person_copies_by_hand_is_a_store_too(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("archive", "snapshots"):
        shutil.copytree(made / name, tmp_path / "hand" / name)
    shutil.copy(made / "journal.jsonl", tmp_path / "hand")
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "hand"))
    publish.recover()
    assert verify.faults() == [] and says_what_was_written()


def test_a_store_with_content_is_not_touched(
    made: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = inside(own, "")
    assert main(["restore", str(made)]) == 1
    assert "不是空的" in capsys.readouterr().out
    after = inside(own, "")
    assert {k: v for k, v in after.items() if k != "lock"} == {k: v for k, v in before.items() if k != "lock"}


@pytest.mark.parametrize(
    "place",
    [
        *(
            f"archive/*/{name}"
            for name in ("original.xlsx", "receipt.json", "evidence/*.pdf", "records.parquet")
        ),
        "journal.jsonl",
    ],
)
def test_a_damaged_backup_is_told_by_the_name_of_the_file(
    made: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
) -> None:
    path = sorted(made.glob(place))[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "new"))
    assert main(["restore", str(made)]) == 1
    assert path.relative_to(made).as_posix() in capsys.readouterr().out
    assert not (tmp_path / "new" / "journal.jsonl").exists()
    assert [item for item in (tmp_path / "new").rglob("*") if item.is_file() and item.name != "lock"] == []
    assert main(["list", str(made), "--check"]) == 1
    assert path.relative_to(made).as_posix() in capsys.readouterr().out


def test_a_damaged_snapshot_is_left_out_and_made_again(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    newest = journal.read()[-1].snapshot
    (made / "snapshots" / newest).write_bytes(b"x")
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "new"))
    assert main(["restore", str(made), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["left_out"] == [f"snapshots/{newest}"]
    assert says_what_was_written()


def test_a_restore_that_breaks_off_publishes_nothing_and_goes_on(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def filled(number: int, patch: pytest.MonkeyPatch) -> int:
        monkeypatch.setenv("PEAK_STORE", str(tmp_path / f"new-{number}"))
        with lock.held():
            steps = broken_at(number, patch, PowerCut())
            restore.fill(made, quiet)
        return steps()

    with monkeypatch.context() as patch:
        total = filled(0, patch)
    assert total > 10
    for number in range(1, total + 1):
        with monkeypatch.context() as patch, pytest.raises(PowerCut):
            filled(number, patch)
        if not journal.read():
            with lock.held():
                assert restore.fill(made, quiet).generation == 2
        assert len(journal.read()) == 2
        assert inside(tmp_path / f"new-{number}", "archive") == inside(made, "archive")
    with lock.held():
        publish.recover()
    assert verify.faults() == []


def test_what_is_no_backup_is_said(tmp_path: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(tmp_path)]) == 1 and "不是备份" in capsys.readouterr().out
    assert main(["list", str(tmp_path / "nowhere")]) == 1 and "不是备份" in capsys.readouterr().out
    assert manifest.NAME not in {path.name for path in tmp_path.iterdir()}
