"""Shapes what the page of the circular economy draws: periods, places, kinds of waste, parks, materials."""

from typing import Any

import pandas as pd

from data.plan import plan
from pages import charts
from pages.charts.measure import Measure
from pages.pieces import panel
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.tables import Column
from pages.pieces.topic import Rows, Topic, line, said
from pages.speech import figures, names, words
from pages.speech.words import language, say

LONG = 8  # longer tables scroll inside themselves
SHOWN = 12  # as many periods are drawn; the table has all of them


def periods(topic: Topic, rows: Rows, place: str) -> None:
    """How far every period lies above the line; a failing one is marked."""
    last = rows[-1]
    target = words.number(last["target"], "%", 0)
    drawn = [_period(row) for row in rows[-SHOWN:]][::-1]
    lost = [row for row in rows if not row["met"]]
    facts = {"count": len(rows), "target": target, "failed": len(lost)}
    title = say("circular.periods_all", **facts)
    if lost:
        worst = min(lost, key=lambda row: float(row["rate"]))
        told = {"period": words.period(worst["period"]), "rate": words.number(worst["rate"], "%")}
        title = say("circular.periods_some", **facts, **told)
    columns = [
        Column("period", say("column.period"), "period"),
        Column("rate", say("circular.column_rate"), "number", "%", 2),
        Column("above_points", say("circular.column_above"), "number", decimals=2),
        Column("told", say("circular.column_kept")),
        Column("used_t", say("circular.column_used"), "number", "t", 0),
        Column("generated_and_stock_t", say("circular.column_base"), "number", "t", 0),
        Column("grade", say("column.grade"), "grade"),
    ]
    frame = pd.DataFrame(rows[::-1])
    frame["told"] = [say("circular.kept" if row["met"] else "circular.not_kept") for row in rows[::-1]]
    measure = say("circular.periods_measure", place=place, target=target, shown=len(drawn))
    about = topic.about(title, measure, rows, plan().role("circular.waste"))
    data = charts.bars.data(drawn, Measure("", 1, language()), signed=True, sort=False)
    panel.chart("circular-periods", "bars", data, about, frame, columns)


def line_of(rows: Rows) -> str:
    """The line that the rates of these places are held against."""
    return words.number(next((row["target"] for row in rows if row["target"] is not None), None), "%", 0)


def _period(row: dict[str, Any]) -> dict[str, Any]:
    rate = words.number(row["rate"], "%")
    mark = "" if row["met"] else " ✕"
    return {
        "name": words.period(row["period"]),
        "value": row["above_points"],
        "label": f"{rate}{mark}",
        "tone": "accent" if row["met"] else "status-missed",
        "tip": f"{words.period(row['period'])}  {rate}{mark}",
        "grade": row["grade"],
    }


def place(row: dict[str, Any], streak: dict[str, Any] | None) -> dict[str, Any]:
    """One place on the map: its newest rate, and how many periods were below the line."""
    name = words.pick(row["region_name"], row["region_name_en"])
    value = words.number(row["value"], "%")
    told = ""
    if streak is not None:
        key = "circular.place_kept" if streak["last_below"] is None else "circular.place_below"
        told = say(
            key,
            count=streak["periods"],
            target=line_of([streak]),
            last=words.period(streak["last_below"]),
            streak=streak["streak"],
        )
    mark = " ✕" if streak is not None and streak["last_below"] is not None else ""
    label = f"{figures.plain(row['value'])}{mark}"
    return {**row, "name": name, "label": label, "tip": f"{name}  {value} {told}", "failed_told": told}


def kinds(topic: Topic, rows: Rows, where: str) -> None:
    """The rate of every kind of waste, with how much arises."""
    drawn = [
        {
            "name": said(row, "kind_name"),
            "value": row["rate"],
            "tip": _amounts(row),
            "grade": row["grade"],
        }
        for row in rows
        if row["rate"] is not None
    ]
    title = say("circular.kinds_none")
    if drawn:
        known = [row for row in rows if row["rate"] is not None]
        least = min(known, key=lambda row: float(row["rate"]))
        most = max(known, key=lambda row: float(row["generated_t"]))
        facts = {"name": said(least, "kind_name"), "rate": words.number(least["rate"], "%")}
        title = say("circular.kinds_title", most=said(most, "kind_name"), **facts)
    frame = pd.DataFrame(rows).assign(name=[said(row, "kind_name") for row in rows])
    columns = [Column("name", say("circular.column_kind")), *_waste_columns()]
    period = words.period(rows[0]["period"])
    about = topic.about(
        title,
        say("circular.kinds_measure", place=where, period=period),
        rows,
        plan().role("circular.waste"),
        period,
    )
    panel.chart(
        "circular-kinds", "bars", charts.bars.data(drawn, Measure("%", 1, language())), about, frame, columns
    )


def _amounts(row: dict[str, Any]) -> str:
    """A kind of waste in one line: rate and amount."""
    amount = words.amount(row["generated_t"], "吨")
    return f"{said(row, 'kind_name')}  {words.number(row['rate'], '%')} · {amount}"


