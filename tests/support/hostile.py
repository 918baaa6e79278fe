"""Strings that somebody may write into a cell, a note, a file name or an address to do harm."""

import io
from collections.abc import Sequence

from openpyxl import load_workbook

from data.plan import plan
from tests.support import workbooks
from tests.support.rows import good

# what Markdown, HTML, formulas or Streamlit's own directives could make of a text
NASTY = (
    *("![p](http://evil.example/x.png)", "[go](http://evil.example/)", "[x](javascript:alert(1))", "![a][b]"),
    *("http://evil.example/a www.evil.example a@b.example", "HTTPS://evil.example WWW.evil.example a@b.c"),
    *("<http://evil.example>", "[a]: http://evil.example\n[a]", "http://evil.example/![x](y)", "http:"),
    *(
        "<img src=//evil.example/x onerror=alert(1)> <b>x</b>",
        "<script>alert(1)</script>",
        "&lt; &#65; &nbsp;",
    ),
    *(
        "*a* **b** _c_ ~~d~~ `e` ``f``",
        "# h",
        "1. one",
        "- a",
        "+ b",
        "> q",
        "    code",
        "\tcode",
        "---",
        "===",
    ),
    *(
        "a\n\nb\nc  \nd",
        "a\r\nb",
        "```\nx\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "[^1]: x [^1]",
        "[ ] x [x] y",
    ),
    *(":material/home: :material_home: :streamlit:", ":smile: :+1: :-1: :100:", ":", "::x ::: y", "12:30:15"),
    *(
        ":red[x] :red-background[y] :small[z] :blue-badge[q] :help[h]",
        ":color[x]{foreground=red}",
        "x:small[]y",
    ),
    *("$a$ $$b$$ \\$c\\$ \\(x\\)", "a -> b <- c -- d >= e <= f ~= g <-> h", "-> ", "\\\\ \\* \\", "{a}", "|"),
    *(
        "@a.b",
        "w@w.w",
        "a@",
        "//evil.example",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
    ),
    *(
        "  lead and trail  ",
        "\u3000全角\u3000",
        "<!-- c -->",
        "正常的名称（一）2024-06_S1.xlsx",
        "😀:x",
        "\u202egnp.exe",
    ),
)

FOREIGN = "evil.example"
# everything at once, for a cell, a name, a note and an address: one runs as a formula, one hides it
ALL_AT_ONCE = (
    f'=HYPERLINK("http://{FOREIGN}/f","x")![p](http://{FOREIGN}/m.png)'
    f"<img src=//{FOREIGN}/i onerror=alert(1)>"
    f"<script>alert(1)</script>[x](javascript:alert(1)) www.{FOREIGN} :red[x] $x$ :smile:",
    f'\u3000＠SUM(1)<a href="javascript:alert(1)" onclick=alert(1)>x</a> **b** http://{FOREIGN}/a'
    f"<svg onload=alert(1)><style>*{{background:url(//{FOREIGN}/c)}}</style>",
)
MARK = "HOSTILE-{}"


CHECKED = {
    ("S2", "quantity_unit"),  # a unit the guard knows or refuses
    ("S25", "record"),  # stands only beside a ledger
}


def text_columns(template_id: str) -> list[str]:
    """The columns of a template that take any text."""
    columns = plan().templates[template_id].columns
    return [one.field for one in columns if one.kind == "text" and (template_id, one.field) not in CHECKED]


def workbook_of(template_id: str, strings: Sequence[str] = ALL_AT_ONCE) -> bytes:
    """A workbook of a template with one good row whose columns of text hold the strings by turns."""
    fields = enumerate(text_columns(template_id))
    marks = {field: MARK.format(number % len(strings)) for number, field in fields}
    book = load_workbook(io.BytesIO(workbooks.workbook(template_id, [good(template_id, **marks)])))
    texts = {MARK.format(number): text for number, text in enumerate(strings)}
    for line in book.worksheets[0].iter_rows():
        for cell in line:
            if cell.value in texts:
                cell.value = texts[cell.value]
                cell.data_type = "s"  # a text that begins with =, not a formula
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
