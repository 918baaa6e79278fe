"""Makes a picture of a chart: the screen's specification in plain colours, framed by its words."""

import datetime as dt
import json
import os
import re
import subprocess
import sys
import threading
from html import escape
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from data import clock, places
from pages import charts
from pages.charts.theme import FONT, Medium, theme
from pages.documents.limits import LIMITS
from pages.speech import catalogue, figures
from pages.speech.about import About

Form = Literal["png", "svg"]
PAPER: Medium = "paper"
WIDTH, MARGIN = 1120, 32  # px
FAMILY = "Noto Sans SC"  # what static/fonts holds
PROGRAM = Path(__file__).with_name("converter.py")
UNREAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML can hold them
LOOKALIKES = str.maketrans({"✕": "×"})  # our font has the second
SIZES = {"title": (24, 34), "measure": (15, 24), "note": (13, 21)}  # px: letters, and a line
_turns = threading.BoundedSemaphore(LIMITS.at_once)


class NoPicture(Exception):
    """A picture that could not be made: too many rows, no turn in time, or the converter's own words."""


def made(kind: str, rows: pa.Table, about: About, tongue: str, form: Form) -> bytes:
    """The chart as a PNG or an SVG, light whatever the page is. Raises NoPicture."""
    if rows.num_rows > LIMITS.rows:
        raise NoPicture(f"{rows.num_rows} rows are more than {LIMITS.rows}")
    told = json.dumps(request(kind, rows, about, tongue, form), ensure_ascii=True)
    if not _turns.acquire(timeout=LIMITS.waiting_seconds):
        raise NoPicture(f"no turn within {LIMITS.waiting_seconds} s")
    try:
        return _converted(told.encode("ascii"))
    finally:
        _turns.release()


def _converted(told: bytes) -> bytes:
    command = [sys.executable, "-I", str(PROGRAM)]
    try:
        # a picture has no time zone: days are drawn as they are written
        done = subprocess.run(
            command,
            input=told,
            capture_output=True,
            timeout=LIMITS.clock_seconds,
            env={**os.environ, "TZ": "UTC"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoPicture(f"not drawn within {LIMITS.clock_seconds} s") from None
    if done.returncode or not done.stdout:
        raise NoPicture(done.stderr.decode("utf-8", "replace")[-500:] or f"ended with {done.returncode}")
    return done.stdout


def request(kind: str, rows: pa.Table, about: About, tongue: str, form: Form) -> dict[str, Any]:
    """What the converter is asked: the specification with its rows, and the frame around it."""
    values = [{name: _plain(value) for name, value in row.items()} for row in rows.to_pylist()]
    spec = {
        **charts.spec(kind, tongue, PAPER),
        "data": {"values": values},
        "width": WIDTH - 2 * MARGIN,
    }
    head, head_height = _head(about, tongue)
    foot, foot_height = _foot(about, tongue, values)
    return {
        "form": form,
        "spec": json.loads(json.dumps(spec, ensure_ascii=True).replace(FONT, FAMILY)),
        "fonts": str(places.static() / "fonts"),
        "family": FAMILY,
        "families": FONT,
        "width": WIDTH,
        "margin": MARGIN,
        "head": head,
        "head_height": head_height,
        "foot": foot,
        "foot_height": foot_height,
        "seconds": LIMITS.seconds,
        "megabytes": LIMITS.memory_megabytes,
    }


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return _drawable(value) if isinstance(value, str) else value


def _drawable(text: str) -> str:
    return UNREAL.sub("", text).translate(LOOKALIKES)


def _head(about: About, tongue: str) -> tuple[str, int]:
    """Ground, finding and measure from the top, with the mark of demonstration data; and how high it is."""
    light = theme(PAPER)
    demo = "demo" in about.grades
    tag = catalogue.sentence("grade.demo_tag", tongue)
    room = _broad(tag) * 14 + 20 if demo else 0.0
    made, y = "", MARGIN - 8
    for text, look, ink in ((about.title, "title", "ink"), (about.measure, "measure", "ink-soft")):
        letters, line = SIZES[look]
        y += 4
        most = (WIDTH - 2 * MARGIN - (room + 24 if look == "title" else 0)) / letters
        for part in wrapped(_drawable(text), most):
            y += line
            made += _text(MARGIN, y - (line - letters) // 2, letters, light.colour(ink), part)
    ground = f'<rect width="{WIDTH}" height="100%" fill="{light.colour("panel")}"/>'
    if demo:
        ink, left = light.colour("demo"), WIDTH - MARGIN - room
        box = f'x="{left:.0f}" y="{MARGIN - 2}" width="{room:.0f}" height="26" rx="4"'
        ground += f'<rect {box} fill="none" stroke="{ink}"/>'
        ground += _text(left + 10, MARGIN + 16, 14, ink, tag)
    return ground + made, y + 14


def _foot(about: About, tongue: str, rows: list[dict[str, Any]]) -> tuple[str, int]:
    """Source, dates, snapshot, demonstration data, from the top of the foot; and how high it is."""
    light = theme(PAPER)
    letters, line = SIZES["note"]
    rule = f'<rect x="{MARGIN}" y="8" width="{WIDTH - 2 * MARGIN}" height="1" fill="{light.colour("line")}"/>'
    made, y = rule, 12
    for text in notes(about, tongue, rows):
        for part in wrapped(_drawable(text), (WIDTH - 2 * MARGIN) / letters):
            y += line
            made += _text(MARGIN, y - 4, letters, light.colour("ink-soft"), part)
    return made, y + MARGIN - 12


def notes(about: About, tongue: str, rows: list[dict[str, Any]]) -> list[str]:
    """The lines below a picture: zones beside a map, source, dates, demonstration data."""

    def say(key: str, **values: object) -> str:
        return catalogue.sentence(key, tongue, **values)

    zones = [str(row["label"]).replace("\n", " ") for row in rows if row.get("kind") == "zone"]
    dated = [
        say("foot.as_of", period=about.as_of) if about.as_of else "",
        say("foot.snapshot", snapshot=about.snapshot) if about.snapshot else "",
        say("picture.made", date=figures.date_label(clock.today(), tongue)),
        say("app.title"),
    ]
    return [
        text
        for text in (
            say("picture.zones", zones=say("asked.list").join(zones)) if zones else "",
            say("chart.source", source=about.source) if about.source else "",
            "  ·  ".join(part for part in dated if part),
            say("grade.demo_note") if "demo" in about.grades else "",
        )
        if text
    ]


def _text(x: float, y: float, size: int, ink: str, text: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{ink}">{escape(text)}</text>'


def wrapped(text: str, most: float) -> list[str]:
    """The text in lines of at most so many letter widths; breaks at blanks, or between Chinese letters."""
    lines, line = [], ""
    for part in re.findall(r"[\u2e80-\u9fff\uff00-\uffef“”]|[^\s\u2e80-\u9fff\uff00-\uffef“”]+|\s+", text):
        if line and _broad(line + part) > most and not re.match(r"[，。；：、）」！？”]", part):
            lines.append(line.rstrip())
            line = part.lstrip()
        else:
            line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def _broad(text: str) -> float:
    """About how wide a text is, in widths of a Chinese letter, rather too much than too little."""
    return sum(1.0 if ord(one) > 0x2000 else 0.72 if one.isupper() or one in "%mw" else 0.57 for one in text)
