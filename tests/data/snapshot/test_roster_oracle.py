"""Identities, expected members and coverage of random histories against boring Python."""

import dataclasses
import datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.snapshot.rosters import TABLES
from data.snapshot.statements import Draft, statement
from tests.oracles.roster import Enterprises, Line, Mention, Report, coverage
from tests.support.examples import examples
from tests.support.workbooks import credit_code

FEW = settings(max_examples=examples(4), deadline=None)
CODES = tuple(credit_code(number) for number in range(3))
MOVED = CODES[0].replace("91450200", "91450300")
NAMES = ("甲有限公司", "甲有限责任公司", "乙（柳州）厂", "乙(柳州) 厂", "柳州市丙厂", "柳州丙厂", "丁厂")
YEARS = range(2020, 2025)
PLACES = ("450203", "450204", "Z-LIUDONG")
days = st.dates(datetime.date(2019, 1, 1), datetime.date(2025, 12, 31))
lines = st.builds(
    Line,
    code=st.sampled_from(CODES),
    name=st.sampled_from(NAMES),
    joined=days,
    former=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    county=st.sampled_from(PLACES[:2]),
    zone=st.sampled_from((None, "Z-LIUDONG")),
    key_user=st.booleans(),
    left=st.none() | days,
    reason=st.sampled_from((None, "stopped")),
    document=st.sampled_from((None, "文1")),
)
registers = st.lists(lines, max_size=4, unique_by=lambda line: (line.code, line.joined))
codes = st.sampled_from(("", "", *CODES, MOVED, CODES[1][8:17], "ABCDEFGHJ"))
mentions = st.lists(st.builds(Mention, code=codes, name=st.sampled_from(NAMES)), max_size=8)


def table(database: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, Any]], columns: str) -> None:
    """A table from rows; `columns` says each with its type."""
    kinds = {"text": pa.string(), "int": pa.int32(), "number": pa.float64(), "flag": pa.bool_(),
             "day": pa.date32(), "places": pa.list_(pa.string())}  # fmt: skip
    parts = [part.split(":") for part in columns.split()]
    schema = pa.schema([(part[0], kinds[part[1]]) for part in parts])
    database.from_arrow(pa.Table.from_pylist(rows, schema=schema)).create(name)


def identified(register: list[Line], said: list[Mention]) -> duckdb.DuckDBPyConnection:
    """A database with the register, what sheets say, and who is who."""
    database = duckdb.connect(":memory:")
    for macros in ("constants", "enterprise_words"):
        database.execute(statement(f"sql/{macros}.sql"))
    kept = [
        {
            "credit_code": line.code,
            "enterprise": line.name,
            "former_names": "；".join(line.former) or None,
            "region": line.county,
            "zone": line.zone,
            "sector": "",
            "key_user": "yes" if line.key_user else "no",
            "state_owned": "no",
            "joined_on": line.joined,
            "left_on": line.left,
            "left_because": line.reason,
            "document": line.document,
        }
        for line in register
    ]
    table(
        database,
        "enterprise_register",
        kept,
        "credit_code:text enterprise:text former_names:text region:text zone:text sector:text key_user:text "
        "state_owned:text joined_on:day left_on:day left_because:text document:text",
    )
    heard = [{"seen": one.seen, "credit_code": one.code or None, "enterprise": one.name} for one in said]
    table(database, "enterprise_mentions", heard, "seen:text credit_code:text enterprise:text")
    Draft(database).create("enterprise_identities", "sql/enterprise_identities.sql", {})
    return database


@given(registers, mentions)
@FEW
def test_every_code_and_name_is_the_enterprise_of_the_oracle(
    register: list[Line], said: list[Mention]
) -> None:
    one_name_a_code = list({mention.code or mention.seen: mention for mention in said}.values())
    with identified(register, one_name_a_code) as database:
        asked = "SELECT seen, enterprise_key, counted_key FROM enterprise_identities"
        found = {seen: (key, counted) for seen, key, counted in database.sql(asked).fetchall()}
    known = Enterprises(register, one_name_a_code)
    for mention in one_name_a_code:
        key = known.key(mention)
        assert found[mention.seen] == (key, known.counted(key)), mention


reports = st.lists(
    st.builds(
        lambda number, line, year, weight, region: Report(
            f"{CODES[number]}{line}", CODES[number], year, weight, region
        ),
        st.integers(0, 2),
        st.sampled_from(("", "|2号窑")),
        st.sampled_from(YEARS),
        st.sampled_from((0.0, 1.0, 5.0, 95.0)),
        st.sampled_from(PLACES),
    ),
    min_size=1,
    max_size=14,
    unique_by=lambda report: (report.member, report.year),
)


@pytest.mark.parametrize("roster", ["products", "energy"])
@given(history=reports, register=registers)
@FEW
def test_coverage_and_the_missing_are_those_of_the_oracle(
    roster: str, history: list[Report], register: list[Line]
) -> None:
    register = [dataclasses.replace(line, name=f"企业{line.code}", former=()) for line in register]
    with identified(register, []) as database:
        rows = [
            {
                "roster": roster,
                "measure": "clinker",
                "member": report.member,
                "enterprise_key": report.enterprise,
                "name": report.member,
                "places": ["450200", report.region],
                "sector": "",
                "year": report.year,
                "month": 12,
                "weight": report.weight,
                "due": True,
                "adds": True,
            }
            for report in history
        ]
        table(
            database,
            "member_reports",
            rows,
            "roster:text measure:text member:text enterprise_key:text name:text places:places sector:text "
            "year:int month:int weight:number due:flag adds:flag",
        )
        table(database, "month_ends", [], "as_of:day year:int month:int")
        table(database, "enterprise_plans", [], "enterprise_key:text listed_on:day")
        for name in TABLES[1:]:
            Draft(database).create(name, f"rosters/{name}.sql", {})
        asked = "SELECT region, year, by_weight, missing FROM roster_coverage WHERE measure = 'clinker'"
        answer = database.sql(f"{asked} AND sector = 'TOTAL'").fetchall()
    told = {(region, year): (share, missing) for region, year, share, missing in answer}
    named = {line.name: line.code for line in register}
    for year in {report.year for report in history}:
        for region in ("450200", *PLACES):
            share, missing = coverage(history, register, year, region, roster == "energy")
            found = told.get((region, year), (None, None))
            assert found[0] == (None if share is None else pytest.approx(share)), (region, year)
            own = {named.get(name, name) for name in (found[1] or "").split("、") if name}
            assert {one if "|" in one else one[:18] for one in own} == missing, (region, year)
