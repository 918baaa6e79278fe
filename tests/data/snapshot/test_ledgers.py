"""The state of every ledger row on every day against boring Python over random rows."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.plan import plan
from data.plan.ledger import Ledger
from data.snapshot.build import HERE
from data.snapshot.ledgers import one_ledger
from data.snapshot.statements import Draft
from tests.data.snapshot.test_ledger_oracles import (
    FEW,
    FIRST,
    LAST,
    Row,
    days,
    inspection_rows,
    levels,
    maybe,
    memory,
    places,
    plan_rows,
    project_rows,
    retrofit_rows,
    runner_rows,
)

Day = datetime.date
Told = tuple[str, Day | None] | None  # state and due day, or not on the list
EVERY = [FIRST + datetime.timedelta(days=n) for n in range(-3, (LAST - FIRST).days + 95, 7)]


def come(value: Day | None, day: Day) -> bool:
    """Whether a day is there and has come."""
    return value is not None and value <= day


def more(figure: float | None, allowed: float | None) -> bool:
    """Whether a figure is above what is allowed, where both are known."""
    return figure is not None and allowed is not None and round(figure, 9) > round(allowed, 9)


def until(row: Row, planned: Day | None) -> Day | None:
    """The deadline: an extension counts with its document only."""
    return (row["extended_to"] or planned) if row["extension_document"] else planned


def retrofit(row: Row, day: Day) -> Told:
    due = until(row, row["planned_on"])
    assert due is not None
    if row["listed_on"] > day:
        return None
    if come(row["retired_on"], day):
        return "retired", due
    if come(row["finished_on"], day):
        if more(row["achieved_level"], row["baseline_level"]):
            return "done_below", due
        return ("done" if row["finished_on"] <= due else "done_late"), due
    if due < day:
        return "overdue", due
    return ("extended" if row["extension_document"] and row["extended_to"] else "open"), due


def project(row: Row, day: Day) -> Told:
    due = row["rectify_by"]
    if row["listed_on"] > day:
        return None
    pair = row["new_capacity"], row["replaced_capacity"]
    short = None not in pair and not more(pair[1], pair[0])  # as much is no reduction
    room = row["kind"] == "proposed" and row["saturated"] == "no"
    life = [
        ("removed", come(row["removed_on"], day)),
        ("rectified", come(row["rectified_on"], day)),
        (
            "below_access",
            row["kind"] == "building"
            and more(row["unit_energy"], row["access_level"])
            and not come(row["halted_on"], day),
        ),
        ("overdue", due is not None and due < day),
        ("rectifying", row["disposal"] in ("halt", "rectify") or come(row["halted_on"], day)),
        ("replacement_short", row["kind"] == "proposed" and row["saturated"] == "yes" and short),
        (
            "below_required",
            (
                room
                or (row["nature"] in ("new", "rebuild", "expand") and row["kind"] in ("building", "proposed"))
            )
            and more(row["unit_energy"], row["required_level"]),
        ),
        ("unknown", row["unit_energy"] is None or row["access_level"] is None),
        ("compliant", True),
    ]
    return next(state for state, holds in life if holds), due


def inspection(row: Row, day: Day) -> Told:
    if not come(row["inspected_on"], day):
        late = row["planned_on"] < day
        return ("uninspected_overdue" if late else "planned"), row["planned_on"]
    due = until(row, row["rectify_by"])
    if come(row["closed_on"], day):
        return ("closed_late" if due and row["closed_on"] > due else "closed"), due
    if row["rectify_by"] is None and row["problem"] is None:
        return "clean", due
    if due is not None and due < day:
        return "overdue", due
    if come(row["reinspected_on"], day):
        return "reinspected", due
    return ("extended" if row["extension_document"] and row["extended_to"] else "ordered"), due


def park(row: Row, day: Day) -> Told:
    due = row["planned_on"]
    if come(row["accepted_on"], day):
        return "accepted", due
    if due is not None and due < day:
        return "overdue", due
    if come(row["started_on"], day):
        return "underway", due
    return ("approved" if come(row["approved_on"], day) else "not_started"), due


def runner(row: Row, day: Day) -> Told:
    start = row["published_on"]
    leap = (start.month, start.day) == (2, 29)
    last = row["valid_until"] or Day(start.year + 3, start.month, 28 if leap else start.day)
    if start > day:
        return None
    return ("expired" if last < day else "in_force"), last


def enterprise(row: Row, day: Day) -> Told:
    due = row["due_on"]
    if row["listed_on"] is not None and row["listed_on"] > day:
        return None
    shown = row["disclosed_on"] if row["disclosure_document"] is not None else None
    asked = [
        done
        for done, needed in (
            (row["plan_made_on"], "plan_needed"),
            (row["post_filled_on"], "post_needed"),
            (shown, "disclosure_needed"),
        )
        if row[needed] == "yes"
    ]
    done = sum(come(one, day) for one in asked)
    if not asked:
        return "not_due", due
    if done == len(asked):
        return "complete", due
    if due is not None and due < day:
        return "overdue", due
    return ("partly" if done else "nothing"), due


def title(row: Row, day: Day) -> Told:
    if row["published_on"] > day:
        return None
    return ("withdrawn" if come(row["withdrawn_on"], day) else "in_force"), None


def plain(row: Row, day: Day) -> Told:
    due = row["planned_on"]
    if row["listed_on"] > day:
        return None
    if come(row["finished_on"], day):
        return ("done_late" if due and row["finished_on"] > due else "done"), due
    return ("overdue" if due and due < day else "open"), due


def some(rows: st.SearchStrategy[list[Row]], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Row]]:
    """The random rows of the series' oracles, with the columns that only a state looks at."""
    extra = st.fixed_dictionaries(more)
    return rows.flatmap(
        lambda known: st.tuples(*(extra for _ in known)).map(
            lambda added: [{**row, **own} for row, own in zip(known, added, strict=True)]
        )
    )


