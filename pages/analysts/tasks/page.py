"""任务: 36 tasks by department and quarter: how far, on what evidence, due when, what is late."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from data.ingest import receive
from data.plan import plan
from pages import charts
from pages.analysts.tasks import detail, matrix
from pages.charts.measure import Measure
from pages.frame import choices, page
from pages.frame.visit import Visit, open_page
from pages.pieces import cells, decisions, judgements, ledger_kinds, panel
from pages.pieces.ledger_tables import height
from pages.pieces.tables import Column, Shown
from pages.speech import names, words
from pages.speech.about import About
from pages.speech.words import say
from queries.question import Row, Rows, grades

SHEET = "S15"


@dataclass(frozen=True)
class Duties:
    """The task and the department looked at; empty for all."""

    task: str
    department: str

    @property
    def given(self) -> dict[str, str | None]:
        """The filters as the questions take them."""
        return {"task": self.task or None, "department": self.department or None}

    @property
    def scope(self) -> str:
        return f"{_task_label(self.task)} · {_department_label(self.department)}"


def main() -> None:
    sheet = f"{SHEET} {names.template(SHEET)}"
    visit = open_page("view", sheets=(SHEET,), source=sheet)
    quarters = {row["period"]: row for row in visit.ask("task_quarters")}
    if not quarters:
        visit.end(say("tasks.nothing"), what=sheet, who=names.owner(SHEET))
    line = visit.line()
    with line:
        task = choices.one_of("task", ["", *plan().tasks], _task_label, say("column.task"))
        known = ["", *matrix.departments()]
        department = choices.one_of("department", known, _department_label, say("tasks.department"))
    visit = visit.filtered("period", line=line, periods=list(quarters))
    _draw(visit, Duties(task, department), quarters[str(visit.chosen.period)])


def _task_label(code: str) -> str:
    return names.numbered_task(code) if code else say("tasks.all_tasks")


def _department_label(code: str) -> str:
    return names.department(code) if code else say("department.everybody")


def _draw(visit: Visit, duties: Duties, quarter: Row) -> None:
    day = quarter["as_of"]
    visit = visit.at(words.date(day))
    told = visit.ask("task_quarters", **duties.given)
    rows = visit.ask("tasks_by_department", **visit.given("period"), as_of=day, **duties.given)
    now = next((row for row in told if row["period"] == visit.chosen.period), None)
    visit.head(_headline(visit, duties, now), _subline(visit, duties, now), rows)
    if duties.task:
        judged = {row["department"]: row for row in visit.ask("task_delivery", task=duties.task)}
        detail.draw(duties.task, rows, judged)
        decided = visit.ask("decisions", task=duties.task)
        decisions.panel(decided, visit.person.may("decide"), task=duties.task)
    if not rows:
        page.empty(visit.source, names.owner(SHEET))
    else:
        if not duties.task:
            _matrix(visit, duties, rows)
        left, right = st.columns([1, 1], gap="medium")
        with left:
            _departments(visit, duties)
        with right:
            _quarters(visit, duties, told.kept(lambda row: row["as_of"] <= day))
        _table(visit, duties, rows)
    visit.foot(rows, as_of=visit.chosen.period)


def _about(visit: Visit, duties: Duties, title: str, measure: str, rows: Sequence[Row]) -> About:
    when = words.period(str(visit.chosen.period))
    return visit.about(title, f"{measure} · {duties.scope} · {when}", rows)


def _headline(visit: Visit, duties: Duties, now: Row | None) -> str:
    if now is None:
        return say("tasks.headline_none", scope=duties.scope)
    counts = {
        field: words.number(now[field], "", 0)
        for field in ("tasks", "duties", "done", "delayed", "late", "not_reported")
    }
    return say(
        "tasks.headline",
        scope=names.task(duties.task) if duties.task else say("tasks.count", count=counts["tasks"]),
        period=words.period(now["period"]),
        share=words.number(now["share"], "%"),
        **counts,
    )


def _subline(visit: Visit, duties: Duties, now: Row | None) -> str:
    parts = [duties.scope, say("ledgers.on_day", date=visit.as_of)]
    if now is not None and now["change_points"] is not None:
        change = words.signed(now["change_points"], "个百分点")
        parts.append(say("tasks.change", change=change))
    return " · ".join(parts)


def _matrix(visit: Visit, duties: Duties, rows: Rows) -> None:
    shares = {row["task"]: row for row in visit.ask("task_shares", **visit.given("period"), **duties.given)}
    for row in visit.ask("task_delivery"):
        if row["lead"] and row["task"] in shares:
            shares[row["task"]] |= {"delivery": row["delivery"], "lacks": row["lacks"]}
    for row in visit.ask("decisions", open=True):
        if row["task"] in shares:
            shares[row["task"]].setdefault("decided", []).append(row["state"])
    late = [task for task, row in shares.items() if row["late"]]
    title = say("tasks.matrix_title", tasks=len(shares), late=len(late))
    matrix.draw(title, rows, shares, "demo" in grades(rows))


def _departments(visit: Visit, duties: Duties) -> None:
    found = visit.ask("task_departments", **visit.given("period"), **duties.given)
    bars = found.kept(lambda row: row["share"] is not None).plus(
        code=lambda row: row["department"],
        name=lambda row: matrix.short(row["department"]),
        value=lambda row: row["share"],
        label=_share_label,
    )
    title = say("chart.empty")
    if bars:
        last = bars[-1]
        title = say("tasks.departments_title", name=last["name"], share=words.number(last["share"], "%"))
    shown: Shown = [
        Column("name", say("tasks.department")),
        *("duties", "leads"),
        Column("share", say("tasks.mean_share")),
        *("done", "delayed", "late", "reported", "grade"),
    ]
    table = found.plus(name=lambda row: names.department(row["department"]))
    about = _about(visit, duties, title, say("tasks.departments_measure"), found)
    data = charts.bars.data(bars, Measure("%", 1, words.language()))
    panel.chart("task-departments", "bars", data, about, table, shown)


def _share_label(row: Row) -> str:
    """The mean share, and how many duties are late."""
    share = words.number(row["share"], "%")
    return say("tasks.share_late", share=share, late=row["late"]) if row["late"] else share


def _quarters(visit: Visit, duties: Duties, told: Rows) -> None:
    title = say("chart.empty")
    if told and told[0]["share"] is not None:
        share = words.number(told[0]["share"], "%")
        title = say("tasks.quarters_title", period=words.period(str(visit.chosen.period)), share=share)
    shown: Shown = [
        "period",
        Column("share", say("tasks.mean_share")),
        *("done", "delayed", "late", "reported", "grade"),
    ]
    about = _about(visit, duties, title, say("tasks.quarters_measure"), told)
    data = charts.trend.data(told.plus(value=lambda row: row["share"]), Measure("%", 1, words.language()))
    panel.chart("task-quarters", "trend", data, about, told, shown)


def _table(visit: Visit, duties: Duties, rows: Rows) -> None:
    known = {row["state"]: names.state("tasks", row["state"]) for row in rows}
    with st.container(key="ledger-filters", horizontal=True, gap="medium"):
        state = choices.choice(
            "state", ["all", *known], lambda code: known.get(code, say("green.all")), say("column.state")
        )
        late = choices.choice(
            "late", ["all", "late"], lambda code: say(f"tasks.only_{code}"), say("column.late")
        )
    shown = rows.kept(
        lambda row: (state == "all" or row["state"] == state) and (late == "all" or row["late"])
    )
    title = say("ledgers.list_title", shown=len(shown), count=len(rows))
    measure = say("tasks.table_measure", date=words.date(visit.day))
    about = _about(visit, duties, title, measure, shown)
    panel.table("tasks", about, *_listed(_from_today(visit, duties, shown)), height(shown))
    sent = shown.kept(lambda row: row["upload"] is not None)
    cells.followed(*_named(_listed(sent)), visit.ask("corrections", statement=None))
    cells.originals(sent, lambda upload: receive.original(upload)[1])
    for upload in dict.fromkeys(str(row["upload"]) for row in sent):
        if found := receive.attachments(upload):
            judgements.downloads(
                f"evidence-{upload}", upload, found, lambda name, n: receive.attachment(name, n)[1]
            )


def _named(listed: tuple[Rows, Shown]) -> tuple[Rows, Shown]:
    """The same with the columns that say which task, whose, and in which state."""
    rows, shown = listed
    return rows, [shown[0], shown[1], shown[3]]


def _from_today(visit: Visit, duties: Duties, rows: Rows) -> Rows:
    """The same duties, whose days left are counted on the day of the page and not at the quarter's end."""
    told = visit.ask("tasks_by_department", **visit.given("period"), as_of=visit.day, **duties.given)
    left = {(row["task"], row["department"]): row["days_left"] for row in told}
    return rows.plus(days_left=lambda row: left[row["task"], row["department"]])


def _listed(rows: Rows) -> tuple[Rows, Shown]:
    """The duties with words where they have codes, and the columns of their table."""
    table = rows.plus(
        what=lambda row: _task_label(row["task"]),
        who=lambda row: names.department(row["department"]),
        role=lambda row: say("tasks.lead") if row["lead"] else say("department.takes_part"),
        state_told=lambda row: ledger_kinds.told(row["state"], names.state("tasks", row["state"])),
        overdue=lambda row: say("column.late") if row["late"] else "",
        serves=lambda row: say("asked.list").join(row["statements"] or []),
    )
    return table, [
        Column("what", say("column.task"), width="medium"),
        Column("who", say("tasks.department")),
        Column("role", say("tasks.role")),
        Column("state_told", say("column.state")),
        Column("progress_share", say("tasks.share")),
        Column("previous_share", say("tasks.previous")),
        Column("overdue", say("column.late")),
        Column("due_on", say("ledgers.due_on")),
        "days_left",
        Column("progress", say("tasks.progress")),
        Column("evidence", say("tasks.evidence")),
        Column("serves", say("tasks.statements")),
        *("file_name", "sheet", "cell", "grade"),
    ]


main()
