"""Spells Chinese names as people type them: by pinyin without tones, and by the initials of the syllables."""

import csv
import unicodedata
from functools import cache
from itertools import product
from pathlib import Path

FILE = Path(__file__).with_name("pinyin.csv")  # syllable, signs; a sign of several readings stands at each
MOST = 6  # spellings of one name: signs read in two ways multiply


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """The syllables of every sign of GB 2312."""
    found: dict[str, list[str]] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for sign in row["signs"]:
                found.setdefault(sign, []).append(row["syllable"])
    return {sign: tuple(syllables) for sign, syllables in found.items()}


def syllables(name: str) -> list[tuple[str, ...]]:
    """What each sign of a name may be read as; Latin letters and digits are themselves, others silent."""
    known = readings()
    signs = unicodedata.normalize("NFKC", name).lower()
    told = ((sign,) if sign.isascii() and sign.isalnum() else known.get(sign, ()) for sign in signs)
    return [one for one in told if one]


def spelled(name: str) -> list[str]:
    """Every way in which people may type a name by pinyin, at most MOST."""
    return list(dict.fromkeys("".join(one) for one in some(syllables(name))))


def initials(name: str) -> list[str]:
    """The same by the first letter of each syllable: 柳北区 is lbq."""
    first = [tuple(dict.fromkeys(one[0] for one in told)) for told in syllables(name)]
    return list(dict.fromkeys("".join(one) for one in some(first)))


def some(told: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The first combinations of readings; where there are too many, later signs keep their first reading."""
    room, kept = MOST, []
    for one in told:
        taken = one[: max(1, min(len(one), room))]
        room //= len(taken)
        kept.append(taken)
    return list(product(*kept))
