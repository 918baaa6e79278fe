"""Evidence is kept with its upload: looked over, listed in the receipt, given back, hashed again."""

import io
import json
import zipfile
from functools import cache
from pathlib import Path

import pytest

from data import places
from data.ingest import evidence, receive
from data.keep import archive, journal
from queries.ask import ask
from tests.support.ledgers import judgement
from tests.support.numbers import energy_row
from tests.support.workbooks import named_workbook, workbook

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 40


def docx(*extra: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        file.writestr("[Content_Types].xml", f'<Types><Override ContentType="{main}"/></Types>')
        for name in ("word/document.xml", *extra):
            file.writestr(name, "<x/>")
    return target.getvalue()


@cache
def sheet() -> bytes:
    return named_workbook("S17", [judgement("T22")])[0]


def stops(given: list[tuple[str, bytes]], content: bytes | None = None) -> list[str]:
    with pytest.raises(receive.NotAccepted) as refusal:
        receive.accept(content or sheet(), "判定.xlsx", "甲", attachments=given)
    return [f.rule for f in refusal.value.inspection.findings if f.severity == "stop"]


def test_evidence_is_archived_listed_and_given_back(store: Path) -> None:
    given = [("会议纪要.pdf", PDF), ("现场.PNG", PNG), ("照片.jpeg", JPG), ("报告.docx", docx())]
    given.append(("表.xlsx", sheet()))
    upload = receive.accept(sheet(), "判定.xlsx", "甲", attachments=given).upload
    found = receive.attachments(upload)
    assert [(item.n, item.name, item.ending, item.size) for item in found] == [
        (1, "会议纪要.pdf", "pdf", len(PDF)),
        (2, "现场.PNG", "png", len(PNG)),
        (3, "照片.jpeg", "jpg", len(JPG)),
        (4, "报告.docx", "docx", len(docx())),
        (5, "表.xlsx", "xlsx", len(sheet())),
    ]
    stored = sorted(path.name for path in (places.archive() / upload / "evidence").iterdir())
    assert stored == [item.stored_as for item in found]
    assert receive.attachment(upload, 1) == ("会议纪要.pdf", PDF)
    with pytest.raises(KeyError):
        receive.attachment(upload, 6)
    with pytest.raises(KeyError):
        receive.attachments("../../etc")
    assert receive.verify() == []
    assert ask("judgements_list")["upload"].tolist() == [upload]


def test_changed_or_missing_evidence_is_found(store: Path) -> None:
    upload = receive.accept(sheet(), "判定.xlsx", "甲", attachments=[("a.pdf", PDF), ("b.png", PNG)]).upload
    first, second = (
        places.archive() / upload / "evidence" / item.stored_as for item in receive.attachments(upload)
    )
    first.write_bytes(PDF + b"x")
    second.unlink()
    told = f"{upload}: 佐证材料已变或丢失：{{0}} / evidence changed or lost: {{0}}"
    assert receive.verify() == [told.format(first.name), told.format(second.name)]


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("程序.exe", b"MZ" + b"\0" * 60, "evidence_kind"),
        ("网页.html", b"<html></html>", "evidence_kind"),
        ("伪装.pdf", PNG, "evidence_disguised"),
        ("无扩展名", PDF, "evidence_kind"),
        ("程序.pdf", b"MZ" + b"\0" * 60, "evidence_kind"),
        ("空.pdf", b"", "evidence_empty"),
        ("宏.docx", docx("word/vbaProject.bin"), "evidence_kind"),
        ("坏.docx", b"PK\x03\x04" + b"\0" * 40, "evidence_kind"),
        ("大.pdf", PDF + b"\0" * (20 * 1024 * 1024), "evidence_too_large"),
    ],
)
def test_wrong_files_are_refused_with_a_finding(store: Path, name: str, content: bytes, rule: str) -> None:
    assert stops([("好.pdf", PDF), (name, content)]) == [rule]
    assert journal.read() == []


def test_only_sheets_that_ask_for_evidence_take_it(store: Path) -> None:
    assert stops([("好.pdf", PDF)], workbook("S1", [energy_row()])) == ["evidence_not_asked"]
    assert stops([(f"{n}.pdf", PDF + bytes([n])) for n in range(21)]) == ["evidence_too_many"]


def test_names_are_made_safe_and_the_same_file_is_kept_once(store: Path) -> None:
    given = [('../../etc/a\r\nb"c.pdf', PDF), ("again.pdf", PDF)]
    upload = receive.accept(sheet(), "判定.xlsx", "甲", attachments=given).upload
    assert [item.name for item in receive.attachments(upload)] == ["a_b_c.pdf"]
    assert evidence.plain_name("...") == "evidence"


def test_receipts_of_before_still_load(store: Path) -> None:
    upload = receive.accept(sheet(), "判定.xlsx", "甲").upload
    path = places.archive() / upload / "receipt.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    assert body.pop("evidence") == []
    path.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    line = json.loads(places.journal().read_text(encoding="utf-8"))
    del line["receipts"]  # lines of before do not cover their receipts
    line["hash"] = journal.digest(line)
    places.journal().write_text(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    assert archive.receipt(upload).evidence == [] and receive.attachments(upload) == []
    assert receive.verify() == []
