"""Copies of the tree to change: what a script or a command answers in one, with its own store and day."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("data", "queries", "pages", "app.py", ".streamlit", "tests/__init__.py", "tests/support")

TOGETHER = """
import contextlib, io, json, runpy, sys
told = []
for words in json.loads(sys.argv[1]):
    module = words[0] == "-m"
    sys.argv = words[1:] if module else words
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            run = runpy.run_module if module else runpy.run_path
            run(sys.argv[0], run_name="__main__")
    except SystemExit as end:
        assert not end.code, (words, end.code, said.getvalue())
    told.append(said.getvalue())
print(json.dumps(told, ensure_ascii=False))
"""


def append(path: Path, text: str) -> None:
    """Adds text at the end of a file."""
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")


def swap(path: Path, old: str, new: str) -> None:
    """Replaces a text that stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(tree: Path, script: str, store: str) -> Any:
    """What a script prints (JSON) inside the copy, with a store of its own and on a fixed day."""
    return json.loads(typed(tree, store, "-c", script).splitlines()[-1])


def typed(tree: Path, store: str, *words: str) -> str:
    """What Python prints inside the copy, given these words; it must end well."""
    env = os.environ | {"PEAK_STORE": str(tree / store), "PEAK_TODAY": "2026-11-20", "PYTHONPATH": str(tree)}
    done = subprocess.run(
        [sys.executable, *words], cwd=tree, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def typed_together(tree: Path, store: str, *commands: Sequence[str]) -> list[str]:
    """What each of these commands prints (`-m`, a module and its words, or a script), one after the other.

    One process runs them all, for a start costs more than most commands; each must end well.
    """
    told = json.loads(typed(tree, store, "-c", TOGETHER, json.dumps(commands)).splitlines()[-1])
    return [str(one) for one in told]


def left_out(folder: str, names: list[str]) -> set[str]:
    """What a copy does without: samples and what is at rest; compiled modules come along."""
    heavy = {"samples", "store"} if Path(folder) == ROOT / "data" else set()
    return {name for name in names if name in heavy}


def copy_of_tree(target: Path) -> Path:
    """The rooms that decide what is shown, without samples and store."""
    for room in ROOMS:
        source, place = ROOT / room, target / room
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=left_out)
        else:
            shutil.copy(source, place)
    return target
