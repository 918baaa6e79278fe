"""Whatever page has both sends its first chart before any table: a chart takes the browser longest.

The deck is left out: its charts are pictures in its own markup, and it has no table.
"""

import importlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from data.plan import plan
from data.plan.kinds import kind_of
from pages.pieces import ledger_kinds
from tests.support.pages import visited

CHART, TABLE = "vega_lite_chart", "dataframe"
LIUBEI = {"region": "450205"}
# one statement of each kind, every ledger, every industry, a place and a department
KINDS = {kind_of(statement): name for name, statement in reversed(plan().statements.items())}
CHOSEN: dict[str, list[dict[str, str]]] = {
    "indicator": [{"id": name} for name in KINDS.values()],
    "ledgers": [{"ledger": code} for code in ledger_kinds.ledgers()],
    "industries": [{"industry": code} for code in plan().industries],
    "energy": [LIUBEI],
    "circular": [LIUBEI],
    "county": [LIUBEI],
    "department": [{"department": "industry"}],
    "scores": [{"scored": "department"}],
}
# pages that have both as they open, so that this test sees something
BOTH = {"circular", "emerging", "energy", "green", "indicator", "industries", "ledgers", "scores", "tasks"}
door = importlib.import_module("app")
ADDRESSES = [
    (Path(file).parent, address)
    for file in (entry.file for entry in door.PAGES)
    for address in ({}, *CHOSEN.get(Path(file).parent.name, []))
]


def sent(monkeypatch: pytest.MonkeyPatch, page: Path, address: Mapping[str, str]) -> list[str]:
    """What kinds of elements a run of a page sends, in their order."""
    told: list[str] = []
    hand_on = ScriptRunContext.enqueue

    def enqueue(context: ScriptRunContext, message: ForwardMsg) -> None:
        told.append(message.delta.new_element.WhichOneof("type") or "")
        hand_on(context, message)

    monkeypatch.setattr(ScriptRunContext, "enqueue", enqueue)
    app = visited(str(page / "page.py"), **address)
    assert not app.exception, app.exception
    return told


@pytest.mark.parametrize(("page", "address"), ADDRESSES, ids=lambda one: getattr(one, "name", str(one)))
def test_the_first_chart_is_sent_before_any_table(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch, page: Path, address: dict[str, str]
) -> None:
    told = sent(monkeypatch, page, address)
    places = {kind: told.index(kind) for kind in (CHART, TABLE) if kind in told}
    assert len(places) == 2 or address or page.name not in BOTH
    assert len(places) < 2 or places[CHART] < places[TABLE], "a table is sent first"
