"""Where every statement stands: its order and its places on the common scale, against boring Python."""

import datetime
import math
from typing import Any

import pytest

from data.plan import TOTAL, plan
from queries.ask import ask_rows

pytestmark = pytest.mark.usefixtures("sample_store")
CITY = plan().city
ASKED: list[dict[str, str]] = [
    {},
    {"region": "450205"},
    {"region": "450226", "period": "2024"},
    {"region": "Z-HEXI"},
    {"sector": "C31"},
    {"sector": "C30", "basis": "equivalent"},
    {"sector": "C31", "region": "450205"},
    {"period": "2022"},
]


def moment(period: str | None) -> int:
    """2025 -> 202512, 2025-09 -> 202509; what has no period comes first."""
    if not period:
        return 0
    return int(period[:4]) * 100 + (12 if len(period) == 4 else int(period[5:]))


def readings(region: str, sector: str, period: str | None, basis: str | None) -> dict[str, dict[str, Any]]:
    """The reading a card shows of each statement, picked by hand from all that were ever judged."""
    found: dict[str, dict[str, Any]] = {}
    for row in ask_rows("progress_by_indicator", region=region, sector=sector, basis=basis):
        known, at = plan().statements[row["statement"]], moment(row["period"])
        closed = known.rule in ("reduction", "outpace") and at // 100 > (row["due_year"] or 9999)
        if closed or at > (moment(period) if period else 999999):
            continue
        if at >= moment(found.get(known.id, {}).get("period")):
            found[known.id] = row
    return found


def place(rule: str, row: dict[str, Any]) -> float | None:
    """0 at the base (or at nothing), 1 at the target, farther is better; None where there is no such line."""
    value, target, base = row.get("value"), row.get("target"), row.get("base_value")
    if value is None or target is None or rule in ("narrative", "peak_before", "outpace"):
        return None
    if rule == "reduction":
        return math.log(1 - value / 100) / math.log(1 - target / 100)
    if rule == "budget":
        return float(row["required"] / value)  # against what the year allows by today
    if rule == "count" or base is None:
        falls = row["gap"] * (value - target) > 0  # too much is bad: the gap grows with the value
        if row["gap"] == 0:
            return 1.0
        return None if (falls and value == 0) else float(target / value if falls else value / target)
    return float((value - base) / (target - base))


@pytest.mark.parametrize("asked", ASKED)
def test_every_place_on_the_scale_is_the_share_of_the_way_from_base_to_target(asked: dict[str, str]) -> None:
    rows = ask_rows("statements_standing", **asked)
    assert sorted(row["statement"] for row in rows) == sorted(plan().statements)
    region, sector = asked.get("region", CITY), asked.get("sector", TOTAL)
    given = (asked.get("period"), asked.get("basis"))
    apart, whole = readings(region, sector, *given), readings(region, TOTAL, *given)
    compared = 0
    for row in rows:
        known = plan().statements[row["statement"]]
        if known.rule == "band" or row["parts"] is not None:
            continue
        told = apart.get(known.id) or (whole.get(known.id, {}) if plan().speaks_of(known.id, sector) else {})
        assert (row["period"], row["value"]) == (told.get("period"), told.get("value")), known.id
        wanted = place(known.rule, told)
        if wanted is None:
            assert row["now_place"] is None and row["unplaced"], known.id
            assert [row[f"{name}_place"] for name in ("base", "required", "target")] == [None] * 3
            continue
        compared += 1
        assert row["now_place"] == pytest.approx(wanted, rel=1e-9), known.id
        assert row["target_place"] == 1 and row["unplaced"] is None
        if row["required"] is not None and known.rule not in ("reduction", "budget"):
            required = place(known.rule, {**told, "value": row["required"]})
            assert row["required_place"] == pytest.approx(required, rel=1e-9), known.id
        if told.get("base_value") is not None and known.rule != "reduction":
            base = place(known.rule, {**told, "value": told["base_value"]})
            assert row["base_place"] == pytest.approx(base, abs=1e-9), known.id
        assert row["now_place"] >= 1 or row["gap"] > 0 or known.rule == "budget", known.id
    assert compared


def test_what_no_line_can_hold_says_why() -> None:
    rows = {row["statement"]: row for row in ask_rows("statements_standing")}
    told = {code: rows[code]["unplaced"] for code in ("T02", "T04", "T06", "T22", "T25", "T31", "T01")}
    assert told == {
        "T02": "outpace",
        "T04": "no_target",
        "T06": "peak_before",
        "T22": "narrative",
        "T25": "narrative",
        "T31": "no_value",
        "T01": None,
    }
    share = rows["T08"]  # a band: 33.4 where at most 30.5 is held
    assert share["now_place"] == pytest.approx(share["target_high"] / share["value"]) and share["gap"] > 0
    products = rows["T07"]  # told by its parts: none of eight does as asked
    assert (products["now_place"], products["parts_good"], products["parts"]) == (0, 0, 8)


@pytest.mark.parametrize("asked", ASKED)
def test_the_most_serious_comes_first_as_the_plan_ranks_statuses(asked: dict[str, str]) -> None:
    order = list(plan().statements)
    rows = ask_rows("statements_standing", **asked)

    def weight(row: dict[str, Any]) -> tuple[int, bool, float, int]:
        placed = row["now_place"] is not None
        short = row["now_place"] - row["required_place"] if placed else 0.0
        return plan().statuses[row["status"]].rank, not placed, short, order.index(row["statement"])

    assert rows == sorted(rows, key=weight)
    for row in rows:
        status = plan().statuses[row["status"]]
        assert (row["wanting"], row["met"]) == (status.wanting, status.met)
        assert (
            row["lead_department"] == plan().departments_of(row["statement"], datetime.date(2026, 11, 20))[0]
        )


def test_a_sector_keeps_the_statements_of_its_industry_and_leaves_out_what_has_no_sector() -> None:
    city = {row["statement"]: row for row in ask_rows("statements_standing")}
    for sector, own, others in (("C31", "T26 T27 T28", "T29"), ("C30", "T29 T30 T31", "T26")):
        rows = {row["statement"]: row for row in ask_rows("statements_standing", sector=sector)}
        for code in own.split():
            assert (rows[code]["value"], rows[code]["status"]) == (city[code]["value"], city[code]["status"])
            assert rows[code]["in_scope"] and rows[code]["sector"] == TOTAL
        assert not rows[others]["in_scope"] and not rows["T10"]["in_scope"]
        assert rows["T01"]["sector"] == sector and rows["T01"]["in_scope"]
    assert all(row["in_scope"] for row in city.values())
