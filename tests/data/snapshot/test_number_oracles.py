"""Each rule and each derived number against boring Python over random data."""

import datetime
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.plan import plan
from queries.methods.peak import peak_state
from tests.support.examples import examples
from tests.support.memory import answers, memory
from tests.support.workbooks import Row

pytestmark = pytest.mark.slow
few = settings(max_examples=examples(3), deadline=None, database=None)
CITY = "450200"
COUNTIES = [code for code, region in plan().regions.items() if region.kind == "county"]
amount = st.integers(min_value=1, max_value=40).map(float)
maybe = st.one_of(st.none(), amount)


@given(
    st.lists(
        st.dictionaries(st.integers(2010, 2035), st.integers(1, 12), min_size=1), min_size=1, max_size=10
    )
)
@settings(max_examples=examples(4), deadline=None, database=None)
def test_peak_state_is_that_of_the_method(places: list[dict[int, int]]) -> None:
    rows = [
        {"period": str(year), "region": COUNTIES[n], "sector": "TOTAL", "total": float(value)}
        for n, series in enumerate(places)
        for year, value in series.items()
    ]
    with memory({"S3": rows}, "T06") as database:
        found = database.sql(
            "SELECT region, year, peak_year, state, s, z FROM peak_states WHERE source = 'industry'"
        ).fetchall()
        judged = dict(
            ((region, year), status)
            for region, year, status in database.sql("SELECT region, year, status FROM progress").fetchall()
        )
    assert len(found) == len(rows)
    for region, year, peak_year, state, _, _ in found:
        series = {y: v for y, v in places[COUNTIES.index(region)].items() if y <= year}
        expected = peak_state(list(series), [float(v) for v in series.values()])
        assert (peak_year, state) == (expected.year, expected.state)
        assert judged[region, year] == peak_answer(year, list(series), peak_year, state)


def peak_answer(year: int, years: list[int], peak_year: int, state: str) -> str:
    """T06 in one year: what the years up to it can say of a peak before 2030."""
    if state == "peaked" and peak_year < 2030:
        return "achieved"
    if year < 2030:
        return "on_track" if state == "plateau" else "too_early"
    if len(years) <= 5:
        return "insufficient"
    waits = peak_year < 2030 and len([one for one in years if one > peak_year]) < 5
    return "too_early" if waits else "missed"


@given(st.lists(st.lists(maybe, min_size=1, max_size=7), min_size=1, max_size=10))
@few
def test_falling_every_year(places: list[list[float | None]]) -> None:
    rows: list[Row] = [
        {
            "period": str(2015 + n),
            "credit_code": "A",
            "enterprise": "甲",
            "region": COUNTIES[place],
            "product": "cement",
            "line": "",
            "output_t": 1000.0,
            "energy_tce": value,
        }
        for place, series in enumerate(places)
        for n, value in enumerate(series)
        if value is not None
    ]
    found = answers({"S8": rows}, "T09")
    for place, series in enumerate(places):
        first = next((n for n, value in enumerate(series) if value is not None), 0)
        ever = False
        for n, value in enumerate(series):
            if value is None:
                continue
            before = series[n - 1] if n else None
            if n == first:
                expected = "too_early"
            elif before is None or None in series[first:n]:
                expected = "insufficient"  # a year is missing: no answer from then on
            elif value < before or value == 0:
                expected, ever = "achieved", True
            else:
                expected = "lost" if ever else "behind"
            assert found[COUNTIES[place], "TOTAL", "cement", str(2015 + n)]["status"] == expected


PERIODS = ("2023", "2024-06", "2024", "2025-03", "2025", "2026-06", "2026")
waste = st.fixed_dictionaries({"generated_t": amount, "used_from_stock_t": maybe, "used_t": maybe})
member = st.tuples(
    st.sampled_from(COUNTIES[:3]), st.lists(waste, min_size=len(PERIODS), max_size=len(PERIODS))
)


