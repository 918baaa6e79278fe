"""Many files by command: a table, the good ones as one generation, an answer that says what is left."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.ingest import batch, batch_command, receive
from data.ingest.__main__ import main
from data.keep.errors import StoreError
from data.plan import plan
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import workbook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files (one of them twice), one to be mended, what an office program and a download left."""
    made = tmp_path / "来件"
    (made / "九月").mkdir(parents=True)
    first = workbook("S5", [green_row(1)])
    for name, content in {
        "一.xlsx": first,
        "一副本.xlsx": first,
        "九月/二.xlsx": workbook("S5", [green_row(2)]),
        "坏.xlsx": workbook("S1", [energy_row(region="柳南县")]),
        "~$一.xlsx": b"x",
        "三.xlsx.crdownload": b"PK",
        ".DS_Store": b"x",
    }.items():
        (made / name).write_bytes(content)
    return made


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_folder_is_published_as_one_generation_of_what_is_good(
    store: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = asked(capsys, "inspect", str(folder))
    assert code == 1 and not receive.history()
    states = {Path(one["file"]).name: one["state"] for one in told["files"]}
    assert states == {"一.xlsx": "ready", "一副本.xlsx": "twice", "二.xlsx": "ready", "坏.xlsx": "blocked"}
    code, told = asked(capsys, "accept", str(folder), "--as", "甲")
    assert code == 1 and told["published"] is None and "--all-good" in told["said"]
    assert not receive.history() and [one["file_name"] for one in receive.refusals()] == ["坏.xlsx"]

    code, told = asked(capsys, "accept", str(folder), "--all-good", "--as", "甲", "--note", "一批")
    assert code == batch_command.PART and told["exit_code"] == code
    (entry,) = receive.history()
    assert len(entry.uploads) == 2 == len(told["published"]["uploads"]) and entry.note == "一批"
    states = {Path(one["file"]).name: one["state"] for one in told["files"]}
    assert states["一.xlsx"] == states["二.xlsx"] == "published" and states["一副本.xlsx"] == "twice"
    (folder / "坏.xlsx").unlink()
    code, told = asked(capsys, "accept", str(folder), "--as", "甲")
    assert code == 0 and told["published"] is None and len(receive.history()) == 1
    assert {one["state"] for one in told["files"]} == {"repeated", "twice"}


def test_what_needs_a_second_person_is_sent_and_nothing_is_published(
    store: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(plan().settings["review"], "second_person", 1)
    code, told = asked(capsys, "accept", str(folder), "--all-good", "--as", "甲")
    assert code == batch_command.PART and not receive.history()
    (sent,) = receive.submissions()
    assert told["waiting"] == sent.id and len(sent.files) == 2 and told["published"] is None
    assert sorted(one["state"] for one in told["files"]) == ["awaits", "awaits", "blocked", "twice"]


def test_what_stands_against_a_file_only_at_the_end_is_said_and_publishes_nothing(
    store: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: Any, **__: Any) -> None:
        raise receive.NotAccepted(receive.inspect((folder / "坏.xlsx").read_bytes(), "坏.xlsx"))

    monkeypatch.setattr(batch, "publish", late)
    code, told = asked(capsys, "accept", str(folder), "--all-good", "--as", "甲")
    assert code == 1 and told["published"] is None and not receive.history()
    assert told["said"].startswith("“坏.xlsx”现在不能发布") and "柳南县" in told["said"]


def test_the_table_names_each_file_once_and_what_stands_in_its_way(
    store: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "又.xlsx").write_bytes(workbook("S5", [green_row(2, document="另一文号")]))
    assert main(["inspect", str(folder)]) == 1
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [
        "可以发布", "同一份文件", "互相矛盾", "互相矛盾", "必须改正",
    ]  # fmt: skip
    assert "与“一.xlsx”是同一份文件" in told.out and "第 4 行" in told.out and "柳南县" in told.out
    assert told.err.splitlines()[-1] == "第 5/5 个：坏.xlsx"


def test_a_single_file_is_answered_as_ever(
    store: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = asked(capsys, "inspect", str(folder / "坏.xlsx"))
    assert code == 0 and told["can_publish"] is False
    code, told = asked(capsys, "accept", str(folder / "坏.xlsx"), "--as", "甲")
    assert code == 1 and told["accepted"] is False


def test_nothing_found_and_too_many_are_sentences(
    store: Path, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(StoreError, match="没有找到文件"):
        batch_command.paths_of([tmp_path / "空"])
    monkeypatch.setattr(batch_command, "LIMITS", receive.LIMITS.__class__(batch_files=2))
    with pytest.raises(StoreError, match="一次最多 2 个文件"):
        batch_command.paths_of([folder])
    assert main(["accept", str(folder), "--as", "甲", "--evidence", str(folder / "一.xlsx")]) == 1
