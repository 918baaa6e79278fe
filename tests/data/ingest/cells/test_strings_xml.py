"""Shared texts: a count that lies is taken away, a raised mark is told from the number it hangs on."""

import pytest

from data.ingest.cells import guard
from data.ingest.cells.strings_xml import RichText, looked_over
from data.ingest.findings import Refused


def rich(base: str, mark: str, place: str = "superscript") -> str:
    """One text of a plain run and a raised one."""
    raised = f'<r><rPr><vertAlign val="{place}"/></rPr><t>{mark}</t></r>'
    return f"<si><r><t>{base}</t></r>{raised}<rPh sb='0' eb='1'><t>x</t></rPh></si>"


def test_the_number_of_texts_is_not_believed() -> None:
    content = b'<?xml version="1.0"?><sst count="4294967295" uniqueCount=\'9\' x="1"><si><t>a</t></si></sst>'
    assert looked_over(content) == b'<?xml version="1.0"?><sst x="1"><si><t>a</t></si></sst>'
    assert looked_over(b"") == b""


@pytest.mark.parametrize(
    ("base", "mark", "text"),
    [
        ("800", "2", "800[2]"),
        ("1,234.5 ", "*", "1,234.5[*]"),
        ("5.3%", "①", "5.3%[①]"),
        ("812.3", "[1]", "812.3[1]"),
        ("10", "4", "10^4"),
    ],
)
def test_a_raised_mark_is_set_apart_from_its_number(base: str, mark: str, text: str) -> None:
    assert (
        looked_over(f"<sst>{rich(base, mark)}</sst>".encode())
        == f"<sst><si><t>{text}</t></si></sst>".encode()
    )


@pytest.mark.parametrize(("base", "mark"), [("万m", "2"), ("CO", "2"), ("800", "")])
def test_units_and_words_keep_their_raised_signs(base: str, mark: str) -> None:
    content = f"<sst>{rich(base, mark, 'subscript')}</sst>".encode()
    assert looked_over(content) == content


def test_too_many_texts_and_alternatives_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="AlternateContent"):
        looked_over(b"<sst xmlns:m='m'><si><m:AlternateContent/></si></sst>")
    monkeypatch.setattr(guard, "MAX_CELLS", 1)
    with pytest.raises(Refused) as refused:
        looked_over(b"<sst><si/><si/></sst>")
    assert refused.value.finding.rule == "too_many_cells"


def test_a_plain_text_has_nothing_to_tell_apart() -> None:
    text = RichText()
    text.start("t", {})
    text.hear("800")
    text.end("t")
    assert text.told_apart() is None
