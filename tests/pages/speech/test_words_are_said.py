"""No word of the catalogue is dead: each key stands in a page, or is built there from words known to it."""

import ast
import re
import unicodedata
from functools import cache
from pathlib import Path

from data import places
from pages.speech import catalogue

ROOT = places.pages().parent
SPEAKERS = (
    ROOT / "app.py",
    ROOT / "setup" / "first_page.py",
    *sorted((ROOT / "setup" / "gate").glob("*.py")),
    *sorted((ROOT / "pages").rglob("*.py")),
)
GAP = "(.+)"


def strings(path: Path) -> tuple[set[str], set[str]]:
    """The texts of a file, and its f-strings as patterns with a gap for each value."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    built = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    pieces = {id(part) for node in built for part in node.values}
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces
    }
    patterns = {
        "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else GAP for p in node.values)
        for node in built
    }
    return texts, {pattern for pattern in patterns if re.search(r"[a-z]{3}", pattern) and " " not in pattern}


@cache
def said() -> tuple[frozenset[str], tuple[re.Pattern[str], ...], tuple[str, ...]]:
    """Texts of the pages, the patterns they build, and the families they take whole (`startswith`)."""
    found = [strings(path) for path in SPEAKERS]
    texts = frozenset(text for each, _ in found for text in each)
    patterns = tuple(re.compile(p) for p in sorted({p for _, each in found for p in each}))
    return texts, patterns, tuple(text for text in texts if re.fullmatch(r"[a-z_]+\.", text))


@cache
def known_words() -> tuple[frozenset[str], str]:
    """What a page may put into a gap: words of its own code, of answers, of the plan; and the plan's text."""
    texts = set(said()[0])
    for path in [*(ROOT / "queries").rglob("*.py"), *(ROOT / "data").rglob("*.py")]:
        if "store" not in path.relative_to(ROOT).parts:
            texts |= strings(path)[0]
    rooms = (
        (ROOT / "data" / "plan", "*.csv"),
        (ROOT / "data" / "plan", "*.toml"),
        (ROOT / "queries", "*.sql"),
        (ROOT / "data" / "snapshot", "*.sql"),
    )
    texts |= {path.read_text(encoding="utf-8") for room, kind in rooms for path in room.rglob(kind)}
    plan = unicodedata.normalize("NFKC", "".join(texts))
    words = {word for text in texts for word in (*re.findall(r"\w+", text), *re.split(r'[,|"\n]', text))}
    return frozenset(words), plan


def may_fill(value: str) -> bool:
    """Whether somebody can put this into a gap."""
    words, plan = known_words()
    return value in words or is_said(value) or (not value.isascii() and value in plan)


def is_said(key: str) -> bool:
    """Whether a page says a key as it stands or builds it from parts that are known."""
    texts, patterns, families = said()
    if key in texts or key.startswith(families):
        return True
    built = (match for pattern in patterns if (match := pattern.fullmatch(key)))
    return any(all(map(may_fill, match.groups())) for match in built)


def test_every_word_is_said_by_some_page() -> None:
    assert [key for key in catalogue.words() if not is_said(key)] == []


def test_a_dead_word_would_be_told() -> None:
    assert not is_said("chart.nobody_says_this") and not is_said("tasks.column_moonshine")
    assert is_said("gap_year.short_tiny") and is_said("severity.stop")
