"""Turns the spellings people use for regions, sectors, categories into our codes."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from data.plan import TOTAL, plan
from data.plan.coded import Region
from data.plan.model import Named


def visible(text: str) -> str:
    """Text without signs that nobody sees: zero-width spaces and joiners, byte order marks, soft hyphens."""
    return text if text.isascii() else "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


@lru_cache(maxsize=50_000)
def squeeze(text: str) -> str:
    """Text without any white space, full-width forms and dashes folded, for comparing spellings."""
    folded = unicodedata.normalize("NFKC", visible(text))
    return "".join(folded.split()).replace("—", "-").replace("–", "-").replace("_", "").lower()


def index(items: Iterable[Named]) -> dict[str, str]:
    """Every spelling of every item, squeezed, to its code."""
    found: dict[str, str] = {}
    for item in items:
        for spelling in (item.code, item.name, item.short, item.name_en, *item.aliases):
            if spelling:
                found.setdefault(squeeze(spelling), item.code)
    return found


@cache
def spellings(kind: str) -> Mapping[str, str]:
    """Spelling → code for a kind of column: region, sector, category, basis, maturity."""
    known = plan()
    items: Mapping[str, Mapping[str, Named]] = {
        "region": known.regions,
        "sector": known.sectors,
        "category": known.emerging,
        "basis": known.bases,
        "maturity": known.maturities,
    }
    found = index(items[kind].values())
    if kind == "region":
        found = {**in_full(known.regions.values()), **found}
    if kind == "sector":
        found |= {code[1:]: code for code in known.sectors if code != TOTAL}
    return found


def in_full(regions: Iterable[Region]) -> dict[str, str]:
    """Places as an address begins: 柳州市柳北区, 广西壮族自治区柳州市柳北区."""
    known = list(regions)
    provinces = [name for one in known if one.kind == "autonomous_region" for name in (one.name, one.short)]
    names = {one.code: one.name for one in known}
    return {
        squeeze(f"{province}{names.get(one.parent, '')}{spelling}"): one.code
        for one in known
        if one.kind != "autonomous_region"
        for province in ("", *provinces)
        for spelling in (one.name, one.short)
        if province or one.parent
    }


def code_of(kind: str, text: str) -> str | None:
    """The code a spelling stands for, or None; “其中：” and leading numbering are passed over."""
    plain = squeeze(text).removeprefix("其中:").removeprefix("#").lstrip("一二三四五六七八九十、.")
    return spellings(kind).get(squeeze(text)) or spellings(kind).get(plain)


def choice_of(choices: Iterable[Named], text: str) -> str | None:
    """The code of one of a column's own choices, or None; “其中：” is passed over."""
    known, plain = choices_index(tuple(choices)), squeeze(text)
    return known.get(plain) or known.get(plain.removeprefix("其中:").removeprefix("#"))


@lru_cache(maxsize=500)
def choices_index(choices: tuple[Named, ...]) -> Mapping[str, str]:
    """Every spelling of a column's own choices to its code."""
    return index(choices)


def names_of(kind: str) -> list[str]:
    """The names a person may write, for messages and drop-downs."""
    known = plan()
    if kind == "region":
        return [item.name for item in known.regions.values() if item.kind != "autonomous_region"]
    if kind == "sector":
        return [item.code if item.code != TOTAL else item.name for item in known.sectors.values()]
    lists: Mapping[str, Mapping[str, Named]] = {
        "category": known.emerging,
        "basis": known.bases,
        "maturity": known.maturities,
    }
    return [item.name for item in lists[kind].values()]
