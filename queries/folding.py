"""Folds the rows of other places' enterprises away: who is limited to places sees them as sums, nameless."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.people import seeing
from data.plan import Template, plan
from queries.question import Field, Question, Row, Rows

LEAST = 3  # enterprises of a sum that may be told: of fewer, one could work out another's figures
WHO = "who"  # a number in place of an enterprise, within one answer
PLACE = "region"
NAMING = frozenset({"enterprise", "named", "text", "time"})  # kinds that may say whose row it is
KEYS = ("_key", "upload", "record", "listed", "number", "item")  # codes of one row alone, by how they end
MISSING = "missing:"  # of the reasons of a status the one that names who has not reported
APART = frozenset({"period", "product", "basis", "energy"})  # kinds over which nothing is added up


@dataclass(frozen=True)
class Sum:
    """The rows of one place's enterprises together; without `amounts` where they are too few to be told.

    `apart`: what is never added up (period, product, …), by field. `amounts` by field; empty where the rows
    have nothing that can be added up.
    """

    region: str
    apart: tuple[tuple[str, Any], ...]
    rows: int
    enterprises: int
    amounts: dict[str, float] | None


def folds(asked: Question) -> bool:
    """Whether a question tells of single enterprises."""
    return any(field.kind in ("enterprise", "named") for field in asked.columns)


def folded(asked: Question, rows: Iterable[Row], own: Collection[str]) -> tuple[list[Row], list[Row]]:
    """The rows that somebody with these places sees whole, and the others without what tells whose they are.

    What is not declared in the question's header goes with the others.
    """
    whole: list[Row] = []
    nameless: list[Row] = []
    numbers: dict[object, int] = {}
    for row in rows:
        if not _is_others(asked, row, own):
            whole.append({**row, **_beside(asked, row, own)})
            continue
        who = numbers.setdefault(_identity(asked, row), len(numbers))
        kept = {field.name: row.get(field.name) for field in asked.columns if _is_kept(field)}
        nameless.append({**dict.fromkeys(row), **kept, WHO: who})
    return whole, nameless


def _is_others(asked: Question, row: Row, own: Collection[str]) -> bool:
    """Whether a row is an enterprise's of another place, which no published list tells anyway."""
    naming = [field for field in asked.columns if field.kind == "enterprise"]
    # of a list with columns of its own the row is an enterprise's whatever they are called
    is_told = any(field.name not in row or row[field.name] for field in naming)
    return is_told and _is_withheld(naming[0], row) and not seeing.is_own(own, row.get(PLACE))


def _beside(asked: Question, row: Row, own: Collection[str]) -> Row:
    """The fields of a row that name somebody else's enterprises beside, without the names."""
    return {
        field.name: _nobody(row.get(field.name))
        for field in asked.columns
        if field.kind == "named"
        and _is_withheld(field, row)
        and not seeing.is_own(own, row.get(f"{field.name}_{PLACE}") or row.get(PLACE))
    }


def _nobody(told: Any) -> Any:
    """Nothing for names; of a reason (`missing:…`) its kind, and a reason that names no enterprise whole."""
    if not isinstance(told, str) or ":" not in told:
        return None
    return MISSING if told.startswith(MISSING) else told


def _is_withheld(field: Field, row: Row) -> bool:
    """Whether the sheet that tells the row is not one of a published list."""
    return seeing.is_withheld(_sheet(str(row.get(field.of) or field.of)))


def _sheet(code: str) -> Template | None:
    """The template of this code, or of the ledger of this code."""
    return plan().templates.get(code) or plan().ledgers.get(code)


def _identity(asked: Question, row: Row) -> object:
    """What tells this enterprise from others in one answer."""
    kinds = [field.name for field in asked.columns if field.kind == "enterprise"]
    named = [row[name] for name in (*kinds, "enterprise_key", "enterprise", "record_key") if row.get(name)]
    return named[0] if named else id(row)


def _is_kept(field: Field) -> bool:
    return field.kind not in NAMING and not (field.kind == "code" and field.name.endswith(KEYS))


def sums(rows: Rows, wanted: Collection[str] | None = None) -> list[Sum]:
    """What is told of the folded rows: place by place, the amounts that can be added up (`wanted`: of these).

    Of fewer than three enterprises nothing; nor of the next larger place, where a total less what is told
    would give the untold away.
    """
    fields = rows.question.columns if rows.question else ()
    apart = [field.name for field in fields if field.kind in APART]
    groups: dict[tuple[tuple[str, Any], ...], dict[str, list[Row]]] = {}
    for row in rows.folded:
        key = tuple((name, row.get(name)) for name in apart)
        groups.setdefault(key, {}).setdefault(str(row.get(PLACE) or ""), []).append(row)
    added = [field.name for field in fields if _is_amount(field) and (wanted is None or field.name in wanted)]
    return [
        Sum(place, key, len(found), enterprises(found), amounts if place in told or not added else None)
        for key, by_place in groups.items()
        for told in [_told(by_place)]
        for place, found in by_place.items()
        for amounts in [{name: _total(found, name) for name in added}]
    ]


def _told(by_place: Mapping[str, list[Row]]) -> set[str]:
    """The places whose sums can be told, so that those left out cannot be worked out from a total."""
    sizes = sorted((enterprises(rows), place) for place, rows in by_place.items())
    few = [(size, place) for size, place in sizes if size < LEAST]
    rest = sizes[len(few) :]
    while few and rest and sum(size for size, _ in few) < LEAST:
        few.append(rest.pop(0))
    return {place for _, place in rest}


def enterprises(rows: Iterable[Row]) -> int:
    """How many different enterprises there are in nameless rows."""
    return len({row[WHO] for row in rows})


def _total(rows: Iterable[Row], name: str) -> float:
    return float(sum(row[name] for row in rows if row.get(name) is not None))


def _is_amount(field: Field) -> bool:
    """Whether numbers of a column can be added up: tonnes can, shares and energy per tonne cannot."""
    return (
        field.kind == "number"
        and not field.of
        and field.unit not in ("", "%", "个百分点")
        and "/" not in field.unit
    )
