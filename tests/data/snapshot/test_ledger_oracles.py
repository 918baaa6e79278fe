"""The ledgers' series against boring Python over random rows, directly on tables made by hand."""

import calendar
import datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.plan import plan
from data.snapshot.ledgers import one_ledger
from data.snapshot.plan_tables import ledger_list_tables, setting_table
from data.snapshot.row_schema import schema_of
from data.snapshot.statements import Draft, statement
from tests.support.examples import examples

pytestmark = pytest.mark.slow
Row = dict[str, Any]
FIRST, LAST = datetime.date(2023, 1, 1), datetime.date(2025, 6, 30)
days = st.dates(FIRST, LAST + datetime.timedelta(days=90))
maybe = st.none() | days
levels = st.sampled_from([90.0, 99.999, 100.0, 100.001, 120.0])
places = st.sampled_from(["450205", "450206", "Z-LIUDONG", "450200"])
FEW = settings(max_examples=examples(4), deadline=None)


def month_ends() -> list[datetime.date]:
    """Every month's end from 2020 to the horizon."""
    found = []
    for year in range(2020, LAST.year + 1):
        for month in range(1, 13):
            end = datetime.date(year, month, calendar.monthrange(year, month)[1])
            if datetime.date(2020, 12, 31) <= end <= LAST:
                found.append(end)
    return found


def memory(template: str, rows: list[Row]) -> duckdb.DuckDBPyConnection:
    """A database in memory with these rows of one template, its ledger and the days up to the horizon."""
    known = plan().templates[template]
    schema = schema_of(known)
    for name, kind in (("grade", pa.string()), ("grade_rank", pa.int32()), ("generation", pa.int32())):
        schema = schema.append(pa.field(name, kind))
    schema = schema.append(pa.field("upload", pa.string()))
    for name, kind in (("counted_key", pa.string()), ("places", pa.list_(pa.string()))):
        schema = schema.append(pa.field(name, kind))
    plain = [
        {
            "grade_rank": 1,
            "generation": 1,
            "row": n,
            "record_key": str(n),
            "counted_key": row.get("enterprise_key"),
            "places": sorted({"450200", row["region"]}) if "region" in row else ["450200"],
            **row,
        }
        for n, row in enumerate(rows)
    ]
    database = duckdb.connect(":memory:")
    database.execute(statement("sql/constants.sql"))
    ledger_list_tables(database, plan())
    setting_table(database, plan())
    for file in ("formulas", "ledger_rules", "ledger_tables"):
        database.execute(statement(f"sql/{file}.sql"))
    database.from_arrow(pa.Table.from_pylist(plain, schema=schema)).create(known.table)
    database.sql("SELECT CAST($at AS DATE) AS as_of", params={"at": LAST.isoformat()}).create("horizon")
    database.sql(statement("sql/month_ends.sql")).create("month_ends")
    database.execute(statement("sql/ledger_at_month_ends.sql"))
    if known.ledger and known.ledger.listed:
        one_ledger(Draft(database), known, known.ledger)
    return database


def answer(
    series: str, template: str, rows: list[Row], base_year: int | None = None, **more: object
) -> dict[tuple[Any, ...], Row]:
    """What a series says over these rows, keyed by (region, sector, item, month's end)."""
    with memory(template, rows) as database:
        found = (
            database.sql(statement(f"series/{series}.sql"), params={"base_year": base_year, **more})
            .to_arrow_table()
            .to_pylist()
        )
    said = {}
    for row in found:
        end = datetime.date(row["year"], row["month"], calendar.monthrange(row["year"], row["month"])[1])
        key = (row["region"], row.get("sector", "TOTAL"), row.get("item", ""), end)
        assert key not in said
        said[key] = row
    return said


def of_place(rows: list[Row], region: str) -> list[Row]:
    """The rows a place answers for: the city for all, once each."""
    return [row for row in rows if region in ("450200", row["region"])]


def share(part: int, whole: int) -> float | None:
    """A percentage, or None of nothing."""
    return 100 * part / whole if whole else None


