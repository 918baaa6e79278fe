"""The lock on every page's door: `require(action)` is a page's first line."""

import streamlit as st

from data.people.session import NotLocal, Person, person
from pages.speech.words import drawn, say


def current() -> Person:
    """The person at the screen; raises NotLocal where nobody can be known."""
    address = st.get_option("server.address")
    return person(None if address is None else str(address))


def may(action: str) -> bool:
    """Whether to offer a button at all; the page behind it asks again with `require`."""
    try:
        return current().may(action)
    except NotLocal:
        return False


def require(action: str) -> Person:
    """The person, if they may; otherwise says so and ends the page."""
    try:
        found = current()
    except NotLocal:
        st.error(say("guard.not_local"))
        st.stop()
    if not found.may(action):
        st.error(drawn("guard.refused", action=say(f"action.{action}")))
        st.stop()
    return found
