"""Draws what is known of solid waste: every period against the line, kinds, enterprises, places."""

from collections.abc import Sequence

from data.plan import plan
from pages import charts
from pages.analysts.circular import tables
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import coverage, panel
from pages.pieces.tables import height
from pages.speech import figures, names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

SHOWN = 12  # as many periods are drawn; the table has all of them
WASTE = plan().role("circular.waste")


def line_of(rows: Sequence[Row]) -> str:
    """The line that the rates of these places are held against."""
    return words.number(next((row["target"] for row in rows if row["target"] is not None), None), "%", 0)


def periods(visit: Visit, rows: Rows) -> None:
    """How far every period lies above the line; a failing one is marked."""
    target = words.number(rows[-1]["target"], "%", 0)
    drawn = [_period(row) for row in rows[-SHOWN:]][::-1]
    lost = [row for row in rows if not row["met"]]
    facts = {"count": len(rows), "target": target, "failed": len(lost)}
    title = say("circular.periods_all", **facts)
    if lost:
        worst = min(lost, key=lambda row: float(row["rate"]))
        told = {"period": words.period(worst["period"]), "rate": words.number(worst["rate"], "%")}
        title = say("circular.periods_some", **facts, **told)
    newest_first = rows.told(rows[::-1]).plus(told=_kept)
    measure = say("circular.periods_measure", place=visit.place(), target=target, shown=len(drawn))
    about = visit.about(title, measure, rows, statement=WASTE)
    data = charts.bars.data(drawn, Measure("", 1, language()), signed=True, sort=False)
    panel.chart("circular-periods", "bars", data, about, newest_first, tables.periods())


def _kept(row: Row) -> str:
    return say("circular.kept" if row["met"] else "circular.not_kept")


def _period(row: Row) -> Row:
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


def place(row: Row, streak: Row | None) -> Row:
    """One place on the map: its newest rate, and how many periods were below the line."""
    name, value, told, mark = names.region(row["region"]), words.number(row["value"], "%"), "", ""
    if streak is not None:
        below = streak["last_below"] is not None
        told = say(
            "circular.place_below" if below else "circular.place_kept",
            count=streak["periods"],
            target=line_of([streak]),
            last=words.period(streak["last_below"]),
            streak=streak["streak"],
        )
        mark = " ✕" if below else ""
    label = f"{figures.plain(row['value'])}{mark}"
    return {**row, "name": name, "label": label, "tip": f"{name}  {value} {told}", "failed_told": told}


def kinds(visit: Visit, rows: Rows) -> None:
    """The rate of every kind of waste, with how much arises."""
    known = [row for row in rows if row["rate"] is not None]
    title = say("circular.kinds_none")
    if known:
        least = min(known, key=lambda row: float(row["rate"]))
        most = max(known, key=lambda row: float(row["generated_t"]))
        facts = {"name": _kind(least), "rate": words.number(least["rate"], "%")}
        title = say("circular.kinds_title", most=_kind(most), **facts)
    drawn = [
        {"name": _kind(row), "value": row["rate"], "tip": _amounts(row), "grade": row["grade"]}
        for row in known
    ]
    period = words.period(rows[0]["period"])
    told = visit.ask("indicator_trend", statement=WASTE, **visit.given("region"))
    measure = say("circular.kinds_measure", place=visit.place(), period=period)
    measure += coverage.beside(told, rows[0]["period"])
    about = visit.about(title, measure, rows, statement=WASTE, as_of=period)
    data = charts.bars.data(drawn, Measure("%", 1, language()))
    panel.chart("circular-kinds", "bars", data, about, rows, tables.kinds())


def _kind(row: Row) -> str:
    return names.option("S12", "kind", row["kind"])


def _amounts(row: Row) -> str:
    """A kind of waste in one line: rate and amount."""
    return f"{_kind(row)}  {words.number(row['rate'], '%')} · {words.amount(row['generated_t'], '吨')}"


def enterprises(visit: Visit, rows: Rows) -> None:
    """Who makes which waste, and what becomes of it."""
    period = words.period((rows or rows.folded)[0]["period"])
    count = len({row["enterprise_key"] for row in rows}) + len({row["who"] for row in rows.folded})
    title = say("circular.enterprises_title", place=visit.place(), count=count, rows=rows.total)
    measure = say("circular.enterprises_measure", period=period)
    about = visit.about(title, measure, rows, statement=WASTE, as_of=period)
    panel.table("circular-enterprises", about, rows, tables.enterprises(), height(rows))
