"""What the documents say can be done: commands run, named files are there, the locks are in step."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from data.ingest import receive
from data.ingest.__main__ import main as way_in
from data.keep import journal
from data.keep.__main__ import main as kept
from data.settings.__main__ import main as settled
from queries import ask as asking
from queries.__main__ import main as way_out
from tests.support.bureau_sheets import places_by_fields
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook

ROOT = Path(__file__).resolve().parent.parent
MAINS: dict[str, Callable[[list[str]], int]] = {
    "data.ingest": way_in,
    "data.keep": kept,
    "data.settings": settled,
    "queries": way_out,
}
NAMED = re.compile(r"`([\w./-]+\.(?:py|sql|toml|csv|md|txt|in|yml))(?::(\w+))?`")
FOLDER = re.compile(r"`((?:data|pages|queries|tests|docs|setup|bench)/[\w/]*)`")


def blocks(document: str) -> list[list[str]]:
    """The code blocks of a document, line by line without remarks."""
    text = (ROOT / document).read_text(encoding="utf-8")
    found = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    return [[line.split("  #")[0].strip() for line in block.splitlines() if line.strip()] for block in found]


def commands(document: str, start: str) -> list[str]:
    """Every command of a document's code blocks that begins so."""
    return [line for block in blocks(document) for line in block if line.startswith(start)]


