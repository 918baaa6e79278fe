"""A real template with one thing wrong inside: tricks of XML, sizes, and traps in the text of one cell."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache, partial

from tests.support.workbooks import cell
from tests.torture.bad_containers import Bad, bad, good

SHEET = "xl/worksheets/sheet1.xml"
TRICKED = (SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
FIELDS = ("energy_tce", "value_added")  # one with checks across columns behind it, one with fewer
UNSAFE = ("unsafe_xml", "damaged")


@cache
def parts() -> dict[str, bytes]:
    """The parts of the good workbook."""
    with zipfile.ZipFile(io.BytesIO(good())) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(changed: dict[str, bytes]) -> bytes:
    """A valid zip of the good workbook with parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts() | changed).items():
            archive.writestr(name, content)
    return target.getvalue()


def tricks() -> Iterator[Bad]:
    """The same tricks in every part that is read."""
    known = parts()
    for name in TRICKED:
        part = known[name]
        body = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", part)
        entity = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>'
        for title, content, rules in (
            ("entities", entity + body, ("unsafe_xml",)),
            ("external entity", b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + body, ("unsafe_xml",)),
            ("empty DTD", b"<!DOCTYPE a>" + body, ("unsafe_xml",)),
            ("UTF-16", body.decode().encode("utf-16"), ("unsafe_xml",)),
            ("GBK", b'<?xml version="1.0" encoding="GBK"?>' + body, ("unsafe_xml",)),
            ("UTF-7", b'<?xml version="1.0" encoding="UTF-7"?>' + body, ("unsafe_xml",)),
            ("cut", body[: len(body) // 2], ("damaged",)),
            ("not closed", body[:-3], ("damaged",)),
            ("two roots", body + body, ("damaged",)),
            ("zeros", body + bytes(9), ("damaged",)),
            ("noise", b"\xff\xfe\xfa" + body, UNSAFE),
            ("nothing", b"", ()),
            ("another root", b"<x/>", ()),
        ):
            yield bad(f"{title} in {name}", packed({name: content}), *rules)
        yield bad(f"a long tag in {name}", partial(long_tag, name), *UNSAFE)


def long_tag(name: str) -> bytes:
    """The good workbook with three megabytes in the first tag of a part."""
    tag = b' x="' + b"y" * 3_000_000 + b'">'
    return packed({name: re.sub(rb">(?!\s*<\?)(?<!\?>)", lambda _: tag, parts()[name], count=1)})


def sheet(pattern: str, new: str) -> bytes:
    """The good workbook with its sheet's XML changed once."""
    text = parts()[SHEET].decode()
    changed = re.sub(pattern, lambda found: found.expand(new), text, count=1, flags=re.S)
    assert changed != text, pattern
    return packed({SHEET: changed.encode()})


def many_cells() -> bytes:
    """More filled cells than are read."""
    rows = "".join(f'<row r="{n}">' + "<c><v>1</v></c>" * 300 + "</row>" for n in range(50, 4_100))
    return sheet("</sheetData>", rows + "</sheetData>")


def sizes() -> Iterator[Bad]:
    """More than any honest sheet holds."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    yield bad("both ends", sheet("</sheetData>", far), "sheet_too_wide")
    deep = '<row r="90"><c r="A90"><is>' + "<r>" * 100 + "</r>" * 100 + "</is></c></row></sheetData>"
    yield bad("deep", sheet("</sheetData>", deep), "unsafe_xml")
    yield bad("1.2 million cells", many_cells, "too_many_cells")
    areas = '</sheetData><mergeCells><mergeCell ref="AA1:XFD1048576"/></mergeCells>'
    yield bad("a merged area as wide as the sheet", sheet("</sheetData>", areas), "merged_too_wide")
    for row in ("0", "1048577", "99999999", "-1", "x", ""):
        yield bad(f"row {row!r}", sheet('<row r="4"', f'<row r="{row}"'), "damaged")
    for place in ("XFE4", "AAAA4", "4D", "D5", "d4", "$D$4", "D4:E5"):
        yield bad(f"cell {place}", sheet(r'<c r="D4"', f'<c r="{place}"'), "damaged")
    lie = sheet("<dimension[^>]*>", '<dimension ref="A1:A1"/>')
    yield Bad("a lying dimension", lie, right=2_000_000.0, field="energy_tce")
    lie = packed(
        {TRICKED[1]: re.sub(rb'uniqueCount="\d+"', b'uniqueCount="4294967295"', parts()[TRICKED[1]])}
    )
    yield Bad("a lying count of texts", lie, right=2_000_000.0, field="energy_tce")


NUMBER = 1_234.5
RIGHT = (
    "1234.5",
    "1,234.5",
    "１２３４．５",
    "1 234.5",
    " 1234.5 ",
    "'1234.5",
    "1.2345E3",
    "+1234.5",
    "1，234.5",
)
WRONG = (
    *(
        "约1234",
        "1234以上",
        "≥1234",
        "<1234",
        "1234±5",
        "1200-1300",
        "1200～1300",
        "1234/5",
        "12:34",
        "√",
        "1.2.3",
    ),
    *("一千二百", "壹仟", "(1234)", "1,23", "12 34", "007", "2024年", "1234元整", "待定", "同上", "见附件"),
    *("#REF!x", "=1+1", "1234 家户", "True", "12345678901234567890", "0x4D2", "1_234", "１２３４．５．６"),
)
MARKED = ("1234.5①", "1234.5[1]", "1234.5*", "1234.5（注1）", "1234.5²", "1234.5【2】", "1234.5†")
BLANK = ("", "—", "-", "…", "..", "N/A", "n/a", "无", "暂无", "/")
ERRORS = (
    *("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!"),
    *("#GETTING_DATA", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!", "#EXTERNAL!"),
)
ALTERNATIVES = "value_alternatives"
INSIDE = (
    ("<v>1</v><v>2</v>", "two_values"),
    ("<v>1<!-- -->2</v>", "value_in_pieces"),
    ("<v>1<?a b?>2</v>", "value_in_pieces"),
    ("<v><![CDATA[12]]></v>", "value_in_pieces"),
    ("<v>&#49;2</v>", "value_in_pieces"),
    ("<v><x>1</x>2</v>", "value_in_pieces"),
    (
        "<mc:AlternateContent xmlns:mc='m'><mc:Choice><v>1</v></mc:Choice></mc:AlternateContent>",
        "value_alternatives",
    ),
    ("<f>SUM(A1)</f>", "uncalculated_formula"),
    ("<f>SUM(A1)</f><v></v>", "uncalculated_formula"),
    ("<v>1e999</v>", "not_finite"),
    ("<v>nan</v>", "not_finite"),
)


BLANK_OR_SAID = frozenset({"value_missing", "blank"})


def traps() -> Iterator[Bad]:
    """Every trap in one cell of the real template, in two columns."""
    for field in FIELDS:
        place = cell("S1", field)
        for text in RIGHT:
            yield Bad(f"{field} = {text!r}", in_cell(place, text), right=NUMBER, field=field)
        for text in WRONG:
            yield bad(f"{field} = {text!r}", in_cell(place, text), "number_expected", "unit_mismatch")
        for text in MARKED:
            yield bad(f"{field} = {text!r}", in_cell(place, text), "footnote_mark")
        for text in BLANK:
            yield Bad(
                f"{field} = {text!r}",
                in_cell(place, text),
                frozenset({"value_missing", "blank"}),
                field=field,
            )
        for error in ERRORS:
            yield bad(f"{field} error {error}", raw(place, f"<v>{error}</v>", "e"), "error_cell")
        for xml, rule in INSIDE:
            yield bad(f"{field} holds {xml}", raw(place, xml), rule)
        twice = f'<c r="{place}"><v>1</v></c><c r="{place}"><v>2</v></c>'
        yield bad(f"{field} twice", sheet(rf'<c r="{place}".*?</c>', twice), "cell_twice")
        raised = '<is><r><t>1234</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></is>'
        yield bad(f"{field} with a raised 2", raw(place, raised, "inlineStr"), "footnote_mark")
    yield bad("row twice", sheet(r'(<row r="4".*?</row>)', r"\1\1"), "row_twice")
    yield bad("hidden row", sheet('<row r="4"', '<row hidden="1" r="4"'), "hidden_rows")
    columns = '<cols><col min="1" max="3" hidden="1"/></cols><sheetData>'
    yield bad("hidden columns", sheet("<sheetData>", columns), "hidden_columns")
    yield bad("cells outside rows", sheet("</sheetData>", "<c><v>1</v></c></sheetData>"))
    links = parts()["xl/_rels/workbook.xml.rels"].decode()
    for old, new in (("sheet1.xml", "gone.xml"), ("/worksheet", "/other"), ('Id="rId1"', 'Id="rId77"')):
        part = links.replace(old, new).encode()
        yield bad(
            f"link {new}", packed({"xl/_rels/workbook.xml.rels": part}), "sheet_without_part", "damaged"
        )


def in_cell(place: str, text: str) -> bytes:
    """The good workbook with a text in one cell."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return raw(place, f'<is><t xml:space="preserve">{safe}</t></is>', "inlineStr")


def raw(place: str, inside: str, kind: str = "n") -> bytes:
    """The good workbook with the XML of one cell written anew."""
    new = f'<c r="{place}" t="{kind}">{inside}</c>'.replace("\\", "\\\\")
    return sheet(rf'<c r="{place}".*?</c>', new)


def all_of_them() -> list[Bad]:
    """Every file that is wrong inside."""
    return [*tricks(), *sizes(), *traps()]
