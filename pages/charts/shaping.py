"""Shapes small frames into the Arrow tables that the chart specifications expect."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pyarrow as pa

from pages.speech import figures
from pages.speech.catalogue import sentence
from pages.speech.figures import missing

Row = Mapping[str, Any]
_LINE = pa.schema(
    [
        ("series", pa.string()),
        ("x", pa.float64()),
        ("y", pa.float64()),
        ("label", pa.string()),
        ("side", pa.string()),
        ("tip", pa.string()),
        ("demo", pa.bool_()),
    ]
)
_STEP = pa.schema([("series", pa.string()), ("day", pa.timestamp("ms")), *list(_LINE)[2:]])
_BAR = pa.schema(
    [
        ("order", pa.int64()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("value", pa.float64()),
        ("label", pa.string()),
        ("tip", pa.string()),
        ("tone", pa.string()),
        ("demo", pa.bool_()),
        ("reach", pa.float64()),
    ]
)
_FALL = pa.schema(
    [
        *list(_BAR)[:3],
        ("start", pa.float64()),
        ("end", pa.float64()),
        ("right", pa.float64()),
        *list(_BAR)[4:],
    ]
)
LABEL_SHARE = 0.2
CLOSE = 0.14  # a value this near below the target line is written on the other side


@dataclass(frozen=True)
class Measure:
    """How values of one chart are written."""

    unit: str
    decimals: int = 1
    language: str = "zh"

    def write(self, value: float | None) -> str:
        return figures.number(value, self.unit, self.decimals, self.language)


@dataclass(frozen=True)
class Goal:
    """The target line of a chart, and the named path that leads to it."""

    value: float
    year: int | None = None
    path: Sequence[tuple[float, float]] = ()
    path_name: str = ""


def value_of(row: Row, field: str = "value") -> float | None:
    found = row.get(field)
    return None if missing(found) else float(found)  # type: ignore[arg-type]


def is_demo(row: Row) -> bool:
    return row.get("grade") == "demo"


def _line(series: str, x: float | None, y: float | None, **more: Any) -> dict[str, Any]:
    return {"series": series, "x": x, "y": y, "label": "", "side": "", "tip": "", "demo": False, **more}


def trend(
    rows: Iterable[Row], measure: Measure, goal: Goal | None = None, expected: Sequence[str] = ()
) -> pa.Table:
    """For `trend`: rows with period, value, grade; periods of `expected` without a row become gaps."""
    actual = _actual_points(rows, measure, expected)
    known = [point for point in actual if point["y"] is not None]
    lines: list[dict[str, Any]] = []
    if goal is not None:
        lines += _goal_lines(goal, measure)
        lines += [_line("path", x, y) for x, y in goal.path]
        lines += _path_name(goal, known)
    if known:
        last = known[-1]
        last["label"] = measure.write(last["y"])
        last["side"] = _side_of_value(last, goal, [point["y"] for point in known])
    return pa.Table.from_pylist(lines + actual, schema=_LINE)


def _actual_points(rows: Iterable[Row], measure: Measure, expected: Sequence[str]) -> list[dict[str, Any]]:
    found = {str(row["period"]): row for row in rows}
    points = []
    for period in sorted({*found, *expected}, key=figures.position):
        row = found.get(period, {})
        value = value_of(row)
        tip = f"{figures.period_label(period, measure.language)}  {measure.write(value)}"
        points.append(_line("actual", figures.position(period), value, tip=tip, demo=is_demo(row)))
    return points


def _goal_lines(goal: Goal, measure: Measure) -> list[dict[str, Any]]:
    key = "chart.target" if goal.year else "chart.target_always"
    label = sentence(key, measure.language, value=measure.write(goal.value), year=goal.year)
    return [_line("target", None, goal.value, label=label)]


def _side_of_value(last: Row, goal: Goal | None, levels: Sequence[float]) -> str:
    """The last value is written on the side away from the path, and never across the target line."""
    if goal is None:
        return "above"
    drawn = [*levels, *(level for _, level in goal.path), goal.value]
    span = max(drawn) - min(drawn)
    if 0 <= goal.value - last["y"] < CLOSE * span:
        return "below"
    if 0 < last["y"] - goal.value < CLOSE * span or not goal.path:
        return "above"
    return "above" if last["y"] >= _level_at(goal.path, last["x"]) else "below"


def _level_at(path: Sequence[tuple[float, float]], x: float) -> float:
    """The path's height at x, straight between its points and level outside them."""
    points = sorted(path)
    for (left, low), (right, high) in pairwise(points):
        if left <= x <= right:
            return low + (high - low) * (x - left) / (right - left)
    return points[0][1] if x < points[0][0] else points[-1][1]


