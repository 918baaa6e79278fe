"""The way into the deck, and the script that pages through it."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.frame import presenting
from tests.support.pages import said


def _page() -> None:
    import streamlit as st

    from pages.frame import presenting

    presenting.button()
    st.code(str(presenting.asked()))


@pytest.mark.parametrize(("value", "told"), [("", "False"), ("1", "True"), ("print", "True")])
def test_the_address_says_whether_the_deck_is_asked_for(value: str, told: str) -> None:
    app = AppTest.from_function(_page)
    app.query_params["present"] = value
    assert app.run().code[0].value == told


def test_the_button_keeps_what_the_page_is_about() -> None:
    app = AppTest.from_function(_page)
    app.query_params["id"] = "T13"
    app.query_params["region"] = "450205"
    href = re.search(r'href="([^"]+)"', said(app.run()))
    assert href and {"id=T13", "region=450205", "present=1"} == {*href[1].removeprefix("?").split("&amp;")}


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_the_sanitizer_lets_the_script_through(tongue: str) -> None:
    """DOMPurify drops a script whose text looks as if it held a tag."""
    assert not re.search(r"<[/\w!]", presenting.script(tongue))
    assert "__WORDS__" not in presenting.script(tongue)
