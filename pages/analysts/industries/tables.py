"""Shapes what the page of the five key industries draws: years, statements, products, ledgers and tasks."""

from typing import Any

import pandas as pd

from data.plan import plan
from pages import charts
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.frame import links
from pages.pieces import panel, status
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.tables import Column
from pages.pieces.topic import Rows, Topic, line, said, statement_columns, told
from pages.speech import figures, words
from pages.speech.words import language, say

CO2, PER_YUAN = "万吨二氧化碳", "吨二氧化碳/万元"


def name(code: str) -> str:
    """The industry in the visitor's language; `all` is all five."""
    known = plan().industries.get(code)
    return say("industries.all") if known is None else words.pick(known.name, known.name_en)


def base_year() -> int | None:
    """The year that the industries' intensities are held against."""
    return plan().statements[plan().role("industries.intensity")].base_year


def said_name(row: dict[str, Any]) -> str:
    return said(row, "industry_name")


def tonnes(value: float | None) -> str:
    """CO2 in 万吨, or in million tonnes where the language counts so."""
    return words.amount(value, CO2) if language() == "en" else words.number(value, CO2)


def _year_columns() -> list[Column]:
    return [
        Column("name", say("industries.column_industry")),
        Column("period", say("column.period"), "period"),
        Column("energy_tce", say("column.energy"), "number", "tce", 0),
        Column("energy_change_percent", say("industries.column_energy_change"), "number", "%"),
        Column("energy_tce_per_10k_yuan", say("industries.column_energy_intensity"), "number", "tce/万元", 3),
        Column(
            "energy_since_base_percent",
            say("industries.column_energy_since", base=base_year()),
            "number",
            "%",
        ),
        Column("co2_10k_t", say("carbon.column_co2"), "number", say("carbon.unit_co2")),
        Column("co2_t_per_10k_yuan", say("industries.column_co2_intensity"), "number", "tCO₂/万元", 3),
        Column("co2_since_base_percent", say("industries.column_co2_since", base=base_year()), "number", "%"),
        Column("grade", say("column.grade"), "grade"),
    ]


def _named(rows: Rows) -> pd.DataFrame:
    columns = [*(column.field for column in _year_columns()), "year"]
    return pd.DataFrame([{**row, "name": said_name(row)} for row in rows], columns=columns)


def compared(topic: Topic, rows: Rows, place: str) -> None:
    """The five side by side; the name leads to the industry."""
    lines = []
    for row in rows:
        chip = status.chip(row["status"]) if row["status"] else ""
        since = words.signed(row["co2_since_base_percent"], "%")
        used = words.number(row["energy_tce_per_10k_yuan"], "吨标准煤/万元", 3)
        cells = [
            Cell(tonnes(row["co2_10k_t"])),
            Cell(
                words.number(row["co2_t_per_10k_yuan"], "", 3),
                say("industries.since", base=base_year(), change=since),
            ),
            Cell(
                words.amount(row["energy_tce"], "吨标准煤"), words.signed(row["energy_change_percent"], "%")
            ),
            Cell(
                used,
                say(
                    "industries.since",
                    base=base_year(),
                    change=words.signed(row["energy_since_base_percent"], "%"),
                ),
            ),
            Cell(mark=chip),
        ]
        lines.append(Line(said_name(row), cells, links.here(industry=row["industry"])))
    headings = [say(f"industries.column_{code}") for code in ("industry", "co2", "co2_intensity", "energy")]
    headings += [say("industries.column_energy_intensity"), say("column.status")]
    about = topic.about(
        say("industries.list_title"),
        say("industries.list_measure", base=base_year(), place=place),
        rows,
        plan().role("industries.intensity"),
    )
    framed("industries", about, headings, lines, _named(rows), _year_columns())


def emitted(topic: Topic, rows: Rows, place: str) -> None:
    """CO2 of each industry."""
    drawn = [{**row, "name": said_name(row), "value": row["co2_10k_t"]} for row in rows]
    known = [row for row in drawn if row["value"] is not None]
    title = say("chart.empty")
    if known:
        first = max(known, key=lambda row: float(row["value"]))
        title = say("industries.emitted_title", name=first["name"], co2=tonnes(first["value"]))
    unit = say("carbon.unit_co2")
    about = topic.about(
        title,
        say("industries.emitted_measure", place=place, unit=unit),
        rows,
        plan().role("industries.intensity"),
    )
    data = charts.bars.data(drawn, Measure(CO2, 0, language()))
    panel.chart("industries-co2", "bars", data, about, _named(rows), _year_columns())


def fallen(topic: Topic, rows: Rows, place: str) -> None:
    """How far CO2 intensity fell below the base year."""
    drawn = [{**row, "name": said_name(row), "value": row["co2_since_base_percent"]} for row in rows]
    drawn = [
        {**row, "tone": "gain" if row["value"] < 0 else "loss"} for row in drawn if row["value"] is not None
    ]
    title = say("chart.empty")
    if drawn:
        best, least = (pick(drawn, key=lambda row: float(row["value"])) for pick in (min, max))
        facts = {"best": best["name"], "value": words.signed(best["value"], "%"), "least": least["name"]}
        title = say("industries.fallen_title", least_value=words.signed(least["value"], "%"), **facts)
    about = topic.about(
        title,
        say("industries.fallen_measure", base=base_year(), place=place),
        rows,
        plan().role("industries.intensity"),
    )
    data = charts.bars.data(drawn, Measure("%", 1, language()), signed=True)
    panel.chart("industries-fall", "bars", data, about, _named(rows), _year_columns())


