"""Delivery by the one rule: decisions and duties at random against an oracle, rows of ledgers by case."""

import datetime
import random
from collections.abc import Iterator

import pytest

from data.ingest import receive
from data.plan import plan
from queries import ask
from queries.ask import ask_rows
from tests.oracles import delivery as oracle
from tests.support.ledgers import decision, inspection, retrofit, task
from tests.support.workbooks import Row, day, files

DAYS = [day(text) for text in ("2026-02-10", "2026-07-01", "2026-10-20", "2026-11-20")]
QUARTERS = {"2025年三季度": "2025-09-30", "2025年四季度": "2025-12-31"} | {
    "2026年一季度": "2026-03-31",
    "2026年二季度": "2026-06-30",
    "2026年三季度": "2026-09-30",
}


def some_day(rng: random.Random, low: str, high: str) -> datetime.date:
    first = day(low)
    return first + datetime.timedelta(days=rng.randrange((day(high) - first).days + 1))


def decisions() -> list[Row]:
    rng = random.Random("decisions")
    made = []
    for number in range(120):
        met = some_day(rng, "2025-12-01", "2026-11-15")
        row = decision(
            number,
            met_on=met,
            department=rng.choice(["市工业和信息化局"] * 3 + [None]),
            person=rng.choice(["测试人"] * 3 + [None]),
            due_on=rng.choice([None, met + datetime.timedelta(days=rng.randrange(0, 200))]),
            moved_on=rng.choice([None, some_day(rng, str(met), "2026-11-20")]),
            evidence=rng.choice([None, "测试文件"]),
        )
        if rng.random() < 0.25:
            closed = some_day(rng, str(met), "2026-11-20")
            row |= {"state": "办结", "closed_on": closed, "evidence": "测试文件"}
        made.append(row)
    return made


def duties() -> dict[tuple[str, str], list[tuple[datetime.date, Row]]]:
    rng = random.Random("duties")
    made: dict[tuple[str, str], list[tuple[datetime.date, Row]]] = {}
    for code, known in plan().tasks.items():
        for department in known.departments:
            if plan().departments[department].successor:
                continue
            share = 0.0
            for quarter, ends in QUARTERS.items():
                if rng.random() < 0.25:
                    continue
                share = min(100.0, share + rng.choice([0, 0, 10, 50]))
                row = task(
                    code,
                    plan().departments[department].name,
                    period=quarter,
                    progress_share=share,
                    state="已完成" if share == 100 else "推进中",
                    evidence="测试佐证" if share == 100 else rng.choice([None, "测试佐证"]),
                    due_on=rng.choice([None, some_day(rng, "2026-01-01", "2027-12-31")]),
                )
                made.setdefault((code, department), []).append((day(ends), row))
    return made


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(tmp_path_factory.mktemp("delivery")))
        ask.forget()
        reports = [row for found in duties().values() for _, row in found]
        on_ledgers = {
            "S7": [
                retrofit(1, planned_on=day("2026-12-31"), finished_on=None, reported_on=day("2026-09-30")),
                retrofit(2, planned_on=day("2026-06-30"), finished_on=None),
                retrofit(3),
            ],
            "S14": [
                inspection(
                    1,
                    rectify_by=day("2026-12-31"),
                    reinspected_on=None,
                    closed_on=None,
                    order_document="测1号",
                )
            ],
        }
        receive.accept_many(files(S25=decisions(), S15=reports, **on_ledgers), "甲")
        yield
        ask.forget()


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_decision_is_judged_as_the_rule_says(today: datetime.date) -> None:
    told = {row["number"]: row for row in ask_rows("decisions", today=today.isoformat())}
    wanted = {
        str(row["number"]): oracle.of_decision(row, today) for row in decisions() if row["met_on"] <= today
    }
    found = {number: row["delivery"] and (row["delivery"], row["lacks"]) for number, row in told.items()}
    assert found == wanted and {row["delivery"] for row in told.values()} >= {"weak", "at_risk"}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_duty_is_judged_as_the_rule_says(today: datetime.date) -> None:
    known = duties()
    told = ask_rows("task_delivery", today=today.isoformat())
    assert len({row["task"] for row in told if row["lead"]}) == 36
    for row in told:
        wanted = oracle.of_duty(known.get((row["task"], row["department"]), []), today)
        assert (row["delivery"] and (row["delivery"], row["lacks"])) == wanted, row


def test_an_open_row_of_a_ledger_with_a_day_is_judged_and_a_closed_one_is_not() -> None:
    told = ask_rows("ledger_delivery", today="2026-11-20")
    assert [(row["ledger"], row["delivery"], row["lacks"]) for row in told] == [
        ("inspection", "at_risk", ["movement"]),
        ("retrofit", "credible", []),
        ("retrofit", "weak", ["movement", "time"]),
    ]


def test_a_statement_counts_what_is_promised_for_it() -> None:
    today = "2026-11-20"
    told = {
        (row["kind"], row["delivery"]): row["count"]
        for row in ask_rows("statement_delivery", statement="T21", today=today)
    }
    made = ask_rows("decisions", statement="T21", today=today, open=True)
    leads = [row for row in ask_rows("task_delivery", today=today) if row["lead"] and row["delivery"]]
    served = [row for row in leads if row["task"] in plan().statements["T21"].tasks]
    for code in ("weak", "at_risk", "credible"):
        assert told.get(("decisions", code), 0) == sum(row["delivery"] == code for row in made)
        assert told.get(("tasks", code), 0) == sum(row["delivery"] == code for row in served)
    rows = ask_rows("statement_delivery", statement="T16", today=today)
    assert {(row["kind"], row["delivery"]): row["count"] for row in rows if row["kind"] == "ledgers"} == {
        ("ledgers", "credible"): 1,
        ("ledgers", "weak"): 1,
    }
