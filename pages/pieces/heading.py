"""The head of a frame as markup: the finding, and under it what is measured."""

from collections.abc import Collection
from html import escape

from pages.speech import origin


def finding(text: str, tag: str = "", **marks: object) -> str:
    """The sentence over a frame, with a tag behind it; `marks` become data- attributes."""
    told = f"{escape(text)} {tag}" if tag else escape(text)
    return f'<h3 class="peak-finding"{_data(marks)}>{told}</h3>'


def measure(text: str, **marks: object) -> str:
    """A quieter line: what is measured, in which unit, of whom."""
    return f'<p class="peak-measure"{_data(marks)}>{escape(text)}</p>'


def framed(title: str, told: str, grades: Collection[str] = ()) -> str:
    """Finding and measure, tagged where demonstration data stand beside others (else the band tells)."""
    mixed = "demo" in grades and len(grades) > 1
    return finding(title, origin.tag("demo") if mixed else "") + measure(told)


def _data(marks: dict[str, object]) -> str:
    return "".join(f' data-{name}="{escape(str(value))}"' for name, value in marks.items())
