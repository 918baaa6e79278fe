"""Shapes what the page of energy and carbon draws: drivers, budgets, energy mix, peaks, derived CO2."""

from typing import Any

import pandas as pd

from data.plan import TOTAL, plan
from pages import charts
from pages.charts.measure import Measure
from pages.pieces import panel
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.tables import Column
from pages.pieces.topic import Rows, Topic, line, said
from pages.speech import figures, names, words
from pages.speech.words import language, say

TCE, CO2 = "万吨标准煤", "万吨二氧化碳"
UNITS = {"energy": TCE, "co2": CO2}
VISIBLE = 0.05  # a rest smaller than what one decimal shows is not drawn


def tonnes(value: float | None, unit: str) -> str:
    """An amount given in 万吨, with one decimal; in millions where the language counts so."""
    return words.amount(value, unit) if language() == "en" else words.number(value, unit)


def drivers_chart(topic: Topic, found: dict[str, Any], place: str) -> None:
    """The waterfall from one year to the other, sectors in its table; `found` is a Drivers as a dict."""
    unit, what = UNITS[found["what"]], found["what"]
    pairs = list(zip(found["factors"], found["effects"], strict=True))
    steps = [
        {"name": say(f"carbon.factor_{code}"), "change": effect, "kind": "change"} for code, effect in pairs
    ]
    if abs(found["other"]) >= VISIBLE:
        steps.append({"name": say("carbon.factor_other"), "change": found["other"], "kind": "change"})
    first, last = ({"name": str(found[end]), "kind": "total"} for end in ("start", "end"))
    rows = [{**first, "change": found["before"]}, *steps, {**last, "change": found["after"]}]
    shown = [{**row, "grade": found["grade"]} for row in rows]
    told = say("asked.list").join(
        f"{say(f'carbon.short_{code}')} {words.signed(effect)}" for code, effect in pairs
    )
    facts = {"start": found["start"], "end": found["end"], "effects": told}
    title = say(f"carbon.why_{what}", change=words.signed(found["change"]), **facts)
    measure = say(
        "carbon.why_measure", place=place, unit=figures.unit_name(unit, language()), year=found["start"]
    )
    frame, columns = _parts(found)
    about = topic.only("S1", "S3").about(title, measure, shown)
    panel.chart(
        "energy-why",
        "waterfall",
        charts.waterfall.data(shown, Measure("", 1, language())),
        about,
        frame,
        columns,
    )


def _parts(found: dict[str, Any]) -> tuple[pd.DataFrame, list[Column]]:
    """Every sector's change with its effects, largest first."""
    rows = [
        {
            "name": say("carbon.rest") if part["sector"] == "REST" else names.sector(part["sector"]),
            "change": part["change"],
            "grade": found["grade"],
            **dict(zip(found["factors"], part["effects"], strict=True)),
        }
        for part in found["parts"]
    ]
    columns = [
        Column("name", say("column.sector")),
        Column("change", say("carbon.column_change"), "number"),
        *(Column(code, say(f"carbon.short_{code}"), "number") for code in found["factors"]),
        Column("grade", say("column.grade"), "grade"),
    ]
    return pd.DataFrame(rows, columns=[column.field for column in columns]), columns


def drivers_table(topic: Topic, found: dict[str, Any]) -> None:
    """Which sectors carried the change, and through which factor."""
    frame, columns = _parts(found)
    unit = UNITS[found["what"]]
    most = frame.iloc[0]
    title = say("carbon.parts_title", name=most["name"], change=words.signed(most["change"]))
    about = topic.only("S1", "S3").about(
        title, say("carbon.parts_measure", unit=figures.unit_name(unit, language())), frame
    )
    panel.table("energy-parts", about, frame, columns, 318)


def peaks(topic: Topic, rows: Rows) -> None:
    """Liuzhou beside Guangxi: peak year, how far below it now, what may be said."""
    lines = [_peak(row) for row in rows]
    headings = [say(f"carbon.column_{name}") for name in ("series", "peak", "newest", "state")]
    own = next((row for row in rows if row["source"] == "industry"), None)
    beside = next((row for row in rows if row["source"] == "industry_reported"), None)
    title = say("carbon.peak_none")
    if own is not None:
        title = say("carbon.peak_title", year=own["peak_year"], state=said(own, "state_name"))
        if beside is not None:
            title = say(
                "carbon.peak_beside", title=title, year=beside["peak_year"], state=said(beside, "state_name")
            )
    frame = pd.DataFrame(rows)
    if not frame.empty:
        frame = frame.assign(
            place=[said(row, "region_name") for row in rows],
            series=[said(row, "source_name") for row in rows],
            told=[said(row, "state_name") for row in rows],
            peak_year=[str(row["peak_year"]) for row in rows],
            newest_year=[str(row["newest_year"]) for row in rows],
        )
    about = topic.only("S3", "S0").about(title, say("carbon.peak_measure"), rows)
    framed("energy-peaks", about, headings, lines, frame, _peak_columns())


