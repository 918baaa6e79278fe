"""The list of findings: words instead of codes, links, and no more lines than a person reads."""

import pytest

from data.ingest import mark_listing
from data.ingest.findings import Finding
from data.ingest.mark_listing import WORDS, listing, spot_of, title_of
from data.ingest.mark_styles import Styles


def page(findings: list[Finding], lang: str = "zh") -> str:
    """The XML of the list; links may lead to the sheet "能'耗"."""
    return listing(findings, ["能'耗"], Styles(b"", "u"), "u", lang)


def test_a_finding_is_a_line_in_words_with_a_link() -> None:
    text = page([Finding("region_unknown", "能'耗", "B4:C5", "柳南区", "=1+1"), Finding("hidden_rows", "别")])
    assert "必须改" in text and "请核对" in text and "stop" not in text
    assert (
        '<hyperlink ref="C2" location="\'能\'\'耗\'!B4" display="B4"/>' in text
        and text.count("<hyperlink ") == 1
    )
    assert 'orientation="landscape"' in text and 'fitToHeight="0"' in text and 'fitToPage="1"' in text
    assert "<oddHeader>&amp;L检查结果&amp;R必须改 1  请核对 1</oddHeader>" in text
    assert '<row r="1" ht="21"><c' in text and '<row r="2" ht="' in text
    assert "<f>" not in text and "must be changed" in page([Finding("damaged")], "en")


def test_the_rest_of_very_many_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mark_listing, "MOST", 3)
    text = page([Finding("damaged")] * 5)
    assert text.count("<row ") == 5 and str(WORDS["zh"]["more"]).format(2) in text
    assert "<hyperlinks>" not in text


def test_the_title_is_new_and_the_first_cell_of_a_range_counts() -> None:
    assert title_of(["a"], "zh") == "检查结果" and title_of(["FINDINGS", "findings_"], "en") == "Findings__"
    assert [spot_of(Finding("damaged", "a", cell)) for cell in ("B4:C5", "B4,B9", "")] == ["B4", "B4", ""]
