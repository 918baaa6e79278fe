"""CO2 on one grid factor: the newest published for every year, the reported beside, breaks with a size."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ingest import receive
from data.plan import plan
from queries import ask
from tests.support.examples import examples
from tests.support.memory import answers, memory
from tests.support.numbers import energy_row
from tests.support.rows import good
from tests.support.workbooks import Row, filled_blank

CITY = "450200"
COUNTIES = [code for code, region in plan().regions.items() if region.kind == "county"]
FACTORS = {2021: 0.5154, 2022: 0.4044, 2023: 0.4476}  # kgCO2/kWh of Guangxi, as published


def version(year: int | None) -> str:
    return "省级清单指南2025" if year is None else f"省级清单指南2025；广西电网{year}年"


@pytest.mark.parametrize(
    ("text", "grid", "year"),
    (
        ("省级清单指南2025；广西电网2021年", "广西", 2021),
        ("广西电网2022年，省级清单指南2025", "广西", 2022),
        ("2022年广西电网", "广西", 2022),
        ("电网因子2023年", "广西", 2023),
        ("全国电网平均2021年", "全国", 2021),
        ("南方区域电网2022", "南方", 2022),
        ("Guangxi grid 2023", "广西", 2023),
        ("省级清单指南2025", None, None),
        ("广西电网", None, None),
        ("广西电网2019年", None, None),
        ("电网因子2021年、2022年", None, None),
        ("全国、广西电网2022年", None, None),
        ("全国化石能源电力2022年", None, None),
        ("测试", None, None),
    ),
)
def test_what_a_factor_version_names(text: str, grid: str | None, year: int | None) -> None:
    row = {"period": "2025", "region": CITY, "total": 1.0, "factor_version": text}
    with memory({"S3": [row]}, "T06") as database:
        found = database.sql("SELECT grid, factor_year FROM grid_versions").fetchall()
    assert found == [(grid, year)]


part = st.integers(0, 500).map(float)
reported = st.fixed_dictionaries(
    {
        "fuel_combustion": part,
        "process": part,
        "net_electricity_heat": st.one_of(st.none(), part),
        "net_heat": st.one_of(st.none(), st.integers(0, 50).map(float)),
        "factor": st.sampled_from((None, 2021, 2022, 2023)),
    }
)


def on_one_factor(told: dict[str, Any]) -> float | None:
    """The oracle: electricity alone is converted; heat, fuels and process stay; unknown is unknown."""
    electricity, factor = told["net_electricity_heat"], told["factor"]
    total: float | None = told["total"]
    if electricity == 0 or factor == 2023:
        return total
    if factor is None or electricity is None or total is None:
        return None
    moved: float = (electricity - (told["net_heat"] or 0)) * (FACTORS[2023] / FACTORS[factor] - 1)
    return total + moved


@settings(max_examples=examples(3), deadline=None, database=None)
@given(st.dictionaries(st.tuples(st.sampled_from(COUNTIES), st.integers(2020, 2025)), reported, min_size=1))
def test_every_row_and_every_sum_of_counties_on_one_factor(
    found: dict[tuple[str, int], dict[str, Any]],
) -> None:
    told = {key: row | {"total": _total(row)} for key, row in found.items()}
    rows: list[Row] = [
        {name: value for name, value in row.items() if name != "factor"}
        | {"period": str(year), "region": region, "factor_version": version(row["factor"])}
        for (region, year), row in told.items()
    ]
    with memory({"S3": rows}, "T06") as database:
        levels = database.sql("SELECT region, year, reported_total, total FROM co2_levels").fetchall()
    made = {(region, year): (was, now) for region, year, was, now in levels}
    assert set(made) >= set(told)
    for key, row in told.items():
        assert made[key] == (row["total"], pytest.approx(on_one_factor(row)))


def _total(row: dict[str, Any]) -> float | None:
    parts = [row[name] for name in ("fuel_combustion", "process", "net_electricity_heat")]
    return None if None in parts else float(sum(parts))


def test_a_sum_of_counties_that_mixes_factors_says_so_and_is_still_on_one() -> None:
    base = {"period": "2022", "fuel_combustion": 600.0, "process": 0.0, "total": 1000.0, "net_heat": 0.0}
    rows: list[Row] = [
        base | {"region": code, "net_electricity_heat": 400.0, "factor_version": version(2021 + n % 2)}
        for n, code in enumerate(COUNTIES)
    ]
    with memory({"S3": rows}, "T06") as database:
        (row,) = database.sql(
            "SELECT factor_grid_year, mixed_factors, reported_total, total FROM co2_levels "
            f"WHERE region = '{CITY}'"
        ).fetchall()
    assert row[:3] == ("广西2021、广西2022", True, 10_000.0)
    halves = [1000 + 400 * (FACTORS[2023] / FACTORS[year] - 1) for year in (2021, 2022)]
    assert row[3] == pytest.approx(5 * sum(halves))


def test_a_year_of_unknown_factor_is_not_enough_data_in_every_statement() -> None:
    emissions = [
        {"period": str(year), "region": CITY, "total": 100.0 - n, "factor_version": version(factor)}
        for n, (year, factor) in enumerate(((2020, 2023), (2024, 2023), (2025, None)))
    ]
    added = [energy_row(period=str(year), region=CITY, sector="TOTAL") for year in range(2020, 2026)]
    growth: list[Row] = [{**row, "basis": "calorific", "period": row["period"]} for row in added]
    whole = [{"period": str(year), "region": CITY, "cumulative_reduction": 1.0} for year in (2024, 2025)]
    told = {"S3": emissions, "S1": growth, "S23": whole}
    # 2025 is the base year of T05, which is not judged yet whatever is known of it
    for statement, status in (("T02", "insufficient"), ("T05", "too_early"), ("T06", "insufficient")):
        row = answers(told, statement)[CITY, "TOTAL", "", "2025"]
        assert (row["value"], row["status"]) == (None, status), statement
    assert answers(told, "T02")[CITY, "TOTAL", "", "2024"]["value"] is not None


@pytest.fixture
def emitted(store: Any) -> Iterator[None]:
    """The city: the same physical electricity every year, reported by the factor of its year."""
    rows = []
    for year in range(2020, 2026):
        factor = min(max(year, 2021), 2023)
        power = 1_000_000 * FACTORS[factor]
        parts = {"fuel_combustion": 2_000_000.0, "process": 500_000.0, "net_electricity_heat": power + 10_000}
        rows.append(
            good(
                "S3",
                period=f"{year}年",
                region="柳州市",
                sector="规上工业",
                **parts,
                net_heat=10_000.0,
                total=None,
                factor_version=version(factor),
            )
        )
    growth = [
        energy_row(
            period=f"{year}年",
            region="柳州市",
            energy_growth=0.0,
            value_added_growth=0.0,
            intensity_change=0.0,
        )
        for year in range(2020, 2026)
    ]
    economy = [good("S23", period="2025年", cumulative_reduction=1.0)]
    receive.accept_many(
        [
            (filled_blank("S3", rows), "S3.xlsx"),
            (filled_blank("S1", growth), "S1.xlsx"),
            (filled_blank("S23", economy), "S23.xlsx"),
        ],
        "测试",
    )
    ask.forget()
    yield
    ask.forget()


def test_a_new_factor_is_no_progress_and_the_break_is_marked_with_its_size(emitted: None) -> None:
    series = ask.ask_rows("co2_series", source="industry", region=CITY, sector="TOTAL")
    assert {round(row["value"], 6) for row in series} == {(2_500_000 + 447_600 + 10_000) / 10_000}
    assert [row["year"] for row in series if row["factor_break"]] == [2022, 2023]
    size = {row["year"]: (row["break_value"], row["break_points"]) for row in series if row["factor_break"]}
    fall = 1_000_000 * (FACTORS[2022] - FACTORS[2021])
    assert size[2022] == (pytest.approx(fall / 10_000), pytest.approx(100 * fall / 3_025_400))
    for before, now in itertools.pairwise(series):
        moved = now["reported_value"] - before["reported_value"]
        assert moved - (now["value"] - before["value"]) == pytest.approx(now["break_value"] or 0)
    peak_years = {row["year"]: row for row in ask.ask_rows("co2_factor_years", statement="T06", region=CITY)}
    sizes = {year: row["break_size"] for year, row in peak_years.items() if row["factor_break"]}
    assert sizes == {year: pytest.approx(one[0]) for year, one in size.items()}
    (outpace,) = ask.ask_rows("co2_factor_years", statement="T02", region=CITY, period="2025")[-1:]
    assert outpace["value"] == pytest.approx(-1.0)
    assert outpace["reported_value"] == pytest.approx(100 * (1 - 2_957_600 / 3_025_400) - 1)
    assert outpace["difference"] == pytest.approx(outpace["value"] - outpace["reported_value"])
    assert (outpace["grid"], outpace["factor_year"]) == ("provincial", 2023)
    peak = {row["source"]: row for row in ask.ask_rows("co2_peak_state", region=CITY)}
    assert peak["industry_as_reported"]["peak_year"] == 2021
