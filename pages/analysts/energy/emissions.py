"""Draws CO2: the place's own series, Guangxi's beside it, who has peaked, and whether reports hold."""

import streamlit as st

from data.plan import TOTAL, plan
from pages.charts.measure import Measure
from pages.frame import choices
from pages.frame.visit import Visit
from pages.pieces import panel, trends
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.tables import Column, Shown
from pages.speech import figures, names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

CO2 = "万吨二氧化碳"
OWN = "industry"
BESIDE = {
    "industry_reported": "S3",
    "industry_published": "S0",
}  # Guangxi's series, and where each comes from


def own(visit: Visit) -> None:
    """CO2 of the place and sector, year by year, by kind of source behind it."""
    rows = visit.ask("co2_series", source=OWN, **visit.given("region", "sector"))
    rows = trends.until(rows, visit.chosen.period)
    _series(visit, "energy-co2", rows, visit.scope, _measure(rows), statement="energy.peak")


def _measure(rows: Rows) -> str:
    """Which factor the line stands on, and what is drawn beside it."""
    if not rows:
        return say("carbon.co2_measure")
    return say(
        "carbon.co2_one_factor", grid=say(f"carbon.grid_{rows[0]['grid']}"), year=rows[0]["factor_year"]
    )


def beside(visit: Visit) -> None:
    """Guangxi, reported or as published by researchers."""
    spot = st.container()
    with st.container(key="energy-beside"):
        source = choices.choice(
            "beside", tuple(BESIDE), lambda code: say(f"carbon.{code}"), say("carbon.ask_beside")
        )
    around = next(one.code for one in plan().regions.values() if one.kind == "autonomous_region")
    rows = trends.until(
        visit.ask("co2_series", source=source, region=around, sector=TOTAL), visit.chosen.period
    )
    with spot:
        what = say(f"carbon.{source}")
        _series(visit, "energy-beside", rows, names.region(around), what, sheet=BESIDE[source])


def _series(
    visit: Visit, key: str, rows: Rows, place: str, what: str, *, statement: str = "", sheet: str = ""
) -> None:
    """One series of CO2, with its largest year named."""
    title, as_of = say("carbon.co2_none", place=place), ""
    known = [row for row in rows if row["value"] is not None]
    if known:
        most, last = max(known, key=lambda row: float(row["value"])), known[-1]
        facts = {"place": place, "peak": most["year"], "most": _tonnes(most["value"])}
        kind = "rising" if most["year"] == last["year"] else "title"
        title = say(f"carbon.co2_{kind}", **facts, year=last["year"], value=_tonnes(last["value"]))
        as_of = words.period(last["period"])
    columns: Shown = [
        "period",
        Column("value", say("column.co2_t")),
        "reported_value",
        "fuel_combustion",
        Column("process", say("carbon.column_process")),
        *("net_electricity_heat", "reported_electricity_heat", "factor_version"),
        *("conversion", "break_value", "break_points", "grade"),
    ]
    about = visit.about(
        title,
        say("carbon.co2_of", what=what, place=place, unit=names.unit(CO2)),
        rows,
        sheets=(sheet,) if sheet else (),
        statement=plan().role(statement) if statement else "",
        as_of=as_of,
    )
    data = trends.line(rows, Measure("", 0, language()), beside=_reported(rows))
    panel.chart(key, "trend", data, about, rows.plus(conversion=_conversion), columns)


def _reported(rows: Rows) -> list[Row]:
    """The series as it was reported, where it is another, with what each change of factor does to it."""
    if all(row["value"] == row["reported_value"] for row in rows):
        return []
    return [{"period": row["period"], "value": row["reported_value"], "breaks": _break(row)} for row in rows]


def _break(row: Row) -> str:
    """What a change of the grid factor does to the reported figure, in 万吨 and in points; '' without one."""
    if not row["factor_break"]:
        return ""
    if row["break_value"] is None:
        return say("carbon.break_unknown")
    sizes = {"amount": words.signed(row["break_value"]), "points": words.signed(row["break_points"])}
    return say("carbon.break", **sizes)


