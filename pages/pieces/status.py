"""Draws a status as shape, word and colour together, and the tag that demonstration data carries."""

from html import escape

from data.plan import plan
from pages.charts.palette import colour, status_token
from pages.speech import names
from pages.speech.words import say


def word(code: str) -> str:
    """Shape and word without colour, for tables and plain text: ◆ 进度滞后."""
    return names.shape(code)


def chip(code: str) -> str:
    """Shape, word and colour as a small label."""
    shape = plan().statuses[code].shape
    return mark(shape, names.status(code), colour(status_token(code)), status=code)


def mark(shape: str, told: str, tone: str, **marks: str) -> str:
    """Any state as a small label; `tone` is a CSS colour, `marks` become data- attributes."""
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in marks.items())
    return (
        f'<span class="peak-chip"{data} style="--chip:{tone}">'
        f'<span class="peak-shape" aria-hidden="true">{escape(shape)}</span>{escape(told)}</span>'
    )


def is_demo(grade: str) -> bool:
    return grade == "demo"


def grade_tag(grade: str) -> str:
    """Where a number comes from; demonstration data says so loudly enough."""
    if not grade:
        return ""
    css = "peak-grade peak-grade-demo" if is_demo(grade) else "peak-grade"
    letter = plan().grades[grade].letter if grade in plan().grades else ""
    text = names.grade(grade) + (f" {letter}" if letter else "")
    return f'<span class="{css}">{escape(text)}</span>'


def ribbon(grade: str) -> str:
    """The quiet diagonal tag on a card made of demonstration data."""
    if not is_demo(grade):
        return ""
    return f'<span class="peak-ribbon">{escape(say("grade.demo_tag"))}</span>'
