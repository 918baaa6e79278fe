"""Spot checks of the questions about CO2, energy, products, processes, duties, waste and vehicles."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.ingest import receive
from data.plan import plan
from data.samples.__main__ import why
from data.samples.demo_energy import all_levels
from data.samples.demo_numbers import samples
from data.samples.make import published
from data.samples.workbook import write
from queries import ask

YEARS = {"2024", "2025", "2026-09"}
QUESTIONS = (
    "charging_piles",
    "co2_peak_state",
    "co2_reported_and_derived",
    "co2_series",
    "county_target_breakdown",
    "energy_budgets",
    "energy_mix",
    "energy_reported_and_derived",
    "energy_shares_enterprises",
    "hold_streaks",
    "item_progress_by_indicator",
    "low_carbon_lines",
    "online_monitoring_members",
    "product_energy_enterprises",
    "industry_products",
    "solid_waste_enterprises",
    "solid_waste_kinds",
    "steel_process_tiers",
    "steel_process_units",
    "target_decomposition",
    "vehicle_classes",
)


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Published facts and the demonstration workbooks of three folders."""
    path = tmp_path_factory.mktemp("questions")
    published(path / "files")
    for sample in samples(all_levels()):
        if sample.folder in YEARS:
            write(path / "files" / sample.path, sample.template, sample.title, sample.rows, "测试")
    files = [(file.read_bytes(), file.name) for file in sorted((path / "files").rglob("*.xlsx"))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path / "store"))
        ask.forget()
        receive.accept_many(files, "测试", grade="demo", reasons=why)
        yield path
        ask.forget()


