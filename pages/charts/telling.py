"""Says whether a picture would show anything: three points make a line, two that differ make bars."""

from collections import Counter

import pyarrow as pa

LEAST_POINTS = 3  # of a line
LINES = ("actual", "after")  # the series of a line; the later one starts on the last point of the other


def tells(kind: str, data: pa.Table) -> bool:
    """Whether the rows are worth their picture; a sentence says one or two points, or equal bars, better."""
    if kind == "bars":
        bars = [row for row in data.select(["label", "value"]).to_pylist() if row["value"] is not None]
        return len({row["label"] for row in bars}) > 1
    if not {"series", "y"} <= {*data.column_names}:
        return True
    rows = data.select(["series", "y"]).to_pylist()
    points = Counter(row["series"] for row in rows if row["y"] is not None)
    told, later = (points[series] for series in LINES)
    return told + max(0, later - 1) >= LEAST_POINTS or told == 0
