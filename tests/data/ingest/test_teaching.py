"""Layouts and aliases by command."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.ingest.__main__ import main
from tests.support import bureau_sheets as sheets


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    main([*words, "--json"])
    return json.loads(capsys.readouterr().out)


def test_a_layout_is_learned_listed_used_exported_and_withdrawn(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.xlsx"
    file.write_bytes(sheets.places_by_fields())
    answers = ("--fixed", "maturity=快报", "--field", "工业增加值／累计=")
    made = run(capsys, "layouts", "learn", "月报", str(file), "--as", "张三", *answers)
    assert (made["name"], made["by"], len(made["bindings"])) == ("月报", "张三", 4)
    assert [stored["name"] for stored in run(capsys, "layouts", "list")] == ["月报"]
    looked = run(capsys, "inspect", str(file), "--layout", "月报")
    assert (looked["layout"], looked["rows"], looked["records"][2]["cells"]["energy_tce"]) == (
        "月报",
        5,
        "B7",
    )
    for ending in ("toml", "xlsx"):
        run(capsys, "layouts", "export", "月报", str(tmp_path / f"out.{ending}"))
    assert run(capsys, "layouts", "learn", "另一份", str(tmp_path / "out.toml"))["version"] == 1
    run(capsys, "layouts", "withdraw", "另一份", "--as", "李四")
    done = run(capsys, "accept", str(file), "--as", "王五", "--layout", "月报", "--reason", "首次上报")
    assert done["generation"] == 1
    assert "error" in run(capsys, "layouts", "withdraw", "没有的")
    assert "error" in run(capsys, "layouts", "learn", "无名")
    (tmp_path / "菜单.csv").write_text("菜,价\n鱼,5\n", encoding="utf-8")
    assert "error" in run(capsys, "layouts", "learn", "菜单", str(tmp_path / "菜单.csv"))


def test_an_alias_is_learned_listed_and_withdrawn(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = run(capsys, "aliases", "learn", "region", "鱼峯区", "鱼峰区", "--as", "张三")
    assert run(capsys, "aliases", "list") == [made] and made["by"] == "张三"
    assert run(capsys, "aliases", "withdraw", str(made["number"])) == {"withdrawn": [made["number"]]}
    assert run(capsys, "aliases", "list") == [] and "error" in run(capsys, "aliases", "learn", "region")