@given(st.lists(member, min_size=1, max_size=4))
@few
def test_waste_is_all_used_over_all_there_is_and_must_hold(members: list[tuple[str, list[Row]]]) -> None:
    """Everybody tells every period: who falls silent has an oracle of its own (tests/oracles/roster.py)."""
    rows: list[Row] = [
        {"period": period, "region": region, "credit_code": str(n), "enterprise": str(n), "kind": "slag"}
        | numbers
        for n, (region, told) in enumerate(members)
        for period, numbers in zip(PERIODS, told, strict=True)
    ]
    asked = answers({"S12": rows}, "T24")
    for place in {CITY} | {region for region, _ in members}:
        finals: list[bool] = []
        for period in PERIODS:
            own = [row for row in rows if row["period"] == period and place in (CITY, row["region"])]
            row = asked[place, "TOTAL", "", period]
            rate = None
            if all(item["used_t"] is not None for item in own):
                rate = 100 * sum(item["used_t"] for item in own)
                rate /= sum(item["generated_t"] + (item["used_from_stock_t"] or 0) for item in own)
            assert row["value"] == (None if rate is None else pytest.approx(rate))
            assert row["status"] == (held(period, rate, finals) if place == CITY else "not_assigned")


def held(period: str, rate: float | None, finals: list[bool]) -> str:
    """The word of a rate to be held from 2024 on, read in whole years; `finals` grows by what they said."""
    if period < "2024":
        return "too_early"
    if rate is None:
        return "insufficient"
    before = any(finals)
    if len(period) == 4:
        finals.append(round(rate, 9) >= 90)
    elif not finals:
        return "too_early"
    return "achieved" if finals[-1] else "lost" if before else "missed"


unit = st.fixed_dictionaries(
    {
        "region": st.sampled_from(COUNTIES[:3]),
        "process": st.sampled_from(("coking", "ironmaking", "converter")),
        "capacity_t": amount,
        "unit_energy": maybe,
        "baseline": st.just(30.0),
        "benchmark": st.just(20.0),
    }
)


@given(st.lists(unit, min_size=1, max_size=9))
@few
def test_steel_coverage_and_capacity_share(units: list[Row]) -> None:
    rows: list[Row] = [
        {"period": "2025", "credit_code": "A", "enterprise": "甲", "installation": str(n)} | row
        for n, row in enumerate(units)
    ]
    with memory({"S9": rows}, "T26", "T27") as database:
        found: list[Row] = database.sql("SELECT * FROM progress").to_arrow_table().to_pylist()
    for row in found:
        here = [u for u in rows if row["region"] in (CITY, u["region"])]
        own = [u for u in here if row["item"] in ("", u["process"])]
        if not own:
            assert (row["value"], row["status"]) == (None, "not_applicable")
            continue
        if row["statement"] == "T26":
            if any(u["unit_energy"] is None for u in own):
                assert (row["value"], row["status"]) == (None, "insufficient")
                continue
            assert row["value"] == pytest.approx(100 * sum(u["unit_energy"] <= 30 for u in own) / len(own))
            assert row["status"] == ("achieved" if row["value"] == 100 else "missed")
        elif row["item"]:
            value = capacity_share(own)
            said = "no_target" if row["item"] == "coking" else answer_to(value)
            assert row["value"] == approximately(value)
            if row["region"] == CITY:  # a place without a target of its own has no verdict
                assert row["status"] == said
        else:
            shares = [
                capacity_share([u for u in here if u["process"] == process])
                for process in ("ironmaking", "converter")
                if any(u["process"] == process for u in here)
            ]
            whole = (
                None if None in shares or not shares else min(share for share in shares if share is not None)
            )
            assert row["value"] == approximately(whole)
            answers_ = [answer_to(share) for share in shares]
            worst = next(
                (s for s in ("missed", "insufficient", "achieved") if s in answers_), "not_applicable"
            )
            if row["region"] == CITY:
                assert row["status"] == worst


