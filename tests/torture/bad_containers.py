"""Files that are no workbook, or one broken on the outside; odd tables of text and old formats."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from data.ingest.cells import guard
from tests.data.ingest.cells.test_guard import archive, ole
from tests.data.ingest.cells.test_read import xls
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook
from tests.torture.shared_texts import shared

TYPES = "[Content_Types].xml"
ANY = frozenset({"any"})  # refused by whatever rule, or read with the very values of the original
HEADS = "期间,地区,行业,综合能源消费量（吨标准煤）,计算口径,数据状态"
LINE = "2025年,柳南区,规上工业,2000000,当量值,终核"


@dataclass(frozen=True)
class Bad:
    """A file, its name, the rules of which one must be said; without any, the values must be right.

    What is large is only made when it is read.
    """

    title: str
    content: bytes | Callable[[], bytes]
    rules: frozenset[str] = frozenset()
    name: str = "报表.xlsx"
    right: object = None  # the value of the trapped field where it is read without a finding
    field: str = ""

    def made(self) -> tuple[bytes, str]:
        """The bytes and the name of the file."""
        return (self.content if isinstance(self.content, bytes) else self.content()), self.name


@cache
def good() -> bytes:
    """The workbook that is broken here: S1 as a bureau sends it."""
    return shared(workbook("S1", [energy_row()]))


def bad(title: str, content: bytes | Callable[[], bytes], *rules: str, name: str = "报表.xlsx") -> Bad:
    """A file for which one of the rules must be said."""
    return Bad(title, content, frozenset(rules) or ANY, name)


def containers() -> Iterator[Bad]:
    """What is no .xlsx at all, however it is called."""
    yield bad("empty", b"", "empty_file")
    for length in (1, 3, 4, 100, 5000):
        yield bad(f"zeros {length}", bytes(length), "not_a_workbook")
    for magic in guard.PICTURES:
        yield bad(f"picture {magic!r}", magic + bytes(60), "is_image")
    for magic in guard.ARCHIVES:
        yield bad(f"archive {magic!r}", magic + bytes(60), "is_archive")
    for magic in guard.VERY_OLD:
        yield bad(f"very old {magic!r}", magic + bytes(60), "is_very_old", name="表.xls")
    for page in (
        b"<html>",
        b"<!DOCTYPE html>",
        b"<table>",
        b"<script>",
        b"<head>",
        b"<body>",
        b"<meta>",
        b"<div>",
    ):
        for before in (b"", b"\xef\xbb\xbf", b"\r\n  "):
            yield bad(f"page {page!r} {before!r}", before + page + b"403", "is_web_page", name="表.xls")
    for stream, rule in (
        ("EncryptedPackage", "encrypted"),
        ("EncryptionInfo", "encrypted"),
        ("WordDocument", "is_document"),
        ("PowerPoint Document", "is_document"),
        ("Other", "not_a_workbook"),
    ):
        yield bad(f"ole {stream}", ole(stream), rule)
    for kind, rule in (
        (b"application/vnd.ms-excel.sheet.macroEnabled.main+xml", "is_xlsm"),
        (b"application/vnd.ms-excel.sheet.binary.main", "is_xlsb"),
        (b"wordprocessingml.document", "is_document"),
        (b"presentationml.presentation", "is_document"),
        (b"nothing", "is_archive"),
    ):
        yield bad(f"zip of {kind!r}", archive({TYPES: kind}), rule)
    for seed in range(12):
        yield bad(f"noise {seed}", random.Random(seed).randbytes(2000), "not_a_workbook")
        noise = b"PK\x03\x04" + random.Random(seed).randbytes(2000)
        yield bad(f"noise as zip {seed}", noise, "damaged", "unsafe_archive", "encrypted")


def cut() -> Iterator[Bad]:
    """The workbook with its end, its start or its middle gone."""
    content = good()
    for part in range(1, 20):
        at = len(content) * part // 20
        yield bad(f"cut at {part}/20", content[:at], "damaged")
        yield bad(f"without the first {part}/20", content[at:])
    for size in (1, 10, 100, 1000):
        half = len(content) // 2
        yield bad(f"hole of {size}", content[:half] + content[half + size :])
        yield bad(f"zeros over {size}", content[:half] + bytes(size) + content[half + size :])
        yield bad(f"noise behind, {size}", content + b"x" * size)
        yield bad(f"noise before, {size}", b"x" * size + content)


def zips() -> Iterator[Bad]:
    """Directories that lie."""
    content = good()
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    for name in ("/etc/passwd", "../x.xml", "a\\b.xml", "c:x", "x/../../y", "XL/WORKBOOK.XML"):
        yield bad(f"part {name}", archive(parts | {name: b"<x/>"}), "unsafe_archive")
    for name in parts:
        fewer = {each: part for each, part in parts.items() if each != name}
        yield bad(f"without {name}", archive(fewer))
        yield bad(f"empty {name}", archive(parts | {name: b""}))
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield bad(f"method {method}", archive(parts, method), "unsafe_archive")
    yield bad("5,001 parts", lambda: archive(parts | {f"x{n}": b"" for n in range(5_001)}), "unsafe_archive")
    yield bad("bomb", lambda: archive(parts | {"xl/media/a": bytes(40_000_000)}), "unsafe_archive")
    for at, title in (
        (8, "flags"),
        (10, "method"),
        (16, "crc"),
        (20, "packed size"),
        (24, "size"),
        (42, "offset"),
    ):
        for value in (1, 0xFFFF):
            yield bad(f"{title} of every part + {value}", with_directory(content, at, value))


def with_directory(content: bytes, at: int, value: int) -> bytes:
    """The archive with two bytes of every line of its directory changed."""
    changed = bytearray(content)
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        old = struct.unpack_from("<H", changed, place + at)[0]
        struct.pack_into("<H", changed, place + at, (old + value) % 65_536)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def texts() -> Iterator[Bad]:
    """Tables of text in every usual form must give their values; others are refused."""
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        for end in ("\n", "\r\n", "\r"):
            for sign in (",", "\t", ";", "|"):
                text = end.join((HEADS, LINE, "")).replace(",", sign)
                yield Bad(f"text {encoding} {end!r} {sign!r}", text.encode(encoding), right=2_000_000.0,
                          name="表.csv", field="energy_tce")  # fmt: skip
    quoted = f"{HEADS}\n{LINE.replace('2000000', chr(34) + '2,000,000' + chr(34))}\n".encode()
    yield Bad("quoted thousands", quoted, name="表.csv", right=2_000_000.0, field="energy_tce")
    yield bad("a quote without end", f'{HEADS}\n"{LINE}\n'.encode(), name="表.csv")
    yield bad("zeros in text", f"{HEADS}\n{LINE}\0".encode(), "not_a_workbook", name="表.csv")
    yield bad("a line without end", b"a," * 700_000, "sheet_too_wide", name="表.csv")
    yield bad("a field without end", b"a" * 3_000_000 + b",b\n", "damaged", name="表.csv")


def old_books() -> Iterator[Bad]:
    """Old workbooks whole and in pieces: always with the warning that damage cannot be told."""
    content = xls(tuple(HEADS.split(",")), tuple(LINE.split(",")))
    wanted = (
        "old_format",
        "damaged",
        "not_a_workbook",
        "no_cells",
        "reader_died",
        "encrypted",
        "too_many_sheets",
    )
    makers: tuple[Callable[[int], bytes], ...] = (
        lambda at: content[:at],
        lambda at: content[:at] + bytes(4) + content[at + 4 :],
    )
    for part in range(1, 16):
        at = len(content) * part // 16
        for number, made in enumerate(makers):
            yield bad(f"old workbook {number} at {part}/16", made(at), *wanted, name="表.xls")


def all_of_them() -> list[Bad]:
    """Every file that is bad on the outside, or of text."""
    return [*containers(), *cut(), *zips(), *texts(), *old_books()]
