"""Offers the accepted word that a misspelt one most resembles; it is only offered, never taken by itself."""

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache

from data.ingest.words.names import squeeze
from data.plan import plan
from data.plan.model import Named

NOT = frozenset("未不非无")  # a word with one of these says the opposite of the one without
CANDIDATES = 4  # words that may be offered, before those that say the opposite are left out
ALIKE = 0.6  # how much of a word must be the same
ALIKE_CODE = 0.75  # short codes resemble each other by nature
BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[)）\]】]")
LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "S": "5", "Z": "2"})  # letters that no code has


def nearest(text: str, accepted: Mapping[str, str], alike: float = ALIKE) -> str:
    """The accepted word nearest to a text, '' when none resembles it; spellings (squeezed) → word."""
    whole, bare = squeeze(text), squeeze(BRACKETS.sub("", text))
    for spelling in (whole, bare):
        if spelling in accepted:
            return accepted[spelling]
    found = difflib.get_close_matches(bare or whole, accepted, n=CANDIDATES, cutoff=alike)
    found.sort(key=lambda word: (-likeness(bare or whole, word), squeeze(accepted[word]) != word))
    return next((accepted[word] for word in found if denies(word) == denies(bare or whole)), "")


def likeness(one: str, other: str) -> float:
    """How much of two words is the same, 0…1; of equal ones the name of today comes before an older one."""
    return difflib.SequenceMatcher(None, other, one).ratio()


def denies(word: str) -> bool:
    """Whether a word says that something is not so: 未达标 is never what 达标 was meant to be."""
    return not NOT.isdisjoint(word)


@cache
def accepted(kind: str) -> Mapping[str, str]:
    """Every spelling of what a column of a kind takes, to the name that a person writes."""
    known = plan()
    lists: Mapping[str, Iterable[Named]] = {
        "region": known.regions.values(),
        "sector": known.sectors.values(),
        "category": known.emerging.values(),
        "basis": known.bases.values(),
        "maturity": known.maturities.values(),
    }
    return spelled(lists[kind])


def spelled(items: Iterable[Named]) -> dict[str, str]:
    """Spellings, squeezed, to names."""
    return {
        squeeze(spelling): item.name
        for item in items
        for spelling in (item.name, item.short, *item.aliases)
        if spelling
    }


def without_look_alikes(code: str) -> str:
    """A code with the letters that none has as the digits they were taken for."""
    return code.translate(LOOK_ALIKE)