retrofit_rows = st.lists(
    st.fixed_dictionaries(
        {
            "enterprise": st.just("甲"),
            "region": places,
            "sector": st.just(""),
            "listed_on": days,
            "planned_on": days,
            "finished_on": maybe,
            "extension_document": st.sampled_from([None, "测1号"]),
            "extended_to": maybe,
            "retired_on": maybe,
            "achieved_level": st.none() | levels,
            "baseline_level": st.none() | st.just(100.0),
        }
    ),
    min_size=1,
    max_size=8,
)


@FEW
@given(retrofit_rows)
def test_deadlines(rows: list[Row]) -> None:
    said = answer("retrofits_in_time", "S7", rows)
    for region in {"450200", *(row["region"] for row in rows)}:
        for end in month_ends():
            kept, settled, listed = 0, 0, 0
            for row in of_place(rows, region):
                if row["listed_on"] > end:
                    continue
                listed += 1
                until = (
                    (row["extended_to"] or row["planned_on"])
                    if row["extension_document"]
                    else row["planned_on"]
                )
                good = (
                    row["achieved_level"] is None
                    or row["baseline_level"] is None
                    or row["achieved_level"] <= 100
                )
                done = (
                    row["finished_on"] if row["finished_on"] and row["finished_on"] <= end and good else None
                )
                retired = bool(row["retired_on"] and row["retired_on"] <= end)
                ok = retired or (done is not None and done <= until)
                kept += ok
                settled += ok or done is not None or until < end
            key = (region, "TOTAL", "", end)
            assert (key in said) == bool(listed)
            if listed:
                assert said[key]["value"] == pytest.approx(share(kept, settled))
                assert said[key]["judgement"] == (
                    "on_track" if settled < listed and kept == settled else None
                )


project_rows = st.lists(
    st.fixed_dictionaries(
        {
            "project_code": st.just("P"),
            "project": st.just("甲"),
            "region": places,
            "sector": st.sampled_from(["", "C31"]),
            "listed_on": days,
            "removed_on": maybe,
            "kind": st.sampled_from(["stock", "building", "proposed"]),
            "nature": st.sampled_from(["new", "rebuild", "expand", "none"]),
            "unit_energy": st.none() | levels,
            "required_level": st.none() | st.just(100.0),
            "access_level": st.none() | st.just(100.0),
            "halted_on": maybe,
            "saturated": st.sampled_from([None, "yes", "no"]),
            "new_capacity": st.none() | st.just(100.0),
            "replaced_capacity": st.none() | levels,
        }
    ),
    min_size=1,
    max_size=8,
)


def on_list(rows: list[Row], region: str, end: datetime.date) -> list[Row]:
    """The rows of a place that are listed and not removed on a day."""
    return [
        r
        for r in of_place(rows, region)
        if r["listed_on"] <= end and not (r["removed_on"] and r["removed_on"] <= end)
    ]


def half_kept(row: Row) -> bool | None:
    """T13 for one proposed project: reduced, or the higher standard; None with a figure missing."""
    if row["saturated"] == "yes":
        pair = row["new_capacity"], row["replaced_capacity"]
        return None if None in pair else pair[1] > pair[0]
    return None if row["saturated"] is None else within(row, "required_level")


@FEW
@given(project_rows)
def test_coverage_of_projects(rows: list[Row]) -> None:
    said = {
        name: answer(name, "S6", rows)
        for name in ("project_efficiency", "projects_halted", "capacity_replaced")
    }
    for region in {"450200", *(row["region"] for row in rows)}:
        for end in month_ends():
            listed, key = on_list(rows, region, end), (region, "TOTAL", "", end)
            told = {
                "project_efficiency": [
                    within(r, "required_level")
                    for r in listed
                    if r["kind"] != "stock" and r["nature"] != "none"
                ],
                "projects_halted": [
                    acted(r, end)
                    for r in listed
                    if r["kind"] == "building" and within(r, "access_level") is not True
                ],
                "capacity_replaced": [half_kept(r) for r in listed if r["kind"] == "proposed"],
            }
            for name, kept in told.items():
                assert (key in said[name]) == bool(listed)
                if not listed:
                    continue
                known = [one for one in kept if one is not None]
                row = said[name][key]
                assert row["value"] == pytest.approx(share(sum(known), len(known)))
                silent = len(known) < len(kept) and all(known)
                word = "not_applicable" if not kept else "insufficient" if silent else None
                assert row["judgement"] == word, name