def _path_name(goal: Goal, known: Sequence[Row]) -> list[dict[str, Any]]:
    """The path's name beside its middle, on the side where the actual line is not."""
    if not goal.path or not goal.path_name:
        return []
    first, last = min(goal.path), max(goal.path)
    middle = (first[0] + last[0]) / 2
    nearest = min(known, key=lambda point: abs(point["x"] - middle), default=None)
    above = nearest is None or nearest["y"] <= _level_at(goal.path, middle)
    left = above == (last[1] >= first[1])
    x = first[0] + (last[0] - first[0]) * (0.64 if left else 0.36)  # leaves room for the words
    level, side = _level_at(goal.path, x), f"{'above' if above else 'below'}-{'left' if left else 'right'}"
    return [_line("path_name", x, level, label=goal.path_name, side=side)]


def bars(
    rows: Iterable[Row], measure: Measure, tone: str = "accent", signed: bool = False, sort: bool = True
) -> pa.Table:
    """For `bars`: rows with code, name, value, grade (and tone, label); largest first by default."""
    kept = [row for row in rows if value_of(row) is not None]
    if sort:
        kept.sort(key=lambda row: -float(row["value"]))
    write = figures.signed if signed else figures.number
    unit = measure.unit if measure.unit == "%" else ""  # longer units stand in the chart's subtitle
    room = _label_room([float(row["value"]) for row in kept])
    made = []
    for order, row in enumerate(kept):
        value = float(row["value"])
        text = str(row.get("label") or write(value, unit, measure.decimals, measure.language))
        made.append(
            {
                "order": order,
                "code": str(row.get("code", row["name"])),
                "name": str(row["name"]),
                "value": value,
                "label": text,
                "tip": str(row.get("tip") or f"{row['name']}  {measure.write(value)}"),
                "tone": str(row.get("tone") or tone),
                "demo": is_demo(row),
                "reach": value + (room if value >= 0 else -room),
            }
        )
    return pa.Table.from_pylist(made, schema=_BAR)


def _label_room(values: Sequence[float]) -> float:
    """How far past its end a bar's label may need to be written, in the unit of the axis."""
    span = max([0.0, *values]) - min([0.0, *values])
    return span * LABEL_SHARE


def steps(rows: Iterable[Row], measure: Measure, goal: Goal | None = None) -> pa.Table:
    """For `steps`: rows with day (date or datetime), value, grade, and optionally tip."""
    lines: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda one: str(one["day"])):
        value = value_of(row)
        tip = row.get("tip") or f"{figures.date_label(row['day'], measure.language)}  {measure.write(value)}"
        made = _line("actual", None, value, tip=str(tip), demo=is_demo(row))
        made["day"] = _moment(row["day"])
        lines.append(made)
    if lines:
        levels = [0.0, *(line["y"] for line in lines if line["y"] is not None)]
        lines[-1]["label"] = measure.write(lines[-1]["y"])
        lines[-1]["side"] = _side_of_value(lines[-1], goal, levels) if lines[-1]["y"] is not None else ""
    if goal is not None:
        lines += _goal_lines(goal, measure)
    return pa.Table.from_pylist(lines, schema=_STEP)


def _moment(day: Any) -> dt.datetime:
    """A date, datetime, pandas timestamp or ISO text as a moment without zone."""
    if isinstance(day, dt.datetime):
        return day.replace(tzinfo=None)
    if isinstance(day, dt.date):
        return dt.datetime(day.year, day.month, day.day)
    return dt.datetime.fromisoformat(str(day))


def waterfall(rows: Iterable[Row], measure: Measure) -> pa.Table:
    """For `waterfall`: rows with name, change, kind (total or change); a total starts from zero."""
    made: list[dict[str, Any]] = []
    level = 0.0
    for order, row in enumerate(rows):
        change, total = float(row["change"]), row["kind"] == "total"
        start, end = (0.0, change) if total else (level, level + change)
        write = figures.number if total else figures.signed
        text = write(change, measure.unit, measure.decimals, measure.language)
        tone = "accent" if total else "gain" if change >= 0 else "loss"
        made.append(
            {
                "order": order,
                "code": str(order),
                "name": str(row["name"]),
                "start": start,
                "end": end,
                "right": max(start, end),
                "label": text,
                "tip": str(row.get("tip") or f"{row['name']}  {text}"),
                "tone": str(row.get("tone") or tone),
                "demo": is_demo(row),
            }
        )
        level = end
    room = _label_room([step["right"] for step in made])
    return pa.Table.from_pylist([{**step, "reach": step["right"] + room} for step in made], schema=_FALL)