def one(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Row]]:
    """Up to six random rows of these fields."""
    return st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=6)


LEDGERS: dict[str, tuple[Callable[[Row, Day], Told], st.SearchStrategy[list[Row]]]] = {
    "retrofit": (retrofit, retrofit_rows),
    "two_high_projects": (
        project,
        some(
            project_rows,
            rectify_by=maybe,
            rectified_on=maybe,
            disposal=st.sampled_from(["keep", "halt", "rectify"]),
            replaced_capacity=st.none() | levels,
        ),
    ),
    "inspection": (
        inspection,
        some(inspection_rows, reinspected_on=maybe, problem=st.sampled_from([None, "测试问题"])),
    ),
    "circular_parks": (
        park,
        one(
            park=st.just("甲"),
            region=places,
            approved_on=maybe,
            started_on=maybe,
            planned_on=maybe,
            accepted_on=maybe,
        ),
    ),
    "front_runners": (runner, runner_rows),
    "enterprise_plans": (enterprise, some(plan_rows, enterprise=st.just("甲"))),
    "green": (title, one(enterprise=st.just("甲"), region=places, published_on=days, withdrawn_on=maybe)),
}


def compare(
    ledger: str, expected: Callable[[Row, Day], Told], rows: list[Row], own: Ledger | None = None
) -> None:
    """Every row on many days: in one state or in none, as Python says; and nothing of it overlaps."""
    template = plan().ledgers[ledger]
    with memory(template.id, rows) as database:
        if own is not None:
            database.execute("DELETE FROM ledger_entries; DELETE FROM ledger_history")
            database.execute("DROP VIEW IF EXISTS ledger_retrofit")
            one_ledger(Draft(database), template, own)
        history = database.sql("SELECT * FROM ledger_history").to_arrow_table().to_pylist()
    watched = {day for row in rows for day in row.values() if isinstance(day, Day)}
    watched |= {day + datetime.timedelta(days=1) for day in watched}
    for number, row in enumerate(rows):
        told = [one for one in history if one["record_key"] == str(number)]
        for day in (*EVERY, *watched):
            found = [
                (one["state"], one["due_on"]) for one in told if one["from_day"] <= day < one["until_day"]
            ]
            said = expected(row, day)
            assert found == ([] if said is None else [said]), (row, day)


@pytest.mark.parametrize("ledger", sorted(LEDGERS))
def test_a_state_on_a_day(ledger: str) -> None:
    expected, rows = LEDGERS[ledger]
    FEW(given(rows)(lambda found: compare(ledger, expected, found)))()


def test_every_ledger_has_its_oracle_and_every_rule_its_file() -> None:
    listed = {
        code: item.ledger for code, item in plan().ledgers.items() if item.ledger and item.ledger.listed
    }
    assert set(LEDGERS) == set(listed)
    rules = {ledger.rule for ledger in listed.values()} | {"plain"}
    assert rules == {path.stem for path in (HERE / "ledgers").glob("*.sql")}


@FEW
@given(retrofit_rows)
def test_the_plain_rule(rows: list[Row]) -> None:
    own = plan().ledgers["retrofit"].ledger
    assert own is not None
    compare(
        "retrofit",
        plain,
        rows,
        replace(own, rule="plain", since="listed_on", due="planned_on", done="finished_on"),
    )


@FEW
@given(retrofit_rows)
def test_the_statement_counts_the_states_of_its_ledger(rows: list[Row]) -> None:
    """T16 at a month's end: in time or retired, of all whose answer is settled, as the ledger tells them."""
    with memory("S7", rows) as database:
        found = database.sql(
            (HERE / "series/retrofits_in_time.sql").read_text(encoding="utf-8"), params={"base_year": None}
        ).to_arrow_table()
    city = {
        (row["year"], row["month"]): row
        for row in found.to_pylist()
        if (row["region"], row["sector"]) == ("450200", "TOTAL")
    }
    for year, month in city:
        day = Day(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        states = [said for row in rows if (said := retrofit(row, day)) is not None]
        kept = [state for state, _ in states if state in ("done", "retired")]
        settled = [
            state
            for state, due in states
            if state in ("done", "retired", "done_late") or (due is not None and due < day)
        ]
        assert (city[year, month]["numerator"], city[year, month]["denominator"]) == (len(kept), len(settled))
