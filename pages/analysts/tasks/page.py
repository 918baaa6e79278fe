"""任务: 36 tasks by department and quarter: how far, on what evidence, due when, what is late."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.ingest import receive
from data.plan import plan
from pages import charts
from pages.analysts.tasks import detail as task_detail
from pages.analysts.tasks import matrix
from pages.charts.measure import Measure
from pages.frame import asked, chooser, filters, guard, page
from pages.pieces import cells, judgements, ledger_kinds, panel
from pages.pieces.ledger_tables import DAY, height
from pages.pieces.tables import Column, as_rows, grades_of
from pages.speech import names, words
from pages.speech.about import About
from pages.speech.figures import missing
from pages.speech.words import language, say
from queries.ask import NoSnapshot, ask, ask_rows, current, snapshots

SHEET = "S15"


@dataclass(frozen=True)
class View:
    """A quarter of one snapshot, and the task and department looked at ('' for all)."""

    snapshot: str
    quarter: str
    as_of: Any
    task: str
    department: str

    @property
    def given(self) -> dict[str, str | None]:
        """The filters as the questions take them."""
        return {"task": self.task or None, "department": self.department or None}

    @property
    def scope(self) -> str:
        who = names.department(self.department) if self.department else say("tasks.all_departments")
        what = f"{self.task} {matrix.task_name(self.task)}" if self.task else say("tasks.all_tasks")
        return f"{what} · {who}"

    def about(self, title: str, measure: str, frame: pd.DataFrame) -> About:
        return About(
            title=title,
            measure=f"{measure} · {self.scope} · {words.period(self.quarter)}",
            source=source(),
            snapshot=self.snapshot,
            as_of=words.date(self.as_of),
            grades=grades_of(frame),
        )


def source() -> str:
    sheet = plan().templates[SHEET]
    return f"{SHEET} {words.pick(sheet.name, sheet.name_en)}"


def main() -> None:
    guard.require("view")
    try:
        newest = current().id
    except NoSnapshot:
        page.head(say("snapshot.nothing"))
        page.empty(say("snapshot.nothing_what"))
        return
    opened = asked.snapshot([one.id for one in snapshots()], newest)
    top = st.container(key="top")
    quarters = {row["period"]: row for row in ask_rows("task_quarters", snapshot=opened)}
    if not quarters:
        with top:
            page.head(say("tasks.nothing"))
        page.empty(source(), names.owner(SHEET))
        _foot(opened, None, False)
        return
    with st.container(key="asking", horizontal=True, vertical_alignment="bottom", gap="small"):
        task = chooser.one_of("task", ["", *plan().tasks], _task_label, say("tasks.task"))
        known = ["", *matrix.departments()]
        department = chooser.one_of("department", known, _department_label, say("tasks.department"))
        chosen = filters.bar(periods=list(quarters))
    asked.unused(["region", "sector", "basis"])
    quarter = str(chosen.period)
    _draw(View(opened, quarter, quarters[quarter]["as_of"], task, department), top)


def _task_label(code: str) -> str:
    return f"{code} {matrix.task_name(code)}" if code else say("tasks.all_tasks")


def _department_label(code: str) -> str:
    return names.department(code) if code else say("tasks.all_departments")


def _draw(view: View, top: DeltaGenerator) -> None:
    told = ask("task_quarters", snapshot=view.snapshot, **view.given)
    rows = ask(
        "tasks_by_department", snapshot=view.snapshot, period=view.quarter, as_of=view.as_of, **view.given
    )
    now = told[told["period"] == view.quarter].to_dict("records")
    demo = "demo" in grades_of(rows)
    with top:
        page.head(_headline(view, now), _subline(view, now), grades_of(rows))
    if view.task:
        task_detail.draw(view.task, rows.to_dict("records"))
    if rows.empty:
        page.empty(source(), names.owner(SHEET))
    else:
        if not view.task:
            _matrix(view, rows, demo)
        left, right = st.columns([1, 1], gap="medium")
        with left:
            _departments(view)
        with right:
            _quarters(view, told)
        _table(view, rows)
    _foot(view.snapshot, view.quarter, demo)


def _headline(view: View, now: list[dict[str, Any]]) -> str:
    if not now:
        return say("tasks.headline_none", scope=view.scope)
    row = now[0]
    counts = {
        field: words.number(row[field], "", 0)
        for field in ("tasks", "duties", "done", "delayed", "late", "not_reported")
    }
    return say(
        "tasks.headline",
        scope=matrix.task_name(view.task) if view.task else say("tasks.count", count=counts["tasks"]),
        period=words.period(view.quarter),
        share=words.number(row["share"], "%"),
        **counts,
    )


def _subline(view: View, now: list[dict[str, Any]]) -> str:
    parts = [view.scope, say("ledgers.on_day", date=words.date(view.as_of))]
    if now and not missing(now[0]["change_points"]):
        change = words.signed(now[0]["change_points"], "个百分点")
        parts.append(say("tasks.change", change=change))
    return " · ".join(parts)


def _matrix(view: View, rows: pd.DataFrame, demo: bool) -> None:
    shares = ask_rows("task_shares", snapshot=view.snapshot, period=view.quarter, **view.given)
    found = {row["task"]: row for row in shares}
    late = [row["task"] for row in shares if row["late"]]
    title = say("tasks.matrix_title", tasks=len(found), late=len(late))
    matrix.draw(title, rows.to_dict("records"), found, demo)


def _departments(view: View) -> None:
    found = ask("task_departments", snapshot=view.snapshot, period=view.quarter, **view.given)
    rows = []
    for row in found[found["share"].notna()].to_dict("records"):
        label = words.number(row["share"], "%")
        if row["late"]:
            label = say("tasks.share_late", share=label, late=row["late"])
        name = matrix.short(row["department"])
        rows.append(
            {
                "code": row["department"],
                "name": name,
                "value": row["share"],
                "label": label,
                "grade": row["grade"],
            }
        )
    title = say("chart.empty")
    if rows:
        title = say(
            "tasks.departments_title", name=rows[-1]["name"], share=words.number(rows[-1]["value"], "%")
        )
    columns = [
        Column("name", say("tasks.department")),
        Column("duties", say("tasks.duties"), "number", decimals=0),
        Column("leads", say("tasks.led"), "number", decimals=0),
        Column("share", say("tasks.mean_share"), "number", "%"),
        Column("done", say("tasks.done"), "number", decimals=0),
        Column("delayed", say("tasks.delayed"), "number", decimals=0),
        Column("late", say("tasks.late"), "number", decimals=0),
        Column("reported", say("tasks.reported"), "number", decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]
    frame = found.assign(name=found["department"].map(names.department))
    about = view.about(title, say("tasks.departments_measure"), found)
    data = charts.bars.data(rows, Measure("%", 1, language()))
    panel.chart("task-departments", "bars", data, about, frame, columns)


def _quarters(view: View, told: pd.DataFrame) -> None:
    shown = told[told["as_of"] <= view.as_of]
    rows = [{**row, "value": row["share"]} for row in shown.to_dict("records")]
    title = say("chart.empty")
    if rows and not missing(rows[0]["share"]):
        share = words.number(rows[0]["share"], "%")
        title = say("tasks.quarters_title", period=words.period(view.quarter), share=share)
    columns = [
        Column("period", say("column.period"), "period"),
        Column("share", say("tasks.mean_share"), "number", "%"),
        Column("done", say("tasks.done"), "number", decimals=0),
        Column("delayed", say("tasks.delayed"), "number", decimals=0),
        Column("late", say("tasks.late"), "number", decimals=0),
        Column("reported", say("tasks.reported"), "number", decimals=0),
        Column("grade", say("table.grade"), "grade"),
    ]
    about = view.about(title, say("tasks.quarters_measure"), shown)
    data = charts.trend.data(rows, Measure("%", 1, language()))
    panel.chart("task-quarters", "trend", data, about, shown, columns)


def _table(view: View, rows: pd.DataFrame) -> None:
    records = rows.to_dict("records")
    known = {row["state"]: matrix.state_name(row) for row in records}
    with st.container(key="ledger-filters", horizontal=True, gap="medium"):
        state = asked.choice(
            "state", ["all", *known], lambda code: known.get(code, say("green.all")), say("ledgers.state")
        )
        late = asked.choice(
            "late", ["all", "late"], lambda code: say(f"tasks.only_{code}"), say("tasks.late")
        )
    frame = rows.assign(
        what=[f"{row['task']} {words.pick(row['name'], row['name_en'])}" for row in records],
        who=rows["department"].map(names.department),
        role=[say("tasks.lead") if row["lead"] else say("tasks.takes_part") for row in records],
        state_told=[ledger_kinds.told(row["state"], matrix.state_name(row)) for row in records],
        overdue=[say("tasks.late") if row["late"] else "" for row in records],
        serves=["" if missing(row["task"]) else _serves(row["task"]) for row in records],
    )
    shown = frame if state == "all" else frame[frame["state"] == state]
    shown = shown if late == "all" else shown[shown["late"]]
    title = say("ledgers.list_title", shown=len(shown), count=len(frame))
    about = view.about(title, say("tasks.table_measure"), shown)
    panel.table("tasks", about, shown, _columns(), height(shown))
    sent = shown[shown["upload"].notna()]
    cells.originals(as_rows(sent), lambda upload: receive.original(upload)[1])
    for upload in sent["upload"].drop_duplicates():
        if found := receive.attachments(str(upload)):
            judgements.downloads(
                f"evidence-{upload}", str(upload), found, lambda name, n: receive.attachment(name, n)[1]
            )


def _serves(task: str) -> str:
    return say("asked.list").join(code for code, one in plan().statements.items() if task in one.tasks)


def _columns() -> list[Column]:
    return [
        Column("what", say("tasks.task"), width="medium"),
        Column("who", say("tasks.department")),
        Column("role", say("tasks.role")),
        Column("state_told", say("ledgers.state")),
        Column("progress_share", say("tasks.share"), "number", "%", 0),
        Column("previous_share", say("tasks.previous"), "number", "%", 0),
        Column("overdue", say("tasks.late")),
        Column("due_on", say("ledgers.due_on"), "date", width=DAY),
        Column("days_left", say("ledgers.days_left"), "number", decimals=0),
        Column("progress", say("tasks.progress")),
        Column("evidence", say("tasks.evidence")),
        Column("serves", say("tasks.statements")),
        Column("file_name", say("column.file")),
        Column("sheet", say("column.sheet")),
        Column("cell", say("column.cell")),
        Column("grade", say("column.grade"), "grade"),
    ]


def _foot(opened: str, period: str | None, demo: bool) -> None:
    due = [row["due_on"] for row in ask_rows("due_next", snapshot=opened) if row["template"] == SHEET]
    contact = names.owner(SHEET)
    page.foot(opened, period, source(), min(due, default=None), contact, demo)


main()
