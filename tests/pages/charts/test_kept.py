"""Specifications are kept from start to start, and never those of another state of the program."""

import subprocess
import sys
from pathlib import Path

import pytest

from data import places
from pages.charts import kept, kinds


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    place = tmp_path / "folder" / "charts.json"
    made = {"bars zh screen": kinds.spec("bars", "zh")}
    assert kept.read(place) == {}
    assert kept.write(made, place) and kept.read(place) == made


def test_specifications_of_another_program_are_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "charts.json"
    kept.write({"bars zh screen": {}}, place)
    monkeypatch.setattr(kept, "mark", lambda: "another")
    assert kept.read(place) == {}
    place.write_bytes(b"[]")
    assert kept.read(place) == {}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not kept.write({}, tmp_path / "file" / "charts.json")


def test_a_server_with_kept_specifications_brings_in_neither_altair_nor_pandas() -> None:
    code = (
        "import sys, app\n"
        "from pages.charts import kept, kinds\n"
        "names = [f'{kind} {tongue} screen' for kind in kinds.KINDS for tongue in kinds.LANGUAGES]\n"
        "kept.read = lambda: dict.fromkeys(names, {})\n"
        "kinds.warm_up()\n"
        "print(sorted({'altair', 'pandas', 'scipy', 'sqlglot'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=places.ROOT, capture_output=True, check=True)
    assert done.stdout.decode().split("\n")[-2] == "[]"
