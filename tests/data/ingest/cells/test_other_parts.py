"""Parts that no reader of cells opens are looked over too, and refused by name."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from data.ingest.cells import other_parts
from data.ingest.cells.read import read_book
from data.ingest.findings import Refused
from tests.data.ingest.cells.test_read import rule_of, saved

ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(1, 9))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{ENTITIES}]><x>&a8;</x>'.encode()
DEEP = b"<x>" * 100_000


def with_part(name: str, content: bytes) -> bytes:
    """A good workbook with a comment, one part of it replaced or added."""
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = 1
    book.active["A1"].comment = Comment("核对", "某人")
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as source, zipfile.ZipFile(target, "w") as copy:
        parts = {entry: source.read(entry) for entry in source.namelist()} | {name: content}
        for entry, part in parts.items():
            copy.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


PARTS = [
    "docProps/core.xml",
    "docProps/app.xml",
    "xl/comments/comment1.xml",
    "xl/drawings/drawing7.xml",
    "xl/theme/theme1.xml",
    "customXml/item1.xml",
    "xl/worksheets/_rels/sheet1.xml.rels",
    "no/ending/at/all",
]


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize(("content", "what"), [(LAUGHS, "DOCTYPE"), (DEEP, "depth")])
def test_hostile_parts_are_refused_by_name(name: str, content: bytes, what: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_book(with_part(name, content), "表.xlsx")
    finding = refusal.value.finding
    assert (finding.rule, finding.found) == ("unsafe_xml", f"{what}: {name}")


def test_endless_tags_and_wide_encodings_are_no_way_round() -> None:
    assert rule_of(with_part("docProps/core.xml", b"<x a='" + b"a" * 3_000_000)) == "unsafe_xml"
    assert rule_of(with_part("docProps/core.xml", LAUGHS.decode().encode("utf-16"))) == "unsafe_xml"
    assert rule_of(with_part("docProps/core.xml", b"\xef\xbb\xbf" + LAUGHS)) == "unsafe_xml"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG not XML at all",
        b"",
        b"<broken",
        '<x encoding="utf-16">统计</x>'.encode("utf-16"),
        b"<a></b>",
    ],
)
def test_parts_that_harm_nobody_stay(content: bytes) -> None:
    other_parts.look_over("customXml/item1.xml", content)
    assert read_book(with_part("customXml/item1.xml", content), "表.xlsx").sheets[0].cells == {(1, 1): 1.0}
