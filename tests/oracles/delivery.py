"""How far a promise can be believed, worked out by hand from what was told: no SQL, no settings file."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

DECISION_DAYS, REPORT_DAYS, EVIDENCE_DAYS, WEAK_FROM = 60, 110, 30, 2
ESSENTIAL = ("owner", "due")
Day = datetime.date


def lacks(
    owned: bool, due: Day | None, proven: bool, since: Day | None, moved: Day | None, within: int, today: Day
) -> list[str]:
    """What an open promise lacks, in the order in which it is said."""
    found = [] if owned else ["owner"]
    found += ["due"] if due is None else []
    old = since is None or (today - since).days >= EVIDENCE_DAYS
    found += ["evidence"] if old and not proven else []
    found += ["movement"] if moved is None or (today - moved).days > within else []
    return found + (["time"] if due is not None and due < today else [])


def verdict(found: list[str]) -> str:
    """可信, 有风险, 不足 by the rule in words."""
    if any(one in ESSENTIAL for one in found) or len(found) >= WEAK_FROM:
        return "weak"
    return "at_risk" if found else "credible"


def of_decision(row: Mapping[str, Any], today: Day) -> tuple[str, list[str]] | None:
    """A decision as a workbook tells it; None where it is closed by the day."""
    if row["state"] != "在办" and row["closed_on"] <= today:
        return None
    told = row["moved_on"] if row["moved_on"] and row["moved_on"] <= today else row["met_on"]
    found = lacks(
        bool(row["department"] and row["person"]), row["due_on"], bool(row["evidence"]), row["met_on"],
        max(told, row["met_on"]), DECISION_DAYS, today,
    )  # fmt: skip
    return verdict(found), found


def of_duty(reports: Iterable[tuple[Day, Mapping[str, Any]]], today: Day) -> tuple[str, list[str]] | None:
    """A duty from its reports (the day each quarter ends, the row); None where it is done."""
    known = sorted((one for one in reports if one[0] <= today), key=lambda one: one[0])
    if known and known[-1][1]["state"] == "已完成":
        return None
    moved, before, due = None, None, None
    for ends, row in known:
        moved = ends if before is None or row["progress_share"] > before else moved
        before, due = row["progress_share"], row["due_on"] or due
    proven = bool(known and known[-1][1]["evidence"])
    found = lacks(True, due, proven, None, moved, REPORT_DAYS, today)
    return verdict(found), found
