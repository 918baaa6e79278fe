"""Gives the visitor's name of anything that has a stable code in the plan."""

from collections.abc import Callable, Mapping
from functools import cache

from data import clock
from data.plan import TOTAL, plan
from data.plan.ledger import LedgerState
from data.plan.model import Named
from pages.speech import figures
from pages.speech.catalogue import DEFAULT
from pages.speech.words import language, pick, say

# how the plan numbers its sections, and how English does; 方案 is how a source of ours begins
ENGLISH = str.maketrans({sign: str(place) for place, sign in enumerate("一二三四五六七八九", 1)})


def _label(things: Mapping[str, Named], code: str) -> str:
    return things[code].label(language()) if code in things else code


def region(code: str) -> str:
    return _label(plan().regions, code)


def sector(code: str) -> str:
    return _label(plan().sectors, code)


def category(code: str) -> str:
    return _label(plan().emerging, code)


def basis(code: str) -> str:
    return _label(plan().bases, code)


def maturity(code: str) -> str:
    return _label(plan().maturities, code)


def grade(code: str) -> str:
    return _label(plan().grades, code)


def status(code: str) -> str:
    return _label(plan().statuses, code)


def department(code: str) -> str:
    return _label(plan().departments, code)


def owner(template: str) -> str:
    """The department that owes a workbook today."""
    return department(plan().heir(plan().templates[template].department, clock.today()))


def chapter(code: str) -> str:
    return _label(plan().chapters, code)


def bureau(code: str) -> str:
    """The department's whole name, for sentences."""
    found = plan().departments.get(code)
    return code if found is None else pick(found.name, found.name_en)


def industry(code: str) -> str:
    return _label(plan().industries, code)


def product(code: str) -> str:
    """A product that has a norm."""
    return _label(plan().products, code)


def score_item(code: str) -> str:
    """One line of the assessment, or all of them together."""
    return say("scores.total") if code == TOTAL else _label(plan().scoring, code)


def task(code: str) -> str:
    return _label(plan().tasks, code)


def section(code: str) -> str:
    """A section of the plan or a source that names one: 二(四)3, in English 2(4)3; 方案 一(三), Plan 1(3)."""
    if language() == DEFAULT:
        return code
    return code.replace("方案 ", "Plan ").translate(ENGLISH)


@cache
def _sources() -> dict[str, str]:
    return {target.source: target.source_en for target in plan().targets if target.source_en}


def source(text: str) -> str:
    """Where a target stands: a section of the plan, with what is remarked beside it."""
    return section(text) if language() == DEFAULT else _sources().get(text) or section(text)


def numbered_task(code: str) -> str:
    """A task's section and name."""
    return f"{section(code)} {task(code)}"


def statement(code: str) -> str:
    """The name of a statement."""
    found = plan().statements.get(code)
    return code if found is None else pick(found.name, found.name_en)


def item(statement: str, code: str) -> str:
    """A part of a statement: a process, product, industry, kind of waste or class of vehicle."""
    own = next((one for one in plan().item_names if (one.statement, one.item) == (statement, code)), None)
    if own is not None:
        return pick(own.name, own.name_en)
    for template in plan().statements[statement].templates:
        if (found := _chosen(template, code)) is not None:
            return found
    return industry(code) if code in plan().industries else product(code)


def _chosen(template: str, code: str) -> str | None:
    """The name of an item as its workbook's own list has it; None where no list has it."""
    known = plan().templates.get(template)
    column = known.column(known.item) if known is not None else None
    found = [one for one in column.choices if one.code == code] if column is not None else []
    return found[0].label(language()) if found else None


def item_of(template: str, code: str) -> str:
    """What a row of a workbook is about beside its sector: a product, process, kind of waste, or its code."""
    if (found := _chosen(template, code)) is not None:
        return found
    known = plan().templates.get(template)
    column = known.column(known.item) if known is not None else None
    return named(column.kind, code) if column is not None and column.kind in KINDS else code


def numbered(code: str) -> str:
    """A statement's code and name."""
    return f"{code} {statement(code)}"


def template(code: str) -> str:
    """The name of a workbook, S0…S25."""
    found = plan().templates.get(code)
    return code if found is None else pick(found.name, found.name_en)


def sheet(code: str) -> str:
    """A workbook's code and name: S1 规上工业能耗与增加值."""
    return f"{code} {template(code)}" if code in plan().templates else code


def templates(codes: tuple[str, ...]) -> str:
    """Several workbooks by name, in one list."""
    return say("asked.list").join(map(template, codes))


@cache
def _states() -> dict[tuple[str, str], LedgerState]:
    return {(one.ledger, one.code): one for one in plan().ledger_states}


def state(ledger: str, code: str) -> str:
    """A state of a row of a ledger, of a task or of a sheet."""
    found = _states().get((ledger, code))
    return code if found is None else found.label(language())


def option(template: str, field: str, code: str) -> str:
    """One of the choices that a column of a workbook allows."""
    column = plan().templates[template].column(field) if template in plan().templates else None
    found = {one.code: one for one in column.choices} if column else {}
    return _label(found, code)


def heading(template: str, field: str) -> str:
    """What a workbook itself calls one of its columns."""
    column = plan().templates[template].column(field)
    return field if column is None else pick(column.heading, column.heading_en)


@cache
def _energies() -> dict[str, Named]:
    rows = plan().factors["energies"]
    return {row["code"]: Named(row["code"], row["name"], row["name_en"]) for row in rows}


def energy(code: str) -> str:
    """Coal, gas, electricity … by their codes of the energy sheets."""
    return _label(_energies(), code)


def shape(code: str) -> str:
    """Shape and word of a status without colour, for tables and plain text: ◆ 进度滞后."""
    known = plan().statuses.get(code)
    return code if known is None else f"{known.shape} {status(code)}"


def unit(code: str) -> str:
    return figures.unit_name(code, language())


def flag(code: str) -> str:
    """Yes, or nothing."""
    return say("flag.yes") if code == "True" else ""


def period(code: str) -> str:
    return figures.period_label(code, language())


KINDS: dict[str, Callable[[str], str]] = {
    "region": region,
    "sector": sector,
    "category": category,
    "industry": industry,
    "product": product,
    "basis": basis,
    "statement": numbered,
    "department": bureau,
    "task": task,
    "score_item": score_item,
    "chapter": chapter,
    "template": template,
    "status": shape,
    "grade": grade,
    "maturity": maturity,
    "unit": unit,
    "energy": energy,
    "period": period,
    "flag": flag,
}


def named(kind: str, code: object, of: str = "") -> str:
    """What a code of that kind is called: nothing where there is none, itself where it is unknown."""
    if figures.missing(code) or code == "":
        return ""
    if kind == "state":
        return state(of, str(code))
    if kind == "option":
        template, _, field = of.partition(".")
        return option(template, field, str(code))
    return KINDS[kind](str(code))
