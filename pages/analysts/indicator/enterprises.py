"""Draws the enterprises behind a bar: the largest of the place or sector, with their share."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from pages import charts
from pages.analysts.indicator.kinds.kind import Draw
from pages.analysts.indicator.subject import Subject
from pages.charts.measure import Measure
from pages.pieces import panel
from pages.pieces.tables import Column, Shown
from pages.speech import figures, names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

SHOWN, NAMED = 10, 3
Found = list[dict[str, Any]]  # enterprise, amount, region, grade; of those elsewhere nameless ones


def draw(subject: Subject) -> list[Draw]:
    """The block, where the statement's sheets tell enterprises and these have an amount here."""
    if field := LEVELS.get(subject.statement.series):
        return _of_levels(subject, field)
    known = BEHIND.get(subject.statement.series)
    if known is None:
        return []
    what, unit, ask = known
    found = [row for row in ask(subject) if row["amount"]]
    named = [row for row in found if row["enterprise"]]
    return [partial(_largest, subject, what, unit, found)] if named and len(found) > 1 else []


def _energy(subject: Subject) -> Found:
    """The energy of every enterprise, or that part of it which the statement counts."""
    part = subject.statement.series_params.get("part")
    given = subject.visit.given("region", "sector", "basis")
    rows = subject.visit.ask("energy_shares_enterprises", **given, period=subject.figure.period)
    every = (*rows, *rows.folded)
    return [{**row, "amount": _part(row, None if part is None else f"{part}_share")} for row in every]


def _part(row: Row, share: str | None) -> float:
    """An enterprise's energy, or a share of it; 0 where it is not known."""
    whole = float(row["energy_tce"] or 0)
    return whole if share is None else whole * float(row[share] or 0) / 100


def _waste(subject: Subject) -> Found:
    """The solid waste that every enterprise makes, all kinds together."""
    given = subject.visit.given("region")
    rows = subject.visit.ask("solid_waste_enterprises", **given, period=subject.figure.period)
    made: dict[str, dict[str, Any]] = {}
    for row in (*rows, *rows.folded):
        one = made.setdefault(row["enterprise_key"] or row["who"], {**row, "amount": 0.0})
        one["amount"] += float(row["generated_t"] or 0)
    return list(made.values())


BEHIND: dict[str, tuple[str, str, Callable[[Subject], Found]]] = {  # by series: what is counted, its unit
    "intensity_reduction": ("energy", "吨标准煤", _energy),
    "energy_share": ("part", "吨标准煤", _energy),
    "solid_waste": ("waste", "吨", _waste),
}


LEVELS = {"unit_energy": "unit_energy_kgce_per_t", "alternative_materials": "alternative_raw_share"}


def _of_levels(subject: Subject, field: str) -> list[Draw]:
    """The level of every enterprise that makes the product, where they are more than one and differ."""
    product = subject.statement.series_params.get("product")
    given = {**subject.visit.given("region"), "product": product, "period": subject.figure.period}
    rows = subject.visit.ask("product_energy_enterprises", **given)
    found = rows.kept(lambda row: row[field] is not None).plus(
        code=lambda row: f"{row['enterprise_key']} {row['product']} {row['line']}",
        name=lambda row: " ".join(
            part
            for part in (
                row["enterprise"],
                row["line"] or "",
                "" if product else names.product(row["product"]),
            )
            if part
        ),
        value=lambda row: row[field],
    )
    told = {round(float(row["value"]), subject.figure.decimals) for row in found}
    return [partial(_side_by_side, subject, found)] if len(told) > 1 else []


def _side_by_side(subject: Subject, found: Rows) -> None:
    """Every enterprise's own level beside the target of all; nobody is judged here."""
    figure, target = subject.figure, subject.judged["target"]
    rows = found.told(sorted(found, key=lambda row: -row["value"]))
    above = [str(row["name"]) for row in rows if target is not None and row["value"] > target]
    told = {"all": len(rows), "low": figure.write(rows[-1]["value"]), "high": figure.write(rows[0]["value"])}
    title = say("others.levels" if found.folded else "indicator.levels", **told)
    if target is not None and subject.statement.rule == "at_most" and not found.folded:
        key = "indicator.levels_above" if above else "indicator.levels_none_above"
        few = {"count": len(above), "names": words.joined(above[:NAMED]), "line": figure.write(target)}
        title = say(key, **told, **few)
    period = words.period(str(rows[0]["period"]))
    measure = say("indicator.levels_measure", place=subject.visit.place(), period=period, unit=figure.unit)
    about = subject.visit.about(title, measure, rows, as_of=period)
    data = charts.bars.data(rows[:SHOWN], figure.measure, goal=target)
    columns = [
        Column("name", say("column.enterprise")),
        Column("region", kind="region"),
        Column("value", figure.name, "number", unit=figure.unit, decimals=figure.decimals),
        Column("grade", kind="grade"),
    ]
    panel.chart("enterprises", "bars", data, about, rows, columns)


def _largest(subject: Subject, what: str, unit: str, found: Sequence[Row]) -> None:
    """The largest ten as bars with their share of all, and how much the first three are together."""
    visit, rows = subject.visit, _ordered(found)
    scale = figures.Scale.of((row["value"] for row in rows), unit, language())
    bars = rows.plus(
        label=lambda row: f"{scale.bare(row['value'], 0)}  {words.number(row['share'], '%', 1)}",
        tip=lambda row: "  ".join(
            (row["name"], names.region(row["region"]), words.number(row["value"], unit, 0))
        ),
    )
    first, period = bars[:NAMED], words.period(str(found[0]["period"]))
    few = {"all": len(found), "names": words.joined(str(row["name"]) for row in first)}
    share = words.number(sum(row["share"] for row in first), "%", 0)
    title = say("indicator.behind_all", **few)
    if len(rows) > NAMED:
        title = say("indicator.behind_title", count=NAMED, share=share, **few)
    if len(found) > len(rows):
        share = words.number(sum(row["share"] for row in rows), "%", 0)
        title = say("others.behind", count=len(rows), share=share, **few)
    told = {
        "what": _what(subject, what),
        "place": visit.scope,
        "period": period,
        "unit": scale.unit(unit, language()),
    }
    measure = say("indicator.behind_measure", **told)
    if len(rows) > SHOWN:
        measure += f" · {say('indicator.behind_first', count=SHOWN)}"
    about = visit.about(title, measure, rows, as_of=period)
    data = charts.bars.data(bars[:SHOWN], Measure(unit, 0, language()))
    panel.chart("enterprises", "bars", data, about, rows, _columns(unit))


def _ordered(found: Sequence[Row]) -> Rows:
    """The enterprises, the largest first, with their share of all of them."""
    whole = sum(float(row["amount"]) for row in found)
    return Rows(
        {
            "code": row["enterprise_key"],
            "name": row["enterprise"],
            "region": row["region"],
            "value": float(row["amount"]),
            "share": 100 * float(row["amount"]) / whole,
            "grade": row["grade"],
        }
        for row in sorted(found, key=lambda row: -float(row["amount"]))
        if row["enterprise"]
    )


def _what(subject: Subject, what: str) -> str:
    part = subject.statement.series_params.get("part", "")
    return say(f"indicator.behind_{part}" if what == "part" else f"indicator.behind_{what}")


def _columns(unit: str) -> Shown:
    return [
        Column("name", say("column.enterprise")),
        Column("region", kind="region"),
        Column("value", say("indicator.behind_amount"), "number", unit=names.unit(unit), decimals=0),
        Column("share", say("indicator.behind_share"), "number", unit="%", decimals=1),
        Column("grade", kind="grade"),
    ]
