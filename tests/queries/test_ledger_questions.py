"""Ledgers on a day, tasks and who is late, the calendar, and scores that can be worked out by hand."""

import math
import os
from collections.abc import Iterator
from typing import Any

import pandas
import pytest

from data.ingest import receive
from data.plan import plan
from queries import ask as asking
from queries.ask import ask, ask_rows
from tests.support.ledgers import (
    enterprise_plan,
    front_runner,
    inspection,
    judgement,
    park,
    project,
    retrofit,
    score,
    task,
)
from tests.support.rows import good
from tests.support.workbooks import Row, day, files

ENERGY = {
    "basis": "当量值",
    "maturity": "终核",
    "sector": "规上工业",
    "value_added": 100.0,
    "value_added_growth": 0.0,
}


def energy(region: str, yearly: float) -> list[Row]:
    """S1 for 2021–2025 of one place, the same change of energy each year."""
    return [
        ENERGY | {"period": f"{year}年", "region": region, "energy_tce": 100.0 + n, "energy_growth": yearly}
        for n, year in enumerate(range(2021, 2026))
    ]


def tasks() -> list[Row]:
    """Two departments, two quarters; one task is done, one late, one only reported in the earlier quarter."""
    return [
        task("二(一)1", "市工业和信息化局", progress_share=100.0, state="已完成", due_on=day("2025-06-30")),
        task("二(一)2", "市工业和信息化局", progress_share=60.0, state="滞后", due_on=day("2025-06-30")),
        task("二(五)1", "市科技局", period="2025年三季度", progress_share=40.0, due_on=day("2026-12-31")),
    ]