def rows(name: str, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask.ask(name, **params).to_dict("records")
    return found


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_answers_uses_the_parameters_it_names_and_says_the_grade(name: str) -> None:
    question = ask.question(name)
    assert set(question.params) == set(re.findall(r"\$([a-z_]+)", question.sql))
    table = ask.ask_arrow(name)
    assert table.num_rows > 0
    assert "grade" in table.column_names or name == "hold_streaks"
    assert not [field.name for field in table.schema if str(field.type).startswith("decimal")]


def test_liuzhou_beside_guangxi() -> None:
    found = {(row["source"], row["region"]): row for row in rows("co2_peak_state")}
    guangxi = found["industry_published", "450000"]
    assert (guangxi["peak_year"], guangxi["points"], guangxi["state"], guangxi["grade"]) == (
        2019,
        15,
        "not_peaked",
        "research",
    )
    assert guangxi["peak_value"] == pytest.approx(21883.54, abs=0.1)
    assert ("economy_published", "450200") in found
    assert found["industry", "450200"]["state"] == "insufficient"


def test_shares_of_the_energy_mix_add_up() -> None:
    found = rows("energy_mix", period="2025")
    assert sum(row["share"] for row in found if row["period"] == "2025") == pytest.approx(100)
    (taxi,) = rows("item_progress_by_indicator", statement="T32", region="450200", item="taxi", period="2025")
    assert (taxi["item"], taxi["unit"]) == ("taxi", "%")


def test_one_reported_quantity_contradicts_its_own() -> None:
    (wrong,) = rows("energy_reported_and_derived", only_different=True)
    assert (wrong["period"], wrong["energy"], wrong["region"]) == ("2025", "raw_coal", "450206")
    assert wrong["difference_percent"] == pytest.approx(8, abs=0.01)


def test_tiers_of_steel_add_up_to_the_capacity() -> None:
    for row in rows("steel_process_tiers", period="2025"):
        parts = row["benchmark_capacity_10k_t"] + row["baseline_capacity_10k_t"] + row["below_capacity_10k_t"]
        assert parts == pytest.approx(row["capacity_10k_t"])
    (below,) = rows("steel_process_units", tier="below_baseline")
    assert below["installation"] == "5号炼铁"


def test_budget_room_and_kind() -> None:
    for row in rows("energy_budgets"):
        assert row["room_left_tce"] == pytest.approx(row["budget_tce"] - row["actual_tce"])
    assert len(rows("energy_budgets", kind="enterprise")) == 3
    (adjusted,) = [row for row in rows("energy_budgets", period="2025") if isinstance(row["document"], str)]
    assert adjusted["region"] == "450223"
    assert adjusted["budget_tce"] == adjusted["adjusted_tce"] != adjusted["approved_tce"]


def test_who_is_not_connected() -> None:
    assert {row["state"] for row in rows("online_monitoring_members", state="missing")} == {"missing"}
    newest = rows("online_monitoring_members")
    assert {row["period"] for row in newest} == {"2026-09"}
    assert all(row["last_year_energy_tce"] < 5000 for row in newest if row["state"] == "not_due")


def test_streak_of_waste() -> None:
    (city,) = rows("hold_streaks", region="450200")
    assert (city["streak"], city["periods_met"], city["lowest"] >= 90) == (
        city["periods"],
        city["periods"],
        True,
    )
    dipped = [row for row in rows("hold_streaks") if row["last_below"] == "2024-06"]
    assert [row["region"] for row in dipped] == ["450225"]


def test_products_against_last_year_and_the_mean() -> None:
    clinker = next(
        row for row in rows("industry_products", product="clinker", period="2025") if row["period"] == "2025"
    )
    assert clinker["unit_energy_kgce_per_t"] == pytest.approx(
        1000 * clinker["energy_tce"] / clinker["output_t"]
    )
    enterprises = rows("product_energy_enterprises", product="clinker", period="2025")
    assert {row["mean_kgce_per_t"] for row in enterprises} == {clinker["unit_energy_kgce_per_t"]}
    assert {row["target_kgce_per_t"] for row in enterprises} == {110.0}
    assert [row["low_carbon_lines"] for row in rows("low_carbon_lines")] == [1, 2]


def test_a_later_target_of_a_product_takes_the_place_of_the_earlier(store: Path) -> None:
    snapshot = ask.current()
    later = snapshot.path.with_name("snap-000099-later.duckdb")
    shutil.copy(snapshot.path, later)
    with duckdb.connect(str(later)) as database:
        database.execute(
            "INSERT INTO targets SELECT * REPLACE (due_year + 1 AS due_year, 105 AS value) FROM targets "
            "WHERE statement = (SELECT statement FROM plan_products WHERE code = 'clinker')"
        )
        database.execute("UPDATE _complete SET said = 0 WHERE table_name = 'targets'")
    try:
        given = {"product": "clinker", "period": "2025"}
        (product,) = rows("industry_products", snapshot=later.stem, **given)
        lines = rows("product_energy_enterprises", snapshot=later.stem, **given)
        assert len(lines) == len(rows("product_energy_enterprises", snapshot=snapshot.id, **given))
        assert {row["target_kgce_per_t"] for row in [product, *lines]} == {105.0}
    finally:
        ask.forget()
        later.unlink()


def test_tiers_of_installations() -> None:
    for row in rows("steel_process_units"):
        energy = row["unit_energy_kgce_per_t"]
        tier = "below_baseline"
        if energy <= row["baseline_kgce_per_t"]:
            tier = "benchmark" if energy <= row["benchmark_kgce_per_t"] else "baseline"
        assert row["tier"] == tier


def test_targets_of_the_counties() -> None:
    found = rows("county_target_breakdown")
    assert len(found) == 14 and all(row["covered"] for row in found)
    before = rows("county_target_breakdown", period="2024")
    assert [row["region"] for row in before if not row["covered"]] == ["Z-HEXI"], "its target came in 2025"
    (held,) = rows("target_decomposition")
    assert (held["statement"], held["way"], held["counties"]) == (
        "T01",
        "weighted_mean",
        len(plan().counties(2025)),
    )


def test_piles_of_the_city_are_those_of_the_counties() -> None:
    found = rows("charging_piles")
    for year in (2024, 2025):
        counties = sum(row["piles"] for row in found if row["year"] == year and row["region"] != "450200")
        assert (
            next(row["piles"] for row in found if row["year"] == year and row["region"] == "450200")
            == counties
        )
    classes = [row for row in rows("vehicle_classes", period="2025")]
    assert {row["status"] for row in classes} == {"achieved"}
    assert len(classes) == 7


def test_enterprises_and_kinds_of_waste_agree() -> None:
    kinds = {row["kind"]: row for row in rows("solid_waste_kinds", period="2026-09")}
    for kind, row in kinds.items():
        own = rows("solid_waste_enterprises", kind=kind)
        assert sum(item["generated_t"] for item in own) == pytest.approx(row["generated_t"])


def test_key_industries_and_series_of_co2() -> None:
    parts = rows("item_progress_by_indicator", statement="T03", region="450200", period="2025")
    assert {row["item"] for row in parts} == {
        "steel",
        "building_materials",
        "chemicals",
        "cars",
        "machinery",
    }
    city = rows("co2_series", source="industry", region="450200", sector="TOTAL")
    assert [row["year"] for row in city] == [2024, 2025]
    assert all(
        row["value"] == pytest.approx(row["fuel_combustion"] + row["process"] + row["net_electricity_heat"])
        for row in city
    )


def test_shares_of_enterprises() -> None:
    for row in rows("energy_shares_enterprises", sector="C31"):
        assert row["coal_share_change_points"] < 0 < row["non_fossil_share_change_points"]


SUMS = """SELECT used.energy, used.period, used.energy_tce, used.enterprises,
    (SELECT sum(own.energy_tce) FROM standard_quantities AS own WHERE own.energy = used.energy
        AND own.period = used.period AND own.basis = used.basis AND list_contains(own.places, used.region)
        AND used.sector IN ('TOTAL', own.sector)) AS added
    FROM energies_used AS used WHERE used.energy_tce IS NOT NULL"""


def test_sums_by_place_and_sector_are_those_of_the_enterprises() -> None:
    with duckdb.connect(str(ask.current().path), read_only=True) as database:
        found = database.execute(SUMS).fetchall()
        mixed = database.execute(
            "SELECT statement FROM progress GROUP BY statement HAVING count(DISTINCT basis = '') > 1"
        ).fetchall()
    assert len(found) > 100
    for energy, period, told, _, added in found:
        assert told == pytest.approx(added), (energy, period)
    assert not mixed, "a statement is told by one way of counting or by several, so a card has one number"


def test_a_card_is_the_newest_number_that_speaks() -> None:
    with duckdb.connect(str(ask.current().path), read_only=True) as database:
        shown = database.execute(
            """SELECT statement, region, sector, basis, count(*) FROM progress
            WHERE until_ordinal > 202412 AND year * 100 + month <= 202412 GROUP BY ALL"""
        ).fetchall()
        newest = database.execute(
            """SELECT statement, region, sector, basis, max(year * 100 + month) FROM progress
            INNER JOIN plan_statements USING (statement) WHERE item = '' AND year * 100 + month <= 202412
                AND (rule NOT IN ('reduction', 'outpace') OR coalesce(year <= progress.due_year, TRUE))
            GROUP BY ALL"""
        ).fetchall()
    assert len(shown) == len(newest) > 50 and {row[4] for row in shown} == {1}
    for row in ask.ask_rows("overview_cards", period="2024"):
        own = [one for one in newest if one[:3] == (row["statement"], "450200", "TOTAL")]
        assert row["year"] == (max(one[4] for one in own) // 100 if own else None)
