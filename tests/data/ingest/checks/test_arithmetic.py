"""What is said about numbers that contradict each other, and CO2 that its own energy contradicts."""

from typing import Any

import pytest

from data.ingest import receive
from queries import ask
from tests.support.rows import good
from tests.support.workbooks import credit_code, filled_blank

pytestmark = pytest.mark.usefixtures("store")


def found(template: str, *rows: dict[str, Any]) -> set[str]:
    """The rules that speak up about rows (the hidden lists of the blank apart)."""
    inspection = receive.inspect(filled_blank(template, list(rows)), f"{template}.xlsx")
    return {finding.rule for finding in inspection.findings} - {"hidden_sheet"}


@pytest.mark.parametrize(
    ("template", "changes", "rule"),
    (
        ("S2", {"standard_tce": 721.5}, "standard_differs"),
        ("S2", {"coefficient": None, "standard_tce": 721.5}, "standard_differs"),
        ("S2", {"coefficient": 0.9, "standard_tce": 900.0}, "coefficient_unusual"),
        (
            "S2",
            {"energy": "高炉煤气", "quantity_unit": "万立方米", "coefficient": None, "standard_tce": None},
            "coefficient_missing",
        ),
        (
            "S2",
            {
                "energy": "电力",
                "quantity_unit": None,
                "basis": "等价值",
                "coefficient": None,
                "standard_tce": None,
            },
            "coefficient_missing",
        ),
        ("S2", {"quantity_unit": "万吨"}, "energy_unit"),
        ("S2", {"feedstock": 1000.1}, "part_exceeds_whole"),
        ("S3", {"total": 151.0}, "total_differs"),
        ("S3", {"total": None, "fuel_combustion": None}, "one_needed"),
        ("S8", {"unit_energy": 111.0}, "unit_value_differs"),
        ("S8", {"alternative_raw_t": 1500.1}, "part_exceeds_whole"),
        ("S9", {"benchmark": 435.1}, "part_exceeds_whole"),
        ("S10", {"last_year_energy_tce": 4999.9}, "membership_differs"),
        ("S10", {"must_connect": "否"}, "membership_differs"),
        ("S11", {"document": None}, "field_needs"),
        ("S11", {"actual_tce": 80_000.0, "forecast_tce": 79_000.0}, "forecast_below_used"),
        ("S23", {"cumulative_reduction": -14.0}, "reduction_negative"),
        ("S12", {"stored_t": 4.0}, "out_of_balance"),
        ("S12", {"generated_t": 100.0, "used_t": 150.0, "used_from_stock_t": None}, "more_than_there_is"),
        ("S12", {"used_t": 100.1, "disposed_t": None, "stored_t": None}, "more_than_there_is"),
        (
            "S12",
            {
                "generated_t": 100.0,
                "used_t": 95.0,
                "used_from_stock_t": None,
                "disposed_t": 500.0,
                "stored_t": 500.0,
            },
            "out_of_balance",
        ),
        ("S12", {"disposed_t": 6.0, "stored_t": None}, "out_of_balance"),
        ("S19", {"new_energy": 201.0}, "part_exceeds_whole"),
        ("S23", {"cumulative_reduction": None, "yearly_change": None, "gdp": None}, "one_needed"),
    ),
)
def test_contradictions(template: str, changes: dict[str, Any], rule: str) -> None:
    assert rule in found(template, good(template, **changes))


@pytest.mark.parametrize(
    ("template", "changes"),
    (
        ("S2", {"standard_tce": 721.4}),
        ("S2", {"standard_tce": None}),
        ("S2", {"quantity_unit": "t"}),
        ("S3", {"total": None}),
        ("S3", {"fuel_combustion": None}),
        ("S8", {"unit_energy": 110.5}),
        ("S10", {"last_year_energy_tce": 5000.0, "must_connect": None}),
        ("S11", {"adjusted_tce": None, "document": None}),
        ("S11", {"forecast_tce": 0.3, "actual_tce": 0.1 + 0.2}),
        ("S23", {"cumulative_reduction": 0.0}),
        ("S12", {"used_t": None}),
        ("S12", {"used_t": 100.0, "disposed_t": None, "stored_t": None}),
        ("S12", {"stored_t": None}),
        (
            "S12",
            {"generated_t": 0.2, "used_from_stock_t": 0.1, "used_t": 0.3, "disposed_t": 0, "stored_t": 0},
        ),
        ("S9", {"unit_energy": None}),
    ),
)
def test_what_is_allowed(template: str, changes: dict[str, Any]) -> None:
    assert found(template, good(template, **changes)) == set()


def test_more_used_than_there_is_stops_and_names_the_cells() -> None:
    row = good("S12", generated_t=100.0, used_t=150.0, used_from_stock_t=None)
    inspection = receive.inspect(filled_blank("S12", [row]), "S12.xlsx")
    told = next(item for item in inspection.findings if item.rule == "more_than_there_is")
    assert (told.severity, told.found, told.cell[-1].isdigit()) == ("stop", "150", True)
    assert told.expected.count("100（") == 1 and told.expected.endswith("）")
    with pytest.raises(receive.NotAccepted):
        receive.accept(filled_blank("S12", [row]), "S12.xlsx", "测试")


def test_two_bases_in_one_sheet_are_refused() -> None:
    other = good("S2", energy="焦炭", coefficient=0.9714, standard_tce=None, basis="等价值")
    assert "two_bases" in found("S2", good("S2"), other)


def test_an_enterprise_budget_beside_its_county_is_no_repetition() -> None:
    enterprise = good("S11", credit_code=credit_code(1), enterprise="测试企业1")
    assert found("S11", good("S11"), enterprise) == set()
    assert "duplicate_key" in found("S11", good("S11"), good("S11"))


def test_reported_co2_is_held_against_the_energy_published_before() -> None:
    """1 000 t of coal without 10 t of feedstock: 990 × 1.74175 = 1 724 t; the tolerance is a tenth."""
    added = {
        "period": "2025年",
        "region": "柳南区",
        "sector": "C31",
        "energy_tce": 714.3,
        "energy_growth": 1.0,
        "value_added_growth": 1.0,
        "basis": "当量值",
        "maturity": "终核",
    }
    reported = good("S3", region="柳南区", fuel_combustion=1900.0, net_electricity_heat=0.0, total=None)
    assert "co2_differs" not in found("S3", reported)
    receive.accept_many(
        [(filled_blank("S1", [added]), "S1.xlsx"), (filled_blank("S2", [good("S2")]), "S2.xlsx")], "测试"
    )
    assert "co2_differs" in found("S3", reported)
    assert "co2_differs" not in found("S3", reported | {"fuel_combustion": 1890.0})
    receive.accept(filled_blank("S3", [reported]), "S3.xlsx", "测试")
    ask.forget()
    row = ask.ask("co2_reported_and_derived", region="450204", sector="C31").to_dict("records")[0]
    assert row["derived_energy_tco2"] == pytest.approx(990 * 1.74175)
    assert (row["verdict"], row["grid_factor_year"], row["covered"]) == ("differs", 2023, 100.0)
    quantity = ask.ask("energy_reported_and_derived").to_dict("records")[0]
    assert (quantity["derived_tce"], quantity["differs"]) == (pytest.approx(714.3), False)
