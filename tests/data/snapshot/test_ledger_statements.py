"""The ledger statements through met, missed, the exact boundary and missing data, from workbook to answer."""

import dataclasses
import os
from collections.abc import Iterator
from typing import Any

import duckdb
import pandas
import pytest

from data.ingest import receive
from data.plan import plan
from data.snapshot import build
from queries import ask
from tests.support.ledgers import (
    enterprise_plan,
    front_runner,
    inspection,
    judgement,
    park,
    project,
    retrofit,
)
from tests.support.workbooks import Row, day, files

MET, MISSED, EDGE, OVER, OPEN, LOST = "柳北区", "柳江区", "柳南区", "鱼峰区", "鹿寨县", "柳城县"
CODES = {
    MET: "450205",
    MISSED: "450206",
    EDGE: "450204",
    OVER: "450203",
    OPEN: "450223",
    LOST: "450222",
    "融安县": "450224",
}
OLD_ENOUGH = "2031-01-10T09:00:00+08:00"  # the ledgers are judged until the end of 2030


def projects() -> list[Row]:
    """New projects (T11), projects under construction (T12) and proposed ones (T13), each its own region."""
    new = {"access_level": 999.0}
    old = {"nature": "无新增"}
    saturated = {"kind": "拟建", "nature": "无新增", "saturated": "是", "new_capacity": 50.0}
    return [
        project(1, region=MET, unit_energy=90.0, **new),
        project(2, region=MISSED, unit_energy=130.0, **new),
        project(3, region=EDGE, unit_energy=100.0, **new),
        project(4, region=OVER, unit_energy=100.001, **new),
        project(5, region=OPEN, unit_energy=None, **new),
        project(6, region=LOST, **new),
        project(7, region=LOST, unit_energy=101.0, listed_on=day("2025-07-31"), **new),
        project(
            11,
            region=MET,
            unit_energy=130.0,
            disposal="停工整改",
            halted_on=day("2024-02-29"),
            rectify_by=day("2024-06-30"),
            **old,
        ),
        project(12, region=MISSED, unit_energy=130.0, **old),
        project(13, region=EDGE, unit_energy=120.0, **old),
        project(14, region=OVER, unit_energy=120.001, **old),
        project(21, region=MET, replaced_capacity=60.0, **saturated),
        project(22, region=MISSED, replaced_capacity=40.0, **saturated),
        project(23, region=EDGE, replaced_capacity=50.0, **saturated),
        project(24, region=OVER, replaced_capacity=49.999, **saturated),
        project(25, region=OPEN, replaced_capacity=None, **saturated),
    ]


def retrofits() -> list[Row]:
    """In time, overdue, on the day, a day late, open, extended with and without a document, retired."""
    late = {"finished_on": None}
    return [
        retrofit(1, region=MET, finished_on=day("2024-05-01")),
        retrofit(2, region=MISSED, **late),
        retrofit(3, region=EDGE),
        retrofit(4, region=OVER, finished_on=day("2024-07-01")),
        retrofit(5, region=OPEN, planned_on=day("2030-12-31"), **late),
        retrofit(
            6,
            region=LOST,
            extension_document="测延1号",
            extended_to=day("2024-12-31"),
            finished_on=day("2024-12-31"),
        ),
        retrofit(7, region="融安县", extended_to=day("2024-12-31"), finished_on=day("2024-12-31")),
        retrofit(8, region="城中区", disposal="淘汰", retired_on=day("2024-08-15"), **late),
        retrofit(9, region="融水县", achieved_level=117.5),
    ]


def inspections() -> list[Row]:
    """Closed in time, never closed, closed on the very day, a day late, still open."""
    return [
        inspection(1, region=MET),
        inspection(2, region=MISSED, closed_on=None),
        inspection(3, region=EDGE),
        inspection(4, region=OVER, closed_on=day("2024-07-01")),
        inspection(
            5,
            region=OPEN,
            planned_on=day("2030-12-31"),
            inspected_on=None,
            problem=None,
            ordered_on=None,
            rectify_by=None,
            reinspected_on=None,
            closed_on=None,
        ),
        inspection(
            6,
            region=LOST,
            inspected_on=None,
            problem=None,
            ordered_on=None,
            rectify_by=None,
            reinspected_on=None,
            closed_on=None,
        ),
    ]


