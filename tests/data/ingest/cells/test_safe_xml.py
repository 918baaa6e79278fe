"""Parts are walked without DTD or entities, and changed by stretches of bytes, never written anew."""

import pytest

from data.ingest.cells import guard
from data.ingest.cells.safe_xml import edited, escaped, local, tag_end, walk
from data.ingest.findings import Refused


def nothing(_name: str, _attributes: dict[str, str]) -> None:
    """Listens to no element."""


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "unsafe_xml"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "unsafe_xml"),
        ("<a/>".encode("utf-16"), "unsafe_xml"),
        (b'<a b="' + b"c" * (guard.MAX_TOKEN * 3) + b'"/>', "unsafe_xml"),
        (b"<a><b></a>", "damaged"),
    ],
)
def test_what_no_workbook_needs_is_refused(content: bytes, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        walk(content, nothing)
    assert refused.value.finding.rule == rule


def test_names_lose_their_prefix() -> None:
    assert local("x:sheet") == "sheet" == local("sheet")


def test_text_is_safe_between_tags_and_in_quotes() -> None:
    assert escaped('a<b>&"c"\x00\n') == "a&lt;b&gt;&amp;&quot;c&quot;\ufffd\n"
    walk(f'<a b="{escaped(chr(0xD800) + chr(0xFFFF) + chr(11))}"/>'.encode(), nothing)


def test_a_tag_ends_behind_its_quotes() -> None:
    assert tag_end(b"""x<a b='">' c="'>">y""", 1) == 18
    with pytest.raises(Refused):
        tag_end(b"<a b='>", 0)


def test_only_the_stretches_named_change() -> None:
    assert edited(b"0123456789", [(8, 9, b"x"), (2, 4, b""), (4, 4, b"new")]) == b"01new4567x9"
    assert edited(b"same", []) == b"same"