def years(topic: Topic, rows: Rows, place: str) -> None:
    """Every industry and year."""
    title = say("industries.years_title", place=place, count=len(rows))
    about = topic.about(
        title, say("industries.years_measure", base=base_year()), rows, plan().role("industries.intensity")
    )
    panel.table("industries-years", about, _named(rows[::-1]), _year_columns(), 320)


def intensity(topic: Topic, rows: Rows, industry: str, place: str) -> None:
    """CO2 per value added against the base year."""
    drawn = [{**row, "value": row["co2_t_per_10k_yuan"]} for row in rows]
    known = [row for row in drawn if row["value"] is not None]
    title, base = say("industries.one_none", place=place, name=industry), None
    if known:
        last = known[-1]
        value, change = (
            words.number(last["value"], PER_YUAN, 3),
            words.signed(last["co2_since_base_percent"], "%"),
        )
        title = say(
            "industries.intensity_title", base=base_year(), year=last["year"], value=value, change=change
        )
        if last["base_co2_t_per_10k_yuan"] is not None:
            base = Goal(float(last["base_co2_t_per_10k_yuan"]))
    measure = say("industries.intensity_measure", base=base_year(), place=place, name=industry)
    about = topic.about(title, measure, rows, plan().role("industries.intensity"))
    data = line(drawn, Measure("", 2, language()), base)
    panel.chart("industry-intensity", "trend", data, about, _named(rows), _year_columns())


def energy(topic: Topic, rows: Rows, industry: str, place: str) -> None:
    """Energy use, year by year."""
    drawn = [{**row, "value": row["energy_10k_tce"]} for row in rows]
    known = [row for row in drawn if row["value"] is not None]
    title = say("industries.energy_none", place=place, name=industry)
    if known:
        last = known[-1]
        used, change = (
            words.amount(last["energy_tce"], "吨标准煤"),
            words.signed(last["energy_change_percent"], "%"),
        )
        title = say("industries.energy_title", year=last["year"], value=used, change=change)
    measure = say("industries.energy_measure", place=place, name=industry)
    about = topic.only("S1").about(title, measure, rows)
    data = line(drawn, Measure("", 1, language()))
    panel.chart("industry-energy", "trend", data, about, _named(rows), _year_columns())


def statements(topic: Topic, rows: Rows, lines: list[Line], industry: str, place: str) -> None:
    """Every statement that speaks of the industry."""
    headings = [say("column.statement"), say("column.value"), say("column.status")]
    frame = pd.DataFrame(rows)
    if rows:
        frame = frame.assign(
            label=[f"{row['statement']} {said(row, 'name')} {said(row, 'sector_name')}" for row in rows],
            unit_said=[figures.unit_name(row["unit"], language()) for row in rows],
            told=[told(row) for row in rows],
        )
    title = say("industries.statements_title", name=industry, count=len(rows))
    about = topic.about(title, say("industries.statements_measure", place=place), rows)
    framed("industry-statements", about, headings, lines, frame, statement_columns())


def products(topic: Topic, rows: Rows, place: str) -> None:
    """How far each product is above its target, or else above the advanced level."""
    drawn = []
    for row in rows:
        own = row["above_target_kgce_per_t"] is not None
        against = row["target_percent"] if own else row["advanced_percent"]
        unit = words.number(row["unit_energy_kgce_per_t"], "千克标准煤/吨")
        key = "industries.against_target" if own else "industries.against_advanced"
        limit = words.number(row["target_kgce_per_t"] if own else row["advanced_kgce_per_t"], "", 0)
        drawn.append(
            {
                "name": said(row, "product_name"),
                "value": against,
                "label": words.signed(against, "%"),
                "tip": f"{said(row, 'product_name')}  {unit} · {say(key, limit=limit)}",
                "tone": "loss" if against is not None and against > 0 else "gain",
                "grade": row["grade"],
            }
        )
    judged = [row for row in rows if row["target_kgce_per_t"] is not None]
    title = say("industries.products_plain", count=len(rows))
    if judged:
        title = say("asked.semicolon").join(_against(row) for row in judged)
    frame = pd.DataFrame(rows).assign(name=[said(row, "product_name") for row in rows])
    period = words.period(rows[0]["period"])
    about = topic.about(
        title,
        say("industries.products_measure", place=place, period=period),
        rows,
        plan().role("industries.product_energy"),
        period,
    )
    data = charts.bars.data(drawn, Measure("%", 1, language()), signed=True)
    panel.chart("industry-products", "bars", data, about, frame, _product_columns())


def _against(row: dict[str, Any]) -> str:
    value = words.number(row["unit_energy_kgce_per_t"], "", 1)
    limit = words.number(row["target_kgce_per_t"], "千克标准煤/吨", 0)
    key = "over" if row["above_target_kgce_per_t"] > 0 else "within"
    return say(f"industries.product_{key}", name=said(row, "product_name"), value=value, limit=limit)


def _judged(role: str) -> str:
    """The heading of a statement's verdict on a product."""
    return say(f"industries.column_{role}", statement=plan().role(f"industries.{role}"))


def _product_columns() -> list[Column]:
    unit = "kgce/t"
    return [
        Column("name", say("industries.column_product")),
        Column("period", say("column.period"), "period"),
        Column("unit_energy_kgce_per_t", say("industries.column_unit_energy"), "number", unit),
        Column("target_kgce_per_t", say("column.target"), "number", unit),
        Column("advanced_kgce_per_t", say("industries.column_advanced"), "number", unit),
        Column("change_percent", say("column.growth"), "number", "%"),
        Column("unit_co2_t_per_t", say("industries.column_unit_co2"), "number", "tCO₂/t", 3),
        Column("advanced_status", _judged("product_advanced"), "status"),
        Column("energy_status", _judged("product_energy"), "status"),
        Column("co2_status", _judged("product_co2"), "status"),
        Column("grade", say("column.grade"), "grade"),
    ]
