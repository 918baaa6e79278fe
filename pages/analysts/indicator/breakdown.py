"""Draws who stands where: counties with zones apart, and sectors, as bars against their targets."""

from collections.abc import Callable, Iterable, Sequence

from data.plan import TOTAL, plan
from pages import charts
from pages.analysts.indicator import frames
from pages.analysts.indicator.figure import Figure
from pages.charts.measure import Measure
from pages.frame import filters
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.tables import Column, Shown
from pages.speech import figures, names, palette, words
from pages.speech.words import language, say
from queries.question import Row, Rows

NAMED = 3
ALIKE = 0.01  # of the largest value: less apart is no rank
SIZES = ("budget", "peak_before", "count", "narrative")  # values tell how large a place is, not how well
MOVING = ("gap_year", "gap_base")  # held against an earlier year of their own


def moving(figure: Figure) -> bool:
    """Whether a change is promised and no level: places are told by how far they moved."""
    return figures.STYLES.get(figure.statement.rule) in MOVING


def tells(rows: Rows, part: str = "region") -> bool:
    """Whether any of the parts (region or sector) has a number: without one there is nothing to draw."""
    whole = {"region": plan().city, "sector": TOTAL}[part]
    return any(row["value"] is not None and row[part] != whole for row in rows)


def regions(visit: Visit, figure: Figure, rows: Rows) -> None:
    """Counties, and the zones apart from them, in the colour of their status against their targets."""
    table = rows.plus(code=lambda row: row["region"], name=_place_name)
    bars = table.kept(lambda row: row["region_kind"] != "city")
    told = [say("indicator.regions_measure", period=figure.when, unit=unit_of(figure, rows))]
    told += _silent(figure, bars) + _bases(figure, bars)
    drawn, scale = compared(figure, bars)
    known = [row for row in drawn if row["value"] is not None]
    groups = [[row for row in known if row["region_kind"] == kind] for kind in ("county", "zone")]
    counties, zones = ([{**row, "name": names.region(row["region"])} for row in group] for group in groups)
    goal = _goal(figure, rows)
    title, step = finding(figure, counties or zones, scale), scaled(figure, known)
    shown = frames.progress(figure, Column("name", say("column.place")))
    if alike(known, scale):
        _said(visit, figure, "regions", title, told, table, shown)
        return
    told += _marks(figure, known, goal) + ([say("indicator.zones_apart")] if counties and zones else [])
    apart = say("indicator.zones_heading") if counties and zones else ""
    data = charts.bars.data(
        judged(figure, counties, scale, step),
        scale,
        signed=moving(figure),
        goal=goal,
        apart=(apart, judged(figure, zones, scale, step)),
        pick=True,
    )
    about = visit.about(title, " · ".join(told), rows)
    panel.chart("regions", "bars", data, about, table, shown, picking("region", filters.WHOLE))


def sectors(visit: Visit, figure: Figure, rows: Rows) -> None:
    """The sectors of the place in the colour of their status."""
    own = rows.kept(lambda row: row["sector"] != TOTAL)
    bars = own.plus(code=lambda row: row["sector"], name=lambda row: names.sector(row["sector"]))
    told = [
        say("indicator.sectors_measure", place=visit.place(), period=figure.when, unit=unit_of(figure, own)),
    ]
    drawn, scale = compared(figure, bars)
    known = [row for row in drawn if row["value"] is not None]
    title = finding(figure, known, scale)
    shown = frames.progress(figure, "sector", without=["required"])
    if alike(known, scale):
        _said(visit, figure, "sectors", title, told, rows, shown)
        return
    told += _marks(figure, known, None)
    about = visit.about(title, " · ".join(told), rows)
    made = judged(figure, known, scale, scaled(figure, known))
    data = charts.bars.data(made, scale, signed=moving(figure), pick=True)
    panel.chart("sectors", "bars", data, about, rows, shown, picking("sector", TOTAL))


def picking(name: str, whole: str) -> Callable[[str], None]:
    """What a click on a bar does: its place or sector goes into the address; a second click takes it out."""
    return lambda code: filters.choose(name, code, whole)


def compared(figure: Figure, rows: Iterable[Row]) -> tuple[list[Row], Measure]:
    """The rows by what is promised: their level, or the change since the year they are held against."""
    if not moving(figure):
        return list(rows), figure.measure
    unit = "个百分点" if figure.statement.unit == "%" else "%"
    moved = [{**row, "value": row["change"], "level": row["value"]} for row in rows]
    return moved, Measure(unit, 1, language())


def alike(rows: Sequence[Row], measure: Measure) -> bool:
    """Whether the parts are too few or too equal for bars: a sentence says it better."""
    return len({round(float(row["value"]), measure.decimals) for row in rows}) < 2


def unit_of(figure: Figure, rows: Iterable[Row]) -> str:
    """What the bars count: the unit in one step, or where a change is promised the change since when."""
    if not moving(figure):
        return scaled(figure, rows).unit(figure.statement.unit, language())
    bases = sorted({str(row["base_year"]) for row in rows if row.get("base_year") is not None})
    year = figure.statement.path_start or words.joined(bases)
    since = figures.STYLES[figure.statement.rule]
    unit = names.unit("个百分点") if figure.statement.unit == "%" else "%"
    return say(f"indicator.since_{since}", unit=unit, year=year)


def scaled(figure: Figure, rows: Iterable[Row]) -> figures.Scale:
    """The step that all the bars are written in; their unit says it."""
    parts = [row["value"] for row in rows if row.get("region") != plan().city]
    return figures.Scale.of(parts, figure.statement.unit, language())


