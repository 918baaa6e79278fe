"""Draws the ledgers that are made of numbers: online monitoring, vehicles and piles, the energy budget."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from data.ingest import receive
from data.plan import plan
from pages.analysts.ledgers import budget, marks, monitoring, vehicles
from pages.frame.visit import Visit
from pages.pieces import cells, frames
from pages.pieces.ledger_kinds import Ledger
from pages.pieces.tables import as_rows
from pages.speech import words
from pages.speech.words import language
from queries.question import Rows

DRAWINGS: dict[str, Callable[[Visit, Ledger], Rows]] = {
    "online_monitoring": monitoring.draw,
    "vehicles_and_piles": vehicles.draw,
    "energy_budget": budget.draw,
}


def draw(visit: Visit, ledger: Ledger) -> None:
    """The whole page of such a ledger, for the newest or the chosen period of its statement."""
    visit = replace(visit, statement=ledger.statements[0])
    periods = [row["period"] for row in visit.ask("periods", statement=visit.statement)]
    if not periods:
        marks.nothing(visit, ledger)
        return
    sectors = ["sector"] if ledger.sheet.column("sector") else []
    visit = visit.filtered("region", *sectors, "period", periods=periods, sectors=list(plan().sectors))
    visit = visit.at(words.period(visit.chosen.period))
    told = DRAWINGS[ledger.code](visit, ledger)
    where = visit.given("region", "sector", "basis", "period")
    trace = visit.table("number_trace", statement=visit.statement, **where).to_pandas()
    cells.cells(_traced(visit, ledger), _spoken(ledger, trace, told))
    cells.originals(trace, lambda upload: receive.original(upload)[1])
    visit.foot(told, as_of=visit.chosen.period)


def _spoken(ledger: Ledger, trace: pd.DataFrame, told: Rows) -> pd.DataFrame:
    """The trace with the enterprise, or the class of vehicle, in words."""
    known = {row["enterprise_key"]: row["enterprise"] for row in told if row.get("enterprise_key")}
    kinds = ledger.sheet.column(ledger.sheet.item)
    known |= {} if kinds is None else {choice.code: choice.label(language()) for choice in kinds.choices}
    codes = [row["entity"] or row["item"] for row in as_rows(trace)]
    return trace.assign(item=[known.get(code, code) for code in codes])


def _traced(visit: Visit, ledger: Ledger) -> frames.View:
    """What the table of cells needs to know."""
    statement = plan().statements[visit.statement]
    place = visit.place()
    return frames.View(statement, place, place, str(visit.chosen.period), 1, ledger.source, visit.snapshot)
