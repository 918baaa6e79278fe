"""Elements of a part are found with their places, and changed without touching what lies around."""

import pytest

from data.ingest.cells.safe_xml import edited
from data.ingest.cells.xml_spans import appended, counted, placed, spans, with_attribute
from data.ingest.findings import Refused

PART = (
    b'\xef\xbb\xbf<?xml version="1.0"?><x:a xmlns:x="u"><x:b n="1>0"/><x:c count="2"><d/><d>t</d></x:c></x:a>'
)


def test_every_element_knows_where_it_lies() -> None:
    root = spans(PART, 2)
    assert (root.local, root.prefix) == ("a", "x:") and [child.local for child in root.children] == ["b", "c"]
    assert [PART[child.start : child.end] for child in root.children] == [
        b'<x:b n="1>0"/>', b'<x:c count="2"><d/><d>t</d></x:c>',
    ]  # fmt: skip
    assert root.children[1].children == [] and len(spans(PART, 3).children[1].all("d")) == 2
    assert root.first("b") is root.children[0] and root.first("z") is None
    assert root.children[0].attribute("n") == "1>0" and root.children[0].attribute("m") == ""


def test_something_is_put_at_the_end_of_an_element_closed_or_not() -> None:
    root = spans(PART, 3)
    closed, opened = root.children
    changed = edited(PART, [appended(PART, closed, "<new/>"), appended(PART, opened, "<e/>")])
    assert b'<x:b n="1>0"><new/></x:b>' in changed and b"<d>t</d><e/></x:c>" in changed
    assert edited(PART, counted(PART, opened, 3)).count(b'<x:c count="3">') == 1
    assert counted(PART, closed, 3) == []


def test_a_new_child_comes_before_those_that_the_order_has_behind_it() -> None:
    root = spans(b"<a><b/><d/></a>", 2)
    assert placed(root, "c", ["b", "c", "d"]) == root.children[1].start
    assert placed(root, "e", ["b", "d", "e"]) == root.closed


@pytest.mark.parametrize(
    ("tag", "after"),
    [
        (b'<c r="A1" s="3">', b'<c r="A1" s="7">'),
        (b"<c r='A1' s = '3'/>", b"<c r='A1' s = \"7\"/>"),
        (b'<c r="A1"/>', b'<c r="A1" s="7"/>'),
        (b"<c>", b'<c s="7">'),
    ],
)
def test_an_attribute_is_set_anew_or_added(tag: bytes, after: bytes) -> None:
    assert with_attribute(tag, "s", "7") == after


def test_a_part_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.ingest.cells.xml_spans.ROOM", 2)
    with pytest.raises(Refused):
        spans(b"<a><b/><b/></a>", 2)