def plans() -> list[Row]:
    """Everything done, overdue, done on the day, nothing needed; disclosed with and without a document."""
    disclosed = {"disclosure_needed": "是", "disclosed_on": day("2024-09-30")}
    return [
        enterprise_plan(1, region=MET),
        enterprise_plan(2, region=MISSED, post_filled_on=None, due_on=day("2025-06-30")),
        enterprise_plan(3, region=EDGE, post_filled_on=day("2025-06-30"), due_on=day("2025-06-30")),
        enterprise_plan(4, region=OVER, post_filled_on=None),
        enterprise_plan(
            5, region=OPEN, plan_needed="否", post_needed="否", plan_made_on=None, post_filled_on=None
        ),
        enterprise_plan(6, region=LOST, disclosure_document="http://测试/2024", **disclosed),
        enterprise_plan(7, region="融安县", **disclosed),
    ]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pandas.DataFrame]:
    """The progress of every statement after one publication of all ledgers."""
    before = os.environ.get("PEAK_STORE", "")
    os.environ["PEAK_STORE"] = str(tmp_path_factory.mktemp("ledgers") / "store")
    ask.forget()
    runners = [front_runner(n, name) for n, name in enumerate(("钢铁", "化工", "造纸", "制糖"), 1)]
    runners.append(front_runner(5, "火力发电", published_on=day("2024-09-30"), valid_until=None))
    given = files(
        S6=projects(),
        S7=retrofits(),
        S14=inspections(),
        S16=plans(),
        S18=runners,
        S13=[
            park(1, region=MET, reported_on=day("2030-12-31")),
            park(2, region=MISSED, started_on=None, accepted_on=None, acceptance_document=None),
            park(3, region=EDGE, level="市级"),
        ],
        S17=[
            judgement("T22", judged_on=day("2025-06-30")),
            judgement("T22", judgement="未达标", judged_on=day("2025-09-01")),
            judgement("T25", judged_on=day("2025-03-31"), figure=None),
            judgement("T25", judgement="未达标", judged_on=day("2025-06-30"), figure=None),
            judgement("T25", judgement="进度正常", figure=None),
        ],
    )
    receive.accept_many(given, "测试", at=OLD_ENOUGH)
    yield ask.ask("progress_by_indicator")
    ask.forget()
    os.environ["PEAK_STORE"] = before


CASES = [
    *[(s, MET, "2025", "achieved") for s in ("T11", "T12", "T13", "T16", "T33")],
    *[(s, MISSED, "2025", "missed") for s in ("T11", "T12", "T13", "T16", "T33")],
    *[(s, EDGE, "2025", "achieved") for s in ("T11", "T16", "T33")],
    ("T12", EDGE, "2025", "not_applicable"),  # at the access level, not below it
    ("T13", EDGE, "2025", "missed"),  # as much as is new is no reduction
    *[(s, OVER, "2025", "missed") for s in ("T11", "T12", "T13", "T16")],
    *[(s, OPEN, "2025", "insufficient") for s in ("T11", "T12", "T13")],
    ("T11", LOST, "2025-06", "achieved"),
    ("T11", LOST, "2025-07", "lost"),
    ("T12", MET, "2024-01", "missed"),
    ("T12", MET, "2024-02", "achieved"),
    ("T16", MISSED, "2024-06", "on_track"),
    ("T16", MISSED, "2024-07", "missed"),
    ("T16", OPEN, "2025", "on_track"),
    ("T16", OPEN, "2030", "on_track"),
    ("T16", LOST, "2024-11", "on_track"),
    ("T16", LOST, "2025", "achieved"),
    ("T16", "融安县", "2025", "missed"),
    ("T16", "城中区", "2024-07", "missed"),
    ("T16", "城中区", "2024-08", "achieved"),
    ("T16", "融水县", "2025", "missed"),
    ("T19", MET, "2024", "achieved"),
    ("T19", MISSED, "2024-06", "on_track"),
    ("T19", MISSED, "2024", "missed"),
    ("T19", EDGE, "2024", "achieved"),
    ("T19", OVER, "2024", "missed"),
    ("T19", OPEN, "2030", "on_track"),
    ("T19", LOST, "2024", "missed"),
    ("T20", "柳州市", "2024-08", "missed"),
    ("T20", "柳州市", "2024-09", "achieved"),
    ("T20", "柳州市", "2025-05", "achieved"),
    ("T20", "柳州市", "2025-06", "lost"),
    ("T22", "柳州市", "2025-06", "achieved"),
    ("T22", "柳州市", "2025-09", "missed"),
    ("T25", "柳州市", "2025-03", "achieved"),
    ("T25", "柳州市", "2025-06", "missed"),
    ("T25", "柳州市", "2025", "pending_final"),
    ("T23", MET, "2030", "not_assigned"),
    ("T23", MISSED, "2024", "not_assigned"),
    ("T23", EDGE, "2025", "not_applicable"),
    ("T23", "柳州市", "2025", "on_track"),
    ("T23", "柳州市", "2026-03", "behind"),
    ("T23", "柳州市", "2030", "missed"),
    ("T33", MISSED, "2025-06", "far_behind"),
    ("T33", MISSED, "2025-07", "missed"),
    ("T33", OVER, "2025", "far_behind"),
    ("T33", OPEN, "2025", "not_applicable"),
    ("T33", LOST, "2025", "achieved"),
    ("T33", "融安县", "2025", "far_behind"),  # a day of disclosure, and nothing to read
    *[(s, "三江县", "2025", "not_applicable") for s in ("T11", "T12", "T13", "T16", "T23", "T33")],
    ("T19", "三江县", "2024", "not_applicable"),
]


