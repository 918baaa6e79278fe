"""Invented tasks, plans, judgements, front runners and scores are taken in, with the silences written."""

import datetime

from data.plan import plan
from data.samples import demo_duties
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
