"""Demonstration target of the next five years: the city's, set after the plan with its document."""

import datetime

from data.plan import plan
from data.samples.workbook import Cell

DUE, BASE = 2030, 2025
# statement, place, value at least: the city's reduction; no county has been given its share yet.
LATER = (("T01", "450200", 14.0),)
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