def capacity_share(units: list[Row]) -> float | None:
    """The capacity at the benchmark in that of one process, in percent; unknown with one of them unknown."""
    if any(u["unit_energy"] is None for u in units):
        return None
    reached = sum(u["capacity_t"] for u in units if u["unit_energy"] <= 20)
    return float(100 * reached / sum(u["capacity_t"] for u in units))


def answer_to(share: float | None) -> str:
    """What the plan's line says of a share."""
    return "insufficient" if share is None else "achieved" if round(share, 9) > 30 else "missed"


def approximately(value: float | None) -> Any:
    """Equal up to the last digits; nothing only equals nothing."""
    return None if value is None else pytest.approx(value)


@given(
    st.lists(
        st.tuples(st.sampled_from(COUNTIES[:3]), st.integers(4998, 5002), st.booleans()),
        min_size=1,
        max_size=9,
    )
)
@few
def test_online_monitoring_counts_members_by_last_years_energy(users: list[tuple[str, int, bool]]) -> None:
    day = datetime.date(2025, 12, 31)
    rows: list[Row] = [
        {
            "period": "2025",
            "credit_code": str(n),
            "enterprise": str(n),
            "region": region,
            "sector": "",
            "last_year_energy_tce": float(energy),
            "connected_on": day if connected else day + datetime.timedelta(days=1),
        }
        for n, (region, energy, connected) in enumerate(users)
    ]
    found = answers({"S10": rows}, "T18")
    for place in (CITY, *COUNTIES[:3]):
        due = [connected for region, energy, connected in users if place in (CITY, region) and energy >= 5000]
        row = found[place, "TOTAL", "", "2025"]
        if not due:
            assert (row["value"], row["status"]) == (None, "not_applicable")
        else:
            assert (row["numerator"], row["denominator"]) == (sum(due), len(due))
            assert (row["status"] == "achieved") == all(due)


@given(
    st.lists(st.floats(-20, 20), min_size=5, max_size=5),
    st.lists(st.floats(-10, 10), min_size=5, max_size=5),
    st.floats(500, 1500),
    st.floats(500, 1500),
)
@few
def test_outpace_is_two_chained_reductions(
    growth: list[float], economy: list[float], first: float, last: float
) -> None:
    added = [
        {
            "period": str(2021 + n),
            "region": CITY,
            "sector": "TOTAL",
            "value_added_growth": value,
            "basis": "calorific",
        }
        for n, value in enumerate(growth)
    ]
    added.append(
        {"period": "2020", "region": CITY, "sector": "TOTAL", "value_added_growth": 1.0, "basis": "calorific"}
    )
    whole = [
        {"period": str(2021 + n), "region": CITY, "yearly_change": value} for n, value in enumerate(economy)
    ]
    totals = [
        {"period": str(y), "region": CITY, "sector": "TOTAL", "total": v}
        for y, v in ((2020, first), (2025, last))
    ]
    row = answers({"S1": added, "S23": whole, "S3": totals}, "T02")[CITY, "TOTAL", "", "2025"]
    grown = math.prod(1 + value / 100 for value in growth)
    expected = 100 * (1 - last / first / grown) - 100 * (1 - math.prod(1 + value / 100 for value in economy))
    assert row["value"] == pytest.approx(expected, abs=1e-7)
    assert row["status"] == ("achieved" if round(row["value"], 9) > 0 else "missed")
    silent = answers({"S1": added[1:], "S23": whole, "S3": totals}, "T02")[CITY, "TOTAL", "", "2025"]
    assert (silent["value"], silent["status"]) == (None, "insufficient")


@given(st.dictionaries(st.sampled_from(COUNTIES), st.tuples(amount, amount), min_size=9))
@few
def test_the_city_is_the_sum_of_ten_counties_or_nothing(found: dict[str, tuple[float, float]]) -> None:
    base = {"period": "2025", "sector": "TOTAL", "enterprise_key": ""}
    rows: list[Row] = [
        base | {"region": code, "approved_tce": b, "actual_tce": a} for code, (b, a) in found.items()
    ]
    rows.append(base | {"region": "Z-LIUDONG", "approved_tce": 1e9, "actual_tce": 1e9})
    asked = answers({"S11": rows}, "T17")
    row = asked.get((CITY, "TOTAL", "", "2025"))
    assert (row is not None) == (len(found) == 10)
    if row:
        budget, actual = (sum(pair[n] for pair in found.values()) for n in (0, 1))
        assert (row["target"], row["value"]) == (pytest.approx(budget), pytest.approx(actual))
        assert row["status"] == ("achieved" if actual <= budget else "missed")


