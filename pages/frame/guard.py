"""The lock on every page's door: `require(action)` is a page's first line."""

import time

import streamlit as st

from data import places
from data.people import session
from data.people.session import Nobody, NotLocal, NotSignedIn, Person
from data.people.sessions import Sessions
from pages.speech.words import drawn, say

COOKIES = ("__Host-peak_session", "peak_session")  # with TLS, and without


def current() -> Person:
    """The person at the screen, asked anew on every run; raises Nobody where nobody is known."""
    if session.mode() == "machine":
        address = st.get_option("server.address")
        return session.person(None if address is None else str(address))
    found = signed_in(next((st.context.cookies[name] for name in COOKIES if name in st.context.cookies), ""))
    if found is None:
        raise NotSignedIn
    return found


def signed_in(secret: str) -> Person | None:
    """Whose session a secret opens now; None where it is over or never was."""
    return Sessions(places.store()).look(secret, time.time())


def may(action: str, place: str | None = None, template: str | None = None) -> bool:
    """Whether to offer a button at all; the page behind it asks again with `require`."""
    try:
        return current().may(action, place, template)
    except Nobody:
        return False


def require(action: str, place: str | None = None, template: str | None = None) -> Person:
    """The person, if they may; otherwise says so and ends the page."""
    try:
        found = current()
    except NotLocal:
        st.error(say("guard.not_local"))
        st.stop()
    except NotSignedIn:
        st.error(say("guard.not_signed_in"))
        st.stop()
    if found.must_change:
        st.error(say("guard.must_change"))
        st.stop()
    if not found.may(action, place, template):
        st.error(drawn("guard.refused", action=say(f"action.{action}")))
        st.stop()
    return found
