"""Scores mean what they say: in time is in time, lost earns nothing, a veto changes no rank."""

import datetime
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from data.ingest import receive
from data.plan import plan
from queries import ask as asking
from queries.ask import ask, ask_rows
from tests.oracles import calendar as calendar_oracle
from tests.oracles import scores as oracle
from tests.support.rows import good
from tests.support.workbooks import Row, credit_code, day, files

CAME = {"柳北区": "2026-01-25", "柳江区": "2026-01-26", "柳东新区": "2026-01-20"}  # due on 25 January 2026
CODES = {"柳北区": "450205", "柳江区": "450206", "柳东新区": "Z-LIUDONG"}
DAYS = ("2025-12-31", "2026-01-25", "2026-01-26", "2026-02-27", "2026-12-31")


def energy(region: str, growth: float) -> list[Row]:
    """S1 for 2021–2025 of one place, the same change of energy each year."""
    same: Row = {"region": region, "energy_growth": growth, "value_added_growth": 0.0}
    return [good("S1", period=f"{year}年", intensity_change=growth, **same) for year in range(2021, 2026)]


def monitored() -> list[Row]:
    """柳北区: all connected at the end of 2024, one of two a year later."""
    one: Row = {"region": "柳北区", "last_year_energy_tce": 6000.0, "must_connect": "是"}
    first = good("S10", period="2024年", credit_code=credit_code(1), enterprise="甲", **one)
    same = good("S10", period="2025年", credit_code=credit_code(1), enterprise="甲", **one)
    since: Row = {"connected_on": day("2024-05-31")}
    other = good("S10", period="2025年", credit_code=credit_code(2), enterprise="乙", **one)
    return [first | since, same | since, other | {"connected_on": None, "completeness": None}]


@pytest.fixture(scope="module", autouse=True)
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One county in time, one a day late, a zone in time; a bureau and a group of units report tasks."""
    before = os.environ.get("PEAK_STORE", "")
    os.environ["PEAK_STORE"] = str(tmp_path_factory.mktemp("scores") / "store")
    asking.forget()
    growth = {"柳北区": -4.0, "柳江区": -1.0, "柳东新区": -4.0}
    for region, came_on in CAME.items():
        receive.accept_many(files(S1=energy(region, growth[region])), "测试", at=f"{came_on}T09:00:00+08:00")
    told = [
        good("S15", task=code, department=plan().departments[bureau].name, progress_share=share)
        for code, bureau, share in [("二(一)1", "industry", 60.0), ("五(一)", "leading_group", 100.0)]
        if bureau in plan().tasks[code].departments
    ]
    aims = [good("S20", region=region) for region in CAME]  # each county and zone has its own target
    receive.accept_many(files(S10=monitored(), S15=told, S20=aims), "测试", at="2026-02-01T09:00:00+08:00")
    yield
    asking.forget()
    os.environ["PEAK_STORE"] = before


@cache
def sheets() -> list[calendar_oracle.Sheet]:
    return calendar_oracle.sheets(datetime.date(2027, 1, 31))


@pytest.mark.parametrize("as_of", DAYS)
def test_on_time_is_on_time_as_far_as_known_on_the_day(as_of: str) -> None:
    found = ask("score_items", scored="county", item="C-SHEETS", as_of=as_of)
    told = found.set_index("object")["share"]
    for code in CODES.values():
        own = [one for one in sheets() if one.place == code]
        expected = oracle.in_time(own, datetime.date.fromisoformat(as_of))
        assert expected is not None or code == "Z-LIUDONG"  # a zone owes no sheet of its own
        assert (told[code] if code in told.dropna() else None) == pytest.approx(expected), code


def test_a_late_sheet_earns_nothing_and_says_how_late_it_was() -> None:
    found = ask("score_explained", scored="county", item="C-SHEETS", as_of="2026-01-26")
    whole = found[(found["template"] == "S1") & (found["evidence_period"] == "2025")].set_index("object")
    assert whole.loc["450205", ["evidence_state", "evidence_value"]].tolist() == ["came", 0]
    assert whole.loc["450206", ["evidence_state", "evidence_value"]].tolist() == ["came_late", 1]
    earned = ask("score_items", scored="county", item="C-SHEETS", as_of="2026-01-26").set_index("object")
    assert earned.loc["450206", "points"] == 0.0 < earned.loc["450205", "points"]
    before = ask("score_explained", scored="county", object="450206", item="C-SHEETS", as_of="2026-01-25")
    told = before[(before["template"] == "S1") & (before["evidence_period"] == "2025")]["evidence_state"]
    assert told.tolist() == ["due"]  # what came the day after is not known yet


def test_what_was_met_and_lost_earns_nothing() -> None:
    row = ask("score_items", object="450205", item="C-T18").iloc[0]
    assert (row["status"], row["value"], row["share"], row["points"]) == ("lost", 50.0, 0.0, 0.0)


def test_ranks_go_by_the_score_before_the_veto_and_zones_are_ranked_apart() -> None:
    tried: dict[str, Any] = {"items": ["C-T01", "C-T18", "C-SHEETS"], "weights": [90.0, 0.0, 0.0]}
    rows = {row["object"]: row for row in ask_rows("scores", scored="county", **tried)}
    ranked = {code: row for code, row in rows.items() if row["rank"] is not None}
    assert set(CODES.values()) <= set(ranked)
    scores = {code: row["score"] for code, row in ranked.items()}
    kinds = {code: plan().regions[code].kind for code in ranked}
    assert {code: row["rank"] for code, row in ranked.items()} == oracle.ranks(scores, kinds)
    assert rows["450205"]["rank"] == rows["Z-LIUDONG"]["rank"] == 1


def test_a_veto_stands_beside_the_score_with_what_it_leaves() -> None:
    tried: dict[str, Any] = {"items": ["C-T01", "C-T18", "C-SHEETS"], "weights": [0.001, 0.0, 90.0]}
    rows = {row["object"]: row for row in ask_rows("scores", scored="county", as_of="2026-01-31", **tried)}
    ceiling = plan().setting("scoring", "veto_ceiling")
    assert rows["450206"]["vetoed"] and not rows["450205"]["vetoed"]
    for row in rows.values():
        if row["score"] is not None:
            capped = min(row["score"], ceiling) if row["vetoed"] else row["score"]
            assert row["score_after_veto"] == pytest.approx(capped)
            assert row["score"] == pytest.approx(100 * row["points"] / row["weight_scored"])


def test_a_department_needs_duties_for_a_rank_and_a_group_of_units_is_none() -> None:
    rows = {row["object"]: row for row in ask_rows("scores", scored="department")}
    fewest = plan().setting("scoring", "minimum_duties")
    groups = {code for code, bureau in plan().departments.items() if bureau.several}
    assert groups == {"leading_group", "counties"} and groups.isdisjoint(rows)
    for code, row in rows.items():
        tasks = sum(code in task.departments for task in plan().tasks.values())
        led = sum(plan().departments_of(one)[0] == code for one in plan().statements)
        assert row["duties"] == tasks + led, code
        assert row["rank"] is None or row["duties"] >= fewest
    assert rows["tax"]["duties"] < fewest and rows["industry"]["rank"] is not None
