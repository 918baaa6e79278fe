"""The page of tasks shows 36 tasks by department and quarter, with the numbers of the questions."""

import re
from pathlib import Path

import pytest

from data import clock
from data.plan import plan
from pages.analysts.tasks import matrix as task_matrix
from queries.ask import ask, snapshots
from tests.support.pages import headline, opening, said

opened = opening("pages/analysts/tasks/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")


def test_the_headline_counts_the_rows() -> None:
    rows = ask("tasks_by_department")
    states = rows["state"].value_counts()
    text = headline(opened())
    assert text.startswith("36 项任务") and f"平均完成 {rows['progress_share'].mean():.1f}%" in text
    assert f"{len(rows)} 份责任中已完成 {states['done']}，滞后 {states['delayed']}" in text
    assert f"未报 {states['not_reported']}，逾期 {rows['late'].sum()}" in text


def test_the_matrix_has_every_task_and_duty_in_its_chapter() -> None:
    text = said(opened())
    assert len(re.findall(r'<tr data-task="', text)) == len(plan().tasks) == 36
    duties = sum(len(task.departments) for task in plan().tasks.values())
    assert len(re.findall(r'<td data-label="[^"]+" data-state="', text)) == duties
    assert len(re.findall(r"peak-matrix-chapter", text)) == 10
    assert all(task_matrix.chapter_name(task_matrix.chapter(code)) != code for code in plan().tasks)


def test_a_quarter_a_department_and_late_ones() -> None:
    then = ask("task_quarters").set_index("period").loc["2025"]
    text = headline(opened(period="2025"))
    assert f"平均完成 {then['share']:.1f}%" in text and f"逾期 {then['late']}" in text
    rows = ask("tasks_by_department", period="2025", as_of=then["as_of"])
    assert rows["late"].sum() == then["late"] > 0
    own = ask("tasks_by_department", department="science")
    app = opened(department="science", late="late")
    assert headline(app).startswith(f"{own['task'].nunique()} 项任务")
    assert len(app.dataframe[0].value) == own["late"].sum() > 0


def test_days_left_are_counted_from_today_and_not_from_the_end_of_the_quarter() -> None:
    """M18: a task of yesterday had 56 days left."""
    table = opened().dataframe[0].value
    told = table.dropna(subset=["due_on", "days_left"])
    today = clock.today()
    assert len(told) and all(
        (due - today).days == left for due, left in zip(told["due_on"], told["days_left"], strict=True)
    )


def test_shares_of_tasks_departments_and_quarters_agree() -> None:
    rows = ask("tasks_by_department")
    by_task = rows.groupby("task")["progress_share"].mean().round(9)
    shares = ask("task_shares").set_index("task")["share"].round(9)
    assert shares[by_task.index].equals(by_task.rename("share"))
    assert ask("task_departments")["late"].sum() == ask("task_quarters").iloc[0]["late"] == rows["late"].sum()
    assert ask("task_departments", period="2025")["duties"].sum() == len(rows)


def test_one_task_is_linked_to_statements_departments_and_cells() -> None:
    app = opened(task="二(一)3")
    text = said(app)
    assert all(f"id={code}" in text for code in ("T11", "T12", "T13")) and "发改委" in text
    table = app.dataframe[0].value
    assert sorted(table["who"]) == ["发改委", "工信局", "生态环境局", "行政审批局"]
    assert table["cell"].str.fullmatch(r"[A-Z]+\d+").all()


@pytest.mark.parametrize(
    "asked",
    [
        {"task": "<b>", "department": "zz", "period": "1999", "state": "q", "late": "7", "region": "x"},
        {"task": "五(四)", "department": "tax"},
        {"department": "statistics", "lang": "en"},
        {"period": "2025-03", "task": "四(三)", "lang": "en"},
    ],
)
def test_no_address_breaks_the_page(asked: dict[str, str]) -> None:
    assert headline(opened(**asked))


def test_english_is_complete() -> None:
    shown = re.sub(r"<[^>]+>|title=\"[^\"]*\"", " ", said(opened(lang="en")))
    for code in [*plan().tasks, *map(task_matrix.chapter, plan().tasks)]:
        shown = shown.replace(code, "")
    assert re.findall("[一-鿿]+", shown) == []


def test_a_snapshot_without_reports_says_who_owes_them() -> None:
    app = opened(snapshot=snapshots()[0].id)
    assert "暂无数据" in headline(app) and "任务进展季报" in said(app)


def test_before_any_publication_the_page_says_so(store: Path) -> None:
    app = opened()
    assert "尚无已发布的数据" in said(app)
