"""Looks a foreign file over before anything opens it: size, first bytes, zip directory, counted inflating."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePath

from data.ingest.findings import Finding, Refused
from data.ingest.limits import LIMITS

MEGABYTE = 1024 * 1024
MAX_BYTES = LIMITS.file_megabytes * MEGABYTE
MAX_INFLATED = LIMITS.inflated_megabytes * MEGABYTE
MAX_CELLS = LIMITS.cells
MAX_AREA = 6_000_000  # cells spanned by what is filled in one sheet: readers lay the whole rectangle out
MAX_SHEETS = LIMITS.sheets
MAX_MERGES = 100_000
MAX_DEPTH = 40  # nesting of XML elements; a workbook needs about ten
MAX_TOKEN = 1 * MEGABYTE  # one tag or one run of text inside a part
MAX_MERGED = LIMITS.merged_cells
MAX_SECONDS = LIMITS.seconds
MAX_CLOCK_SECONDS = LIMITS.clock_seconds
MAX_MEMORY = LIMITS.memory_megabytes * MEGABYTE
MAX_ANSWER = LIMITS.answer_megabytes * MEGABYTE
MAX_PARTS = 5_000
MAX_RATIO = 300  # whole file; only asked once the contents are large enough to hurt
RATIO_FROM = 20 * MEGABYTE

PICTURES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
VERY_OLD = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00\x00\x05")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE_MARKS = (b"<html", b"<!doctype html", b"<table", b"<script", b"<head", b"<body", b"<meta", b"<div")


def megabytes(count: int) -> str:
    """Bytes in words: 20971520 -> '20 MB'."""
    return f"{count / MEGABYTE:.1f}".removesuffix(".0") + " MB"


def refuse(rule: str, expected: str = "", found: str = "") -> Refused:
    """A refusal about the whole file, ready to be raised."""
    return Refused(Finding(rule, expected=expected, found=found))


def kind_of(content: bytes, name: str) -> str:
    """What the bytes are: xlsx, xls, et or csv. Raises Refused, saying what it is, for all others.

    The name only tells .et from .xls, which are the same format.
    """
    if not content:
        raise refuse("empty_file")
    if len(content) > MAX_BYTES:
        raise refuse("too_large", megabytes(MAX_BYTES), megabytes(len(content)))
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_zip(content)
    if content.startswith(OLE):
        return _kind_of_ole(content, name)
    _refuse_known(content)
    if text_encoding(content):
        return "csv"
    raise refuse("not_a_workbook")


def _refuse_known(content: bytes) -> None:
    for table, rule in ((PICTURES, "is_image"), (ARCHIVES, "is_archive")):
        for magic, title in table.items():
            if content.startswith(magic) and (magic != b"BM" or content[6:10] == b"\0\0\0\0"):
                raise refuse(rule, found=title)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        raise refuse("is_image", found="WEBP")
    if content.startswith(b"%PDF"):
        raise refuse("is_document", found="PDF")
    if content.startswith(b"{\\rtf"):
        raise refuse("is_document", found="RTF")
    if content.startswith(b"PK"):
        raise refuse("damaged", found="ZIP")
    if content.startswith(VERY_OLD):
        raise refuse("is_very_old")
    start = content[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"mime-version:") or (start[:1] == b"<" and any(m in start for m in PAGE_MARKS)):
        raise refuse("is_web_page")
    if start.startswith(b"<?xml") or start.startswith(b"<workbook"):
        rule = "is_old_xml" if b"urn:schemas-microsoft-com:office" in start else "not_a_workbook"
        raise refuse(rule)


def text_encoding(content: bytes) -> str:
    """The encoding a text file is written in, '' when it is no text."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(sign) < 32 and sign not in "\t\r\n\f\x1a" for sign in set(text)):
            return ""
        return encoding
    return ""


def _kind_of_ole(content: bytes, name: str) -> str:
    streams = _ole_streams(content)
    if "EncryptedPackage" in streams or "EncryptionInfo" in streams:
        raise refuse("encrypted")
    if "WordDocument" in streams:
        raise refuse("is_document", found="Word (.doc)")
    if "PowerPoint Document" in streams:
        raise refuse("is_document", found="PowerPoint (.ppt)")
    if streams & {"Workbook", "Book", "ETBook", "ETWorkbook"}:
        return "et" if PurePath(name).suffix.lower() in {".et", ".ett"} else "xls"
    raise refuse("not_a_workbook")


