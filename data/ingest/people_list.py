"""Reads a list of people from a workbook: name, how they are called, roles, places, templates; no effect.

The workbook is foreign, so a child takes its cells; here they become wishes that a page shows before anyone
is added. What is wrong with a line is said beside it, and that line adds nobody.
"""

import csv
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.ingest.child import ask
from data.ingest.words.names import code_of
from data.people.accounts import NAME, normal
from data.people.roles import ROLES
from data.people.sentences import say
from data.plan import plan

MOST = 2000  # lines of one list
SEPARATORS = re.compile(r"[、，,;；/|\s]+")
HEADINGS = {
    "name": ("账号", "用户名", "登录名", "account", "name", "user"),
    "shown": ("姓名", "称呼", "full name", "shown"),
    "roles": ("角色", "权限", "roles", "role"),
    "places": ("地区", "县区", "places", "place", "region"),
    "templates": ("报表", "模板", "templates", "template", "sheets"),
}
EVERYWHERE = ("全市", "全部", "不限", "all", "*")


@dataclass(frozen=True)
class Wish:
    """One line: whom to add (`places`, `templates` None: all), or what is wrong, as `people_list.<code>`."""

    line: int
    name: str
    shown: str
    roles: tuple[str, ...] = ()
    places: frozenset[str] | None = None
    templates: frozenset[str] | None = None
    wrong: str = ""
    found: str = ""


def read(content: bytes, file_name: str, who: str = "") -> list[Wish]:
    """The people of a workbook or CSV; nothing where no sheet has the headings. Raises Refused."""
    answer, _ = ask.run_in_child("cells", content, {"name": file_name, "most": MOST}, who)
    for sheet in answer["sheets"]:
        lines: list[list[str]] = sheet["lines"]
        for number, line in enumerate(lines[:20]):
            where = columns_of(line)
            if {"name", "roles"} <= where.keys():
                return wishes(lines[number + 1 :], where, number + 2)
    return []


def known(wish: Wish, there: Collection[str]) -> Wish:
    """The same line; wrong where there is an account of that name already."""
    return replace(wish, wrong="known") if not wish.wrong and wish.name in there else wish


def as_csv(line: str) -> str:
    """A line that was copied out of a spreadsheet (columns by TAB) as one of a CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(line.split("\t") if "\t" in line else [*line.split(",")])
    return text.getvalue()


def columns_of(line: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the headings of a line."""
    heads = [re.sub(r"[*＊（(].*|\s+$", "", head).strip().casefold() for head in line]
    return {
        field: heads.index(head)
        for field, spellings in HEADINGS.items()
        for head in spellings[::-1]
        if head in heads
    }


def wishes(lines: Sequence[Sequence[str]], where: dict[str, int], first: int) -> list[Wish]:
    """A wish for each line that has anything; the same account twice is wrong the second time."""
    found: list[Wish] = []
    for number, line in enumerate(lines, first):
        cell = {field: line[at].strip() if at < len(line) else "" for field, at in where.items()}
        if any(cell.values()):
            wish = wish_of(number, cell)
            twice = not wish.wrong and wish.name in {one.name for one in found if not one.wrong}
            found.append(Wish(number, wish.name, wish.shown, wrong="twice") if twice else wish)
    return found


def wish_of(number: int, cell: dict[str, str]) -> Wish:
    """One line as a wish, or with what is wrong of it."""
    name, shown = normal(cell["name"]), cell.get("shown", "") or cell["name"]

    def wrong(code: str, found: str) -> Wish:
        return Wish(number, name or "—", shown, wrong=code, found=found[:40])

    if not NAME.fullmatch(name):
        return wrong("name", cell["name"])
    words = split(cell["roles"])
    roles = {word: role_of(word) for word in words}
    unknown = [word for word, role in roles.items() if not role]
    if unknown or not words:
        return wrong("role", "、".join(unknown))
    places = limits(cell.get("places", ""), lambda word: code_of("region", word))
    templates = limits(cell.get("templates", ""), template_of)
    for code, known in (("place", places), ("template", templates)):
        if known is not None and None in known.values():
            return wrong(code, "、".join(word for word, one in known.items() if one is None))
    return Wish(
        number,
        name,
        shown,
        tuple(role for role in ROLES if role in roles.values()),
        None if places is None else frozenset(filter(None, places.values())),
        None if templates is None else frozenset(filter(None, templates.values())),
    )


def split(text: str) -> list[str]:
    """The words of a cell that lists several."""
    return [word for word in SEPARATORS.split(text.strip()) if word]


def role_of(word: str) -> str:
    """The role that a word names, in either language; nothing for none."""
    plain = word.casefold()
    spelt = {role: {role, say(f"role_{role}"), say(f"role_{role}", "en")} for role in ROLES}
    return next((role for role, words in spelt.items() if plain in words), "")


def limits(text: str, known: Any) -> dict[str, str | None] | None:
    """What each word of a cell stands for; None where the cell limits nothing."""
    words = split(text)
    if not words or any(word.casefold() in EVERYWHERE for word in words):
        return None
    return {word: known(word) for word in words}


def template_of(word: str) -> str | None:
    """The template that a word names, by its number or its name."""
    found = (one.id for one in plan().templates.values() if word.upper() == one.id or word == one.name)
    return next(found, None)