@pytest.mark.parametrize(("statement", "region", "period", "status"), CASES)
def test_every_status_at_its_boundary(
    answers: pandas.DataFrame, statement: str, region: str, period: str, status: str
) -> None:
    code = next(item.code for item in plan().regions.values() if region in (item.name, item.short))
    found = answers[
        (answers["statement"] == statement)
        & (answers["region"] == code)
        & (answers["period"] == period)
        & (answers["sector"] == "TOTAL")
    ]
    assert found["status"].tolist() == [status]


def test_what_nobody_reported_is_silent_and_never_zero(answers: pandas.DataFrame) -> None:
    def periods(statement: str, region: str) -> set[str]:
        return set(answers[(answers["statement"] == statement) & (answers["region"] == region)]["period"])

    assert "2023-12" not in periods("T11", CODES[MET]) and "2023" not in periods("T11", CODES[MET])
    assert "2025-05" not in periods("T22", "450200")
    assert "2025-02" not in periods("T25", "450200")
    open_rows = answers[(answers["statement"] == "T16") & (answers["region"] == CODES[OPEN])]
    assert open_rows["value"].isna().all()


def test_the_city_counts_every_row_once_and_a_sector_its_own(answers: pandas.DataFrame) -> None:
    row = answers[
        (answers["statement"] == "T16") & (answers["region"] == "450200") & (answers["period"] == "2025")
    ]
    whole = row[row["sector"] == "TOTAL"].iloc[0]
    assert whole["value"] == pytest.approx(100 * 4 / 8)
    assert row[row["sector"] == "C30"].iloc[0]["value"] == whole["value"]


def test_an_industry_is_a_part_of_the_front_runners(answers: pandas.DataFrame) -> None:
    path = ask.current().path
    with duckdb.connect(str(path), read_only=True) as database:
        rows = database.execute(
            "SELECT item, status FROM progress WHERE statement = 'T20' AND period = '2025-06' AND item <> ''"
        ).fetchall()
    assert dict(rows) == {
        "steel": "lost",
        "thermal_power": "achieved",
        "chemicals": "lost",
        "paper": "lost",
        "sugar": "lost",
    }


def share_row(year: int, region: str, share: float) -> Row:
    """One row of S4: a whole year of one place."""
    return {
        "period": f"{year}年",
        "region": region,
        "category": "合计",
        "emerging_output": share * 100,
        "total_output": 10_000.0,
        "maturity": "终核",
    }


def test_targets_of_counties_of_steps_and_of_later_dates(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    ask.forget()
    one = next(item for item in plan().targets if item.statement == "T10")
    changed = [
        dataclasses.replace(one, region="450205", value=30.0, base_value=None, source="测试县区分解"),
        dataclasses.replace(one, year=2023, value=18.0, source="测试年度步骤"),
        dataclasses.replace(one, year=2024, value=21.0, source="测试年度步骤"),
        dataclasses.replace(one, value=22.0, source="测试调整文件", valid_from="2026-06-01"),
    ]
    known = dataclasses.replace(plan(), targets=(*plan().targets, *changed))
    monkeypatch.setattr(build, "plan", lambda: known)
    rows = [
        share_row(2023, "柳州市", 18.0),
        share_row(2024, "柳州市", 20.999),
        share_row(2025, "柳州市", 23.0),
    ]
    rows += [share_row(2025, "柳北区", 28.0), share_row(2025, "柳江区", 28.0)]
    receive.accept_many(files(S4=rows), "测试", at="2026-05-31T09:00:00+08:00")

    def now() -> dict[tuple[str, str], tuple[float | None, str]]:
        found = ask.ask("progress_by_indicator", statement="T10", sector="TOTAL").to_dict("records")
        return {
            (row["region"], row["period"]): (
                None if pandas.isna(row["target"]) else row["target"],
                row["status"],
            )
            for row in found
        }

    first = now()
    assert first["450200", "2023"] == (18.0, "achieved")
    assert first["450200", "2024"] == (21.0, "missed")
    assert first["450200", "2025"] == (25.0, "missed")
    assert first["450205", "2025"] == (30.0, "missed")
    assert first["450206", "2025"] == (None, "not_assigned")
    receive.accept_many(
        files(S4=[*rows, share_row(2025, "柳南区", 1.0)]), "测试", at="2026-06-01T09:00:00+08:00"
    )
    second = now()
    assert second["450200", "2025"] == (22.0, "achieved")
    assert second["450200", "2024"] == (21.0, "missed")
    assert second["450205", "2025"] == (30.0, "missed")
    assert second["450206", "2025"] == (None, "not_assigned")
    ask.forget()
