"""Colours are readable, nothing comes from outside, and the script survives the sanitizer."""

import re
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from streamlit.elements import html

from data import places
from pages.frame import style
from pages.speech import palette

ROOMS = places.pages()


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = ("ink", "ink-soft", "ink-faint", "accent", "demo", "gain", "loss", "path", "target")
TOKENS = [*TEXT, *(token for token in palette.pairs() if token.startswith("status-"))]


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("ground", ["panel", "ground"])
def test_every_word_can_be_read_in_both_schemes(token: str, ground: str) -> None:
    for medium in ("paper", "dark"):
        assert _contrast(palette.colour(token, medium), palette.colour(ground, medium)) >= 4.5


def test_the_theme_of_streamlit_can_be_read_too() -> None:
    config = tomllib.loads((places.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        theme = config["theme"][scheme]
        for ground in ("backgroundColor", "secondaryBackgroundColor"):
            for text in ("textColor", "linkColor", "grayTextColor"):
                assert _contrast(theme[text], theme[ground]) >= 4.5
        assert _contrast("#ffffff", theme["primaryColor"]) >= 4.5 or scheme == "dark"


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_the_sanitizer_lets_the_script_through(tongue: str) -> None:
    """DOMPurify drops a script whose text looks as if it held a tag."""
    assert not re.search(r"<[/\w!]", style.script(tongue))
    assert "__WORDS__" not in style.script(tongue)


NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_nothing_is_loaded_from_outside() -> None:
    files = [file for ending in ("css", "js", "py") for file in ROOMS.rglob(f"*.{ending}")]
    assert {"look.css", "chrome.js", "palette.py"} <= {file.name for file in files}
    assert {(file.name, url) for file in files for url in _addresses(file)} == set()


def _addresses(file: Path) -> list[str]:
    """Web addresses in a file, the names of the namespaces of SVG apart."""
    found = re.findall(r"https?://[^\s'\"&)]+", file.read_text(encoding="utf-8"))
    return [url for url in found if url not in NAMESPACES]


def test_colours_stay_the_same_on_every_page() -> None:
    assert palette.series_token("region", "450202") == "series-0"
    assert palette.series_token("sector", "A99") == f"series-{len(palette.SERIES) - 1}"
    assert palette.colour("ink") == "var(--peak-ink)"


def test_nothing_of_the_header_stands_over_a_deck() -> None:
    door = (ROOMS / "frame" / "door.py").read_text(encoding="utf-8")
    drawn = {*re.findall(r'key="(language|find|person|present)"', door), "present"}
    deck = (ROOMS / "leaders" / "meeting" / "deck.css").read_text(encoding="utf-8")
    assert {"language", "find", "person"} <= drawn
    assert {key for key in drawn if f".st-key-{key}" not in deck} == set()


def test_style_and_scripts_are_sent_as_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit dedents whatever text it is given: of the longest texts of a page, at every run."""
    monkeypatch.setattr(html, "clean_text", lambda text: pytest.fail(str(text)[:60]))
    style.apply()
    with pytest.raises(pytest.fail.Exception, match="a text"):
        st.html("a text")
