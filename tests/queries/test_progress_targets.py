"""The three first targets through every status, at their boundaries, against boring Python."""

import datetime
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data.ingest import receive
from data.plan import plan
from queries.ask import ask
from queries.methods.progress import attained, chained_change, equal_rate_path, intensity_change
from tests.support.numbers import emerging_row, energy_row, green_row
from tests.support.rows import good
from tests.support.workbooks import workbook

CITY = "柳州市"


def publish(template: str, rows: list[dict[str, Any]], grade: str = "official", reason: str = "") -> None:
    receive.accept(workbook(template, rows), f"{template}.xlsx", "测试", grade=grade, reason=reason)


def at(statement: str, period: str, region: str = "450200") -> dict[str, Any]:
    found = ask("progress_by_indicator", statement=statement, region=region, sector="TOTAL", period=period)
    assert len(found) == 1
    answer: dict[str, Any] = found.iloc[0].to_dict()
    return answer


def growths(
    energy: list[float], added: float = 0.0, maturity: str = "终核", first: int = 2021
) -> list[dict[str, Any]]:
    return [
        energy_row(
            period=f"{first + n}年",
            region=CITY,
            energy_growth=e,
            value_added_growth=added,
            maturity=maturity,
            intensity_change=None,
            energy_tce=1_000_000 + n,
        )
        for n, e in enumerate(energy)
    ]


@pytest.mark.parametrize(
    ("last", "status"), [(-15.8, "achieved"), (-15.799, "missed"), (-15.801, "achieved"), (-15.9, "achieved")]
)
def test_a_reduction_of_exactly_15_8_percent_is_enough(store: Path, last: float, status: str) -> None:
    publish("S1", growths([0, 0, 0, 0, last]))
    answer = at("T01", "2025")
    assert answer["status"] == status
    assert answer["value"] == pytest.approx(-last)
    assert answer["gap"] == pytest.approx(15.8 + last)


def test_reduction_on_track_behind_and_far_behind_by_attained_share(store: Path) -> None:
    names = {"城中区": 1.0, "鱼峰区": 0.95, "柳南区": 0.85}
    rows = []
    for region, share in names.items():
        change = -100 * (1 - (1 - 0.158) ** (share / 5))
        rows.append(
            energy_row(
                period="2021年",
                region=region,
                energy_growth=change,
                value_added_growth=0.0,
                intensity_change=None,
            )
        )
    publish("S1", rows)
    found = ask("progress_by_indicator", statement="T01", period="2021", sector="TOTAL").set_index("region")
    assert set(found["status"]) == {"not_assigned"} and found["target"].isna().all()
    publish("S20", [good("S20", region=region) for region in names])
    found = ask("progress_by_indicator", statement="T01", period="2021", sector="TOTAL").set_index("region")
    assert found["status"].to_dict() == {"450202": "on_track", "450203": "behind", "450204": "far_behind"}
    assert found["required"].tolist() == pytest.approx([equal_rate_path(15.8, 5)[0]] * 3)
    assert found.loc["450203", "attained"] == pytest.approx(19.0)


def test_a_broken_chain_is_not_enough_data_and_a_flash_estimate_waits(store: Path) -> None:
    rows = growths([-3, -3, -3, -3, -8])
    publish("S1", [row for row in rows if row["period"] != "2023年"])
    assert at("T01", "2022")["status"] != "insufficient"
    assert at("T01", "2025")["status"] == "insufficient"
    assert math.isnan(at("T01", "2025")["value"])
    publish("S1", growths([-3, -3, -3, -3, -8], maturity="快报"), reason="补报各年")
    assert at("T01", "2025")["status"] == "pending_final"


def test_met_and_then_warned_of(store: Path) -> None:
    rows = growths([-4, -4, -4, -4, -4])
    rows += [row | {"period": "2026年1—9月", "energy_growth": 9.0, "maturity": "快报"} for row in rows[-1:]]
    publish("S1", rows)
    assert at("T01", "2025")["status"] == "achieved"
    later = at("T01", "2026-09")
    assert (later["status"], later["because"]) == ("kept", "warning:2026-09")