def test_every_make_target_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    documents = ["README.md", "docs/developing.md", "docs/operations.md", ".pre-commit-config.yaml"]
    documents.append(".github/workflows/ci.yml")
    named = {
        (document, target)
        for document in documents
        for target in re.findall(r"(?:`|: |^|\d )make ([a-z]+)", (ROOT / document).read_text("utf-8"), re.M)
    }
    assert {target for _, target in named} >= {"run", "test", "check", "bench", "samples", "lock", "clean"}
    assert [item for item in sorted(named) if item[1] not in targets] == []
    helped = set(re.findall(r'@echo "make ([a-z]+)', (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert helped == targets - {"help", "browser", "compiler", "office"}


@pytest.mark.slow
@pytest.mark.parametrize("document", ["README.md", "docs/operations.md"])
def test_every_command_of_a_document_runs(
    document: str,
    store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In reading order, on a small store; N and UPLOAD stand for a generation and an upload of it."""
    given = commands(document, "python -m ")
    assert len(given) >= 4
    monkeypatch.chdir(tmp_path)
    receive.accept(workbook("S1", [energy_row(period="2020年")]), "去年.xlsx", "测试")
    sheet = workbook("S1", [energy_row(period="2021年")])
    for name in ("本月.xlsx", "任意统计表.xls"):
        (tmp_path / name).write_bytes(sheet)
    (tmp_path / "自有表.xlsx").write_bytes(places_by_fields())
    (tmp_path / "函.pdf").write_bytes(b"%PDF-1.7 %%EOF")
    (tmp_path / "来件").mkdir()
    (tmp_path / "来件" / "后年.xlsx").write_bytes(workbook("S1", [energy_row(period="2022年")]))
    for command in given:
        entries = journal.read()
        uploads = [upload for entry in entries if entry.action == "accept" for upload in entry.uploads]
        stands_for = {"N": str(entries[-1].generation), "UPLOAD": uploads[-1]}
        module, *words = command.removeprefix("python -m ").split()
        done = MAINS[module]([stands_for.get(word.strip("[]"), word) for word in words])
        assert done == 0, (command, capsys.readouterr())
        assert capsys.readouterr().out, command
    asking.forget()


def test_the_windows_commands_name_files_that_are_there() -> None:
    lines = [line for block in blocks("README.md") for line in block if ".venv\\Scripts" in line]
    assert len(lines) >= 5
    named = [
        word.replace("\\", "/") for line in lines for word in line.split() if re.search(r"\.(py|txt)$", word)
    ]
    assert len(named) >= 5 and [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize(
    "document",
    ["docs/developing.md", "README.md", "docs/operations.md", "docs/running.md", "docs/administration.md"],
)
def test_every_file_and_function_that_is_named_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    folders = [
        folder for folder in FOLDER.findall(text) if folder != "data/store/"
    ]  # made at the first start
    wrong = [folder for folder in folders if not (ROOT / folder).is_dir()]
    found = NAMED.findall(text)
    for file, name in found:
        path = next((at for at in (ROOT / file, ROOT / "docs" / file) if at.is_file()), None)
        defined = rf"^(?:def|class) {name}\b|^{name}\b.*="
        if path is None and ("/" in file or name):
            wrong.append(file)
        elif path and name and not re.search(defined, path.read_text(encoding="utf-8"), re.M):
            wrong.append(f"{file}:{name}")
    assert wrong == []
    assert document != "docs/developing.md" or len(found) > 40


def asked_for(file: str) -> dict[str, str]:
    """Package → version of a hand-written list of requirements."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w-]+)==([^\s;]+)", text, re.M))


def locked(file: str) -> dict[str, set[str]]:
    """Package → versions of a locked list; every one must carry a hash."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for name, version, rest in re.findall(r"^([\w-]+)==(\S+)(.*(?:\n    --hash.*)*)", text, re.M):
        assert "--hash=sha256:" in rest, name
        found.setdefault(name, set()).add(version)
    return found


def test_the_locked_packages_are_in_step_with_what_was_asked_for() -> None:
    run, develop = locked("requirements.txt"), locked("requirements-dev.txt")
    assert len(run) > 30 and len(develop) > len(run)
    for asked, lock in (
        ("requirements.in", run),
        ("requirements-dev.in", develop),
        ("requirements.in", develop),
    ):
        for name, version in asked_for(asked).items():
            assert lock[name] == {version}, name
    assert {name: versions for name, versions in run.items() if develop[name] != versions} == {}
    for file, sources in (
        ("requirements.txt", ["requirements.in"]),
        ("requirements-dev.txt", ["requirements-dev.in", "requirements.in"]),
    ):
        text = (ROOT / file).read_text(encoding="utf-8")
        because = re.findall(
            r"^([\w-]+)==(?:(?!^[\w-]+==)(?:.|\n))*?-r (requirements[\w-]*\.in)$", text, re.M
        )
        for source in sources:
            assert {name for name, of in because if of == source} >= set(asked_for(source)), (file, source)
        assert "://" not in text.replace("https://", ""), "no index is named"


MAKE = """#!/bin/sh
printf '%s\\n' "$LINES_OF_MAKE"
exit "$STATUS_OF_MAKE"
"""


@pytest.mark.parametrize(
    ("printed", "status", "closing", "expected"),
    [
        ("== 3 passed in 2.00s ==\nnanobind: leaked 1 instances!", 0, "== 3 passed in 2.00s ==", 0),
        ("677 passed in 297.38s (0:04:57)", 0, "677 passed in 297.38s (0:04:57)", 0),
        (
            "===== 1 failed, 676 passed, 2 warnings in 297.38s (0:04:57) =====",
            2,
            "===== 1 failed, 676 passed, 2 warnings in 297.38s (0:04:57) =====",
            2,
        ),
        ("1 failed, 2 passed in 1.00s", 0, "1 failed, 2 passed in 1.00s", 1),
        ("3 passed, 1 error in 1.00s", 0, "3 passed, 1 error in 1.00s", 1),
        ("make: *** no rule", 2, "no closing line from pytest", 2),
        ("nothing at all", 0, "no closing line from pytest", 1),
        ("=== no tests ran in 0.10s ===", 0, "=== no tests ran in 0.10s ===", 1),
        ("FAIL Required test coverage of 99% not reached.\n3 passed in 2.00s", 2, "3 passed in 2.00s", 2),
    ],
)
def test_the_runner_ends_with_the_closing_line_and_fails_when_anything_fails(
    printed: str, status: int, closing: str, expected: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "make"
    fake.write_text(MAKE, encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("LINES_OF_MAKE", printed)
    monkeypatch.setenv("STATUS_OF_MAKE", str(status))
    done = subprocess.run([ROOT / ".ci" / "run"], capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == closing
    assert done.returncode == expected
