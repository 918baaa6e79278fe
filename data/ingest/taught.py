"""What a person teaches: layouts and aliases, listed, edited, withdrawn, and told to whoever reads a file."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from data.ingest.cells import guard
from data.ingest.findings import Finding
from data.ingest.inspection import Inspection
from data.ingest.layouts.stored import StoredLayout, WrongLayout, layout_of, plain_name
from data.ingest.tables.recognise import spellings_by_id, split_heading
from data.ingest.words.aliases import CODED, Alias, heading_kind, kind_of
from data.ingest.words.credit_codes import credit_code_fault
from data.ingest.words.names import choice_of, code_of, squeeze
from data.ingest.words.periods import parse_period
from data.keep import learned
from data.keep.errors import StoreError
from data.keep.learned import Learned
from data.people import acting, audit
from data.plan import plan
from data.plan.model import Column

OFFERING = (
    *("region_unknown", "sector_unknown", "category_unknown", "choice_unknown", "credit_code_invalid"),
    *("period_unreadable", "energy_unknown"),
)
NAMES_YEAR = re.compile(r"\D?\d\d年")
LONGEST = 100  # signs of a word that is an alias


class WrongAlias(StoreError, ValueError):
    """A word that cannot be an alias: says in words why not."""


@dataclass(frozen=True)
class KeptAlias:
    """An alias with its number in the store."""

    number: int
    alias: Alias


def layouts() -> list[StoredLayout]:
    """The layouts in force, oldest first; one that this plan knows no more is left out."""
    return [found for item in learned.active("layout") if (found := layout_in(item))]


def layout_in(item: Learned) -> StoredLayout | None:
    """The layout in something learned, None where the plan knows its template or fields no more."""
    try:
        return layout_of(item.body | {"by": item.by, "at": item.at})
    except WrongLayout:
        return None


def layout_named(name: str) -> StoredLayout:
    """A layout in force by its name; NotLearned where there is none."""
    found = next((stored for stored in layouts() if stored.name == plain_name(name)), None)
    if found is None:
        raise no_such(name)
    return found


def layout_file(name: str, kind: str) -> bytes:
    """A layout in force as a file: an empty workbook (xlsx), or what another store can learn (toml)."""
    from data.ingest.layouts import export  # brings openpyxl, which nobody who looks needs

    stored = layout_named(name)
    return export.as_toml(stored) if kind == "toml" else export.as_workbook(stored)


def no_such(name: str) -> learned.NotLearned:
    """What to say of a name that no layout in force has."""
    there = "、".join(stored.name for stored in layouts()) or "—"
    return learned.NotLearned(
        f"没有名为“{name}”的版式（现有：{there}） / no layout is called “{name}” (there are: {there})"
    )


def number_of(name: str) -> int:
    """The number in the store of the layout in force with a name; 0 where there is none."""
    return next((i.number for i in learned.active("layout") if i.body.get("name") == name), 0)


def learn_layout(name: str, answer: StoredLayout | Mapping[str, Any], by: str) -> StoredLayout:
    """Keeps an answer under a name; a layout that has the name is replaced: a new version.

    Raises WrongLayout for a name or an answer that cannot be.
    """
    acting.require("teach")
    told = answer.as_dict() if isinstance(answer, StoredLayout) else dict(answer)
    made, plain = layout_of(told), plain_name(name)
    before = number_of(plain)
    version = layout_named(plain).version + 1 if before else 1
    made = replace(made, name=plain, version=version, by="", at="")
    body = made.as_dict()
    kept = learned.keep("layout", {k: v for k, v in body.items() if k not in ("by", "at")}, by, before)
    audit.tell(by, "layout_learned", f"{plain} v{version}")
    return replace(made, by=by, at=kept.at)


def withdraw_layout(name: str, by: str) -> None:
    """Takes a layout back by its name; NotLearned where none has it."""
    acting.require("teach")
    number = number_of(plain_name(name))
    if not number:
        raise no_such(name)
    learned.withdraw(number, by)
    audit.tell(by, "layout_withdrawn", plain_name(name))


def aliases() -> list[KeptAlias]:
    """The aliases in force, oldest first."""
    found = []
    for item in learned.active("alias"):
        body = {name: item.body.get(name) for name in ("kind", "said", "meant")}
        if all(isinstance(text, str) for text in body.values()):
            kind, said, meant = (str(text) for text in body.values())
            found.append(KeptAlias(item.number, Alias(kind, said, meant, item.by, item.at)))
    return found


def learn_alias(kind: str, said: str, meant: str, by: str) -> KeptAlias:
    """Remembers that a word stands for one of ours; one of the same word is replaced.

    `kind` is region, sector, category, basis, maturity, credit_code, period, heading:S1 or choice:S5.level.
    Raises WrongAlias where `meant` is none of ours, or `said` is one of ours already.
    """
    acting.require("teach")
    said, meant = said.strip(), meant.strip()
    if not squeeze(said) or len(said) > LONGEST:
        raise WrongAlias(f"没有可记住的写法：{said[:40]} / no word to remember: {said[:40]}")
    if not is_ours(kind, meant):
        raise WrongAlias(f"“{meant}”不是可用的值 / “{meant}” is no accepted value")
    if is_ours(kind, said):
        raise WrongAlias(f"“{said}”本身就是可用的值 / “{said}” is an accepted value itself")
    before = next(
        (k.number for k in aliases() if (k.alias.kind, squeeze(k.alias.said)) == (kind, squeeze(said))), 0
    )
    kept = learned.keep("alias", {"kind": kind, "said": said, "meant": meant}, by, before)
    audit.tell(by, "alias_learned", f"{kind}: {said} = {meant}")
    return KeptAlias(kept.number, Alias(kind, said, meant, by, kept.at))


def is_ours(kind: str, word: str) -> bool:
    """Whether a word is one that a kind accepts; WrongAlias for an unknown kind."""
    of, _, where = kind.partition(":")
    template_id, _, name = where.partition(".")
    template = plan().templates.get(template_id)
    if of == "heading" and template:
        return split_heading(word)[0] in spellings_by_id(template.id)
    column: Column | None = template.column(name) if template else None
    if of == "choice" and column and column.choices:
        return choice_of(column.choices, word) is not None
    if kind == "credit_code":
        return not credit_code_fault(squeeze(word).upper())
    if kind == "period":
        return parse_period(word) is not None
    if kind in CODED:
        return code_of(kind, word) is not None
    raise WrongAlias(f"不认识的别名种类：{kind} / unknown kind of alias: {kind}")


def withdraw_alias(number: int, by: str) -> None:
    """Takes an alias back; NotLearned where none in force has the number."""
    acting.require("teach")
    if number not in {kept.number for kept in aliases()}:
        raise learned.NotLearned(f"没有这个别名：{number} / no such alias: {number}")
    learned.withdraw(number, by)
    audit.tell(by, "alias_withdrawn", str(number))


def alias_offered(inspection: Inspection, finding: Finding) -> tuple[str, str, str] | None:
    """What one click on an offer would teach (kind, said, meant); None where nothing can be remembered."""
    template = inspection.template
    if not finding.offer or not finding.found or template is None:
        return None
    if finding.rule in ("column_missing", "column_unused"):
        return heading_kind(template.id), split_heading(finding.found)[0], finding.offer
    column = next((c for c in template.columns if c.heading == finding.field), None)
    kind = kind_of(template, column) if column and finding.rule in OFFERING else ""
    if kind == "period" and not NAMES_YEAR.match(finding.found):
        return None  # next year the same word is another period
    return (kind, finding.found, finding.offer) if kind else None


@dataclass(frozen=True)
class Lesson:
    """What whoever reads a file is told: all layouts, all aliases, and the layout that is to be used."""

    layouts: tuple[StoredLayout, ...] = ()
    aliases: tuple[Alias, ...] = ()
    chosen: StoredLayout | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, for the child."""
        return {
            "layouts": [stored.as_dict() for stored in self.layouts],
            "aliases": [asdict(alias) for alias in self.aliases],
            "chosen": self.chosen.as_dict() if self.chosen else None,
        }


def lesson(layout: str | Mapping[str, Any] | None = None) -> Lesson:
    """What is in force now; `layout` is the name of the one to be used, or an answer that has no name yet."""
    chosen = None
    if isinstance(layout, str):
        chosen = layout_named(layout)
    elif layout is not None:
        chosen = layout_of(dict(layout))
    return Lesson(tuple(layouts()), tuple(kept.alias for kept in aliases()), chosen)


def lesson_of(told: Mapping[str, Any]) -> Lesson:
    """The lesson in what a child was told."""
    return Lesson(
        tuple(layout_of(each) for each in told.get("layouts", ())),
        tuple(Alias(**each) for each in told.get("aliases", ())),
        layout_of(told["chosen"]) if told.get("chosen") else None,
    )


def held(lesson: Lesson, inspection: Inspection) -> Inspection:
    """The same inspection; Refused where it tells of a layout or an alias that nobody told the child."""
    known = (*lesson.layouts, *([lesson.chosen] if lesson.chosen else []))
    if inspection.stored not in (None, *known) or not set(inspection.aliases) <= set(lesson.aliases):
        raise guard.refuse("reader_died")
    return inspection