@pytest.mark.parametrize(
    ("emerging", "status"), [(2_499_900, "missed"), (2_500_000, "achieved"), (2_500_001, "achieved")]
)
def test_a_share_of_exactly_25_percent_is_enough(store: Path, emerging: float, status: str) -> None:
    publish("S4", [emerging_row(emerging_output=emerging)])
    answer = at("T10", "2025")
    assert (answer["status"], answer["value"]) == (status, pytest.approx(emerging / 100_000))


def test_the_city_share_is_summed_only_from_all_ten_counties(store: Path) -> None:
    names = [plan().regions[code].name for code in plan().counties()]
    rows = [
        emerging_row(region=name, emerging_output=10_000 * (n + 1), total_output=100_000)
        for n, name in enumerate(names)
    ]
    rows.append(emerging_row(region="柳东新区", emerging_output=99_000, total_output=100_000))
    publish("S4", rows[:9])
    assert at("T10", "2025", "450202")["value"] == pytest.approx(10.0)
    assert ask("progress_by_indicator", statement="T10", region="450200")["status"].tolist() == []
    publish("S4", rows)
    assert at("T10", "2025")["value"] == pytest.approx(55.0)


def register(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [green_row(number, **changes) for number in range(1, count + 1)]


@pytest.mark.parametrize(("count", "status"), [(19, "missed"), (20, "achieved")])
def test_twenty_enterprises_are_enough_and_nineteen_are_not(store: Path, count: int, status: str) -> None:
    publish("S5", register(count))
    publish("S1", growths([0] * 5))  # the horizon reaches the end of 2025
    assert (at("T21", "2025")["value"], at("T21", "2025")["status"]) == (count, status)


def test_both_levels_count_once_withdrawn_not_and_relisted_again(store: Path) -> None:
    rows = register(19)
    rows.append(green_row(1, level="自治区级", batch="2023年"))
    rows.append(green_row(20, state="移出", withdrawn_on=datetime.date(2025, 6, 30)))
    publish("S5", rows)
    publish("S1", growths([0] * 5))
    assert (at("T21", "2024")["value"], at("T21", "2025-05")["value"]) == (20, 20)
    # not yet due: what is still open cannot be lost
    assert (at("T21", "2025-06")["value"], at("T21", "2025-06")["status"]) == (19, "behind")
    publish("S5", [*rows, green_row(20, batch="2025年度", published_on=datetime.date(2025, 12, 31))])
    assert (at("T21", "2025-11")["value"], at("T21", "2025")["value"]) == (19, 20)
    steps = (
        ask("green_waterfall", since="2024-12-31", until="2025-12-31").set_index("label")["change"].to_dict()
    )
    assert steps == {"start": 20, "new": 0, "relisted": 0, "withdrawn": 0, "end": 20}
    steps = (
        ask("green_waterfall", since="2025-07-31", until="2025-12-31").set_index("label")["change"].to_dict()
    )
    assert steps == {"start": 19, "new": 0, "relisted": 1, "withdrawn": 0, "end": 20}


def test_same_code_with_another_name_is_the_same_enterprise(store: Path) -> None:
    publish("S5", [green_row(1), green_row(1, enterprise="改名后的企业", level="自治区级", batch="2023年")])
    publish("S1", growths([0] * 5))
    assert at("T21", "2025")["value"] == 1


def boring(rows: list[dict[str, Any]]) -> dict[tuple[str, int], float]:
    """Cumulative reductions per region and year, by hand."""
    found: dict[tuple[str, int], float] = {}
    for region in {row["region"] for row in rows}:
        own = sorted((row for row in rows if row["region"] == region), key=lambda row: str(row["period"]))
        yearly: list[float] = []
        for expected, row in enumerate(own, 2021):
            assert row["period"] == f"{expected}年"
            yearly.append(intensity_change(row["energy_growth"], row["value_added_growth"]))
            found[region, expected] = -chained_change(yearly)
    return found


def test_the_command_line_answers_what_boring_python_answers(store: Path) -> None:
    rows = []
    for place, name in enumerate(("柳州市", "柳北区", "鹿寨县")):
        for year in range(2021, 2026):
            rows.append(
                energy_row(
                    period=f"{year}年",
                    region=name,
                    energy_growth=1.5 - place - 0.1 * (year - 2021),
                    value_added_growth=4.0 + 0.3 * place,
                    intensity_change=None,
                    energy_tce=1_000_000 + year,
                )
            )
    publish("S1", rows)
    command = [
        sys.executable,
        "-m",
        "queries",
        "ask",
        "progress_by_indicator",
        "--param",
        "statement=T01",
        "--json",
    ]
    answer = subprocess.run(
        command, capture_output=True, text=True, check=True, env=dict(os.environ), encoding="utf-8"
    )
    got = {(row["region"], int(row["period"])): row for row in json.loads(answer.stdout)}
    codes = {"柳州市": "450200", "柳北区": "450205", "鹿寨县": "450223"}
    expected = {(codes[name], year): value for (name, year), value in boring(rows).items()}
    assert set(got) == set(expected)
    for key, value in expected.items():
        row = got[key]
        assert row["value"] == pytest.approx(value, rel=1e-12)
        assert (row["unit"], row["grade"]) == ("%", "official")
        assert row["snapshot"].startswith("snap-000001-")
        if key[0] != plan().city:  # the city's target is not theirs, and they have none of their own
            assert row["status"] == "not_assigned" and row["verdict"] is None
            assert [row[name] for name in ("target", "gap", "attained", "required")] == [None] * 4
            continue
        assert row["target"] == 15.8
        assert row["attained"] == pytest.approx(attained(-value, 15.8), rel=1e-9)
        assert row["required"] == pytest.approx(equal_rate_path(15.8, 5)[key[1] - 2021], rel=1e-12)
        assert row["gap"] == pytest.approx(15.8 - value, rel=1e-9)


def test_statements_without_numbers_are_shown_and_never_hidden(sample_store: Path) -> None:
    cards = ask("overview_cards")
    assert cards["statement"].tolist() == list(plan().statements)
    waiting = set(cards.loc[cards["status"] == "not_connected", "statement"])
    assert waiting == {key for key, item in plan().statements.items() if not item.connected}
    assert set(ask("progress_by_indicator")["statement"]) == set(plan().statements)


def test_embedded_data_agree_with_what_is_published(sample_store: Path) -> None:
    shares = {
        row["period"]: row
        for row in ask("progress_by_indicator", statement="T10", region="450200").to_dict("records")
    }
    assert (shares["2020"]["value"], shares["2020"]["grade"]) == (10.8, "press")
    assert (shares["2024"]["value"], shares["2024"]["grade"]) == (29, "press")
    from_demo = ask("emerging_trend").set_index("period")
    assert from_demo.loc["2023", "grade"] == "demo"
    demo = ask("number_trace", statement="T10", period="2024")
    city = demo[(demo["template"] == "S4") & (demo["item"] == "TOTAL")].set_index("field")["value"]
    assert 100 * city["emerging_output"] / city["total_output"] == pytest.approx(29.0, abs=1e-4)
    national = ask("green_register", level="national", kind="factory", as_of="2022-01-31")
    assert len(national) == 6 and set(national["grade"]) == {"published"}
    assert "unverified" not in set(ask("published_figures")["grade"])


def test_every_figure_of_the_city_can_be_followed_to_its_cells(sample_store: Path) -> None:
    untraced = []
    for row in ask("overview_cards").to_dict("records"):
        statement, period = row["statement"], row["period"]
        trend = ask("indicator_trend", statement=statement).set_index("period")
        day = str(trend.loc[period, "as_of"])[:10]
        found = [
            ask("number_trace", statement=statement, period=period),
            ask("ledger_trace", statement=statement, as_of=day),
            ask("judgements_list", statement=statement),
        ]
        if plan().statements[statement].series == "green_factories":
            found.append(ask("register_trace", as_of=day))
        told = [frame for frame in found if len(frame)]
        if not told or any(frame["cell"].isna().any() or (frame["file_name"] == "").any() for frame in told):
            untraced.append(statement)
    assert untraced == []


def test_a_target_that_came_in_a_workbook_is_followed_to_its_cell_and_its_history_is_kept(
    store: Path,
) -> None:
    rows = growths([-3] * 5)
    rows += [row | {"period": "2026年1—9月", "maturity": "快报"} for row in rows[-1:]]
    publish("S1", rows)
    publish("S22", [good("S22")])
    publish(
        "S22", [good("S22", target=13.5, document="测〔2026〕12号", valid_from=datetime.date(2026, 5, 1))]
    )
    now = at("T01", "2026-09")
    assert (now["target"], now["base_year"], now["due_year"], now["verdict"]) == (13.5, 2025, 2030, "missed")
    trace = ask("number_trace", statement="T01", period="2026-09")
    (cell,) = trace[trace["template"] == "S22"].to_dict("records")
    assert (cell["value"], cell["file_name"], cell["field"]) == (13.5, "S22.xlsx", "target")
    assert cell["cell"][0].isalpha() and cell["generation"] == 3
    before = ask("number_trace", statement="T01", period="2025")
    assert "S22" not in set(before["template"]) and set(before["period"]) == {
        f"{y}" for y in range(2021, 2026)
    }
    assert set(trace.dropna(subset=["period"])["period"]) == {"2026-09"}
    told = ask("statement_targets", statement="T01").set_index("value")
    assert told["state"].to_dict() == {15.8: "in_force", 14.0: "replaced", 13.5: "in_force"}
    assert told.loc[14.0, "source"] == "测〔2026〕9号" and told.loc[13.5, "cell"] == cell["cell"]
    card = ask("overview_cards").set_index("statement").loc["T01"]
    assert (card["period"], card["due_year"], card["verdict_period"]) == ("2026-09", 2030, "2025")


def test_targets_that_counties_were_given_later_are_the_cells_behind_their_coverage(store: Path) -> None:
    publish("S22", [good("S22"), good("S22", region="柳北区"), good("S22", region="鹿寨县")])
    assert at("T34", "2026")["value"] == pytest.approx(100 * 2 / 14)
    trace = ask("number_trace", statement="T34", period="2026")
    assert list(zip(trace["template"], trace["region"], trace["field"], strict=True)) == [
        ("S22", "450205", "target"),
        ("S22", "450223", "target"),
    ]
    assert set(trace["file_name"]) == {"S22.xlsx"} and set(trace["unit"]) == {"%"}
    own = ask("number_trace", statement="T34", region="450205", period="2026")
    assert set(own["region"]) == {"450205"}
    assert ask("number_trace", statement="T34", period="2025").empty, "valid from 2026 on"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"due_year": 2025.0}, "year_order"),
        ({"comparison": "≤"}, "comparison_contradicts"),
        ({"document": None}, "value_missing"),
    ],
)
def test_a_target_that_cannot_be_is_told_at_its_cell(changes: dict[str, Any], rule: str) -> None:
    found = receive.inspect(workbook("S22", [good("S22", **changes)]), "目标.xlsx")
    stops = [finding for finding in found.findings if finding.severity == "stop"]
    assert [finding.rule for finding in stops] == [rule] and stops[0].cell[0].isalpha()


def test_the_same_target_twice_in_one_sheet_is_told() -> None:
    found = receive.inspect(workbook("S22", [good("S22"), good("S22", target=13.0)]), "目标.xlsx")
    assert "duplicate_key" in {finding.rule for finding in found.findings}
