"""Holds every sentence of the screen in two languages, read once from words.csv."""

import csv
import string
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
DEFAULT = "zh"
FILE = Path(__file__).with_name("words.csv")


class Numbered(string.Formatter):
    """Fills a sentence; `{count:row|rows}` is the first word for one, the second for any other number."""

    def format_field(self, value: object, format_spec: str) -> str:
        """The value as it is asked for; with `one|many` the word that fits it, not the value."""
        one, either, many = format_spec.partition("|")
        if either:
            return one if str(value) == "1" else many
        return str(super().format_field(value, format_spec))


FILLED = Numbered()


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
    """The catalogue's text for `key`, with `{name}` filled from `values` (see Numbered)."""
    try:
        text = words()[key][language if language in LANGUAGES else DEFAULT]
    except KeyError as missing:
        raise UnknownWord(key) from missing
    if not values:
        return text
    return FILLED.vformat(text, (), values) if "|" in text else text.format(**values)  # the latter is quick


def known(key: str) -> bool:
    return key in words()
