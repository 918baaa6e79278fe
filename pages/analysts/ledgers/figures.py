"""Draws the ledgers that are made of numbers: online monitoring, vehicles and piles, the energy budget."""

from collections.abc import Callable
from dataclasses import replace

from data.ingest import receive
from data.plan import plan
from pages.analysts.ledgers import budget, marks, monitoring, vehicles
from pages.frame.visit import Visit
from pages.pieces import cells
from pages.pieces.ledger_kinds import Ledger
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
    trace = visit.ask("number_trace", statement=visit.statement, **where)
    corrections = visit.ask("corrections", statement=visit.statement)
    cells.cells(visit.about, _spoken(ledger, trace, told), visit.as_of, visit.place(), corrections)
    cells.originals(trace, lambda upload: receive.original(upload)[1])
    visit.foot(told, as_of=visit.chosen.period)


def _spoken(ledger: Ledger, trace: Rows, told: Rows) -> Rows:
    """The trace with the enterprise, or the class of vehicle, in words."""
    known = {row["enterprise_key"]: row["enterprise"] for row in told if row.get("enterprise_key")}
    kinds = ledger.sheet.column(ledger.sheet.item)
    known |= {} if kinds is None else {choice.code: choice.label(language()) for choice in kinds.choices}
    return trace.plus(item=lambda row: known.get(row["entity"] or row["item"], row["entity"] or row["item"]))