def within(row: Row, level: str) -> bool | None:
    """Whether a project keeps to a level; None with a figure missing."""
    pair = row["unit_energy"], row[level]
    return None if None in pair else pair[0] <= pair[1]


def acted(row: Row, end: datetime.date) -> bool | None:
    """Whether a project below the access level was halted by a day; None where nobody knows that it is."""
    known = within(row, "access_level") is not None
    return bool(row["halted_on"] and row["halted_on"] <= end) if known else None


runner_rows = st.lists(
    st.fixed_dictionaries(
        {
            "enterprise": st.just("甲"),
            "enterprise_key": st.sampled_from("ABC"),
            "region": st.just("450205"),
            "industry": st.sampled_from(["steel", "thermal_power", "chemicals", "paper", "sugar", "other"]),
            "published_on": days,
            "valid_until": maybe,
        }
    ),
    min_size=1,
    max_size=10,
)


@FEW
@given(runner_rows)
def test_count_of_industries(rows: list[Row]) -> None:
    named = plan().statements["T20"].series_params["industries"]
    said = answer("front_runner_industries", "S18", rows, industries=named)
    for end in month_ends():
        key = ("450200", "TOTAL", "", end)
        assert (key in said) == (end >= min(row["published_on"] for row in rows))
        if key not in said:
            continue
        held: dict[str, set[str]] = {
            name: set() for name in ("steel", "thermal_power", "chemicals", "paper", "sugar")
        }
        for row in rows:
            start = row["published_on"]
            late = datetime.date(
                start.year + 3, start.month, 28 if (start.month, start.day) == (2, 29) else start.day
            )
            if row["industry"] in held and start <= end <= (row["valid_until"] or late):
                held[row["industry"]].add(row["enterprise_key"])
        assert said[key]["value"] == sum(bool(members) for members in held.values())
        assert {name: said["450200", "TOTAL", name, end]["value"] for name in held} == {
            n: len(m) for n, m in held.items()
        }


plan_rows = st.lists(
    st.fixed_dictionaries(
        {
            "region": places,
            "sector": st.just(""),
            "listed_on": maybe,
            "due_on": maybe,
            **{
                name: st.sampled_from(["yes", "no"])
                for name in ("plan_needed", "post_needed", "disclosure_needed")
            },
            **{name: maybe for name in ("plan_made_on", "post_filled_on", "disclosed_on")},
            "disclosure_document": st.sampled_from([None, "测试报告"]),
        }
    ),
    min_size=1,
    max_size=6,
)
DUTIES = {"plan_needed": "plan_made_on", "post_needed": "post_filled_on", "disclosure_needed": "disclosed_on"}


@FEW
@given(plan_rows)
def test_coverage_of_enterprises(rows: list[Row]) -> None:
    rows = [{"enterprise": "甲", "enterprise_key": str(n), **row} for n, row in enumerate(rows)]
    said = answer("plans_and_posts", "S16", rows)
    for region in {"450200", *(row["region"] for row in rows)}:
        for end in month_ends():
            due, covered, overdue, listed = 0, 0, False, False
            for row in of_place(rows, region):
                asked = [done for needed, done in DUTIES.items() if row[needed] == "yes"]
                if (row["listed_on"] or datetime.date(2020, 12, 31)) > end:
                    continue
                listed = True
                if not asked:
                    continue
                whole = all(
                    row[name]
                    and row[name] <= end
                    and (name != "disclosed_on" or row["disclosure_document"] is not None)
                    for name in asked
                )
                due, covered = due + 1, covered + whole
                overdue |= not whole and bool(row["due_on"] and row["due_on"] < end)
            key = (region, "TOTAL", "", end)
            assert (key in said) == listed
            if listed:
                assert said[key]["value"] == pytest.approx(share(covered, due))
                word = "missed" if overdue else None if due else "not_applicable"
                assert said[key]["judgement"] == word


