"""The lock on every page's door: `require(action)` is a page's first line."""

import threading
import time
from collections.abc import Callable
from weakref import ref

import streamlit as st
from streamlit.runtime.scriptrunner import ScriptRunContext, get_script_run_ctx

from data import places
from data.people import acting, session
from data.people.accounts import Accounts
from data.people.session import Nobody, NotLocal, NotSignedIn, Person
from data.people.sessions import Sessions
from pages.speech.words import drawn, say

NOBODY = Person("", ())
COOKIES = ("__Host-peak_session", "peak_session")  # with TLS, and without


class _Asked(threading.local):
    """Who a run is for, asked once: a run has a thread of its own, and no run is the one before."""

    run: Callable[[], ScriptRunContext | None] = staticmethod(lambda: None)
    person: Person = NOBODY


_ASKED = _Asked()


def current() -> Person:
    """The person at the screen, asked anew on every run; raises Nobody where nobody is known.

    From here on that person acts: what is done further down is held against what they may.
    """
    run = get_script_run_ctx()
    found = _ASKED.person
    if run is None or _ASKED.run() is not run:
        found = _known()
        if run is not None:
            _ASKED.run, _ASKED.person = ref(run), found
    acting.settle(found)
    return found


def _known() -> Person:
    if session.mode() == "machine":
        address = st.get_option("server.address")
        return session.person(None if address is None else str(address))
    found = signed_in(secret())
    if found is None:
        acting.settle(NOBODY)
        raise NotSignedIn
    return found


def secret() -> str:
    """What the browser shows as its session; "" where it shows none."""
    cookies = st.context.cookies
    return next((cookies[name] for name in COOKIES if name in cookies), "")


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


def still(person: Person | None, action: str) -> None:
    """Raises NotAllowed where somebody who was let onto a page may not do this any more."""
    if person is not None and session.mode() == "accounts":
        account = Accounts(places.store()).find(person.name)
        gone = account is None or account.disabled
        person = NOBODY if account is None or gone else account.person()
    with acting.by(person):
        acting.require(action)
