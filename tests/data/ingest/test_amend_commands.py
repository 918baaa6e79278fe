"""The commands say what is in force and end with 1 where something stood in the way."""

import json
from pathlib import Path

import pytest

from data.ingest import __main__ as command
from data.ingest import amend, receive
from data.snapshot import in_force
from tests.support.amended import CELL, LOCKED, SHEET

PDF = b"%PDF-1.7\n%%EOF\n"


def test_what_is_in_force_is_listed(amended_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["amendments", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["state"] for one in told["corrections"]] == ["applied"]
    assert [one["period"] for one in told["locks"]] == ["2025"]
    assert command.main(["amendments"]) == 0
    assert "录入时少一位" in capsys.readouterr().out


def test_a_command_that_cannot_says_why(amended_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    upload = receive.history()[-1].uploads[0]
    words = ["correct", upload, SHEET, CELL, "多", "--as", "乙", "--reason", "试"]
    assert command.main(words) == 1
    assert "不能填“多”" in capsys.readouterr().out
    assert command.main(["unlock", "1", "--as", "丙", "--reason", "试"]) == 1
    assert "不在生效" in capsys.readouterr().out
    assert receive.generation() == LOCKED


def test_each_command_publishes(
    own_amended_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["unlock", "3", "--as", "丙", "--reason", "重开", "--expect", "3"]) == 0
    upload = receive.history()[-1].uploads[0]
    said = ["--as", "乙", "--reason", "笔误", "--json"]
    letter = tmp_path / "函.pdf"
    letter.write_bytes(PDF)
    proof = ["--document", "函", "--evidence", str(letter)]
    assert command.main(["correct", upload, SHEET, "E8", "1.9", *proof, *said]) == 0
    made = receive.generation()
    assert amend.proof(made, 1) == ("函.pdf", PDF)
    for generation, n in ((made, 2), (1, 1), (99, 1)):
        with pytest.raises(KeyError):
            amend.proof(generation, n)
    assert command.main(["uncorrect", "2", *said]) == 0
    assert command.main(["lock", "2024年", "2025", "--template", "S1", "--region", "450204", *said]) == 0
    actions = [entry.action for entry in receive.history()[:4]]
    assert actions == ["lock", "uncorrect", "correct", "unlock"]
    assert [one.document for one in in_force.all_corrections()] == ["函"]
    assert {(one.period, one.region) for one in in_force.all_locks()} == {
        ("2024", "450204"),
        ("2025", "450204"),
    }
    capsys.readouterr()
