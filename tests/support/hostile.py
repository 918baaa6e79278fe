"""Strings that somebody may write into a cell, a note, a file name or an address to do harm."""

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
