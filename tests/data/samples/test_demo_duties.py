"""Invented tasks, plans, judgements, front runners and scores are taken in, with the silences written."""

import datetime

from data.plan import plan
from data.samples import demo_co2, demo_duties
from data.samples.demo_enterprises import Levels
from tests.support.in_process import stops


def test_every_quarter_reports_the_tasks_of_all_but_the_silent() -> None:
    rows = demo_duties.tasks(2026, 3)
    assert stops("S15", rows) == []
    duties = {(task, code) for task, item in plan().tasks.items() for code in item.departments}
    assert duties >= demo_duties.SILENT and 0 < len(rows) <= len(duties) - len(demo_duties.SILENT)
    assert len(demo_duties.tasks(2025, 4)) > 0


def test_lists_and_judgements_are_taken_in() -> None:
    day = datetime.date(2026, 9, 30)
    assert stops("S16", demo_duties.enterprise_plans(day)) == []
    assert stops("S17", demo_duties.judgements()) == []
    assert stops("S18", demo_duties.front_runners(day)) == []
    assert stops("S21", demo_duties.scores(2025)) == []


def test_judgements_are_of_statements_that_a_person_judges() -> None:
    told = {str(row["statement"])[:3] for row in demo_duties.judgements()}
    assert {plan().statements[code].rule for code in told} == {"narrative"}


def test_one_judgement_rests_on_the_data_and_one_is_contradicted_by_them(levels: Levels) -> None:
    """Steel and building materials: in 2024 below 2020, as said; in 2025 risen twice, said to have fallen."""

    def emitted(year: int) -> float:
        return sum(sum(demo_co2.city(year, levels)[code]) for code in ("C31", "C30")) / 1e4

    said = [row for row in demo_duties.judgements() if row["statement"] == "T25"]
    assert said[0]["figure"] == round(emitted(2024)) < emitted(2020)
    assert "连续两年下降" in str(said[1]["reason"]) and emitted(2023) < emitted(2024) < emitted(2025)