def _ole_streams(content: bytes) -> set[str]:
    """Names in the directory of a compound file: entries are 128 bytes and lie on that raster."""
    wanted = ["EncryptedPackage", "EncryptionInfo", "WordDocument", "PowerPoint Document"]
    wanted += ["Workbook", "Book", "ETBook", "ETWorkbook"]
    found = set()
    for name in wanted:
        raw = name.encode("utf-16-le") + b"\0\0"
        at = content.find(raw, 512)
        while at >= 0:
            if at % 128 == 0 and content[at + 64 : at + 66] == struct.pack("<H", len(raw)):
                found.add(name)
                break
            at = content.find(raw, at + 1)
    return found


def _kind_of_zip(content: bytes) -> str:
    with open_zip(content) as archive:
        names = {entry.filename for entry in archive.infolist()}
        if "mimetype" in names and "[Content_Types].xml" not in names:
            mime = inflate(archive, "mimetype", 200).decode("ascii", "replace")
            raise refuse("is_ods", found=mime.rpartition(".")[2][:40])
        if "[Content_Types].xml" not in names:
            raise refuse("is_archive", found="ZIP")
        types = inflate(archive, "[Content_Types].xml", MEGABYTE)
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refuse("is_xlsm")
    if b"sheet.binary" in types:
        raise refuse("is_xlsb")
    if b"spreadsheetml" in types:
        return "xlsx"
    for mark, title in ((b"wordprocessingml", "Word (.docx)"), (b"presentationml", "PowerPoint (.pptx)")):
        if mark in types:
            raise refuse("is_document", found=title)
    raise refuse("is_archive", found="ZIP")


def open_zip(content: bytes) -> zipfile.ZipFile:
    """Opens a zip after a look at its directory; nothing has been inflated yet. Raises Refused."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 65_557))
    if end < 0 or len(content) < end + 22:
        raise refuse("damaged", found="ZIP")
    count = struct.unpack_from("<H", content, end + 10)[0]
    if count > MAX_PARTS:
        raise refuse("unsafe_archive", found=f"{count} parts")
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, struct.error) as error:
        raise refuse("damaged", found="ZIP") from error
    try:
        _look_at_directory(archive.infolist(), len(content))
    except Refused:
        archive.close()
        raise
    return archive


def _look_at_directory(entries: list[zipfile.ZipInfo], size: int) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > MAX_PARTS:
        raise refuse("unsafe_archive", found=f"{len(entries)} parts")
    if len(set(names)) != len(names):
        raise refuse("unsafe_archive", found="duplicate part names")
    for name in names:
        odd = name.startswith("/") or "\\" in name or "\0" in name or ":" in name
        if odd or not name or ".." in name.split("/"):
            raise refuse("unsafe_archive", found="odd part name")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise refuse("encrypted")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise refuse("unsafe_archive", found="unusual compression")
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise refuse("unsafe_archive", found="overlapping parts")
        end = entry.header_offset + 30 + entry.compress_size
    if end > size:
        raise refuse("damaged", found="ZIP")
    declared = sum(entry.file_size for entry in entries)
    if declared > MAX_INFLATED:
        raise refuse("too_large_inflated", megabytes(MAX_INFLATED), megabytes(declared))
    if declared > RATIO_FROM and declared > MAX_RATIO * size:
        raise refuse("unsafe_archive", found=f"{declared // size} : 1")


def inflate(archive: zipfile.ZipFile, name: str, room: int) -> bytes:
    """One part of the archive, at most `room` bytes, counted while inflating; CRC is checked."""
    pieces = []
    total = 0
    try:
        with archive.open(name) as stream:
            while piece := stream.read(256 * 1024):
                total += len(piece)
                if total > room:
                    raise refuse("too_large_inflated", megabytes(MAX_INFLATED), f"> {megabytes(room)}")
                pieces.append(piece)
    except KeyError as error:
        raise refuse("damaged", found=name[:80]) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
        raise refuse("damaged", found=name[:80]) from error
    return b"".join(pieces)
