"""Gives the visitor's name of anything that has a stable code in the plan."""

from collections.abc import Mapping

from data.plan import plan
from data.plan.model import Named
from pages.speech.words import language


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


def chapter(code: str) -> str:
    return _label(plan().chapters, code)


def statement(code: str) -> str:
    """The name of a statement."""
    found = plan().statements.get(code)
    if found is None:
        return code
    return found.name_en if language() == "en" else found.name
