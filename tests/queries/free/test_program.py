"""The wall: what the door would let in by mistake does no harm in the process either."""

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from data import confine
from queries.ask import current
from queries.free import asking, program
from queries.free.statement import NotAllowed
from tests.support import escapes, wall
from tests.support.wall import SECRET

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def snapshot(sample_store: Path) -> Path:
    return current().path


def asked_without_the_door(snapshot: Path, folder: Path, guarded: bool) -> dict[str, str | None]:
    """What a process answers to every text when nothing looks at it before; None where it refuses."""
    secret, room = wall.laid(folder)
    texts = [text.format(file=secret, folder=room) for text in escapes.EVERY]
    return wall.answered(snapshot, folder, texts, guarded=guarded)


def test_without_the_door_nothing_is_read_written_or_reached(snapshot: Path, tmp_path: Path) -> None:
    before = snapshot.read_bytes()
    answered = asked_without_the_door(snapshot, tmp_path, guarded=True)
    assert len(answered) == len(escapes.EVERY) >= 120
    assert [text for text, found in answered.items() if wall.leaks(found)] == []
    assert list((tmp_path / "room").iterdir()) == []
    assert snapshot.read_bytes() == before


def test_without_the_wall_they_would_be(snapshot: Path, tmp_path: Path) -> None:
    answered = asked_without_the_door(snapshot, tmp_path, guarded=False)
    assert sum(found is not None and SECRET in found for found in answered.values()) >= 10
    assert list((tmp_path / "room").iterdir()) != []


@pytest.mark.skipif(confine.landlock() < 1, reason="the system has no Landlock")
def test_the_walls_behind_the_database_hold_by_themselves(snapshot: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(SECRET, encoding="utf-8")
    code = f"""
import json, sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from data import confine
confine.confine(20, 1 << 30, Path({str(snapshot)!r}))
told = [len(Path({str(snapshot)!r}).open("rb").read(4))]
for what in (lambda: open({str(secret)!r}), lambda: open("/etc/passwd"), lambda: open({str(secret)!r}, "w"),
             lambda: list(Path({str(tmp_path)!r}).iterdir())):
    try:
        what()
        told.append("open")
    except PermissionError:
        told.append("refused")
print(json.dumps(told))
"""
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, timeout=60, check=True)
    assert json.loads(done.stdout) == [4, *["refused"] * 4]


def test_columns_become_what_a_table_can_show_and_may_have_one_name(snapshot: Path) -> None:
    base = program.opened(json.loads(asking.request(snapshot, "")))
    text = (
        "SELECT 1 AS a, 2 AS a, 1.5::DECIMAL(9, 2) AS b, [1, 2] AS c, {'x': 1} AS d, DATE '2026-01-02' AS e, "
        "TIMESTAMP '2026-01-02 03:04:05.678' AS f, NULL AS g, true AS h, 'q'::ENUM ('q') AS i"
    )
    found = program.answered(base, text, 10, 1 << 20)
    assert found.names == ["a", "a", "b", "c", "d", "e", "f", "g", "h", "i"] and not found.more
    row = found.table.to_pylist()[0]
    assert [row[f"c{place}"] for place in (0, 1, 2, 3, 7, 8, 9)] == [1, 2, 1.5, "[1, 2]", None, True, "q"]
    assert "x" in row["c4"] and str(row["c5"]) == "2026-01-02" and str(row["c6"]) == "2026-01-02 03:04:05"


def test_only_the_first_rows_come_and_that_there_are_more_is_said(snapshot: Path) -> None:
    base = program.opened(json.loads(asking.request(snapshot, "")))
    found = program.answered(base, "SELECT * FROM range(100000000)", 100, 1 << 20)
    assert found.table.num_rows == 100 and found.more
    assert not program.answered(base, "SELECT * FROM range(100)", 100, 1 << 20).more


def test_the_database_itself_must_call_it_a_question(snapshot: Path) -> None:
    base = program.opened(json.loads(asking.request(snapshot, "")))
    for text in ("CREATE TABLE a AS SELECT 1", "SELECT 1; SELECT 2", "SET threads = 2"):
        with pytest.raises(NotAllowed):
            program.answered(base, text, 10, 1 << 20)


def test_what_cannot_be_read_is_told_in_the_words_of_the_database(snapshot: Path) -> None:
    request = json.loads(asking.request(snapshot, "SELECT a\nFROM progress\nWHERE WHERE"))
    table, said = program.told(request)
    assert table == pa.table({}) and said["refused"] == "syntax" and "LINE 3" in said["found"]
    table, said = program.told(request | {"text": "SELECT nothing_of_that_name FROM progress"})
    assert said["refused"] == "failed" and "nothing_of_that_name" in said["found"]
