"""Draws the frames of the indicator page: trend with outlook, places, sectors."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.plan import TOTAL, plan
from pages import charts
from pages.analysts.indicator.figure import Figure
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import panel, tables, trends
from pages.pieces.tables import Column, Shown
from pages.speech import figures, names, palette, words
from pages.speech.words import language, say
from queries.question import Row, Rows

NAMED = 3
AMOUNTS = ("budget", "peak_before")  # cumulative amounts: only whole years stand beside each other
SIZES = (*AMOUNTS, "count", "narrative")  # values that say how large a place is, not how well it does
MOVING = ("gap_year", "gap_base")  # held against an earlier year of their own
PROGRESS = ("value", "required", "target", "gap")


def progress(figure: Figure, first: Column | str, without: Sequence[str] = ()) -> Shown:
    """The table behind every chart of progress."""
    numbers = [Column(field, unit=figure.unit, decimals=figure.decimals) for field in PROGRESS]
    shown: Shown = [first, *numbers, "attained", "maturity", "status", "grade"]
    return [one for one in shown if not (isinstance(one, Column) and one.field in without)]


def path_in_words(figure: Figure, row: Row) -> str:
    """How far the value lies behind or ahead of the required path; empty without a path."""
    short = row["short_of_path"]
    if short is None:
        return ""
    size = round(abs(float(short)), 9)
    unit = "个百分点" if figure.statement.unit == "%" else figure.statement.unit
    places = max(figure.decimals, figures.telling_decimals(size, 0.0, figure.decimals))
    key = "even" if size == 0 else "short" if short > 0 else "ahead"
    return say(f"indicator.path_{key}", amount=words.number(size, unit, places))


def told_of_path(figure: Figure, row: Row) -> str:
    """The period and its value, with how far from the path it lies; where none leads there, from the line."""
    told = {"period": words.period(row["period"]), "value": figure.write(row["value"])}
    if row["value"] is None or row["required"] is None:
        return say("indicator.trend_title_bare", **told)
    if row["required"] != row["target"]:
        return say("indicator.trend_title", **told, path=path_in_words(figure, row))
    apart = round(float(row["value"]) - float(row["target"]), 9)
    unit = "个百分点" if figure.statement.unit == "%" else figure.statement.unit
    places = max(figure.decimals, figures.telling_decimals(abs(apart), 0.0, figure.decimals))
    key = "at_line" if apart == 0 else "above_line" if apart > 0 else "below_line"
    amount = words.number(abs(apart), unit, places)
    return say(f"indicator.{key}", **told, line=figure.write(row["target"]), amount=amount)


def trend(visit: Visit, figure: Figure, rows: Rows, path: Rows, band: Sequence[Row]) -> None:
    """Whole years up to the judged period against the required path; what came after in a lighter line."""
    rows = trends.of_one_base(figure.statement, rows, figure.period)
    newest = rows[-1]["period"]
    whole = [row for row in rows if row["month"] == 12]
    kept = [row for row in rows if row["month"] == 12 or row["period"] in (figure.period, newest)]
    if figure.statement.rule in AMOUNTS and whole:
        kept = whole  # part of a year is no neighbour of whole years
        figure = replace(figure, period=kept[-1]["period"])
    cut = [row["period"] for row in kept].index(figure.period) + 1
    told, later = kept[:cut], kept[cut:]
    until = figures.position(figure.period)
    expected = [str(row["year"]) for row in path if row["year"] <= until]
    beside = reported(visit, figure)
    line = charts.trend.data(told, figure.measure, _goal(told[-1], path), expected, beside)
    made = charts.outlook.data(line, told[-1], later, figure.measure, band)
    title = told_of_path(figure, told[-1])
    measure = say("indicator.trend_measure", name=figure.name, unit=figure.unit, scope=figure.scope)
    measure += f" · {say('indicator.later')}" if later else ""
    measure += f" · {say('indicator.band')}" if band else ""
    method = words.pick(figure.statement.method, figure.statement.method_en)
    measure += f" · {say('indicator.as_reported')}" if beside else ""
    about = replace(visit.about(title, measure, rows, as_of=figure.when), method=method)
    panel.chart("trend", "outlook", made, about, rows.told(reversed(rows)), progress(figure, "period"))


def reported(visit: Visit, figure: Figure) -> list[Row]:
    """What a statement on one grid factor was as reported, with a mark wherever that factor changes."""
    known = visit.ask("co2_factor_years", statement=figure.statement.id, **visit.given("region", "sector"))
    rows = [row for row in known if row["item"] == "" and row["period"] <= figure.period]
    if not any(row["difference"] for row in rows):
        return []
    return [{"period": row["period"], "value": row["reported_value"], "breaks": _break(row)} for row in rows]


def _break(row: Row) -> str:
    """The size of a change of factor in the statement's own unit; '' without one."""
    if not row["factor_break"]:
        return ""
    if row["break_size"] is None:
        return say("carbon.break_unknown")
    own = plan().statements[row["statement"]]
    return say("indicator.break", size=words.signed(row["break_size"], own.unit, own.decimals))


