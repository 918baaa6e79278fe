"""The index in which visitors find things by name, code, pinyin or initials: all that has a page."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from data import clock
from data.people import acting, seeing
from data.people.session import Person
from data.plan import TOTAL, plan
from pages.speech import names, pinyin, words
from pages.speech.catalogue import sentence
from queries import ahead
from queries import ask as asking
from queries.ask import NoSnapshot

SCRIPT = Path(__file__).with_name("find.js")
PATH = "find-index"  # of the address under which the gate serves the index (setup/gate/first.py)
KINDS = ("page", "statement", "place", "sector", "department", "task", "ledger", "decision", "row")
SPOKEN = ("title", "hint", "none", "count", "failed", "close")


class Page(Protocol):
    """One page of the table of contents."""

    @property
    def path(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def title_en(self) -> str: ...
    @property
    def action(self) -> str: ...


CONTENTS: list[Page] = []  # as the door knows it


@dataclass(frozen=True)
class Thing:
    """What can be found: its kind, its Chinese and English names, and the address where it is told of."""

    kind: str
    name: str
    name_en: str
    page: str
    code: str = ""
    asks: dict[str, str] = field(default_factory=dict)
    also: Sequence[str] = ()
    note: str = ""


def know(table: Iterable[Page]) -> None:
    """The pages that there are."""
    CONTENTS[:] = table


@cache
def script(tongue: str) -> str:
    """The script of the dialog, with its words."""
    told = {name: sentence(f"find.{name}", tongue) for name in SPOKEN}
    told |= {f"kind_{kind}": sentence(f"find.kind_{kind}", tongue) for kind in KINDS}
    code = SCRIPT.read_text(encoding="utf-8")
    return code.replace("__WORDS__", json.dumps(told, ensure_ascii=False)).replace("__PATH__", PATH)


def answer(tongue: str, person: Person) -> tuple[str, bytes]:
    """The index for somebody in a language: what tells it from others, and the JSON.

    Before the first publication it knows the plan and the pages only.
    """
    try:
        snapshot = ahead.shown().id
    except NoSnapshot:
        snapshot = ""
    allowed = tuple(page.path for page in CONTENTS if person.may(page.action))
    day = clock.today().isoformat()
    own = seeing.of(person)
    seen = "|".join([*allowed, *(() if own is None else ("own", *sorted(own)))])
    pages = f"{zlib.crc32(seen.encode()):08x}"  # two roles may see as many, and others
    with acting.by(person):
        return f"{snapshot or 'none'}.{tongue}.{day}.{pages}", index(snapshot, tongue, allowed, day, own)


@lru_cache(maxsize=8)
def index(snapshot: str, tongue: str, allowed: tuple[str, ...], day: str, own: seeing.Own = None) -> bytes:
    """Everything that can be found in a snapshot, as JSON rows in the order of `written`.

    `own`: the places whose enterprises whoever acts sees; one index is kept for all who see the same.
    """
    with words.speaking(tongue):
        rows = [written(thing) for thing in things(snapshot, day) if thing.page in allowed]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def written(thing: Thing) -> list[object]:
    """Kind, name as shown, code, page, what its address asks, other names, pinyin, initials, note."""
    shown = words.pick(thing.name, thing.name_en)
    others = dict.fromkeys((thing.name, thing.name_en, *thing.also))
    also = [name for name in others if name and name != shown]
    chinese = [name for name in (thing.name, *thing.also) if not name.isascii()]
    sounds = list(dict.fromkeys(one for name in chinese for one in pinyin.spelled(name)))
    first = list(dict.fromkeys(one for name in chinese for one in pinyin.initials(name)))
    return [thing.kind, shown, thing.code, thing.page, thing.asks, also, sounds, first, thing.note]


def things(snapshot: str, day: str) -> list[Thing]:
    """All of them, kind by kind."""
    return [*of_contents(), *of_plan(), *(of_snapshot(snapshot, day) if snapshot else [])]


def of_contents() -> list[Thing]:
    """The pages."""
    return [Thing("page", page.title, page.title_en, page.path) for page in CONTENTS]


def of_plan() -> list[Thing]:
    """Statements, places, sectors, key industries, departments, tasks and ledgers."""
    known = plan()
    found = [
        Thing("statement", one.name, one.name_en, "indicator", code, {"id": code})
        for code, one in known.statements.items()
    ]
    for code, place in known.regions.items():
        also = (place.short, *(name for name in place.aliases if not name.isdecimal()))
        found.append(Thing("place", place.name, place.name_en, "county", code, {"region": code}, also))
    found += [
        Thing("sector", one.name, one.name_en, "industries", code, {"industry": code}, one.aliases)
        for code, one in known.industries.items()
    ]
    found += [
        Thing("sector", one.name, one.name_en, "overview", code, {"sector": code}, one.aliases)
        for code, one in known.sectors.items()
        if code != TOTAL
    ]
    for code, bureau in known.departments.items():
        asks, also = {"department": code}, (bureau.short, *bureau.aliases)
        found.append(Thing("department", bureau.name, bureau.name_en, "department", "", asks, also))
    found += [
        Thing("task", one.name, one.name_en, "tasks", code, {"task": code})
        for code, one in known.tasks.items()
    ]
    found += [
        Thing("ledger", one.ledger.name, one.ledger.name_en, "ledgers", sheet, {"ledger": code}, (one.name,))
        for code, one in known.ledgers.items()
        if one.ledger
        for sheet in [one.id]
    ]
    return found


def of_snapshot(snapshot: str, day: str) -> list[Thing]:
    """Decisions of meetings, and enterprises, projects and parks where a ledger or a register lists them."""
    found = []
    for row in asking.ask_rows("decisions", snapshot=snapshot, today=day):
        note = f"{words.date(row['met_on'])} {row['meeting']}"
        asks = {"number": row["number"]}
        found.append(
            Thing("decision", row["decision"], row["decision"], "decisions", row["number"], asks, note=note)
        )
    ledgers = plan().ledgers
    listed: dict[tuple[str, str, bool], Thing] = {}
    for row in asking.ask_rows("ledger_names", snapshot=snapshot):
        block = ledgers[row["ledger"]].ledger
        if block is None or not row["name"]:
            continue
        ledger = words.pick(block.name, block.name_en)
        note = " · ".join(part for part in (ledger, names.region(row["region"] or "")) if part)
        page, asks = ("ledgers", {"ledger": row["ledger"]}) if row["shown"] else ("green", {})
        key = (row["name"], row["ledger"], row["shown"])
        listed.setdefault(key, Thing("row", row["name"], row["name"], page, "", asks, note=note))
    return [*found, *listed.values(), *of_figures(snapshot, {thing.name for thing in listed.values()})]


def of_figures(snapshot: str, listed: set[str]) -> list[Thing]:
    """Enterprises that no ledger and no register lists: the page of the figures that their sheet tells."""
    found: dict[str, Thing] = {}
    for row in asking.ask_rows("enterprises_told", snapshot=snapshot):
        name, template = row["enterprise"], row["template"]
        statement = next((code for code, own in plan().statements.items() if template in own.templates), "")
        if name and name not in listed and statement:
            asks = {"id": statement} | ({"region": row["region"]} if row["region"] else {})
            note = " · ".join(
                part for part in (names.template(template), names.region(row["region"] or "")) if part
            )
            found.setdefault(name, Thing("row", name, name, "indicator", "", asks, note=note))
    return list(found.values())