def judged(figure: Figure, rows: Iterable[Row], measure: Measure, scale: figures.Scale) -> list[Row]:
    """Bars in the colour of their status, its shape behind the number, with the target of each."""
    kept = list(rows)
    made = []
    for row in kept:
        code = str(row["status"])
        number = scale.bare(row["value"], measure.decimals, signed=moving(figure))
        level = f"{figure.write(row['level'])}  " if "level" in row else ""
        tip = f"{row['name']}  {level}{measure.write(row['value'])}  {names.status(code)}"
        aim = None if moving(figure) else row["target"]
        if aim is not None:
            tip = say("indicator.bar_tip", told=tip, target=figure.write(aim))
        mark = {"tone": palette.status_token(code), "label": f"{number} {plan().statuses[code].shape}"}
        if not plan().statuses[code].judged and row["target"] is None:
            mark = {"tone": "accent", "label": number}
        made.append({**row, **mark, "tip": tip, "aim": aim})
    return made


def finding(figure: Figure, rows: Sequence[Row], measure: Measure) -> str:
    """Who of those that are judged has a gap; then, or where nobody is judged, best and worst."""
    statuses = plan().statuses
    held = [row for row in rows if statuses[row["status"]].judged and row["status"] != "pending_final"]
    if len(held) < 2 or alike(rows, measure):
        return extremes(figure, rows, measure)
    wanting = [str(row["name"]) for row in held if statuses[row["status"]].wanting]
    what = "sectors" if rows[0].get("sector", TOTAL) != TOTAL else "places"
    told = say(f"indicator.{what}_none_wanting", count=len(held))
    if wanting:
        few = words.joined(wanting[:NAMED])
        if len(wanting) > NAMED:
            few += ("" if language() == "zh" else ", ") + say("indicator.and_others")
        told = say(f"indicator.{what}_wanting", count=len(held), wanting=len(wanting), names=few)
    if not moving(figure):
        return told
    return say("asked.semicolon").join((told, extremes(figure, rows, measure)))


def extremes(figure: Figure, rows: Iterable[Row], measure: Measure) -> str:
    """Who is best and who is worst, by what is promised; alike where the difference says nothing."""
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
    write = (lambda value: words.signed(value, measure.unit, 1)) if moving(figure) else measure.write
    best, worst = known[0]["value"], known[-1]["value"]
    if best == worst:
        key = "indicator.regions_alike" if len(known) > 1 else "indicator.regions_one"
        return say(key, best=_several(known, best), best_value=write(best), count=len(known))
    if figure.statement.rule in SIZES:
        known.sort(key=lambda row: -float(row["value"]))
        most = known[0]["value"]
        return say("indicator.regions_most", best=_several(known, most), best_value=measure.write(most))
    if _near(known) and not moving(figure):
        apart = round(abs(best - worst), measure.decimals)
        points = "个百分点" if measure.unit == "%" else measure.unit
        facts = {"low": write(min(best, worst)), "high": write(max(best, worst))}
        apart_told = words.number(apart, points, measure.decimals)
        return say("indicator.regions_near", count=len(known), apart=apart_told, **facts)
    return say(
        "indicator.regions_moved" if moving(figure) else "indicator.regions_title",
        best=_several(known, best),
        best_value=write(best),
        worst=_several(known, worst),
        worst_value=write(worst),
    )


def _near(rows: Sequence[Row]) -> bool:
    """Whether the values lie so close together, under one status, that no rank is worth telling."""
    values = [abs(float(row["value"])) for row in rows]
    same = len({row.get("status") for row in rows}) == 1
    return same and max(values) - min(values) < ALIKE * max(values)


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


def _goal(figure: Figure, rows: Rows) -> float | None:
    """The city's own target, where a place can be held against it: never of amounts, never of changes."""
    if moving(figure) or figure.statement.rule in SIZES:
        return None
    return next((row["target"] for row in rows if row["region"] == plan().city), None)


def _marks(figure: Figure, rows: Iterable[Row], goal: float | None) -> list[str]:
    """What the upright line and the ticks mean, where there are any."""
    told = [] if goal is None else [say("indicator.bars_goal", value=figure.write(goal))]
    own = [row for row in rows if row["target"] is not None]
    return told + ([say("indicator.bars_aims")] if own and not moving(figure) else [])


def _silent(figure: Figure, rows: Iterable[Row]) -> list[str]:
    """The counties that owe a number and have none; a place without members owes none."""
    quiet = [
        names.region(row["region"])
        for row in rows
        if row["region_kind"] == "county" and row["value"] is None and row["status"] != "not_applicable"
    ]
    if figure.statement.rule == "count" or not quiet:
        return []
    return [say("indicator.not_in", places=words.joined(quiet))]


def _bases(figure: Figure, rows: Iterable[Row]) -> list[str]:
    """The years that the reductions of the places are counted from."""
    years = {str(row["base_year"]) for row in rows if row["base_year"] is not None}
    if not figure.statement.counted_from_base or not years:
        return []
    return [say("indicator.counted_from", years=words.joined(sorted(years)))]


def _said(
    visit: Visit, figure: Figure, key: str, title: str, told: Sequence[str], rows: Rows, shown: Shown
) -> None:
    """The frame of parts that bars cannot tell apart: the sentence, and the way to the figures."""
    panel.sentence(key, visit.about(title, " · ".join(told), rows, as_of=figure.when), rows, shown)


def _place_name(row: Row) -> str:
    name = names.region(row["region"])
    return say("indicator.zone", name=name) if row["region_kind"] == "zone" else name
