"""The page of departments says what the questions say, for one department and for all of them."""

import re
from pathlib import Path

import pytest

from data import clock
from data.plan import plan
from queries.ask import ask, ask_rows, snapshots
from tests.support.pages import headline, opening, ours, said

opened = opening("pages/leaders/department/page.py")
TODAY = clock.today().isoformat()
pytestmark = pytest.mark.usefixtures("sample_store")


def test_all_departments_name_the_one_with_most_late_tasks() -> None:
    bureaus = ask("departments_compared", as_of=TODAY)
    assert f"逾期任务最多，{bureaus['tasks_late'].max()} 项" in headline(opened())
    for code in bureaus["department"]:
        assert f"department={code}" in said(opened())


def test_one_department_counts_its_tasks_from_the_reports() -> None:
    tasks = ask("tasks_by_department", department="industry", as_of=TODAY)
    own = ask("departments_compared", as_of=TODAY).set_index("department").loc["industry"]
    done, late = (tasks["state"] == "done").sum(), tasks["late"].sum()
    assert (own["tasks"], own["tasks_done"], own["tasks_late"]) == (len(tasks), done, late)
    text = headline(opened(department="industry"))
    assert f"任务完成 {done}/{len(tasks)}" in text and f"逾期 {late} 项" in text
    listed = said(opened(department="industry"))
    for row in tasks.to_dict("records"):
        assert f"{row['task']} {plan().tasks[row['task']].label()}" in listed


def test_each_open_task_says_how_far_it_can_be_believed() -> None:
    judged = ask_rows("task_delivery", department="industry")
    listed = said(opened(department="industry"))
    codes = [row["delivery"] for row in judged if row["delivery"]]
    assert codes
    for code in {*codes}:
        assert listed.count(f'data-delivery="{code}"') >= codes.count(code)


def test_late_tasks_come_first_and_done_ones_last() -> None:
    tasks = ask("tasks_by_department", department="industry", as_of=TODAY).set_index("task")
    order = re.findall(r'<th scope="row">(\S+) ', said(opened(department="industry")))
    done = [bool(tasks.loc[task, "state"] == "done") for task in order]
    assert sorted(order) == sorted(tasks.index)
    assert done == sorted(done)
    assert tasks.loc[order[0], "late"]


def test_the_sheets_owed_are_those_of_the_calendar() -> None:
    today = clock.today().isoformat()
    calendar = ask("data_calendar", department="industry", today=today, days_back=365, days_ahead=60)
    late = int((calendar["state"] == "late").sum())
    own = ask("departments_compared", today=today).set_index("department").loc["industry"]
    assert own["sheets_late"] == late
    app = opened(department="industry")
    assert f"欠报报表 {late} 张" in headline(app) and f"截至2026年11月20日，欠报 {late} 张" in said(app)
    came_late = int((calendar["came_on"] > calendar["due_on"]).sum())
    title = f"{len(calendar)} 张报表，欠报 {late} 张，迟到 {came_late} 张"
    assert title in said(app)
    assert (calendar[calendar["came_on"].isna()]["due_on"] < clock.today()).sum() == late > 0


def test_the_period_changes_the_answer_and_a_choice_goes_into_the_address() -> None:
    now, then = (
        (ask("tasks_by_department", department="industry", period=period)["state"] == "done").sum()
        for period in (None, "2023")
    )
    assert then < now
    assert f"任务完成 {then}/" in headline(opened(department="industry", period="2023"))
    app = opened()
    app.selectbox(key="choose-department").set_value("finance").run()
    assert not app.exception
    assert "finance" in app.query_params["department"] and "市财政局" in headline(app)


@pytest.mark.parametrize(
    "asked",
    [
        {"department": "nonsense", "period": "1999-13", "region": "<b>"},
        {"department": "counties"},
        {"department": "statistics", "period": "2021-02"},
        {"department": "tax", "snapshot": "snap-../../etc"},
    ],
)
def test_no_address_breaks_the_page(asked: dict[str, str]) -> None:
    assert headline(opened(**asked))


@pytest.mark.parametrize("department", ["", "development", "counties"])
def test_english_is_complete_and_an_earlier_snapshot_is_announced(department: str) -> None:
    text = ours(said(opened(lang="en", department=department, snapshot=snapshots()[-2].id, region="450205")))
    assert "earlier snapshot" in text and "not split by" in text
    numbers = re.compile(r"[一二三四五六]\([一二三四五六七八]\)")  # the plan's own numbers of its tasks
    assert re.findall(r"[\u4e00-\u9fff]+", numbers.sub("", re.sub(r"<[^>]+>", "", text))) == []


def test_before_any_publication_the_page_says_what_is_missing(store: Path) -> None:
    assert "尚无已发布的数据" in said(opened())
