"""Wraps a text of SQL at random, so that it looks like another: comments, case, letters, nesting, EXPLAIN."""

import random
import re
from collections.abc import Callable

Wrap = Callable[[str, random.Random], str]
BLANKS = ("/**/", "/* x */", "\t", "\n", "  ", "\r\n", "-- x\n", "/* '; */")
ODD_BLANKS = ("\u00a0", "\u200b", "\u2003", "\u3000", "\ufeff", "\u2028", "\u180e", "\x0b", "\x0c")


def outside(text: str, change: Callable[[str], str]) -> str:
    """Changes what stands outside of quotes."""
    parts = re.split(r"('(?:[^']|'')*'|\"[^\"]*\")", text)
    return "".join(part if place % 2 else change(part) for place, part in enumerate(parts))


def commented(text: str, draw: random.Random) -> str:
    """Comments and other blanks for blanks."""
    return outside(text, lambda part: re.sub(" ", lambda _: draw.choice(BLANKS), part))


def odd(text: str, draw: random.Random) -> str:
    """One of Unicode's blanks for some blanks, or in front."""
    if draw.random() < 0.3:
        return draw.choice(ODD_BLANKS) + text
    return outside(
        text, lambda part: re.sub(" ", lambda _: draw.choice((" ", draw.choice(ODD_BLANKS))), part)
    )


def cased(text: str, draw: random.Random) -> str:
    """Large and small letters as they fall."""
    return outside(text, lambda part: "".join(draw.choice((one.lower(), one.upper())) for one in part))


def wide(text: str, draw: random.Random) -> str:
    """Some letters as wide as Chinese ones, or as letters that look like them."""
    known = {letter: chr(ord(letter) + 0xFEE0) for letter in "abcdefgrst"} | {"o": "\u043e", "e": "\u0435"}
    return outside(
        text, lambda part: "".join(known.get(one, one) if draw.random() < 0.2 else one for one in part)
    )


def quoted(text: str, draw: random.Random) -> str:
    """Names of functions in quotes, or with the schema in front."""
    mark = draw.choice(('"{}"(', "main.{}(", 'system.main."{}"(', "{} ("))
    return outside(text, lambda part: re.sub(r"\b([a-z_]+)\(", lambda found: mark.format(found[1]), part))


def inside(*ways: str) -> Wrap:
    """Into one of these statements."""
    return lambda text, draw: draw.choice(ways).replace("@", text.rstrip("; \n"))


def as_text(text: str, draw: random.Random) -> str:
    """As a text that a function reads as SQL."""
    told = text.replace("'", "''")
    ways = ("FROM query('@')", "SELECT json_serialize_sql('@')", "FROM query_table('@')", "EXECUTE '@'")
    return draw.choice((f"SELECT * FROM query($${text}$$)", *(way.replace("@", told) for way in ways)))


def deep(text: str, draw: random.Random) -> str:
    """In many brackets."""
    count = draw.choice((3, 30, 300))
    return f"SELECT * FROM {'(' * count}{text.rstrip('; ')}{')' * count}"


WRAPS: tuple[Wrap, ...] = (
    commented, odd, cased, wide, quoted, as_text, deep,
    inside("WITH a AS (@) SELECT * FROM a", "WITH RECURSIVE a AS (@) FROM a",
           "WITH progress AS (@) FROM progress", "WITH a AS MATERIALIZED (@) FROM a"),
    inside("SELECT * FROM (@)", "SELECT (SELECT 1 FROM (@) LIMIT 1)", "SELECT 1 WHERE EXISTS (@)",
           "SELECT * FROM progress ORDER BY (@)", "SELECT count(*) FROM progress GROUP BY ALL HAVING (@)",
           "SELECT 1 UNION ALL (@)", "(@) EXCEPT SELECT NULL", "SELECT * FROM progress, LATERAL (@)",
           "SELECT * FROM progress ANTI JOIN (@) ON true", "SELECT [x FOR x IN [(@)]]", "VALUES ((@))"),
    inside("EXPLAIN @", "EXPLAIN ANALYZE @", "EXPLAIN (FORMAT json) @", "explain/**/analyze @", "DESCRIBE @",
           "SUMMARIZE @", "PIVOT (@) ON 1"),
    inside("SELECT 1; @", "@; SELECT 1", ";;@;;", "SELECT 1 -- x\n; @", "BEGIN; @; COMMIT", "@\n;\n"),
)  # fmt: skip


def wrapped(text: str, draw: random.Random) -> str:
    """The text in one to three of them."""
    for wrap in draw.choices(WRAPS, k=draw.randint(1, 3)):
        text = wrap(text, draw)
    return text
