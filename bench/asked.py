"""Records which questions pages ask, with which parameters: every page is opened at a few addresses."""

from collections.abc import Mapping
from typing import Any

from queries import ask as asking
from tests.support.pages import visited

ADDRESSES: dict[str, tuple[dict[str, str], ...]] = {
    "pages/leaders/overview/page.py": ({}, {"region": "450205"}, {"sector": "C31"}),
    "pages/analysts/indicator/page.py": (
        {"id": "T01"},
        {"id": "T01", "region": "450205"},
        {"id": "T05"},
        {"id": "T12"},
    ),
    "pages/analysts/industries/page.py": ({}, {"region": "450203"}),
    "pages/analysts/energy/page.py": ({}, {"region": "450205"}, {"sector": "C31"}),
    "pages/analysts/circular/page.py": ({}, {"region": "450205"}),
    "pages/analysts/green/page.py": ({}, {"region": "450205"}),
    "pages/analysts/emerging/page.py": ({}, {"region": "450205"}),
    "pages/leaders/county/page.py": ({}, {"region": "450205"}, {"region": "450205", "period": "2025"}),
    "pages/leaders/department/page.py": ({}, {"department": "statistics"}),
    "pages/analysts/tasks/page.py": ({}, {"department": "statistics"}),
    "pages/leaders/decisions/page.py": ({},),
    "pages/analysts/ledgers/page.py": ({}, {"region": "450205"}),
    "pages/leaders/scores/page.py": ({}, {"region": "450205"}, {"scored": "department"}),
    "pages/staff/upload/page.py": ({},),
    "pages/staff/history/page.py": ({},),
}
OF_A_DIALOGUE: dict[str, dict[str, Any]] = {"enterprises_told": {}}  # asked by the finder, once it is open


def recorded() -> dict[str, list[Mapping[str, Any]]]:
    """Every question that pages ask, with the parameters of at most three visits that differ most."""
    found: dict[str, list[Mapping[str, Any]]] = {name: [given] for name, given in OF_A_DIALOGUE.items()}
    real = asking.answer

    def noting(
        name: str, snapshot: str | None, params: Mapping[str, Any], before: int | None = None
    ) -> asking.Answer:
        told = found.setdefault(name, [])
        given = dict(params)
        if given not in told:
            told.append(given)
        return real(name, snapshot, params, before)

    asking.answer = noting
    try:
        for file, addresses in ADDRESSES.items():
            for address in addresses:
                visited(file, **address)
    finally:
        asking.answer = real
    return {name: [told[0], *told[1:][-2:]] for name, told in sorted(found.items())}
