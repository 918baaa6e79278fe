"""Shapes what stands behind one key industry: processes, installations, lines, ledgers, tasks."""

from typing import Any

import pandas as pd

from data.plan import plan
from pages import charts
from pages.charts.measure import Measure
from pages.pieces import panel
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.tables import Column, Height
from pages.pieces.topic import Rows, Topic, said, tight
from pages.speech import figures, names, words
from pages.speech.words import language, say

LONG, SPREAD = 8, 320


def height(rows: Rows) -> Height:
    """Long tables scroll inside themselves."""
    return SPREAD if len(rows) > LONG else "auto"


def quarter(period: str | None) -> str | None:
    """The period if tasks are reported for it; None asks for the newest quarter up to the day."""
    return period if period is not None and (len(period) == 4 or int(period[5:]) % 3 == 0) else None


def tiers(topic: Topic, rows: Rows, cards: Rows, place: str) -> None:
    """The share of capacity at the benchmark, process by process; below the baseline stands out."""
    drawn = []
    for row in rows:
        below = row["below_capacity_10k_t"] > 0
        mark = say("industries.below", value=figures.plain(row["below_capacity_10k_t"], 0)) if below else ""
        drawn.append(
            {
                "name": said(row, "process_name"),
                "value": row["benchmark_share"],
                "label": f"{words.number(row['benchmark_share'], '%', 0)} {mark}".strip(),
                "tone": "loss" if below else "accent",
                "grade": row["grade"],
            }
        )
    title = say("asked.semicolon").join(
        f"{said(card, 'name')} {words.number(card['value'], '%')} {tight(card['status'])}" for card in cards
    ) or say("industries.tiers_plain", count=len(rows))
    period = words.period(rows[0]["period"])
    columns = [
        Column("name", say("industries.column_process")),
        Column("installations", say("industries.column_installations"), "number", decimals=0),
        Column("at_benchmark", say("industries.column_at_benchmark"), "number", decimals=0),
        Column("at_baseline", say("industries.column_at_baseline"), "number", decimals=0),
        Column("capacity_10k_t", say("industries.column_capacity"), "number", decimals=0),
        Column("benchmark_capacity_10k_t", say("industries.column_benchmark_capacity"), "number", decimals=0),
        Column("below_capacity_10k_t", say("industries.column_below_capacity"), "number", decimals=0),
        Column("benchmark_share", say("industries.column_benchmark_share"), "number", "%"),
        Column("grade", say("column.grade"), "grade"),
    ]
    frame = pd.DataFrame(rows).assign(name=[said(row, "process_name") for row in rows])
    about = topic.about(
        title,
        say("industries.tiers_measure", place=place, period=period),
        rows,
        plan().role("processes.benchmark"),
        period,
    )
    data = charts.bars.data(drawn, Measure("%", 0, language()), sort=False)
    panel.chart("industry-tiers", "bars", data, about, frame, columns)


def units(topic: Topic, rows: Rows, place: str) -> None:
    """Every installation beside the baseline and the benchmark that were entered for it."""
    below = [row for row in rows if row["tier"] == "below_baseline"]
    named = say("asked.list").join(row["installation"] for row in below)
    key = "industries.units_below" if below else "industries.units_fine"
    frame = pd.DataFrame(rows)
    if rows:
        frame = frame.assign(
            name=[said(row, "process_name") for row in rows],
            told=[f"{_shape(row['tier'])} {said(row, 'tier_name')}" for row in rows],
            place=[said(row, "region_name") for row in rows],
        )
    unit = "kgce/t"
    columns = [
        Column("installation", say("industries.column_installation")),
        Column("told", say("industries.column_tier")),
        Column("unit_energy_kgce_per_t", say("industries.column_unit_energy"), "number", unit),
        Column("baseline_kgce_per_t", say("industries.column_baseline"), "number", unit),
        Column("benchmark_kgce_per_t", say("industries.column_benchmark"), "number", unit),
        Column("capacity_10k_t", say("industries.column_capacity"), "number", decimals=0),
        Column("name", say("industries.column_process")),
        Column("enterprise", say("column.enterprise")),
        Column("place", say("column.place")),
        Column("grade", say("column.grade"), "grade"),
    ]
    period = words.period(rows[0]["period"]) if rows else ""
    measure = say("industries.units_measure", place=place, period=period)
    about = topic.about(
        say(key, count=len(rows), below=len(below), names=named),
        measure,
        rows,
        plan().role("processes.baseline"),
        period,
    )
    panel.table("industry-units", about, frame, columns, height(rows))


def _shape(tier: str) -> str:
    return {"benchmark": "●", "baseline": "▲", "below_baseline": "■"}.get(tier, "○")