energies = [row["code"] for row in plan().factors["energies"]]
use = st.fixed_dictionaries(
    {
        "energy": st.sampled_from(energies),
        "quantity": amount,
        "feedstock": st.sampled_from((None, 0.5)),
        "green_electricity": st.sampled_from((None, 0.25)),
        "coefficient": st.sampled_from((None, 0.9)),
    }
)


def fuel_factor(energy: dict[str, str]) -> float | None:
    known = {row["fuel"]: float(row["factor_tco2_per_unit"]) for row in plan().factors["co2_fuels"]}
    return known[energy["co2_fuel"]] if energy["co2_by"] == "fuel" else None


@given(st.lists(use, min_size=1, max_size=8), st.integers(2020, 2026))
@few
def test_co2_and_standard_coal_from_first_principles(uses: list[dict[str, Any]], year: int) -> None:
    known = {row["code"]: row for row in plan().factors["energies"]}
    grids = {
        int(r["year"]): float(r["kgco2_per_kwh"])
        for r in plan().factors["grid_electricity"]
        if r["region"] == "广西"
    }
    factor_year = max((y for y in grids if y <= year), default=min(grids))
    rows: list[Row] = [
        {
            "period": str(year),
            "credit_code": str(n),
            "enterprise": str(n),
            "region": "450205",
            "sector": "C31",
            "basis": "calorific",
        }
        | row
        for n, row in enumerate(uses)
    ]
    with memory({"S2": rows}, "T14") as database:
        (derived,) = (
            database.sql("SELECT * FROM derived_co2 WHERE region = '450200' AND sector = 'TOTAL'")
            .to_arrow_table()
            .to_pylist()
        )
        share = database.sql(
            "SELECT value FROM progress WHERE region = '450200' AND sector = 'TOTAL'"
        ).fetchall()[0][0]
    total: float | None = 0.0
    standards: list[float | None] = []
    for row in uses:
        energy = known[row["energy"]]
        if energy["co2_by"] == "unknown":
            total = None
        elif total is not None and energy["co2_by"] == "fuel":
            factor = fuel_factor(energy)
            assert factor is not None
            total += (row["quantity"] - (row["feedstock"] or 0)) * factor
        elif total is not None and energy["co2_by"] == "electricity":
            total += (row["quantity"] - (row["green_electricity"] or 0)) * 10 * grids[factor_year]
        elif total is not None and energy["co2_by"] == "heat":
            total += row["quantity"] * 0.11
        standards.append(standard(energy, row))
    assert derived["grid_factor_year"] == factor_year
    assert derived["energy_tco2"] == (None if total is None else pytest.approx(total))
    if None in standards:
        assert share is None
    else:
        coal = sum(
            s or 0 for s, row in zip(standards, uses, strict=True) if known[row["energy"]]["coal"] == "1"
        )
        assert share == pytest.approx(100 * coal / sum(s or 0 for s in standards))


def standard(energy: dict[str, str], row: dict[str, Any]) -> float | None:
    """Physical quantity × the enterprise's coefficient, else the single citable one."""
    if row["coefficient"] is not None:
        return float(row["quantity"] * row["coefficient"])
    if energy["unit"] == "吨标准煤":
        return float(row["quantity"])
    for known in plan().factors["standard_coal"]:
        if (
            known["energy"] == energy["reference_calorific"]
            and known["factor_low"]
            and known["factor_low"] == known["factor_high"]
        ):
            return float(row["quantity"] * float(known["factor_low"]))
    return None
