"""Holds every sentence of the screen in two languages, read once from words.csv."""

import csv
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
DEFAULT = "zh"
FILE = Path(__file__).with_name("words.csv")


class UnknownWord(KeyError):
    """A page asked for a key that words.csv does not have."""


@cache
def words() -> dict[str, dict[str, str]]:
    """Key -> {"zh": …, "en": …}; a repeated key is a fault of ours."""
    found: dict[str, dict[str, str]] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["key"] in found:
                raise ValueError(f"words.csv has {row['key']!r} twice")
            found[row["key"]] = {"zh": row["zh"], "en": row["en"]}
    return found


def sentence(key: str, language: str = DEFAULT, **values: object) -> str:
    """The catalogue's text for `key`, with `{name}` filled from `values`."""
    try:
        text = words()[key][language if language in LANGUAGES else DEFAULT]
    except KeyError as missing:
        raise UnknownWord(key) from missing
    return text.format(**values) if values else text


def known(key: str) -> bool:
    return key in words()
