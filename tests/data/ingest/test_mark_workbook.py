"""The workbook's own parts speak of one sheet more, at the end, and of nothing else."""

from data.ingest.mark_workbook import with_sheet, with_title

APP = (
    "<Properties><HeadingPairs><v:vector size='4' baseType='variant'><v:variant><v:lpstr>工作表</v:lpstr>"
    "</v:variant><v:variant><v:i4>1</v:i4></v:variant></v:vector></HeadingPairs><TitlesOfParts>"
    "<v:vector size='2' baseType='lpstr'><v:lpstr>能耗</v:lpstr><v:lpstr>名</v:lpstr></v:vector>"
    "</TitlesOfParts></Properties>"
)


def test_a_sheet_and_the_row_that_its_pages_repeat() -> None:
    book = b'<x:workbook><x:sheets><x:sheet name="a" sheetId="7"/></x:sheets>%s<x:calcPr/></x:workbook>'
    for names in (
        b"",
        b"<x:definedNames/>",
        b"<x:definedNames><x:definedName>1</x:definedName></x:definedNames>",
    ):
        text = with_sheet(book % names, "检'查", "rId9", "u").decode()
        assert (
            '<x:sheet xmlns:rel="u" name="检\'查" sheetId="8" rel:id="rId9"/></x:sheets><x:definedNames>'
            in text
        )
        assert (
            "<x:definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">'检''查'!$1:$1</x:definedName>"
            "</x:definedNames><x:calcPr/>"
        ) in text


def test_the_properties_name_the_sheet_where_they_name_sheets() -> None:
    text = with_title(APP.encode(), "检查", 1).decode()
    assert "<v:i4>2</v:i4>" in text and "<v:lpstr>能耗</v:lpstr><v:lpstr>检查</v:lpstr><v:lpstr>名" in text
    assert '<v:vector size="3" baseType' in text.replace("'", '"')
    for other in (APP.replace("<v:i4>1<", "<v:i4>5<"), "<Properties/>"):
        assert with_title(other.encode(), "检查", 1) == other.encode()
