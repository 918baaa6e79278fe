"""Draws the ledgers that are made of numbers: online monitoring, vehicles and piles, the energy budget."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from data.plan import TOTAL
from pages.analysts.ledgers import budget as ledger_budget
from pages.analysts.ledgers import monitoring as ledger_monitoring
from pages.analysts.ledgers import vehicles as ledger_vehicles
from pages.analysts.ledgers.view import View
from pages.frame import filters
from pages.frame.filters import Chosen
from pages.pieces.ledger_kinds import Ledger
from pages.speech.words import language
from queries.question import Rows

Answers = Mapping[str, pd.DataFrame]
Draw = Callable[[View, Answers, DeltaGenerator], bool]


@dataclass(frozen=True)
class Kind:
    """What a ledger of numbers asks, how it is drawn, and whether it knows sectors."""

    asks: tuple[str, ...]
    draw: Draw
    sectors: bool


KINDS = {
    "online_monitoring": Kind(
        ("online_monitoring_states", "online_monitoring_members"), ledger_monitoring.draw, True
    ),
    "vehicles_and_piles": Kind(("vehicle_classes", "charging_piles"), ledger_vehicles.draw, False),
    "energy_budget": Kind(("energy_budgets",), ledger_budget.draw, True),
}


def has_sectors(ledger: Ledger) -> bool:
    return KINDS[ledger.code].sectors


def questions(view: View) -> dict[str, dict[str, Any]]:
    """What has to be asked for this ledger, with the filters each question takes."""
    chosen: Chosen = view.chosen
    everywhere = view.ledger.code == "energy_budget" and chosen.region == filters.WHOLE
    given: dict[str, Any] = {"region": None if everywhere else chosen.region, "period": chosen.period}
    if has_sectors(view.ledger):
        given["sector"] = None if chosen.sector == TOTAL else chosen.sector
    asks = {question: dict(given) for question in KINDS[view.ledger.code].asks}
    if "charging_piles" in asks:
        asks["charging_piles"].pop("period")
    return asks


def draw(view: View, answers: Answers, top: DeltaGenerator) -> bool:
    """Draws the ledger; answers whether there are demonstration data in it."""
    return KINDS[view.ledger.code].draw(view, answers, top)


def traced(view: View) -> dict[str, Any]:
    """The parameters of the trace to the cells."""
    chosen: Chosen = view.chosen
    where = {"region": chosen.region, "sector": chosen.sector, "basis": chosen.basis}
    return {"statement": view.statement.id, "period": chosen.period, **where}


def spoken(view: View, trace: Rows, answers: Answers) -> Rows:
    """The trace with the enterprise, or the class of vehicle, in words."""
    known: dict[str, str] = {}
    for frame in answers.values():
        if "enterprise_key" in frame:
            known |= dict(zip(frame["enterprise_key"], frame["enterprise"], strict=True))
    kinds = view.ledger.sheet.column(view.ledger.sheet.item)
    known |= {} if kinds is None else {choice.code: choice.label(language()) for choice in kinds.choices}
    return trace.plus(item=lambda row: known.get(row["entity"] or row["item"], row["entity"] or row["item"]))