def _conversion(row: Row) -> str:
    """How a year came onto the one factor, and whether its report mixed several."""
    if row["conversion"] is None:
        return ""
    told = say(f"carbon.conversion_{row['conversion']}")
    return say("carbon.conversion_of_mixed", told=told) if row["mixed_factors"] else told


def _tonnes(value: float | None) -> str:
    """An amount given in 万吨, with one decimal; in millions where the language counts so."""
    return words.amount(value, CO2) if language() == "en" else words.number(value, CO2)


def peaks(visit: Visit) -> None:
    """Liuzhou beside Guangxi: peak year, how far below it now, what may be said."""
    rows = visit.ask("co2_peak_state")
    told = {row["source"]: row for row in reversed(rows)}  # the first of each series
    title = say("carbon.peak_none")
    if OWN in told:
        title = say("carbon.peak_title", year=told[OWN]["peak_year"], state=_state(told[OWN]))
        if other := told.get("industry_reported"):
            title = say("carbon.peak_beside", title=title, year=other["peak_year"], state=_state(other))
    headings = [
        say("carbon.column_series"),
        say("column.peak_year"),
        say("column.newest_year"),
        say("carbon.column_state"),
    ]
    columns: Shown = [
        "region",
        Column("source", say("carbon.column_series")),
        *("peak_year", "peak_value", "newest_year", "newest_value"),
        *("change_since_peak_percent", "later_points"),
        Column("state", say("carbon.column_state")),
        "grade",
    ]
    about = visit.about(title, say("carbon.peak_measure"), rows, sheets=("S3", "S0"))
    framed(
        "energy-peaks",
        about,
        headings,
        [_peak(row) for row in rows],
        rows.plus(source=_source, state=_state),
        columns,
    )


def _source(row: Row) -> str:
    return say(f"carbon.series_{row['source']}")


def _state(row: Row) -> str:
    return say(f"carbon.state_{row['state']}")


def _peak(row: Row) -> Line:
    since = say("carbon.since_peak", change=words.signed(row["change_since_peak_percent"], "%"))
    newest = figures.plain(row["newest_value"])
    cells = [
        Cell(str(row["peak_year"]), figures.plain(row["peak_value"])),
        Cell(str(row["newest_year"]), f"{newest} · {since}" if row["later_points"] else newest),
        Cell(_state(row), say("carbon.later", count=row["later_points"]), loud=True),
    ]
    return Line(names.region(row["region"]), cells, note=f"{_source(row)} · {names.grade(row['grade'])}")


def derived(visit: Visit) -> None:
    """Reported CO2 beside what follows from the enterprises' energy, with the year of the grid factor."""
    sector = None if visit.chosen.sector == TOTAL else visit.chosen.sector
    rows = visit.ask("co2_reported_and_derived", region=visit.chosen.region, sector=sector)
    rows = trends.until(rows, visit.chosen.period)
    rows = rows.kept(lambda row: row["year"] == rows[0]["year"])
    if not rows:
        return
    whole = rows[0]
    year = whole["grid_factor_year"]
    title = say(
        "carbon.derived_title",
        place=visit.scope,
        year=whole["year"],
        verdict=_verdict(whole),
        reported=words.amount(whole["reported_energy_tco2"], "吨二氧化碳"),
        derived=words.amount(whole["derived_energy_tco2"], "吨二氧化碳"),
    )
    factor = say("carbon.factor_unknown") if year is None else say("carbon.factor_year", year=year)
    tolerance = words.number(whole["tolerance_percent"], "%", 0)
    columns: Shown = [
        *("sector", "reported_total_tco2", "reported_energy_tco2", "derived_energy_tco2"),
        *("difference_percent", "covered", "grid_factor_year", "factor_version", "verdict", "grade"),
    ]
    measure = say("carbon.derived_measure", factor=factor, tolerance=tolerance)
    about = visit.about(title, measure, rows, sheets=("S3", "S2"))
    panel.table("energy-derived", about, rows.plus(verdict=_verdict), columns)


def _verdict(row: Row) -> str:
    return say(f"carbon.verdict_{row['verdict']}")
