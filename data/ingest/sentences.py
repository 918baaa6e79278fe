"""Says in words what became of files outside the pages: by command, and by who watches an inbox."""

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("sentences.csv")


@cache
def rows() -> dict[str, dict[str, str]]:
    """The rows of sentences.csv by their key."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["key"]: row for row in csv.DictReader(lines)}


def say(key: str, lang: str = "zh", **values: object) -> str:
    """The sentence of a key in a language (`zh` or `en`), with its values; KeyError for an unknown key."""
    return rows()[key][lang].format(**values)


def visible(text: str) -> str:
    """A name of somebody else's as one line that moves no cursor."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def both(key: str, **values: object) -> str:
    """The sentence in both languages, as faults of the store are raised (`zh / en`)."""
    return f"{say(key, 'zh', **values)} / {say(key, 'en', **values)}"
