"""Pages without a browser: opened at an address, and read as a visitor reads them.

A page that several tests of a file only look at, at one address of the sample store, is run once for all.
"""

import inspect
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
# what the suite does around every test, and the store that nobody writes into
BESIDE = frozenset({"sample_store", "foreign_bytes_here", "findings_speak_in_words"})
KEPT: dict[tuple[object, ...], AppTest] = {}
LOOKING = [False]  # whether the test that runs only looks


def only_looks(item: pytest.Item) -> bool:
    """Whether a test reads the sample store and neither it nor a fixture of its own patches anything."""
    found = getattr(item, "_fixtureinfo", None)
    function = getattr(item, "function", None)
    if found is None or function is None or "sample_store" not in found.names_closure:
        return False
    fixtures = [defs[-1] for name, defs in found.name2fixturedefs.items() if name not in BESIDE]
    asked = [*inspect.signature(function).parameters, *(name for one in fixtures for name in one.argnames)]
    return "monkeypatch" not in asked


def visited(file: str, **address: str) -> AppTest:
    """A page file run once at an address; what went wrong on it is left to the test."""
    app = AppTest.from_file(str(ROOT / file), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def opening(file: str) -> Callable[..., AppTest]:
    """Opens that page file at an address (`opened(region="450202")`); it must not show an exception."""

    def opened(**address: str) -> AppTest:
        app = looked_at(file, **address) if LOOKING[0] else visited(file, **address)
        assert not app.exception, app.exception
        return app

    return opened


def looked_at(file: str, **address: str) -> AppTest:
    """The page as another test has opened it already, unless somebody has done something on it since."""
    around = tuple(os.environ.get(name) for name in ("PEAK_STORE", "PEAK_TODAY", "PEAK_USER", "PEAK_SIGN_IN"))
    key = (file, *sorted(address.items()), *around)
    if key not in KEPT:
        app = visited(file, **address)
        run = app.run

        def run_on(*given: float, **named: float) -> AppTest:
            KEPT.pop(key, None)
            return run(*given, **named)

        app.run = run_on  # type: ignore[assignment, method-assign]
        KEPT[key] = app
    return KEPT[key]


def said(app: AppTest) -> str:
    """Everything the page wrote itself (our own HTML), piece by piece."""
    return "\n".join(str(block.proto.body) for block in app.get("html"))


def headline(app: AppTest) -> str:
    """The sentence on top of the page."""
    found = re.search(r'<h1 class="peak-headline">(.*?)</h1>', said(app))
    assert found, "the page has no headline"
    return found[1]


def top(app: AppTest) -> str:
    """The headline with the lines that belong to it."""
    return next(text for text in said(app).split("\n") if "peak-headline" in text)


def ours(text: str) -> str:
    """What is said without the words of people: decisions of meetings, names of rows to decide about."""
    return re.sub(r'<(ul|details) class="peak-(?:decisions|note-row)">.*?</\1>', "", text, flags=re.S)
