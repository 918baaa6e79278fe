"""Says in which units a table is by what is written above it: unit lines, titles, the name of the sheet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.ingest.words.units import (
    alternatives,
    is_unit,
    key,
    stated_units,
    tidy_unit,
    unit_at_end,
    unit_in_brackets,
    unit_of,
    unit_that_ends,
)

BRACKETS = re.compile(r"[（(]([^（）()]*)[)）]")
OTHERWISE = re.compile(r"([^（(]+)[（(]([^（）()]+为[^（）()]+)[)）]")


@dataclass(frozen=True)
class Above:
    """The units written above a table, and by `key` of a name those that are said to be otherwise."""

    units: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)


def units_above(titles: Sequence[str], sheet: str) -> Above:
    """The units of the first line that states any, else the one that a title or the sheet's name ends in."""
    stated = next((units for title in titles if (units := stated_units(title))), [])
    return with_others(stated or named_at_end([*reversed(titles), sheet]))


def among_others(text: str) -> list[str]:
    """The units that stand in brackets beside other words: （2026年，万吨标准煤） -> ['万吨标准煤']."""
    for content in reversed(BRACKETS.findall(text)):
        parts = [part.strip() for part in re.split(r"[，,；;]", content) if part.strip()]
        told = [unit for part in parts for unit in alternatives(part) if unit_of(unit)]
        if told and len(parts) > 1:
            return [tidy_unit(unit) for unit in told]
    return []


def named_at_end(texts: Sequence[str]) -> list[str]:
    """The unit in brackets or at the end of the first text that has one: a title, a line 指标：…, a name."""
    for text in texts:
        found = unit_in_brackets(text)[1] or unit_at_end(text)[1] or unit_that_ends(text)
        if found:
            return [found]
        if several := among_others(text):
            return several
    return []


def with_others(units: Sequence[str]) -> Above:
    """吨标准煤（电力为万千瓦时）: the unit of the table, and by name those that it says are otherwise."""
    match = OTHERWISE.fullmatch(units[0]) if len(units) == 1 else None
    if match is None or not is_unit(match[1]):
        return Above(tuple(units))
    said = (clause.partition("为") for clause in re.split(r"[，,、；;]", match[2]))
    return Above((match[1],), {key(name): tidy_unit(unit) for name, _, unit in said if is_unit(unit)})