inspection_rows = st.lists(
    st.fixed_dictionaries(
        {
            "enterprise": st.just("甲"),
            "region": places,
            "sector": st.just(""),
            "planned_on": days,
            "inspected_on": maybe,
            "ordered_on": maybe,
            "rectify_by": maybe,
            "extension_document": st.sampled_from([None, "测1号"]),
            "extended_to": maybe,
            "closed_on": maybe,
        }
    ),
    min_size=1,
    max_size=6,
)


@FEW
@given(inspection_rows)
def test_deadlines_of_inspections(rows: list[Row]) -> None:
    rows = [{"plan_number": str(n), "enterprise_key": str(n), **row} for n, row in enumerate(rows)]
    said = answer("inspections_closed", "S14", rows)
    for region in {"450200", *(row["region"] for row in rows)}:
        for end in month_ends():
            duties = []
            for row in of_place(rows, region):
                duties.append((row["planned_on"], row["planned_on"], row["inspected_on"]))
                if row["rectify_by"]:
                    until = (
                        (row["extended_to"] or row["rectify_by"])
                        if row["extension_document"]
                        else row["rectify_by"]
                    )
                    since = row["ordered_on"] or row["inspected_on"] or row["planned_on"]
                    duties.append((since, until, row["closed_on"]))
            own = [d for d in duties if d[1].year == end.year and (d[0] <= end or d[0].year == end.year)]
            kept = sum(bool(done and done <= end and done <= until) for _, until, done in own)
            settled = sum(bool(done and done <= end) or until < end for _, until, done in own)
            key = (region, "TOTAL", "", end)
            assert (key in said) == bool(own)
            if own:
                assert said[key]["value"] == pytest.approx(share(kept, settled))


@FEW
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "park": st.just("甲"),
                "region": places,
                "level": st.sampled_from(["national", "regional", "city"]),
                "started_on": maybe,
                "accepted_on": maybe,
            }
        ),
        min_size=1,
        max_size=6,
    )
)
def test_coverage_of_parks(rows: list[Row]) -> None:
    said = answer("parks_converted", "S13", rows, base_year=2020)
    for region in {"450200", *(row["region"] for row in rows)}:
        due = [row for row in of_place(rows, region) if row["level"] != "city"]
        for end in month_ends():
            accepted = [row for row in due if row["accepted_on"] and row["accepted_on"] <= end]
            begun = [row for row in due if row["started_on"] and row["started_on"] <= end]
            done = [row for row in due if row in accepted or row in begun]
            whole, beside = (said[region, "TOTAL", item, end] for item in ("", "accepted"))
            assert whole["value"] == pytest.approx(share(len(done), len(due)))
            assert whole["judgement"] == (None if due else "not_applicable")
            assert beside["value"] == pytest.approx(share(len(accepted), len(due)))


@FEW
@given(
    st.lists(
        st.tuples(days, st.sampled_from(["achieved", "missed", "on_track"])),
        min_size=1,
        max_size=5,
        unique_by=lambda pair: pair[0],
    )
)
def test_the_newest_judgement_speaks(found: list[tuple[datetime.date, str]]) -> None:
    rows = [
        {
            "statement": "T22",
            "region": "450200",
            "sector": "TOTAL",
            "judged_on": when,
            "judgement": word,
            "figure": None,
        }
        for when, word in found
    ]
    said = answer("judged", "S17", rows, statement="T22")
    for end in month_ends():
        known = [pair for pair in sorted(found) if pair[0] <= end]
        key = ("450200", "TOTAL", "", end)
        assert (said[key]["judgement"] if key in said else None) == (known[-1][1] if known else None)
