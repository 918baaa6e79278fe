"""The old name of `choices`, until every page says the new one."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.frame.choices import choice, day, number, snapshot, whole
from pages.speech.words import say

__all__ = ["choice", "day", "number", "snapshot", "unused", "whole"]


def unused(names: Sequence[str]) -> None:
    """Says which filters of the address have no meaning on this page, instead of pretending to apply them."""
    given = [say(f"filter.{name}") for name in names if name in st.query_params]
    if given:
        text = say("asked.unused", what=say("asked.and").join(given))
        st.html(f'<p class="peak-measure">{escape(text)}</p>')