def _waste_columns() -> list[Column]:
    return [
        Column("rate", say("circular.column_rate"), "number", "%"),
        Column("generated_t", say("circular.column_generated"), "number", "t", 0),
        Column("used_t", say("circular.column_used"), "number", "t", 0),
        Column("used_from_stock_t", say("circular.column_from_stock"), "number", "t", 0),
        Column("disposed_t", say("circular.column_disposed"), "number", "t", 0),
        Column("stored_t", say("circular.column_stored"), "number", "t", 0),
        Column("grade", say("column.grade"), "grade"),
    ]


def enterprises(topic: Topic, rows: Rows, where: str) -> None:
    """Who makes which waste, and what becomes of it."""
    frame = pd.DataFrame(rows).assign(
        kind_said=[said(row, "kind_name") for row in rows], place=[said(row, "region_name") for row in rows]
    )
    columns = [
        Column("enterprise", say("column.enterprise"), width="medium"),
        Column("place", say("column.place")),
        Column("kind_said", say("circular.column_kind")),
        *_waste_columns(),
    ]
    period = words.period(rows[0]["period"])
    title = say(
        "circular.enterprises_title", place=where, count=frame["enterprise_key"].nunique(), rows=len(rows)
    )
    about = topic.about(
        title, say("circular.enterprises_measure", period=period), rows, plan().role("circular.waste"), period
    )
    panel.table("circular-enterprises", about, frame, columns, 320 if len(rows) > LONG else "auto")


def materials(topic: Topic, rows: Rows, where: str) -> None:
    """The share of alternative raw material in building materials; fuel and lines beside it in the table."""
    known = [row for row in rows if row["alternative_raw_share"] is not None]
    title = say("circular.materials_none", place=where)
    if known:
        first, last = known[0], known[-1]
        facts = {"start": first["year"], "before": words.number(first["alternative_raw_share"], "%")}
        facts |= {"end": last["year"], "value": words.number(last["alternative_raw_share"], "%")}
        facts |= {
            "fuel": words.number(last["alternative_fuel_share"], "%"),
            "lines": last["low_carbon_lines"],
        }
        title = say("circular.materials_title", **facts)
    columns = [
        Column("period", say("column.period"), "period"),
        Column("alternative_raw_share", say("column.alternative_raw_share"), "number", "%"),
        Column("alternative_fuel_share", say("column.alternative_fuel_share"), "number", "%"),
        Column("low_carbon_lines", say("column.low_carbon_lines"), "number", decimals=0),
        Column("lines", say("column.lines"), "number", decimals=0),
        Column("grade", say("column.grade"), "grade"),
    ]
    frame = pd.DataFrame(rows, columns=[column.field for column in columns])
    drawn = [{**row, "value": row["alternative_raw_share"]} for row in rows]
    about = topic.about(
        title, say("circular.materials_measure", place=where), rows, plan().role("circular.materials")
    )
    data = line(drawn, Measure("%", 1, language()))
    panel.chart("circular-materials", "trend", data, about, frame, columns)


def parks(topic: Topic, every: Rows, shown: Rows, day: str) -> None:
    """The parks with approval, start, plan and acceptance; what is late stands out."""
    done = [row for row in every if not row["open"]]
    late = [row for row in every if row["due_within"] == "overdue"]
    key = "circular.list_late" if late else "circular.list_title" if every else "circular.list_none"
    title = say(key, count=len(every), done=len(done), late=len(late))
    levels = {choice.code: words.pick(choice.name, choice.name_en) for choice in _levels()}
    headings = [
        say(f"circular.column_{name}") for name in ("park", "state", "approved", "started", "due", "accepted")
    ]
    lines = [_park(row, levels.get(row["level"]) or str(row["level"])) for row in shown]
    frame = pd.DataFrame(shown)
    if shown:
        frame = frame.assign(
            place=[names.region(row["region"]) for row in shown],
            told=[names.state(row["ledger"], row["state"]) for row in shown],
        )
    about = topic.about(
        title, say("circular.list_measure", date=day), every, plan().role("circular.parks"), day
    )
    framed("circular-parks", about, headings, lines, frame, _park_columns())


def _levels() -> tuple[Any, ...]:
    column = plan().templates["S13"].column("level")
    return () if column is None else column.choices


def _park(row: dict[str, Any], level: str) -> Line:
    late = row["due_within"] == "overdue"
    left = ""
    if row["open"] and row["days_left"] is not None:
        key = "circular.days_late" if late else "circular.days_left"
        left = say(key, days=abs(int(row["days_left"])))
    cells = [
        Cell(names.state(row["ledger"], row["state"]), loud=bool(row["open"]) and late),
        Cell(words.date(row["approved_on"]), row["approval_document"] or ""),
        Cell(words.date(row["started_on"])),
        Cell(words.date(row["planned_on"]), left, loud=late),
        Cell(words.date(row["accepted_on"]), row["acceptance_document"] or ""),
    ]
    return Line(row["park"], cells, note=f"{names.region(row['region'])} · {level}")


def _park_columns() -> list[Column]:
    return [
        Column("park", say("circular.column_park")),
        Column("place", say("column.place")),
        Column("told", say("circular.column_state")),
        Column("approved_on", say("circular.column_approved"), "date"),
        Column("approval_document", say("column.document")),
        Column("started_on", say("circular.column_started"), "date"),
        Column("planned_on", say("circular.column_due"), "date"),
        Column("accepted_on", say("circular.column_accepted"), "date"),
        Column("file_name", say("column.file")),
        Column("cell", say("column.cell")),
        Column("grade", say("column.grade"), "grade"),
    ]
