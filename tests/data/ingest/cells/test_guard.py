"""What a file is by its first bytes, and which zips are turned away before anything is inflated."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from data.ingest.cells import guard
from data.ingest.findings import Finding, Refused, catalogue

TYPES = "[Content_Types].xml"


def workbook() -> bytes:
    book = Workbook()
    book.active.append(["县区", "产值"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as copy:
        for name, content in parts.items():
            copy.writestr(name, content)
    return target.getvalue()


def rule_of(content: bytes, name: str = "报表.xlsx") -> str:
    with pytest.raises(Refused) as refused:
        guard.kind_of(content, name)
    return refused.value.finding.rule


def ole(*streams: str) -> bytes:
    """A compound file as far as its directory is looked at."""
    content = bytearray(guard.OLE + bytes(504))
    for stream in streams:
        raw = stream.encode("utf-16-le") + b"\0\0"
        content += raw.ljust(64, b"\0") + struct.pack("<H", len(raw)) + bytes(62)
    return bytes(content)


def test_the_bytes_decide_and_not_the_name() -> None:
    assert guard.kind_of(workbook(), "报表.xls") == "xlsx"
    assert guard.kind_of("县区,产值\n柳北区,5\n".encode(), "报表.xlsx") == "csv"
    assert guard.kind_of("县区,产值\n柳北区,5\n".encode("gb18030"), "报表.xls") == "csv"
    assert guard.kind_of(ole("Workbook"), "报表.xls") == "xls"
    assert guard.kind_of(ole("Workbook"), "报表.et") == "et"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty_file"),
        (b"<html><head></head><body>403</body></html>", "is_web_page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "is_web_page"),
        (b"<table><tr><td>1</td></tr></table>", "is_web_page"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "is_web_page"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "is_old_xml",
        ),
        (b'<?xml version="1.0"?><data/>', "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n", "is_image"),
        (b"\xff\xd8\xff\xe0", "is_image"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "is_image"),
        (b"%PDF-1.7", "is_document"),
        (b"{\\rtf1", "is_document"),
        (b"Rar!\x1a\x07", "is_archive"),
        (b"\x1f\x8b\x08", "is_archive"),
        (b"\x09\x08\x08\x00\x00\x05", "is_very_old"),
        (b"\x00\x01\x02\x03", "not_a_workbook"),
        (b"PK\x05\x06" + bytes(18), "damaged"),
        (ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (ole("WordDocument"), "is_document"),
        (ole("PowerPoint Document"), "is_document"),
        (ole("Something"), "not_a_workbook"),
        (archive({"a.txt": b"x"}), "is_archive"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "is_ods"),
        (archive({TYPES: b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"}), "is_xlsm"),
        (archive({TYPES: b"spreadsheetml", "xl/vbaProject.bin": b"x"}), "is_xlsm"),
        (archive({TYPES: b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"}), "is_xlsm"),
        (archive({TYPES: b"application/vnd.ms-excel.sheet.binary.main"}), "is_xlsb"),
        (archive({TYPES: b"wordprocessingml.document"}), "is_document"),
    ],
)
def test_each_wrong_file_is_told_what_it_is(content: bytes, rule: str) -> None:
    assert rule_of(content) == rule


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_BYTES", 100)
    assert rule_of(workbook()) == "too_large"


def test_a_truncated_workbook_is_damaged() -> None:
    assert rule_of(workbook()[:-300]) == "damaged"


@pytest.mark.parametrize("name", ["/etc/passwd", "../x.xml", "a\\b.xml", "c:evil"])
def test_odd_part_names_are_refused(name: str) -> None:
    assert rule_of(archive({TYPES: b"spreadsheetml", name: b"x"})) == "unsafe_archive"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_duplicate_parts_are_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        copy.writestr(TYPES, b"spreadsheetml")
        copy.writestr("xl/Workbook.xml", b"1")
        copy.writestr("xl/workbook.xml", b"2")
    assert rule_of(target.getvalue()) == "unsafe_archive"


def test_declared_size_and_ratio_are_looked_at_before_inflating(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = archive({TYPES: b"spreadsheetml", "xl/a.xml": bytes(2_000_000)})
    monkeypatch.setattr(guard, "MAX_INFLATED", 1_000_000)
    assert rule_of(bomb) == "too_large_inflated"
    monkeypatch.setattr(guard, "MAX_INFLATED", 100_000_000)
    monkeypatch.setattr(guard, "RATIO_FROM", 1_000_000)
    assert rule_of(bomb) == "unsafe_archive"


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_PARTS", 3)
    assert rule_of(archive({f"{number}.xml": b"x" for number in range(5)})) == "unsafe_archive"


def test_encrypted_and_overlapping_entries_are_refused() -> None:
    content = bytearray(archive({TYPES: b"spreadsheetml", "xl/a.xml": b"aaaa"}))
    directory = content.index(b"PK\x01\x02")
    locked = bytearray(content)
    locked[directory + 8] |= 1
    assert rule_of(bytes(locked)) == "encrypted"
    second = content.index(b"PK\x01\x02", directory + 4)
    content[second + 42 : second + 46] = content[directory + 42 : directory + 46]
    assert rule_of(bytes(content)) == "unsafe_archive"


def test_inflating_counts_and_does_not_trust_the_directory() -> None:
    content = archive({"a.xml": bytes(500_000)})
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert len(guard.inflate(opened, "a.xml", 500_000)) == 500_000
        with pytest.raises(Refused) as refused:
            guard.inflate(opened, "a.xml", 499_999)
        assert refused.value.finding.rule == "too_large_inflated"
        with pytest.raises(Refused):
            guard.inflate(opened, "missing.xml", 10)


def test_a_wrong_checksum_is_damage() -> None:
    content = bytearray(archive({"a.xml": b"hello world" * 10}, zipfile.ZIP_STORED))
    content[content.index(b"hello")] ^= 1
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as opened, pytest.raises(Refused) as refused:
        guard.inflate(opened, "a.xml", 10_000)
    assert refused.value.finding.rule == "damaged"


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda tail: b"PK\x03\x04" + tail)))
def test_arbitrary_bytes_are_refused_or_known(content: bytes) -> None:
    try:
        assert guard.kind_of(content, "x.xlsx") in {"xlsx", "xls", "et", "csv"}
    except Refused as refused:
        assert refused.finding.severity == "stop"


def test_findings_speak_both_languages() -> None:
    finding = Finding("error_cell", "表一", "C11", found="#DIV/0!")
    assert finding.severity == "warn"
    assert "#DIV/0!" in finding.sentence("zh") and "#DIV/0!" in finding.sentence("en")
    assert finding.message("zh").startswith("工作表“表一”C11")
    assert finding.message("en").startswith('sheet "表一", cell C11: ')
    assert finding.as_dict()["mend_zh"] == finding.mend("zh")
    with pytest.raises(ValueError, match="no such rule"):
        Finding("never_heard_of")


def test_the_catalogue_is_whole() -> None:
    for rule in catalogue().values():
        assert rule.severity in {"stop", "warn", "note"}
        assert all((rule.zh, rule.en, rule.mend_zh, rule.mend_en))
