"""Makes the first visitor wait for nothing: what the first pages need is there before the port opens."""

import ast
import importlib
import logging
from collections.abc import Iterator

from data import clock, places
from data.keep import faults
from data.plan import plan
from queries import ask as asking

# what Streamlit brings in only when a page first draws such a thing
ELEMENTS = ("streamlit.elements.vega_charts", "streamlit.elements.html", "streamlit.emojis", "PIL.Image")
PAGES = ("overview", "county", "department", "scores")  # those that bring in neither workbooks nor slides
NOWHERE: dict[str, object] = {"region": "450200", "sector": "TOTAL", "basis": "calorific"}


def up() -> None:
    """Brings in what leaders' pages name, and asks what a visitor of the overview asks who chose nothing.

    A store that cannot be read is told of when somebody comes: the page says it in words.
    """
    for name in (*ELEMENTS, *named()):
        importlib.import_module(name)
    try:
        snapshot = asking.current().id
        periods = asking.ask_rows("periods", snapshot=snapshot)
        for name, params in asked(str(periods[0]["period"]) if periods else None):
            asking.ask_rows(name, snapshot=snapshot, **params)
    except (asking.NoSnapshot, *faults.KINDS) as fault:
        logging.getLogger(__name__).info("nothing is read before the first visit: %s", fault)


def named() -> Iterator[str]:
    """The modules that the pages of leaders bring in; a page itself draws when it is brought in."""
    for page in PAGES:
        path = places.ROOT / "pages" / "leaders" / page / "page.py"
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pages."):
                yield from (
                    f"{node.module}.{one.name}"
                    if (places.ROOT / node.module.replace(".", "/") / f"{one.name}.py").exists()
                    else node.module
                    for one in node.names
                )


def asked(period: str | None) -> list[tuple[str, dict[str, object]]]:
    """The questions of the overview as nothing is chosen, which shows the newest period."""
    large, today = list(plan().theme("overview")), clock.today().isoformat()
    return [
        ("statements_standing", {**NOWHERE, "period": period}),
        ("overview_history", {"statements": large, **NOWHERE, "period": period}),
        ("periods", {}),
        ("sectors_known", {}),
        ("decision_meetings", {}),
        ("publication_causes", {}),
        ("what_changed", NOWHERE),
        ("late_sheets", {"today": today, "region": NOWHERE["region"]}),
        ("due_next", {"today": today, "region": NOWHERE["region"]}),
        ("due_next", {"today": today}),
    ]
