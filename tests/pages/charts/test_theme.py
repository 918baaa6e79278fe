"""Colours and type stand in the theme; its font list ends in a generic name; no kind has its own."""

import re
from pathlib import Path
from typing import Any

import pytest

from data import places
from pages import charts
from pages.charts.theme import FONT, MEDIA, Medium, theme

ROOM = places.pages() / "charts"
OWNERS = ("palette.py", "theme.py")


def fonts(made: Any) -> set[str]:
    """Every font named anywhere in a specification."""
    if isinstance(made, dict):
        here = {str(made[key]) for key in made if re.search(r"font$", key, re.I)}
        return here.union(*(fonts(value) for value in made.values()))
    return set().union(*(fonts(value) for value in made)) if isinstance(made, list) else set()


def test_the_font_list_ends_in_a_generic_name() -> None:
    assert FONT.split(", ")[-1] == "sans-serif"
    assert {"Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei"} <= set(FONT.split(", "))


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("medium", MEDIA)
def test_every_kind_speaks_in_the_font_of_the_theme(kind: str, medium: Medium) -> None:
    assert fonts(charts.spec(kind, "zh", medium)) == {FONT}


def test_colours_are_variables_on_the_screen_and_plain_in_a_picture() -> None:
    assert theme("screen").colour("ink") == "var(--peak-ink)"
    assert (theme("paper").colour("ink"), theme("dark").colour("ink")) == ("#1b2b30", "#e4ecec")


@pytest.mark.parametrize("file", sorted(ROOM.glob("*.py")), ids=lambda file: file.name)
def test_no_kind_has_a_colour_or_a_type_of_its_own(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    own = re.findall(r"#[0-9a-fA-F]{6}\b|rgba?\(|sans-serif|\bfont=|font\w*=\d+|[fF]ontWeight=\d", text)
    assert own == [] or file.name in OWNERS
