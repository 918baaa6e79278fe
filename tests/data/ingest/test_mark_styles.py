"""Formats are added behind those that are there; a marked cell keeps all of its own but the colour."""

import re

import pytest

from data.ingest import mark_styles
from data.ingest.mark_styles import COLOURS, Styles

OLD = (
    '<x:styleSheet xmlns:x="u"><x:fonts count="1"><x:font/></x:fonts><x:fills count="1"><x:fill/></x:fills>'
    '<x:cellXfs count="2"><x:xf fillId="0"/><x:xf numFmtId="9" fillId="0" borderId="3"><x:alignment/></x:xf>'
    "</x:cellXfs><x:dxfs/></x:styleSheet>"
)


def test_a_format_is_copied_with_the_colour_once() -> None:
    styles = Styles(OLD.encode(), "u")
    assert [styles.marked(1, "stop"), styles.marked(1, "warn"), styles.marked(1, "stop")] == [2, 3, 2]
    assert styles.marked(99, "stop") == 4, "a format that is not there is the usual one"
    after = styles.saved().decode()
    assert '<x:xf numFmtId="9" fillId="1" borderId="3" applyFill="1"><x:alignment/></x:xf>' in after
    assert '<x:cellXfs count="5">' in after and '<x:fills count="4">' in after
    assert all(colour in after for colour in COLOURS.values())
    assert re.sub(r"<x:font><x:.*?</x:font>", "", after).startswith(OLD[:24])


def test_styles_are_made_where_there_are_none() -> None:
    for content in (b"", b'<styleSheet xmlns="u"/>', b'<styleSheet xmlns="u"><fonts/><dxfs/></styleSheet>'):
        styles = Styles(content, "u")
        assert styles.marked(0, "note") == 1 and styles.listed(2, "warn") == 2
        after = styles.saved().decode()
        assert after.index("<fonts") < after.index("<fills") < after.index("<cellXfs")
        assert after.count("<xf ") >= 3


def test_a_workbook_full_of_formats_is_not_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mark_styles, "MOST_FORMATS", 2)
    assert Styles(OLD.encode(), "u").marked(0, "stop") is None
