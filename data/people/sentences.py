"""Says in words what stands in the way of a person, for pages and commands alike."""

import csv
from functools import cache
from pathlib import Path

from data.people import passwords

FILE = Path(__file__).with_name("sentences.csv")


@cache
def rows() -> dict[str, dict[str, str]]:
    """The rows of sentences.csv by their key."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["key"]: row for row in csv.DictReader(lines)}


def say(key: str, lang: str = "zh", **values: object) -> str:
    """The sentence of a key in a language (`zh` or `en`), with its values; KeyError for an unknown key."""
    limits = {"shortest": passwords.shortest(), "longest": passwords.LONGEST}
    return rows()[key][lang].format(**(limits | values))


class PeopleError(Exception):
    """What was asked cannot be done, and nothing was changed: `key` and `values` of the sentence."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(f"{self.said('zh')} / {self.said('en')}")

    def said(self, lang: str = "zh") -> str:
        """The sentence in one language."""
        return say(self.key, lang, **self.values)