def _goal(row: Row, path: Rows) -> Goal | None:
    if row["target"] is None:
        return None
    points = [(float(one["year"]), float(one["required"])) for one in path if one["required"] is not None]
    name = say(f"chart.path_{path[0]['path']}") if points else ""
    due = None if row["due_year"] is None else int(row["due_year"])
    high = None if row["target_high"] is None else float(row["target_high"])
    return Goal(float(row["target"]), due, points, name, high)


def moving(figure: Figure) -> bool:
    """Whether a change is promised and no level: places are told by how far they moved."""
    return figures.STYLES.get(figure.statement.rule) in MOVING


def compared(figure: Figure, rows: Rows) -> tuple[list[Row], Measure]:
    """The rows by what is promised: their level, or the change since the year they are held against."""
    if not moving(figure):
        return list(rows), figure.measure
    unit = "个百分点" if figure.statement.unit == "%" else "%"
    return [{**row, "value": row["change"], "level": row["value"]} for row in rows], Measure(
        unit, 1, language()
    )


def _judged_bars(figure: Figure, rows: Iterable[Row], measure: Measure) -> list[Row]:
    """Bars in the colour of their status, with its shape behind the number."""
    made, write = [], figures.signed if moving(figure) else figures.number
    for row in rows:
        code, number = str(row["status"]), write(row["value"], "", measure.decimals)
        level = f"{figure.write(row['level'])}  " if "level" in row else ""
        tip = f"{row['name']}  {level}{measure.write(row['value'])}  {names.status(code)}"
        mark = {"tone": palette.status_token(code), "label": f"{number} {plan().statuses[code].shape}"}
        if not plan().statuses[code].judged and row["target"] is None:
            mark = {"tone": "accent", "label": number}
        made.append({**row, **mark, "tip": tip})
    return made


def _extremes(figure: Figure, rows: Iterable[Row], measure: Measure) -> str:
    """Who is best and who is worst, by what is promised; alike where the last decimal shows no difference."""
    known = sorted(
        (
            {**row, "value": round(float(row["value"]), measure.decimals)}
            for row in rows
            if row["value"] is not None and not _at_its_end(figure, row)
        ),
        key=lambda row: -figure.statement.direction * float(row["value"]),
    )
    if not known:
        return say("chart.empty")
    if figure.statement.rule in SIZES:
        known.sort(key=lambda row: -float(row["value"]))
        most = known[0]["value"]
        return say("indicator.regions_most", best=_several(known, most), best_value=measure.write(most))
    write = (lambda value: words.signed(value, measure.unit, 1)) if moving(figure) else measure.write
    best, worst = known[0]["value"], known[-1]["value"]
    if best == worst:
        key = "indicator.regions_alike" if len(known) > 1 else "indicator.regions_one"
        return say(key, best=_several(known, best), best_value=write(best), count=len(known))
    return say(
        "indicator.regions_moved" if moving(figure) else "indicator.regions_title",
        best=_several(known, best),
        best_value=write(best),
        worst=_several(known, worst),
        worst_value=write(worst),
    )


def _at_its_end(figure: Figure, row: Row) -> bool:
    """Whether a share cannot move any further: 0 % where it shall fall, 100 % where it shall rise."""
    end = 0.0 if figure.statement.direction < 0 else 100.0
    return figure.statement.unit == "%" and row.get("level") == end