@pytest.fixture(scope="module", autouse=True)
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One publication of small ledgers; today is the end of 2025."""
    before = os.environ.get("PEAK_STORE", "")
    os.environ["PEAK_STORE"] = str(tmp_path_factory.mktemp("questions") / "store")
    asking.forget()
    end: Row = {"reported_on": day("2025-12-31")}
    given = files(
        S1=[
            *energy("柳州市", -4.0),
            *energy("柳北区", -4.0),
            *energy("柳江区", -1.0),
            *energy("柳南区", -4.0),
        ],
        S6=[
            project(1, **end),
            project(
                2,
                unit_energy=130.0,
                disposal="停工整改",
                rectify_by=day("2026-01-30"),
                region="柳江区",
                **end,
            ),
            project(
                3, kind="拟建", saturated="是", new_capacity=50.0, replaced_capacity=40.0, sector="C30", **end
            ),
        ],
        S7=[
            retrofit(1, **end),
            retrofit(2, finished_on=None, planned_on=day("2026-01-30"), region="柳江区", **end),
            retrofit(3, finished_on=None, planned_on=day("2026-03-31"), **end),
            retrofit(4, finished_on=None, **end),
        ],
        S13=[park(1, **end), park(2, accepted_on=None, acceptance_document=None, **end)],
        S14=[inspection(1, **end), inspection(2, closed_on=None, **end)],
        S15=tasks(),
        S16=[enterprise_plan(1, **end), enterprise_plan(2, post_filled_on=None, **end)],
        S17=[judgement("T22"), judgement("T22", judged_on=day("2025-06-20"), judgement="进度正常")],
        S18=[
            front_runner(1, valid_until=day("2025-12-31"), **end),
            front_runner(2, valid_until=day("2025-12-30"), **end),
        ],
        S20=[good("S20", region=region) for region in ("柳北区", "柳江区", "柳南区")],
        S21=[score(), score(region=None, department="市科技局", points=77.0)],
    )
    receive.accept_many(given, "测试", at="2026-01-05T09:00:00+08:00")
    yield
    asking.forget()
    os.environ["PEAK_STORE"] = before


def states(ledger: str, **params: Any) -> dict[str, int]:
    found = ask("ledger_standing", ledger=ledger, **params)
    return {row["state"]: row["count"] for row in found.to_dict("records") if row["count"]}


def test_every_ledger_has_its_states_on_the_day_the_data_reach() -> None:
    assert states("two_high_projects") == {"below_access": 1, "compliant": 1, "replacement_short": 1}
    assert states("retrofit") == {"done": 1, "open": 2, "overdue": 1}
    assert states("circular_parks") == {"accepted": 1, "underway": 1}
    assert states("inspection") == {"closed": 1, "overdue": 1}
    assert states("front_runners") == {"in_force": 1, "expired": 1}
    assert states("enterprise_plans") == {"complete": 1, "partly": 1}


def test_an_earlier_day_an_earlier_state() -> None:
    assert states("retrofit", as_of="2024-06-29") == {"open": 4}
    assert states("retrofit", as_of="2024-06-30") == {"done": 1, "open": 3}
    assert states("retrofit", as_of="2024-07-01") == {"done": 1, "open": 2, "overdue": 1}
    assert states("retrofit", as_of="2023-05-31") == {}
    assert states("inspection", as_of="2024-03-19") == {"planned": 2}
    assert states("inspection", as_of="2024-06-29") == {"reinspected": 2}
    assert states("circular_parks", as_of="2022-04-30") == {"approved": 2}


def test_what_has_not_begun_has_no_age() -> None:
    planned = next(
        row
        for row in ask("ledger_standing", ledger="inspection", as_of="2024-03-19").to_dict("records")
        if row["state"] == "planned"
    )
    assert planned["count"] == 2
    assert pandas.isna(planned["oldest_days"]) and pandas.isna(planned["mean_age_days"])
    for day_asked in ("2022-04-30", "2024-03-19", "2025-12-31"):
        for ledger in ("two_high_projects", "retrofit", "circular_parks", "inspection", "front_runners"):
            listed = ask("ledger_list", ledger=ledger, as_of=day_asked)
            assert not (listed["age_days"].dropna() < 0).any(), (ledger, day_asked)


def test_filters_by_place_and_sector() -> None:
    assert states("retrofit", region="450206") == {"open": 1}
    assert states("two_high_projects", sector="C30") == {"replacement_short": 1}
    assert ask("ledger_list", ledger="retrofit", state="overdue")["unit_code"].tolist() == ["U4"]
    assert set(ask("ledger_list", ledger="two_high_projects", region="450205")["project_code"]) == {
        "P001",
        "P003",
    }


def test_what_is_due_in_30_and_90_days_and_the_day_itself() -> None:
    found = ask("ledger_due", ledger="retrofit").set_index("record_key")
    assert found["due_within"].tolist() == ["overdue", "30", "90"]
    assert found["days_left"].tolist() == [-549, 30, 90]
    assert ask("ledger_due", ledger="retrofit", within_days=30)["due_within"].tolist() == ["overdue", "30"]
    counts = ask("ledger_standing", ledger="retrofit")[["overdue", "due_30_days", "due_90_days"]].sum()
    assert counts.tolist() == [1, 1, 2]
    row = ask("ledger_due", ledger="two_high_projects").iloc[0]
    assert (row["state"], row["days_left"], row["due_within"]) == ("below_access", 30, "30")
    assert row["cell"].startswith("B") and row["file_name"] == "S6.xlsx"


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("two_high_projects", 3),
        ("retrofit", 4),
        ("inspection", 2),
        ("circular_parks", 2),
        ("front_runners", 2),
        ("enterprise_plans", 2),
        ("judgements_list", 2),
        ("confirmed_scores", 2),
    ],
)
def test_every_list_has_every_row_with_its_cell(question: str, count: int) -> None:
    found = ask(question) if question in asking.files() else ask("ledger_list", ledger=question)
    assert len(found) == count
    assert found["cell"].str.fullmatch(r"[A-Z]+\d+").all() and found["file_name"].notna().all()


def test_a_ledger_row_stands_behind_its_statement() -> None:
    assert len(ask("ledger_trace", statement="T16")) == 4
    assert ask("ledger_trace", statement="T16", region="450206")["state"].tolist() == ["open"]
    assert ask("ledger_trace", statement="T10").empty


def test_36_tasks_of_all_departments_and_those_not_reported() -> None:
    found = ask("tasks_by_department")
    pairs = {(code, department) for code, item in plan().tasks.items() for department in item.departments}
    assert set(zip(found["task"], found["department"], strict=True)) == pairs and len(found) == len(pairs)
    assert set(found["period"]) == {"2025"}
    own = found.set_index(["task", "department"])
    assert own.loc[("二(一)1", "industry"), ["state", "late"]].tolist() == ["done", False]
    assert own.loc[("二(一)2", "industry"), ["state", "late"]].tolist() == ["delayed", True]
    waiting = own.loc[("二(五)1", "science")]
    assert (waiting["state"], waiting["previous_share"]) == ("not_reported", 40.0)
    assert math.isnan(waiting["progress_share"])
    assert (found["state"] == "not_reported").sum() == len(pairs) - 2
    earlier = ask("tasks_by_department", period="2025-09", department="science", task="二(五)1").iloc[0]
    assert (earlier["state"], earlier["progress_share"]) == ("underway", 40.0)
    assert list(own.loc[("二(一)2", "industry"), "statements"]) == ["T10"]


def test_a_department_sees_its_statements_tasks_and_late_sheets() -> None:
    found = ask("department_profile", department="science", today="2026-02-28")
    kinds = found["kind"].value_counts().to_dict()
    assert kinds["task"] == sum("science" in item.departments for item in plan().tasks.values())
    assert kinds["statement"] == sum("science" in plan().departments_of(code) for code in plan().statements)
    late = found[found["kind"] == "sheet"]
    assert (
        set(late["code"]) == {"S15"}
        and "2025" in set(late["period"])
        and "2025-09" not in set(late["period"])
    )


def test_a_county_sees_its_statements_ledgers_and_late_sheets() -> None:
    found = ask("county_profile", region="450206", as_of="2025-12-31", today="2025-12-31")
    statements = found[found["kind"] == "statement"].set_index("code")
    assert statements.loc["T01", "state"] == "missed"
    ledgers = found[found["kind"] == "ledger"]
    assert set(zip(ledgers["code"], ledgers["state"], strict=True)) == {
        ("two_high_projects", "below_access"),
        ("retrofit", "open"),
        ("circular_parks", "accepted"),
        ("circular_parks", "underway"),
    }
    assert "S19" in set(found[found["kind"] == "sheet"]["code"])


def test_the_calendar_says_what_came_what_is_late_and_what_is_due() -> None:
    found = ask("data_calendar", today="2026-02-20", days_back=60, days_ahead=60)
    one = found.set_index(["template", "period", "region", "department"])["state"]
    assert one["S1", "2025", "450206", "statistics"] == "came"
    assert one["S1", "2025", "450202", "statistics"] == "late"
    assert one["S7", "2025", "450200", "industry"] == "came"
    assert one["S15", "2025", "450200", "industry"] == "came"
    assert one["S15", "2025", "450200", "science"] == "late"
    assert one["S1", "2026-02", "450200", "statistics"] == "due"
    recent = found[found["state"] != "late"]["due_on"]
    assert (recent.min().isoformat()[:10], recent.max().isoformat()[:10]) >= ("2025-12-22", "2026-03-01")
    late = ask("late_sheets", today="2026-02-20")
    assert len(late) == (found["state"] == "late").sum()
    assert set(late["department"]) >= {"science", "statistics"}
    assert not ((late["template"] == "S7") & (late["period"] == "2025")).any()


def by_hand(object_code: str, weights: dict[str, float] | None = None) -> tuple[float, float]:
    """Points and scored weight of a county from the progress of its statements and the sheets it owes."""
    points, weight = 0.0, 0.0
    progress = ask("progress_by_indicator", region=object_code, sector="TOTAL", basis="calorific")
    for item in plan().scoring.values():
        if item.scored != "county":
            continue
        own = (weights or {}).get(item.code, item.weight)
        if item.source == "sheets":
            calendar = ask("data_calendar", today="2025-12-31", days_back=364, region=object_code)
            calendar = calendar[calendar["days_left"].between(-364, 0)]
            share: float | None = (
                ((calendar["state"] == "came").sum() / len(calendar)) if len(calendar) else None
            )
        else:
            rows = progress[progress["statement"] == item.statement].dropna(subset=["period"])
            last = rows.iloc[-1] if len(rows) else None
            share = None
            if last is not None and plan().statuses[last["status"]].judged:
                ratio = last["ratio"] / 100
                whole = max(ratio, 1) if plan().statuses[last["status"]].met else ratio
                share = min(1 if math.isnan(ratio) and last["status"] == "on_track" else whole, item.cap)
        if share is not None:
            points, weight = points + own * share, weight + own
    return points, weight


@pytest.mark.parametrize("weights", [None, {"C-T01": 50.0, "C-T16": 0.0}])
def test_county_scores_are_what_boring_python_makes_of_the_same_numbers(
    weights: dict[str, float] | None,
) -> None:
    params: dict[str, Any] = {"items": list(weights), "weights": list(weights.values())} if weights else {}
    found = ask("scores", scored="county", **params).set_index("object")
    for code in ("450205", "450206", "450204"):
        points, weight = by_hand(code, weights)
        assert found.loc[code, "points"] == pytest.approx(points)
        assert found.loc[code, "weight_scored"] == pytest.approx(weight)
        whole = 100 * points / weight
        vetoed = code == "450206"
        assert found.loc[code, "vetoed"] == vetoed
        assert found.loc[code, "score"] == pytest.approx(whole)
        assert found.loc[code, "score_after_veto"] == pytest.approx(min(whole, 59.0) if vetoed else whole)
    assert found.loc["450205", "confirmed_points"] == 88.5


def test_weights_tried_out_change_nothing_that_is_stored() -> None:
    before = ask("scores", scored="county")
    tried = ask("scores", scored="county", items=["C-T01"], weights=[90.0])
    assert not tried["points"].equals(before["points"])
    asking.forget()
    pandas.testing.assert_frame_equal(ask("scores", scored="county"), before)
    assert ask("scoring_rules", scored="county")["weight"].sum() == 100


def test_equal_scores_share_a_rank_and_too_little_weight_has_none() -> None:
    equal = ask(
        "scores",
        scored="county",
        items=["C-T16", "C-T33", "C-SHEETS", "C-T10"],
        weights=[0.0, 0.0, 0.0, 70.0],
    )
    assert equal["rank"].isna().all()  # T10 has no number anywhere: too little could be scored
    tied = ask(
        "scores",
        scored="county",
        items=["C-T01", "C-T16", "C-T33", "C-SHEETS"],
        weights=[90.0, 0.0, 0.0, 0.0],
    ).set_index("object")
    assert tied.loc[["450205", "450204"], "rank"].tolist() == [1, 1]
    assert tied.loc["450206", "rank"] == 3
    assert math.isnan(tied.loc["450226", "rank"]) and math.isnan(tied.loc["450226", "points"]) is False


def test_departments_are_scored_by_tasks_statements_and_sheets() -> None:
    found = ask("score_items", scored="department", object="science").set_index("item")
    assert found.loc["D-TASKS", ["share", "points"]].tolist() == [0.4, 20.0]
    assert math.isnan(found.loc["D-STATEMENTS", "points"])  # it leads no statement: not scored, never zero
    whole = ask("scores", scored="department").set_index("object")
    assert whole.loc["science", "confirmed_points"] == 77.0
    assert whole.loc["science", "weight_scored"] == 70.0
    parts = found["points"].sum()
    assert whole.loc["science", "score"] == pytest.approx(100 * parts / 70.0)


def test_every_point_leads_to_a_cell_a_ledger_row_or_a_sheet() -> None:
    earned = ask("score_items", scored="county", object="450206")
    found = ask("score_explained", scored="county", object="450206")
    scored = found[found["item"].isin(earned[earned["points"].notna()]["item"])]
    assert set(scored["item"]) == {"C-T01", "C-T16", "C-SHEETS"}
    cells = scored[scored["item"] == "C-T01"]
    assert set(cells["evidence"]) == {"cell"} and set(cells["evidence_period"]) == {
        str(y) for y in range(2021, 2026)
    }
    assert cells["cell"].str.fullmatch(r"[A-Z]+\d+").all()
    rows = scored[scored["item"] == "C-T16"]
    assert rows["evidence"].tolist() == ["ledger"] and rows["evidence_state"].tolist() == ["open"]
    assert set(scored[scored["item"] == "C-SHEETS"]["evidence_state"]) == {
        "late"
    }  # came in 2026: unknown yet
    total = ask("scores", scored="county").set_index("object").loc["450206", "points"]
    assert earned["points"].sum() == pytest.approx(total)


def test_the_periods_of_the_items_leave_no_evidence_out() -> None:
    """A page names the periods that its items tell; without them the same is found."""
    for scored, whose in (("county", "450205"), ("county", "450206"), ("department", "science")):
        items = ask_rows("score_items", scored=scored, object=whose)
        periods = [period for row in items for period in row["periods"] if period]
        named = ask_rows("score_explained", scored=scored, object=whose, periods=periods)
        assert named and named == ask_rows("score_explained", scored=scored, object=whose)


def test_all_targets_are_listed_with_their_state() -> None:
    found = ask("statement_targets")
    assert (found["source"] != "测〔2024〕1号").sum() == len(plan().targets)
    assert set(found["state"]) == {"in_force"} and found["source"].str.len().min() > 0
    assert ask("statement_targets", statement="T01", region="450200")["value"].tolist() == [15.8]
