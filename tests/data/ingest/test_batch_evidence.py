"""Evidence among many files goes with the workbook that names it, and with none on a guess."""

from pathlib import Path

import pytest

from data.ingest import batch, batch_evidence, receive
from data.ingest.__main__ import main
from data.ingest.batch import Outcome
from tests.support.ledgers import judgement
from tests.support.numbers import green_row
from tests.support.workbooks import workbook

PDF = b"%PDF-1.7\n%%EOF\n"


def judged(statement: str, proof: str) -> bytes:
    return workbook("S17", [judgement(statement, evidence=proof)])


def outcome(name: str, content: bytes) -> Outcome:
    inspection = receive.inspect(content, name, foresee=False)
    return batch.outcome_of(inspection, proof=batch_evidence.is_proof(inspection, content))


def told(*outcomes: Outcome, **chosen: str) -> dict[str, str]:
    """Of each file of evidence by name the name of its workbook."""
    names = {one.sha256: one.name for one in outcomes}
    said = {one.sha256: chosen[stem] for one in outcomes if (stem := one.name.split(".")[0]) in chosen}
    return {names[sha]: names.get(of, "") for sha, of in batch_evidence.owners(outcomes, said).items()}


@pytest.mark.usefixtures("store")
def test_a_file_is_of_the_workbook_that_names_it_or_whose_name_it_shares() -> None:
    one = outcome("一.xlsx", judged("T22", "《会议纪要》"))
    two = outcome("判定二.xlsx", judged("T25", "见附件"))
    other = outcome("绿色.xlsx", workbook("S5", [green_row(1)]))
    minutes, photo = outcome("会议纪要.pdf", PDF), outcome("判定二_现场.pdf", PDF + b"1")
    stray = outcome("说明.pdf", PDF + b"2")
    assert (one.asks_proof, other.asks_proof, minutes.proof, one.proof) == (True, False, True, False)
    assert one.proofs_named == ("《会议纪要》",)
    assert told(one, two, other, minutes, photo, stray) == {
        "会议纪要.pdf": "一.xlsx", "判定二_现场.pdf": "判定二.xlsx", "说明.pdf": "",
    }  # fmt: skip
    assert told(one, other, stray) == {"说明.pdf": "一.xlsx"}, "the only one that takes evidence"
    assert told(one, two, stray, 说明=two.sha256) == {"说明.pdf": "判定二.xlsx"}, "a person says"
    assert told(one, minutes, 会议纪要="") == {"会议纪要.pdf": ""}, "also that it is of none"
    assert not outcome("坏.pdf", b"MZ").proof and not batch_evidence.takers([other])


def test_a_folder_is_published_with_its_evidence(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "报送"
    folder.mkdir()
    (folder / "判定.xlsx").write_bytes(judged("T22", "会议纪要.pdf"))
    (folder / "会议纪要.pdf").write_bytes(PDF)
    (folder / "绿色.xlsx").write_bytes(workbook("S5", [green_row(1)]))
    assert main(["accept", str(folder), "--as", "甲", "--all-good"]) == 0
    assert "随“判定.xlsx”一起存档" in capsys.readouterr().out
    (entry,) = receive.history()
    kept = {
        receive.receipt(upload).file_name: [item.name for item in receive.attachments(upload)]
        for upload in entry.uploads
    }
    assert kept == {"判定.xlsx": ["会议纪要.pdf"], "绿色.xlsx": []}
    assert receive.refusals() == []


def test_evidence_that_nobody_knows_the_owner_of_is_left_out_and_said(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, statement in (("一.xlsx", "T22"), ("二.xlsx", "T25")):
        (tmp_path / name).write_bytes(judged(statement, "见附件"))
    (tmp_path / "说明.pdf").write_bytes(PDF)
    assert main(["accept", str(tmp_path), "--as", "甲", "--all-good"]) == 3
    assert "看不出属于哪个文件" in capsys.readouterr().out
    (entry,) = receive.history()
    assert len(entry.uploads) == 2 and not any(receive.attachments(upload) for upload in entry.uploads)
