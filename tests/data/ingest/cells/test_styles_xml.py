"""Formats are told apart by what they make of a cell: per cent, set in, a day."""

from data.ingest.cells.styles_xml import styles_of

SHEET = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy-mm"/>'
    '<numFmt numFmtId="171" formatCode="0.0%"/>'
    '<numFmt numFmtId="172" formatCode="#,##0.00_ "/><numFmt numFmtId="9" formatCode="m/d"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"><alignment indent="2"/></xf><xf/>'
    '<xf numFmtId="9"/></cellXfs></styleSheet>'
)


def test_formats_are_told_apart() -> None:
    known = styles_of(SHEET.encode())
    assert known.percents == {"3", "6"} and known.indents == {"4": 2}
    assert known.days == {"1", "2", "5", "6"}, "what is not surely a number may be a day"
