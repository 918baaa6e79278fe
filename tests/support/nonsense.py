"""What no page may draw or say: noise on an axis, a line of two points, ranks of equals, accusations, …"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from data.plan import Statement, plan
from pages.speech.about import About

LEAST_POINTS = 3
BARE = ("table", "sentence")
RANKS = re.compile(r"最好（|最差（|is best|worst \(|for the better most")
SILENT = re.compile(r"(?:未报：|not in: )([^·]*)")
NOISE = re.compile(r"\d\.\d{7,}|\bnan\b|\bNone\b(?! of )|\{\w*\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
DOCUMENT = re.compile(r"[^\s（(·]*〔\d+〕[^\s）)·]*")  # the number of a document is a name
ENTERPRISE = re.compile(r"[^\s、·]*（虚构）")  # and so is that of an enterprise
NUMBER = re.compile(r"[+−]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Picture:
    """One frame as the page would draw it: its key and kind (table, sentence, or of a chart), rows, words."""

    key: str
    kind: str
    about: About
    data: pa.Table | None = None

    @property
    def drawn(self) -> list[dict[str, Any]]:
        """The rows of the chart; none of a table or a sentence."""
        return [] if self.data is None or self.kind in BARE else self.data.to_pylist()


def of_picture(picture: Picture, statement: Statement, statuses: Mapping[str, str], tongue: str) -> list[str]:
    """Everything that is nonsense in one frame; `statuses` of the places by name, at its period."""
    title, told = picture.about.title, f"{picture.about.title} {picture.about.measure}"
    faults = [
        *_words(_without_names(picture, told), tongue),
        *_lines(picture),
        *_bars(picture),
        *_outlook(picture, statement),
        *_ranks(picture, statement, title),
        *_title(picture, title),
        *_accused(told, statuses),
    ]
    return [f"{statement.id} {picture.key}: {fault}" for fault in faults]


def _without_names(picture: Picture, told: str) -> str:
    """The words without the names of members and enterprises: what has no translation stands as it is."""
    rows = [] if picture.data is None else picture.data.to_pylist()
    found: list[str] = []
    if picture.kind == "members":
        found = [str(row["tip"]).split(" · ")[0] for row in rows]
    elif picture.key == "enterprises":
        found = [str(row["name"]).replace("¦", "") for row in rows]
    for name in filter(None, found):
        told = told.replace(name, "—")
    return told


def of_text(text: str, statement: Statement, tongue: str) -> list[str]:
    """What is nonsense in the words on top: noise, the other language, a year told as an amount."""
    return [f"{statement.id} top: {fault}" for fault in (*_words(text, tongue), *_target(text, statement))]


def _words(text: str, tongue: str) -> Iterator[str]:
    if found := NOISE.search(text):
        yield f"noise {found[0]!r} in {text!r}"
    bare = ENTERPRISE.sub("", DOCUMENT.sub("", text))
    if tongue == "en" and (found := CHINESE.search(bare)):
        yield f"Chinese {found[0]!r} in {text!r}"


def _target(text: str, statement: Statement) -> Iterator[str]:
    """A peak is promised by a year; a year has no thousands comma and no decimals."""
    year = statement.due_year
    if year and statement.rule == "peak_before" and re.search(rf"{year:,}|{year}\.\d", text):
        yield f"the year {year} is told as an amount in {text!r}"


def _lines(picture: Picture) -> Iterator[str]:
    """A line needs three points: two are a sentence."""
    series: dict[str, int] = {}
    for row in picture.drawn:
        if "series" in row and "y" in row and row["y"] is not None:
            series[row["series"]] = series.get(row["series"], 0) + 1
    if "actual" in series and series["actual"] + max(0, series.get("after", 0) - 1) < LEAST_POINTS:
        yield f"a line of {series['actual']} points"


def _bars(picture: Picture) -> Iterator[str]:
    """Bars that are all alike show nothing."""
    if picture.kind != "bars":
        return
    labels = {row["label"] for row in picture.drawn if row["value"] is not None}
    if len(labels) < 2:
        yield f"bars without a difference: {sorted(labels)}"


def _outlook(picture: Picture, statement: Statement) -> Iterator[str]:
    """What is carried forward stays inside what can exist."""
    low, high = statement.limits.get("lowest"), statement.limits.get("highest")
    for row in picture.drawn:
        if row.get("series") != "band":
            continue
        if (low is not None and row["y"] < low) or (high is not None and row["y2"] > high):
            yield f"an outlook from {row['y']} to {row['y2']} outside {low} to {high}"


def _ranks(picture: Picture, statement: Statement, title: str) -> Iterator[str]:
    """Best and worst only of like things, and only where their values as written differ."""
    if not RANKS.search(title):
        return
    if statement.counts_parts:
        yield f"a rank over different products: {title!r}"
    said = [one for part in re.findall(r"[（(](.*?)[）)]", title) for one in NUMBER.findall(part)]
    if len(said) >= 2 and len(set(said)) == 1:
        yield f"best and worst are equal: {title!r}"
    labels = {NUMBER.search(row["label"])[0].lstrip("+") for row in picture.drawn if row.get("label")}  # type: ignore[index]
    if lost := [one for one in said if picture.kind == "bars" and one.lstrip("+") not in labels]:
        yield f"{lost} of the title are on no bar: {title!r}"


def _title(picture: Picture, title: str) -> Iterator[str]:
    """The value in the title of a line is the one at its end; who is named for a gap has one in the bars."""
    ends = [row for row in picture.drawn if row.get("series") == "actual" and row.get("label")]
    if ends and picture.key == "trend":
        told = NUMBER.search(ends[-1]["label"])
        if told and told[0] not in NUMBER.findall(title):
            yield f"the line ends at {ends[-1]['label']!r}, the title says {title!r}"
    found = re.search(r"处有差距：(.*?)(?:；|$)|have a gap: (.*?)(?:; |$)", title)
    if found and picture.kind == "bars":
        wanting = {f"status-{code.replace('_', '-')}" for code, one in plan().statuses.items() if one.wanting}
        good = [row["name"].replace("¦", " ") for row in picture.drawn if row["tone"] not in wanting]
        said = re.split(r"、|, ", found[1] or found[2])
        if accused := sorted({*said} & {*good}):
            yield f"{accused} have no gap: {title!r}"


def _accused(told: str, statuses: Mapping[str, str]) -> Iterator[str]:
    """Nobody is said to owe a number who has nothing to report."""
    for found in SILENT.finditer(told):
        said = [name.strip() for name in re.split(r"、|, ", found[1])]
        if accused := [name for name in said if statuses.get(name) == "not_applicable"]:
            yield f"{accused} owe nothing: {told!r}"


def of_axis(labels: Sequence[str]) -> list[str]:
    """Axis labels of more than six digits, or equal neighbours."""
    long = [one for one in labels if len(re.sub(r"\D", "", one).lstrip("0")) > 6]
    return [f"too many digits: {one!r}" for one in long] + (
        ["two labels are the same"] if len({*labels}) < len(labels) else []
    )