def _peak(row: dict[str, Any]) -> Line:
    since = say("carbon.since_peak", change=words.signed(row["change_since_peak_percent"], "%"))
    newest = figures.plain(row["newest_value"])
    cells = [
        Cell(str(row["peak_year"]), figures.plain(row["peak_value"])),
        Cell(str(row["newest_year"]), f"{newest} · {since}" if row["later_points"] else newest),
        Cell(said(row, "state_name"), say("carbon.later", count=row["later_points"]), loud=True),
    ]
    return Line(
        said(row, "region_name"), cells, note=f"{said(row, 'source_name')} · {names.grade(row['grade'])}"
    )


def _peak_columns() -> list[Column]:
    return [
        Column("place", say("column.place")),
        Column("series", say("carbon.column_series")),
        Column("peak_year", say("carbon.column_peak")),
        Column("peak_value", say("carbon.column_peak_value"), "number", say("carbon.unit_co2")),
        Column("newest_year", say("carbon.column_newest")),
        Column("newest_value", say("carbon.column_newest_value"), "number", say("carbon.unit_co2")),
        Column("change_since_peak_percent", say("carbon.column_since_peak"), "number", "%"),
        Column("later_points", say("carbon.column_later"), "number", decimals=0),
        Column("told", say("carbon.column_state")),
        Column("grade", say("column.grade"), "grade"),
    ]


def budgets(topic: Topic, rows: Rows, place: str) -> None:
    """How much of the budget is used, place by place; who uses it faster than the year goes stands out."""
    drawn = [_budget(row) for row in rows if row["kind"] != "enterprise" and row["used_percent"] is not None]
    title, measure, period = say("carbon.budget_none", place=place), "", ""
    if drawn:
        first, fast = rows[0], [row for row in rows if not plan().statuses[row["status"]].good]
        period = words.period(first["period"])
        used = words.number(first["used_percent"], "%")
        room = words.amount(first["room_left_tce"], "吨标准煤")
        key = "carbon.budget_title" if fast else "carbon.budget_fine"
        title = say(key, place=said(first, "region_name"), used=used, room=room, count=len(fast))
        measure = say("carbon.budget_measure", period=period)
    frame, columns = _budget_table(rows)
    about = topic.about(title, measure, rows, plan().role("energy.budget"), period)
    data = charts.bars.data(drawn, Measure("%", 1, language()))
    panel.chart("energy-budget", "bars", data, about, frame, columns)


def _budget(row: dict[str, Any]) -> dict[str, Any]:
    room = words.amount(row["room_left_tce"], "吨标准煤")
    used = words.number(row["used_percent"], "%")
    slow = plan().statuses[row["status"]].good
    mark = "" if slow else " ◆"
    return {
        "name": said(row, "region_name") if row["sector"] == TOTAL else names.sector(row["sector"]),
        "value": row["used_percent"],
        "label": f"{used}{mark}",
        "tip": f"{said(row, 'region_name')}  {used} · {say('carbon.room', room=room)}",
        "tone": "accent" if slow else "loss",
        "grade": row["grade"],
    }


def _budget_table(rows: Rows) -> tuple[pd.DataFrame, list[Column]]:
    frame = pd.DataFrame(rows)
    columns = [
        Column("who", say("carbon.column_who")),
        Column("budget_tce", say("carbon.column_budget"), "number", "tce", 0),
        Column("actual_tce", say("carbon.column_actual"), "number", "tce", 0),
        Column("used_percent", say("carbon.column_used"), "number", "%"),
        Column("room_left_tce", say("carbon.column_room"), "number", "tce", 0),
        Column("forecast_tce", say("carbon.column_forecast"), "number", "tce", 0),
        Column("forecast_room_tce", say("carbon.column_forecast_room"), "number", "tce", 0),
        Column("document", say("carbon.column_document")),
        Column("status", say("column.status"), "status"),
        Column("grade", say("column.grade"), "grade"),
    ]
    if not frame.empty:
        frame = frame.assign(who=[row["enterprise"] or said(row, "region_name") for row in rows])
    return frame, columns


def mix(topic: Topic, rows: Rows, title: str, place: str) -> None:
    """Shares of the energies in the newest year; coal and non-fossil have colours of their own."""
    newest = [row for row in rows if row["period"] == rows[0]["period"]]
    drawn = [
        {
            "name": said(row, "energy_name"),
            "value": row["share"],
            "tone": "loss" if row["coal"] else "gain" if row["non_fossil"] else "path",
            "tip": say("carbon.mix_tip", name=said(row, "energy_name"), share=words.number(row["share"], "%"))
            + f" {words.amount(row['energy_tce'], '吨标准煤')}",
            "grade": row["grade"],
        }
        for row in newest
    ]
    frame = pd.DataFrame(rows)
    frame = frame.assign(name=[said(row, "energy_name") for row in rows])
    columns = [
        Column("name", say("carbon.column_energy")),
        Column("period", say("column.period"), "period"),
        Column("share", say("carbon.column_share"), "number", "%"),
        Column("energy_tce", say("column.energy"), "number", "tce", 0),
        Column("non_fossil_tce", say("carbon.column_non_fossil"), "number", "tce", 0),
        Column("grade", say("column.grade"), "grade"),
    ]
    period = words.period(newest[0]["period"])
    about = topic.about(
        title,
        say("carbon.mix_measure", place=place, period=period),
        newest,
        plan().role("energy.coal"),
        period,
    )
    panel.chart(
        "energy-mix", "bars", charts.bars.data(drawn, Measure("%", 1, language())), about, frame, columns
    )


