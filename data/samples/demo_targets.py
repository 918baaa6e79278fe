"""Demonstration targets of the next five years: the city's by S22, those of some counties by S20."""

import datetime

from data.plan import plan
from data.samples.workbook import Cell

DUE, BASE = 2030, 2025
# statement, place, value at least: the city's reduction; the counties that were given theirs.
LATER = (("T01", "450200", 14.0),)
SHARES = {"450205": 15.5, "450203": 13.0, "450202": 12.0}
FROM_BASE = {"T01"}
ISSUED, VALID = datetime.date(2026, 3, 16), datetime.date(2026, 4, 1)


def later() -> list[dict[str, Cell]]:
    """S22: targets of 2030, each with its document; a reduction is counted from 2025."""
    return [
        {
            "statement": statement,
            "region": plan().regions[region].name,
            "sector": None,
            "base_year": BASE if statement in FROM_BASE else None,
            "base_value": None,
            "due_year": DUE,
            "target": value,
            "comparison": "≥",
            "document": f"演示〔2026〕{number}号",
            "issued_on": ISSUED,
            "valid_from": VALID,
            "note": "演示：十五五目标（虚构）",
        }
        for number, (statement, region, value) in enumerate(LATER, 1)
    ]


def shares() -> list[dict[str, Cell]]:
    """S20: what some counties were given of the city's target of 2030."""
    return [
        {
            "period": "2026年",
            "region": plan().regions[region].name,
            "statement": "T01",
            "target": value,
            "due_year": DUE,
            "document": f"演示〔2026〕{number}号",
            "issued_on": ISSUED,
        }
        for number, (region, value) in enumerate(SHARES.items(), 11)
    ]