def _several(rows: Iterable[Row], value: float) -> str:
    """The names that share a value, the first few of them."""
    found = [str(row["name"]) for row in rows if row["value"] == value]
    if len(found) <= NAMED:
        return words.joined(found)
    glue = "" if language() == "zh" else ", "
    return words.joined(found[:NAMED]) + glue + say("indicator.and_others")


def regions(visit: Visit, figure: Figure, rows: Rows) -> None:
    """Counties and zones in the colour of their status; zones say what they are."""
    table = rows.plus(code=lambda row: row["region"], name=_place_name)
    bars = table.kept(lambda row: row["region_kind"] != "city")
    counties = [row for row in bars if row["region_kind"] == "county"]
    counted = figure.statement.rule == "count"  # a place without members has none; it is not silent
    silent = [row for row in counties if row["value"] is None and row["status"] != "not_applicable"]
    absent = [] if counted else [row["name"] for row in silent]
    measure = say("indicator.regions_measure", period=figure.when, unit=_unit(figure))
    if absent:
        measure += f" · {say('indicator.not_in', places=words.joined(absent))}"
    bases = {str(row["base_year"]) for row in bars if row["base_year"] is not None}
    if figure.statement.counted_from_base and bases:
        measure += f" · {say('indicator.counted_from', years=words.joined(sorted(bases)))}"
    drawn, scale = compared(figure, bars)
    data = charts.bars.data(_judged_bars(figure, drawn, scale), scale, signed=moving(figure))
    known = [row for row in drawn if row["region_kind"] == "county"]
    about = visit.about(_extremes(figure, known, scale), measure, rows)
    shown = progress(figure, Column("name", say("column.place")))
    panel.chart("regions", "bars", data, about, table, shown)


def parts(visit: Visit, figure: Figure, rows: Rows, value: float | None) -> None:
    """What the statement is made of, or what stands beside it: each part with its own answer.

    `value` is the statement's own; where one part alone gives it (the lowest), the title names that part.
    """
    aimed = rows.plus(target=lambda row: None if row["status"] == "no_target" else row["target"])
    table = aimed.plus(name=lambda row: names.item(row["statement"], row["item"]))
    title = say("indicator.parts_title", name=figure.name, count=len(rows))
    lowest = [row for row in table if row["value"] == value and plan().statuses[row["status"]].judged]
    if value is not None and lowest:
        told = {"part": lowest[0]["name"], "value": figure.write(value)}
        title = say("indicator.parts_decided", name=figure.name, count=len(rows), **told)
    about = visit.about(title, say("indicator.parts_measure", period=figure.when, place=visit.place()), rows)
    shown = progress(figure, Column("name", say("indicator.parts")), without=("required", "gap"))
    panel.table("parts", about, table, shown, tables.height(table))


def _unit(figure: Figure) -> str:
    """What the bars count: the statement's unit, or where a change is promised the change since when."""
    if not moving(figure):
        return figure.unit
    since = figures.STYLES[figure.statement.rule]
    unit = names.unit("个百分点") if figure.statement.unit == "%" else "%"
    return say(f"indicator.since_{since}", unit=unit, year=figure.statement.path_start)


def emitted(visit: Visit, figure: Figure, rows: Rows) -> None:
    """What the industries meant emitted year by year, beside what a person judged of it."""
    measure = say("judged.measure", place=visit.place(), period=figure.when)
    about = visit.about(say("judged.title", name=figure.name), measure, rows)
    panel.table("judged-co2", about, rows, ["year", "sector", "co2_10k_t", "change_percent", "grade"])


def _place_name(row: Row) -> str:
    name = names.region(row["region"])
    return say("indicator.zone", name=name) if row["region_kind"] == "zone" else name


def sectors(visit: Visit, figure: Figure, rows: Rows) -> None:
    """The sectors of the place in the colour of their status."""
    own = rows.kept(lambda row: row["sector"] != TOTAL)
    bars = own.plus(code=lambda row: row["sector"], name=lambda row: names.sector(row["sector"]))
    place = visit.place()
    measure = say("indicator.sectors_measure", place=place, period=figure.when, unit=_unit(figure))
    drawn, scale = compared(figure, bars)
    about = visit.about(_extremes(figure, drawn, scale), measure, rows)
    data = charts.bars.data(_judged_bars(figure, drawn, scale), scale, signed=moving(figure))
    panel.chart("sectors", "bars", data, about, rows, progress(figure, "sector", without=["required"]))
