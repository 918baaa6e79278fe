"""Draws why energy or CO2 moved: two years are chosen, what lies between them is split into its causes."""

from collections.abc import Callable

import streamlit as st

from pages import charts
from pages.charts.measure import Measure
from pages.frame import choices, page
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.tables import Column
from pages.speech import names, words
from pages.speech.words import language, say
from queries.energy.energy_drivers import REST, Drivers, energy_drivers, years
from queries.question import Row, Rows

UNITS = {"energy": "万吨标准煤", "co2": "万吨二氧化碳"}
SHEETS = ("S1", "S3")
VISIBLE = 0.05  # a rest smaller than what one decimal shows is not drawn


def draw(visit: Visit) -> None:
    """The two years and their choice; the waterfall, and the sectors beside it."""
    with st.container(key="energy-asking", horizontal=True, vertical_alignment="bottom", gap="medium"):
        what = choices.choice(
            "what", tuple(UNITS), lambda code: say(f"carbon.what_{code}"), say("carbon.ask_what")
        )
        given = {"what": what, "region": visit.chosen.region, "basis": visit.chosen.basis}
        known = years(**given, snapshot=visit.snapshot)
        if len(known) > 1:
            start = _year("from", known[:-1], known, "carbon.ask_from")
            end = _year("to", [year for year in reversed(known) if year > start], known, "carbon.ask_to")
    if len(known) < 2:
        page.empty(say("carbon.why_none", place=visit.place()))
        return
    found = energy_drivers(start, end, **given, snapshot=visit.snapshot)
    if found is None:
        page.empty(say("carbon.why_gap", start=start, end=end))
        return
    rows, columns = _parts(found)
    left, right = st.columns(2)
    with left:
        _chart(visit, found, rows, columns)
    with right:
        _table(visit, found, rows, columns)


def _year(name: str, offered: list[int], known: list[int], key: str) -> int:
    """One of the offered years; another known one gives way quietly (the years stand in order)."""
    label: Callable[[str], str] = words.period
    return int(
        choices.one_of(name, [str(year) for year in offered], label, say(key), [str(year) for year in known])
    )


def _parts(found: Drivers) -> tuple[Rows, list[Column]]:
    """Every sector's change with its effects, largest first."""
    rows = Rows(
        {
            "name": say("carbon.rest") if part.sector == REST else names.sector(part.sector),
            "change": part.change,
            "grade": found.grade,
            **dict(zip(found.factors, part.effects, strict=True)),
        }
        for part in found.parts
    )
    columns = [
        Column("name", say("column.sector")),
        Column("change", say("carbon.column_change"), "number"),
        *(Column(code, say(f"carbon.short_{code}"), "number") for code in found.factors),
        Column("grade", kind="grade"),
    ]
    return rows, columns


def _steps(found: Drivers) -> list[Row]:
    """The first year, what each factor added, what no factor tells, the last year."""
    changes = [
        (say(f"carbon.factor_{code}"), effect)
        for code, effect in zip(found.factors, found.effects, strict=True)
    ]
    if abs(found.other) >= VISIBLE:
        changes.append((say("carbon.factor_other"), found.other))
    return [
        {"name": str(found.start), "kind": "total", "change": found.before, "grade": found.grade},
        *({"name": name, "kind": "change", "change": one, "grade": found.grade} for name, one in changes),
        {"name": str(found.end), "kind": "total", "change": found.after, "grade": found.grade},
    ]


def _chart(visit: Visit, found: Drivers, rows: Rows, columns: list[Column]) -> None:
    """The waterfall from one year to the other, sectors in its table."""
    steps = _steps(found)
    told = say("asked.list").join(
        f"{say(f'carbon.short_{code}')} {words.signed(effect)}"
        for code, effect in zip(found.factors, found.effects, strict=True)
    )
    facts = {"start": found.start, "end": found.end, "effects": told}
    title = say(f"carbon.why_{found.what}", change=words.signed(found.change), **facts)
    unit = names.unit(UNITS[found.what])
    measure = say(f"carbon.why_measure_{found.what}", place=visit.place(), unit=unit, year=found.start)
    about = visit.about(title, measure, steps, sheets=SHEETS)
    data = charts.waterfall.data(steps, Measure("", 1, language()))
    panel.chart("energy-why", "waterfall", data, about, rows, columns)


def _table(visit: Visit, found: Drivers, rows: Rows, columns: list[Column]) -> None:
    """Which sectors carried the change, and through which factor."""
    most = rows[0]
    title = say("carbon.parts_title", name=most["name"], change=words.signed(most["change"]))
    measure = say("carbon.parts_measure", unit=names.unit(UNITS[found.what]))
    panel.table("energy-parts", visit.about(title, measure, rows, sheets=SHEETS), rows, columns, 318)
