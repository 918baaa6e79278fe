"""An enterprise in a zone stands in the lists, sums and traces of its county too, as the register says."""

from pathlib import Path

import pytest

from data.ingest import receive
from queries.ask import ask_rows
from tests.support.rows import good
from tests.support.workbooks import files

CITY, COUNTY, OTHER, ZONE = "450200", "450203", "450204", "Z-LIUDONG"


@pytest.fixture(scope="module")
def in_zone_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where sheets of one enterprise lie that name its zone only, with a register that names its county."""
    path = tmp_path_factory.mktemp("zone") / "store"
    zone = {
        template: [good(template, region="柳东新区")] for template in ("S2", "S7", "S8", "S9", "S10", "S12")
    }
    register = [good("S24", region="鱼峰区", zone="柳东新区")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        receive.accept_many(files(**zone, S24=register), "甲")
    return path


@pytest.fixture(autouse=True)
def in_zone(in_zone_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_STORE", str(in_zone_path))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("product_energy_enterprises", {}),
        ("low_carbon_lines", {}),
        ("steel_process_units", {}),
        ("steel_process_tiers", {}),
        ("energy_mix", {}),
        ("energy_shares_enterprises", {}),
        ("energy_reported_and_derived", {}),
        ("online_monitoring_members", {}),
        ("online_monitoring_states", {}),
        ("solid_waste_enterprises", {}),
        ("solid_waste_kinds", {}),
        ("ledger_list", {"ledger": "retrofit"}),
        ("ledger_totals", {}),
        ("ledger_trace", {"statement": "T16"}),
        ("number_trace", {"statement": "T29", "period": "2025"}),
    ],
)
def test_a_list_of_the_county_has_the_enterprise_of_its_zone(question: str, asked: dict[str, str]) -> None:
    held = {place: len(ask_rows(question, region=place, **asked)) for place in (CITY, COUNTY, ZONE, OTHER)}
    assert held[CITY] == held[COUNTY] == held[ZONE] > 0
    assert question.endswith("totals") or held[OTHER] == 0


@pytest.mark.parametrize("statement", ["T14", "T16", "T18", "T24", "T26", "T29"])
def test_a_number_of_the_county_rests_on_the_enterprise_of_its_zone(statement: str) -> None:
    rows = ask_rows("progress_by_indicator", statement=statement, sector="TOTAL")
    held = {row["region"]: row["value"] for row in rows if row["status"] != "not_applicable"}
    assert set(held) == {CITY, COUNTY, ZONE} and len(set(held.values())) == 1


def test_the_open_rows_of_a_ledger_are_placed_in_county_and_zone() -> None:
    assert {row["region"] for row in ask_rows("ledger_places", ledger="retrofit")} == {COUNTY, ZONE}
