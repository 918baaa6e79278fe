"""Pages without a browser: opened at an address, and read as a visitor reads them."""

import re
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


def visited(file: str, **address: str) -> AppTest:
    """A page file run once at an address; what went wrong on it is left to the test."""
    app = AppTest.from_file(str(ROOT / file), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def opening(file: str) -> Callable[..., AppTest]:
    """Opens that page file at an address (`opened(region="450202")`); it must not show an exception."""

    def opened(**address: str) -> AppTest:
        app = visited(file, **address)
        assert not app.exception, app.exception
        return app

    return opened


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
