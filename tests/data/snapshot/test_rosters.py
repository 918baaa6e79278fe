"""No answer from silence: who is expected, how much has come, who is missing, and what may be said then."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.ingest import receive
from data.snapshot.published import snapshot
from queries.ask import ask_rows
from tests.support.memory import answers
from tests.support.rows import good
from tests.support.workbooks import Row, credit_code, day, files

CITY, COUNTY, ZONE = "450200", "450204", "Z-LIUDONG"
LEFT = {"left_on": day("2025-06-30"), "left_because": "stopped", "document": "柳工信〔2025〕1号"}


def told(
    rows: dict[tuple[str, str, str, str], Row], period: str, *, region: str = CITY, item: str = ""
) -> Row:
    return rows[region, "TOTAL", item, period]


def said(row: Row) -> tuple[str, float | None, str | None]:
    return row["status"], row["coverage"], row["missing"]


def who(number: int, region: str = COUNTY) -> Row:
    return {
        "credit_code": credit_code(number),
        "enterprise": f"{'甲乙丙丁戊'[number - 1]}厂",
        "region": region,
    }


def kiln(year: int, number: int, unit: float, output: float = 1000.0, **more: Any) -> Row:
    made = {"product": "clinker", "output_t": output, "energy_tce": unit * output / 1000}
    return {"period": str(year), **who(number), **made, **more}


def registered(number: int, **more: Any) -> Row:
    return {**who(number), "joined_on": day("2020-01-01"), "key_user": "yes", "state_owned": "no", **more}


def test_a_worse_kiln_that_stays_silent_does_not_make_the_mean_met(store: Path) -> None:
    """Report B5: 105 and 125 in 2024, only the good one in 2025: not 105.0 已达标."""
    kilns = [("2024年", "1号窑", 105.0), ("2024年", "2号窑", 125.0), ("2025年", "1号窑", 105.0)]
    rows = [good("S8", period=p, line=line, energy_tce=u, unit_energy=u) for p, line, u in kilns]
    receive.accept_many(files(S8=rows), "甲")
    (row,) = (
        r for r in ask_rows("progress_by_indicator", statement="T29", period="2025") if r["region"] == CITY
    )
    assert (row["value"], row["status"], row["verdict"]) == (105.0, "insufficient", "insufficient")
    assert (row["coverage"], row["missing"]) == (50.0, "测试企业1 2号窑")
    assert row["because"] == "missing:测试企业1 2号窑"
    card = next(card for card in ask_rows("overview_cards", period="2025") if card["statement"] == "T29")
    assert (card["status"], card["coverage"], card["missing"]) == ("insufficient", 50.0, row["missing"])


def test_the_silent_kiln_is_named_and_weighs_what_it_made_last_year() -> None:
    rows = [
        kiln(2024, 1, 105.0, 3000.0, line="1号窑"),
        kiln(2024, 1, 125.0, 1000.0, line="2号窑"),
        kiln(2025, 1, 105.0, 9000.0, line="1号窑"),
    ]
    found = answers({"S8": rows}, "T29")
    assert said(told(found, "2024"))[1:] == (None, None)
    assert said(told(found, "2025")) == ("insufficient", 75.0, "甲厂 2号窑")
    both = answers({"S8": [*rows, kiln(2025, 1, 112.0, 900.0, line="2号窑")]}, "T29")
    assert said(told(both, "2025")) == ("achieved", 100.0, None)


def test_enough_by_weight_may_be_judged_and_still_names_who_is_missing() -> None:
    rows = [kiln(2024, 1, 105.0, 9500.0), kiln(2024, 2, 125.0, 500.0), kiln(2025, 1, 105.0)]
    assert said(told(answers({"S8": rows}, "T29"), "2025")) == ("achieved", 95.0, "乙厂")
    rows[1]["output_t"] = 501.0
    assert told(answers({"S8": rows}, "T29"), "2025")["status"] == "insufficient"


def test_silence_does_not_end_by_lasting() -> None:
    rows = [kiln(2023, 1, 105.0), kiln(2023, 2, 125.0), kiln(2024, 1, 105.0), kiln(2025, 1, 105.0)]
    assert said(told(answers({"S8": rows}, "T29"), "2025")) == ("insufficient", 50.0, "乙厂")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "achieved"),
        ({"left_because": None}, "insufficient"),
        ({"document": None}, "insufficient"),
        ({"left_on": day("2026-01-01")}, "insufficient"),
        ({"left_on": day("2025-12-31")}, "achieved"),
    ],
)
def test_who_left_by_reason_and_document_is_no_longer_expected(changes: Row, status: str) -> None:
    rows = [kiln(2024, 1, 105.0), kiln(2024, 2, 125.0), kiln(2025, 1, 105.0)]
    found = answers({"S8": rows, "S24": [registered(2, **{**LEFT, **changes})]}, "T29")
    assert told(found, "2025")["status"] == status


def test_who_came_back_is_expected_again() -> None:
    back = registered(2, joined_on=day("2025-09-01"))
    rows = [kiln(2024, 1, 105.0), kiln(2024, 2, 125.0), kiln(2025, 1, 105.0)]
    found = answers({"S8": rows, "S24": [registered(2, **LEFT), back]}, "T29")
    assert said(told(found, "2025")) == ("insufficient", 50.0, "乙厂")


def test_a_new_name_of_the_same_enterprise_is_no_silence() -> None:
    rows = [kiln(2024, 1, 105.0), {**kiln(2025, 1, 105.0), "credit_code": None, "enterprise": "甲新厂"}]
    rows[1]["enterprise_key"] = "name:甲新厂"
    assert told(answers({"S8": rows}, "T29"), "2025")["status"] == "insufficient"
    named = registered(1, enterprise="甲新厂", former_names="甲厂")
    assert said(told(answers({"S8": rows, "S24": [named]}, "T29"), "2025")) == ("achieved", 100.0, None)


def test_places_answer_for_their_own_members_and_a_county_for_those_in_its_zone() -> None:
    rows = [kiln(2024, 1, 105.0), kiln(2024, 2, 125.0, region=ZONE), kiln(2025, 1, 105.0)]
    found = answers({"S8": rows}, "T29")
    assert said(told(found, "2025", region=COUNTY)) == ("not_assigned", 100.0, None)
    found = answers({"S8": rows, "S24": [registered(2, zone=ZONE)]}, "T29")
    assert said(told(found, "2025", region=COUNTY)) == ("insufficient", 50.0, "乙厂")


def energy(year: int, number: int, variety: str, tonnes: float, **more: Any) -> Row:
    made = {"sector": "C30", "energy": variety, "quantity": tonnes, "coefficient": 1.0, "basis": "calorific"}
    return {"period": str(year), **who(number), **made, **more}


def test_shares_of_energy_and_their_sectors() -> None:
    rows = [energy(2024, n, "raw_coal", 300.0, sector=f"C3{n}") for n in (1, 2, 3)]
    rows += [energy(2025, n, "raw_coal", 100.0, sector=f"C3{n}") for n in (1, 2)]
    for statement in ("T14", "T15"):
        found = answers({"S2": rows}, statement)
        status, coverage, missing = said(told(found, "2025"))
        assert (status, missing) == ("insufficient", "丙厂") and coverage == pytest.approx(200 / 3)
        assert found[CITY, "C31", "", "2025"]["coverage"] == 100


def test_a_key_energy_user_on_the_register_owes_the_sheet_of_energy() -> None:
    rows = [energy(2025, 1, "raw_coal", 100.0)]
    assert said(told(answers({"S2": rows}, "T14"), "2025"))[1:] == (None, None)
    listed = [registered(1), registered(2), registered(3, key_user="no")]
    assert said(told(answers({"S2": rows, "S24": listed}, "T14"), "2025"))[1:] == (50.0, "乙厂")
    late = registered(2, joined_on=day("2026-01-01"))
    assert said(told(answers({"S2": rows, "S24": [registered(1), late]}, "T14"), "2025"))[1:] == (100.0, None)


def monitored(period: str, number: int, energy_tce: float) -> Row:
    connected = {"last_year_energy_tce": energy_tce, "connected_on": day("2024-01-01")}
    return {"period": period, **who(number), "sector": "C31", **connected}


def test_large_energy_users_that_no_longer_stand_on_the_sheet() -> None:
    rows = [monitored("2024", 1, 8000.0), monitored("2024", 2, 6000.0), monitored("2024", 3, 4999.0)]
    rows += [monitored("2025-09", 1, 8000.0)]
    status, coverage, missing = said(told(answers({"S10": rows}, "T18"), "2025-09"))
    assert (status, missing) == ("insufficient", "乙厂") and coverage == pytest.approx(800 / 14)
    small = [*rows, monitored("2025-09", 2, 100.0)]
    assert said(told(answers({"S10": small}, "T18"), "2025-09")) == ("achieved", 100.0, None)


def waste(period: str, number: int, kind: str, tonnes: float) -> Row:
    return {"period": period, **who(number), "kind": kind, "generated_t": tonnes, "used_t": tonnes}


def test_waste_by_kind_and_in_all_by_what_was_generated() -> None:
    rows = [waste("2024", 1, "fly_ash", 900.0), waste("2024", 2, "steel_slag", 100.0)]
    rows += [waste("2025", 1, "fly_ash", 900.0)]
    found = answers({"S12": rows}, "T24")
    assert said(told(found, "2025"))[0] == "insufficient"
    assert told(found, "2025")["coverage"] == 90.0
    assert told(found, "2025")["missing"].startswith("乙厂")
    assert told(found, "2025", item="fly_ash")["coverage"] == 100.0


def unit(year: int, number: int, installation: str, capacity: float, energy_used: float = 300.0) -> Row:
    levels = {"unit_energy": energy_used, "baseline": 435.0, "benchmark": 361.0}
    return {"period": str(year), **who(number), "process": "ironmaking", "installation": installation,
            "capacity_t": capacity, **levels}  # fmt: skip


def test_steel_installations_by_number_and_their_capacity_by_weight() -> None:
    rows = [unit(2024, 1, "1号高炉", 300.0), unit(2024, 1, "2号高炉", 100.0), unit(2025, 1, "1号高炉", 300.0)]
    baseline = answers({"S9": rows}, "T26")
    assert said(told(baseline, "2025")) == ("insufficient", 50.0, "甲厂 2号高炉")
    benchmark = answers({"S9": rows}, "T27")
    assert said(told(benchmark, "2025", item="ironmaking")) == ("insufficient", 75.0, "甲厂 2号高炉")
    assert told(benchmark, "2025")["status"] == "insufficient"


def test_what_said_nought_is_out_of_service_and_no_longer_expected() -> None:
    rows = [unit(2023, 1, "1号高炉", 300.0), unit(2023, 1, "2号高炉", 100.0, 500.0)]
    rows += [unit(2024, 1, "1号高炉", 300.0), unit(2024, 1, "2号高炉", 0.0, 500.0)]
    rows += [unit(2025, 1, "1号高炉", 300.0)]
    found = answers({"S9": rows}, "T26")
    assert [
        (told(found, year)["value"], told(found, year)["coverage"]) for year in ("2023", "2024", "2025")
    ] == [
        (50.0, None),
        (100.0, 100.0),
        (100.0, 100.0),
    ]
    still = [kiln(2024, 1, 105.0), kiln(2024, 2, 0.0, 0.0), kiln(2025, 1, 105.0)]
    assert said(told(answers({"S8": still}, "T29"), "2025")) == ("achieved", 100.0, None)


def test_materials_and_the_products_of_statements_without_a_year() -> None:
    materials = {
        "raw_material_t": 100.0,
        "alternative_raw_t": 10.0,
        "fuel_t": 10.0,
        "alternative_fuel_t": 1.0,
    }
    rows = [
        kiln(2025, 1, 105.0, **materials),
        kiln(2025, 2, 105.0, **materials),
        kiln(2026, 1, 100.0, **materials),
    ]
    found = answers({"S8": rows}, "T31")
    assert {told(found, "2026", item=item)["missing"] for item in ("raw_material", "fuel")} == {"乙厂"}
    found = answers({"S8": rows}, "T09")
    assert said(told(found, "2026", item="clinker")) == ("insufficient", 50.0, "乙厂")
    assert told(found, "2026")["status"] == "insufficient"


def test_key_and_state_owned_enterprises_owe_their_plans(store: Path) -> None:
    """T33 over the one that reported would be 100; the register expects three."""
    flags = {1: {"key_user": "是"}, 2: {"key_user": "否", "state_owned": "是"}, 3: {"key_user": "否"}}
    own = {n: {"credit_code": credit_code(n), "enterprise": f"测试企业{n}"} for n in (1, 2, 3, 4)}
    listed = [good("S24", former_names=None, **own[n], **more) for n, more in flags.items()]
    listed.append(good("S24", former_names=None, **own[4], left_on=day("2021-12-31"), left_because="注销",
                       document="文1"))  # fmt: skip
    receive.accept_many(files(S24=listed, S16=[good("S16", **own[1])]), "甲")
    row = [r for r in ask_rows("progress_by_indicator", statement="T33") if r["region"] == CITY][-1]
    assert row["status"] in ("insufficient", "missed")
    with duckdb.connect(str(snapshot()), read_only=True) as database:
        asked = (
            "SELECT coverage, missing FROM progress WHERE statement = 'T33' AND item = '' AND region = $city"
        )
        found = database.execute(asked + " ORDER BY year, month", {"city": CITY}).fetchall()
    assert found[-1] == (50.0, "测试企业2")
