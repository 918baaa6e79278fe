"""Says where a number comes from as a tag; demonstration data says so loudly enough."""

from html import escape

from data.plan import plan
from pages.speech import names


def is_demo(grade: str) -> bool:
    return grade == "demo"


def tag(grade: str) -> str:
    """The grade and its letter; nothing where there is none."""
    if not grade:
        return ""
    css = "peak-grade peak-grade-demo" if is_demo(grade) else "peak-grade"
    letter = plan().grades[grade].letter if grade in plan().grades else ""
    text = names.grade(grade) + (f" {letter}" if letter else "")
    return f'<span class="{css}">{escape(text)}</span>'
