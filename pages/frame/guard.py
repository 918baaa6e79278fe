"""The lock on every page's door: `require(action)` is a page's first line."""

import threading
import time
from collections.abc import Callable
from typing import NoReturn
from weakref import ref

import streamlit as st
from streamlit.runtime.scriptrunner import ScriptRunContext, get_script_run_ctx

from data import places
from data.people import acting, session
from data.people.session import Nobody, NotLocal, NotSignedIn, Person
from data.people.sessions import Sessions
from pages.speech.words import drawn, language, say

NOBODY = Person("", ())
LATELY = 1.0  # seconds that an answer holds within one run; what changes anything asks anew
LOOKING = frozenset({"view", "export"})
COOKIES = ("__Host-peak_session", "peak_session")  # with TLS, and without


class _Asked(threading.local):
    """Who a run is for, and when that was asked; what Streamlit runs again at once is the same run."""

    run: Callable[[], ScriptRunContext | None] = staticmethod(lambda: None)
    person: Person = NOBODY
    at: float = 0.0
    mode: str = ""


_ASKED = _Asked()


def current() -> Person:
    """The person at the screen, asked anew on every run; raises Nobody where nobody is known.

    From here on that person acts: what is done further down is held against what they may by then.
    """
    run, now = get_script_run_ctx(), time.monotonic()
    found = _ASKED.person
    if run is None or _ASKED.run() is not run or now - _ASKED.at > LATELY:
        found = _known()
        if run is not None:
            _ASKED.run, _ASKED.person, _ASKED.at, _ASKED.mode = ref(run), found, now, session.mode()
    if _mode() == "machine":
        acting.settle(found)
    else:
        held = secret()
        acting.settle(found, lambda: signed_in(held) or NOBODY)
    return found


def whereabouts() -> str:
    """From where the person at the screen asks: the address that the gate saw, else that of the window."""
    if get_script_run_ctx() is None:
        return ""
    held = "" if _mode() == "machine" else secret()
    return (Sessions(places.store()).address(held) if held else "") or st.context.ip_address or ""


def _mode() -> str:
    """How people sign in here, asked once a run: each time the file of settings is looked at."""
    run = get_script_run_ctx()
    lately = run is not None and _ASKED.run() is run and time.monotonic() - _ASKED.at <= LATELY
    return _ASKED.mode if lately else session.mode()


def _known() -> Person:
    if session.mode() == "machine":
        address = st.get_option("server.address")
        return session.person(None if address is None else str(address))
    shown = secret()
    found = signed_in(shown) if shown else session.wall()
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
    return sessions().look(secret, time.time())


def sessions() -> Sessions:
    """The sessions of this store."""
    return Sessions(places.store())


def may(action: str, place: str | None = None, template: str | None = None) -> bool:
    """Whether to offer a button at all; the page behind it asks again with `require`."""
    try:
        return current().may(action, place, template)
    except Nobody:
        return False


def require(action: str, place: str | None = None, template: str | None = None) -> Person:
    """The person, if they may; otherwise says so and ends the page."""
    if action not in LOOKING:
        _ASKED.at = 0.0
    try:
        found = current()
    except NotLocal:
        st.error(say("guard.not_local"))
        st.stop()
    except NotSignedIn:
        _way("guard.not_signed_in", "/sign-in", "guard.sign_in")
    if found.must_change:
        _way("guard.must_change", "/sign-in/password", "me.password")
    if not found.may(action, place, template):
        st.error(drawn("guard.refused", action=say(f"action.{action}")))
        st.stop()
    return found


def _way(why: str, address: str, told: str) -> NoReturn:
    """Says what stands in the way, shows the way out, and ends the page."""
    st.error(say(why))
    asked = "" if language() == "zh" else f"?lang={language()}"
    st.html(
        f'<p class="peak-ways"><a class="peak-way" href="{address}{asked}" target="_self">{say(told)}</a></p>'
    )
    st.stop()


def still(person: Person | None, action: str) -> None:
    """Raises NotAllowed where somebody who was let onto a page may not do this any more.

    Asked of the session that saw the page: over, disabled and demoted all count at this very moment.
    """
    if person is not None and session.mode() == "accounts":
        person = sessions().still(person.session, time.time()) or NOBODY
    with acting.by(person):
        acting.require(action)