def derived(topic: Topic, rows: Rows, place: str) -> None:
    """Reported CO2 beside what follows from the enterprises' energy, with the year of the grid factor."""
    table = pd.DataFrame(rows).assign(
        name=[said(row, "sector_name") for row in rows],
        told=[say(f"carbon.verdict_{row['verdict']}") for row in rows],
        factor=["" if row["grid_factor_year"] is None else f"{row['grid_factor_year']:.0f}" for row in rows],
    )
    whole = rows[0]
    year = whole["grid_factor_year"]
    facts = {"place": place, "year": whole["year"]}
    facts["reported"] = words.amount(whole["reported_energy_tco2"], "吨二氧化碳")
    facts["derived"] = words.amount(whole["derived_energy_tco2"], "吨二氧化碳")
    title = say("carbon.derived_title", verdict=say(f"carbon.verdict_{whole['verdict']}"), **facts)
    factor = say("carbon.factor_unknown") if year is None else say("carbon.factor_year", year=int(year))
    measure = say(
        "carbon.derived_measure", factor=factor, tolerance=words.number(whole["tolerance_percent"], "%", 0)
    )
    columns = [
        Column("name", say("column.sector")),
        Column("reported_total_tco2", say("carbon.column_reported_total"), "number", "tCO₂", 0),
        Column("reported_energy_tco2", say("carbon.column_reported"), "number", "tCO₂", 0),
        Column("derived_energy_tco2", say("carbon.column_derived"), "number", "tCO₂", 0),
        Column("difference_percent", say("carbon.column_difference"), "number", "%"),
        Column("covered", say("carbon.column_covered"), "number", "%"),
        Column("factor", say("carbon.column_factor")),
        Column("factor_version", say("carbon.column_version")),
        Column("told", say("carbon.column_verdict")),
        Column("grade", say("column.grade"), "grade"),
    ]
    panel.table("energy-derived", topic.only("S3", "S2").about(title, measure, rows), table, columns, "auto")


def emissions(topic: Topic, key: str, rows: Rows, place: str, what: str, statement: str = "") -> None:
    """One series of CO2, with its largest year named."""
    title = say("carbon.co2_none", place=place)
    if rows:
        most, last = max(rows, key=lambda row: float(row["value"])), rows[-1]
        facts = {"place": place, "peak": most["year"], "most": tonnes(most["value"], CO2)}
        kind = "rising" if most["year"] == last["year"] else "title"
        title = say(f"carbon.co2_{kind}", **facts, year=last["year"], value=tonnes(last["value"], CO2))
    unit = say("carbon.unit_co2")
    columns = [
        Column("period", say("column.period"), "period"),
        Column("value", say("carbon.column_co2"), "number", unit),
        Column("fuel_combustion", say("carbon.column_fuel"), "number", unit),
        Column("process", say("carbon.column_process"), "number", unit),
        Column("net_electricity_heat", say("carbon.column_electricity"), "number", unit),
        Column("factor_version", say("carbon.column_version")),
        Column("grade", say("column.grade"), "grade"),
    ]
    frame = pd.DataFrame(rows, columns=[column.field for column in columns])
    measure = say("carbon.co2_of", what=what, place=place, unit=unit)
    about = topic.about(title, measure, frame, statement, words.period(rows[-1]["period"]) if rows else "")
    data = line(rows, Measure("", 0, language()))
    panel.chart(key, "trend", data, about, frame, columns)


def totals(topic: Topic, rows: Rows, place: str, basis: str) -> None:
    """Every period's energy, value added and their growth, newest first."""
    columns = [
        Column("period", say("column.period"), "period"),
        Column("energy_tce", say("column.energy"), "number", "tce", 0),
        Column("energy_growth", say("carbon.column_energy_growth"), "number", "%"),
        Column(
            "value_added_10k_yuan", say("carbon.column_added"), "number", say("emerging.ten_thousand_yuan"), 0
        ),
        Column("value_added_growth", say("carbon.column_added_growth"), "number", "%"),
        Column("intensity_change", say("column.intensity_change"), "number", "%", 2),
        Column("co2_t", say("carbon.column_co2"), "number", "tCO₂", 0),
        Column("grade", say("column.grade"), "grade"),
    ]
    frame = pd.DataFrame(rows[::-1], columns=[column.field for column in columns])
    title = say("carbon.totals_title", place=place, count=len(frame))
    measure = say("carbon.totals_measure", basis=names.basis(basis))
    panel.table("energy-totals", topic.only("S1", "S3").about(title, measure, frame), frame, columns, 320)
