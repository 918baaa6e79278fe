"""Holds what an upload calls an enterprise against the register and every sheet published."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at, enterprise_key
from data.ingest.words.names import squeeze
from data.plan import plan
from data.plan.model import Column
from data.snapshot import published

NEAR = 0.8  # how much alike two names are that may be one; only to offer candidates, never to match
MOST = 3
SEPARATORS = re.compile("[、;；]")


@dataclass
class Known:
    """The enterprises published: the key of every code and name, and the names of every key."""

    keys: dict[str, str] = field(default_factory=dict)
    names: dict[str, dict[str, int]] = field(default_factory=dict)
    registered: set[str] = field(default_factory=set)

    @cached_property
    def spelt(self) -> dict[str, str]:
        """The key of every name."""
        return {name: key for key, names in self.names.items() for name in names}

    @cached_property
    def stems(self) -> dict[str, list[str]]:
        """The keys of all names that are the same but for the legal form, by what they have in common."""
        found: dict[str, list[str]] = {}
        for name, key in self.spelt.items():
            found.setdefault(stem(name), []).append(key)
        return found

    def names_of(self, key: str) -> list[str]:
        """The names a key goes by: those of the register where it is on it, else those of the sheets."""
        told = self.names.get(key, {})
        own = [name for name, by in told.items() if by in (1, 2)] if key in self.registered else []
        return sorted(own or told, key=lambda name: (told[name] or 9, name))

    def named(self, key: str) -> str:
        """An enterprise as a candidate is told: its name and code."""
        names = self.names_of(key)
        code = "" if key.startswith("name:") else key
        return f"{names[0] if names else ''}（{code or '无代码 no code'}）"


def identity_check(records: Records) -> Iterator[Finding]:
    """Each enterprise of an upload once: a code under another name, a name under another code, no match."""
    template = records.template
    name_column, code_column = template.column("enterprise"), template.column("credit_code")
    if name_column is None or code_column is None:
        return
    yield from places_differ(records)
    known, told = published_enterprises(), set[tuple[str, str]]()
    pairs, others = (
        zip(records.texts("credit_code"), records.texts("enterprise"), strict=True),
        template.not_enterprises,
    )
    for row, (code, name) in zip(records.rows, pairs, strict=True):
        other = others and any(row.text(part) in kinds for part, kinds in others.items())
        if other or not name or (said := (code, squeeze(name))) in told or not said[1]:
            continue
        told.add(said)
        yield from of_row(records, row, known, (name_column, code_column))


def places_differ(records: Records) -> Iterator[Finding]:
    """Each enterprise once that stands in another county, or zone, than the register says."""
    column = records.template.column("region")
    homes = published.homes() if column and records.template.column("former_names") is None else {}
    told = set[tuple[str, str]]()
    if not homes:
        return
    pairs = zip(records.texts("credit_code"), records.texts("region"), strict=True)
    for row, (code, said) in zip(records.rows, pairs, strict=True):
        home = homes.get(code, ())
        if column and said and home and said not in {*home, plan().city} and (code, said) not in told:
            told.add((code, said))
            yield at(records, row, "enterprise_place_differs", column, named(home), place_name(said))


def named(places: tuple[str, ...]) -> str:
    """Several places in words."""
    return "、".join(place_name(place) for place in places)


def place_name(code: str) -> str:
    """The name of a place, its code where the plan has none."""
    region = plan().regions.get(code)
    return region.name if region else code


def published_enterprises() -> Known:
    """What is published of enterprises now."""
    known = Known()
    for seen, name, key, told_by, registered in published.identities():
        known.keys[seen if not seen.startswith("name:") else f"name:{squeeze(seen[5:])}"] = key
        if seen.startswith("name:") and name:
            known.names.setdefault(key, {})[squeeze(name)] = told_by
        if registered:
            known.registered.add(key)
    return known


def of_row(records: Records, row: Row, known: Known, columns: tuple[Column, Column]) -> Iterator[Finding]:
    """What the published enterprises say against the code and the name of one row."""
    name_column, code_column = columns
    code, name = row.text("credit_code"), row.text("enterprise")
    plain = squeeze(name)
    own, same_name = known.keys.get(code) if code else None, known.keys.get(f"name:{plain}")
    coded = same_name is not None and not same_name.startswith("name:")
    if code and coded and same_name != (own or code):
        yield at(records, row, "enterprise_code_differs", code_column, str(same_name), name)
    elif own is not None:
        names = known.names_of(own)
        given = {plain, *(squeeze(one) for one in SEPARATORS.split(row.text("former_names")))}
        if names and not given & set(names):
            yield at(records, row, "enterprise_name_differs", name_column, names[0], name)
    elif same_name is None and "former_names" not in row.values:
        near = candidates(plain, known, enterprise_key(row))
        if near:
            yield at(records, row, "enterprise_unmatched", name_column, "、".join(near), name)


def stem(name: str) -> str:
    """What two spellings of one name have in common, as `name_stem` of the snapshot says it."""
    return name.replace("有限责任公司", "有限公司").replace("柳州市", "柳州")


def candidates(plain: str, known: Known, own: str) -> list[str]:
    """The enterprises a name may be: the same but for the legal form, else those whose names are most alike.

    A row with a code is an enterprise by that code: only the first kind is offered for it.
    """
    same = known.stems.get(stem(plain), [])
    unlike = same or not own.startswith("name:")
    near = [] if unlike else difflib.get_close_matches(plain, known.spelt, MOST, NEAR)
    return [known.named(key) for key in dict.fromkeys([*same, *(known.spelt[name] for name in near)])][:MOST]
