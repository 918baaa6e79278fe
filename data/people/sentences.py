"""Says in words what stands in the way of a person, for pages and commands alike."""

import csv
from functools import cache
from pathlib import Path

from data.keep.errors import StoreError
from data.settings import reading

FILE = Path(__file__).with_name("sentences.csv")
LONGEST = 256  # letters of a password; what is longer is not looked at


@cache
def rows() -> dict[str, dict[str, str]]:
    """The rows of sentences.csv by their key."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["key"]: row for row in csv.DictReader(lines)}


def say(key: str, lang: str = "zh", **values: object) -> str:
    """The sentence of a key in a language (`zh` or `en`), with its values; KeyError for an unknown key."""
    limits = {"shortest": reading.current().people.password_length, "longest": LONGEST}
    return rows()[key][lang].format(**(limits | values))


def said_of_action(action: str) -> tuple[str, str]:
    """What an action is called in Chinese and English."""
    return say(f"action_{action}"), say(f"action_{action}", "en")


class PeopleError(StoreError):
    """What was asked cannot be done, and nothing was changed: `key` and `values` of the sentence."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(f"{self.said('zh').rstrip('。')} / {self.said('en').rstrip('.')}")

    def said(self, lang: str = "zh") -> str:
        """The sentence in one language."""
        return say(self.key, lang, **self.values)


class NotAllowed(PeopleError):
    """Somebody asks for what they may not do: who, and what it is called in both languages."""

    def __init__(self, name: str, action: tuple[str, str]) -> None:
        super().__init__("not_allowed", name=name, zh=action[0], en=action[1])