def makers(topic: Topic, rows: Rows, place: str) -> None:
    """Which line makes a tonne with how much energy, beside mean, target and advanced level."""
    frame = pd.DataFrame(rows)
    if rows:
        frame = frame.assign(
            name=[said(row, "product_name") for row in rows], place=[said(row, "region_name") for row in rows]
        )
    unit = "kgce/t"
    columns = [
        Column("enterprise", say("column.enterprise"), width="medium"),
        Column("name", say("industries.column_product")),
        Column("line", say("industries.column_line")),
        Column("unit_energy_kgce_per_t", say("industries.column_unit_energy"), "number", unit),
        Column("mean_kgce_per_t", say("industries.column_mean"), "number", unit),
        Column("target_kgce_per_t", say("column.target"), "number", unit),
        Column("advanced_kgce_per_t", say("industries.column_advanced"), "number", unit),
        Column("alternative_raw_share", say("circular.column_raw"), "number", "%"),
        Column("alternative_fuel_share", say("circular.column_fuel"), "number", "%"),
        Column("place", say("column.place")),
        Column("grade", say("column.grade"), "grade"),
    ]
    title = say("industries.makers_title", count=len(rows))
    about = topic.about(
        title, say("industries.makers_measure", place=place), rows, plan().role("industries.product_advanced")
    )
    panel.table("industry-makers", about, frame, columns, height(rows))


def ledgers(topic: Topic, rows: Rows, industry: str, day: str) -> None:
    """Named projects, installations and enterprises of the industry, the pressing ones first."""
    frame = pd.DataFrame(rows)
    title = say("industries.ledgers_none", name=industry)
    measure = say("industries.ledgers_measure", date=day)
    if rows:
        facts = {"name": industry, "count": len(rows), "open": rows[0]["all_open"]}
        title = say("industries.ledgers_title", late=rows[0]["all_overdue"], **facts)
        counts = {said(row, "ledger_name"): row for row in rows}
        told = say("asked.list").join(f"{name} {row['ledger_rows']}" for name, row in counts.items())
        measure = f"{measure} {told}"
        frame = frame.assign(
            sheet_name=[said(row, "ledger_name") for row in rows],
            told=[said(row, "state_name") for row in rows],
            place=[said(row, "region_name") for row in rows],
        )
    columns = [
        Column("name", say("column.ledger_name"), width="medium"),
        Column("sheet_name", say("industries.column_ledger")),
        Column("told", say("column.ledger_state")),
        Column("since", say("industries.column_since"), "date"),
        Column("due_on", say("column.ledger_due"), "date"),
        Column("days_left", say("industries.column_days"), "number", decimals=0),
        Column("place", say("column.place")),
        Column("file_name", say("column.file")),
        Column("cell", say("column.cell")),
        Column("grade", say("column.grade"), "grade"),
    ]
    about = topic.only("S6", "S7", "S14", "S16", "S18", "S5").about(title, measure, rows, as_of=day)
    panel.table("industry-ledgers", about, frame, columns, height(rows))


def tasks(topic: Topic, rows: Rows, task: str, day: str) -> None:
    """What each department reported of the industry's task."""
    headings = [
        say(f"industries.column_{code}") for code in ("department", "share", "state", "report", "due")
    ]
    late = [row for row in rows if row["late"]]
    silent = [row for row in rows if row["progress_share"] is None]
    facts = {"count": len(rows), "late": len(late), "silent": len(silent)}
    title = (
        say("industries.tasks_title", task=task, **facts) if rows else say("industries.tasks_none", task=task)
    )
    frame = pd.DataFrame(rows)
    if rows:
        frame = frame.assign(
            who=[said(row, "department_name") for row in rows], told=[said(row, "state_name") for row in rows]
        )
    period = words.period(rows[0]["period"]) if rows else ""
    measure = say("industries.tasks_measure", period=period, date=day)
    about = topic.only("S15").about(title, measure, rows, as_of=period)
    columns = [
        Column("who", say("industries.column_department")),
        Column("progress_share", say("industries.column_share"), "number", "%", 0),
        Column("told", say("industries.column_state")),
        Column("progress", say("industries.column_report")),
        Column("evidence", say("industries.column_evidence")),
        Column("due_on", say("industries.column_due"), "date"),
        Column("grade", say("column.grade"), "grade"),
    ]
    framed("industry-tasks", about, headings, [_task(row) for row in rows], frame, columns)


def _task(row: dict[str, Any]) -> Line:
    late = say("industries.late", days=abs(row["days_left"])) if row["late"] else ""
    before = ""
    if row["previous_share"] is not None:
        share = words.number(row["previous_share"], "%", 0)
        before = say("industries.before", share=share, period=words.period(row["previous_period"]))
    cells = [
        Cell(words.number(row["progress_share"], "%", 0), before, share=row["progress_share"]),
        Cell(said(row, "state_name")),
        Cell(row["progress"] or "", row["evidence"] or ""),
        Cell(words.date(row["due_on"]), late, loud=bool(row["late"])),
    ]
    note = say("industries.lead") if row["lead"] else ""
    return Line(names.department(row["department"]), cells, note=note)
