"""Draws a status as shape, word and colour together."""

from html import escape

from data.plan import plan
from pages.speech import names
from pages.speech.palette import colour, status_token


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
