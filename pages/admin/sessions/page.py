"""会话: everybody who is in, since when, from where, with which browser; and the way to end it."""

import time
from html import escape

import streamlit as st

from data import places
from data.people import audit
from data.people.sessions import Session, Sessions
from pages.frame import trouble
from pages.frame.visit import Visit, open_page
from pages.pieces import heading, session_lines
from pages.speech import catalogue
from pages.speech.words import say

MOST = 200  # sessions that are drawn


def main() -> None:
    visit = open_page("sessions", newest=True, source=say("sessions.source"))
    found = Sessions(places.store()).all(time.time())
    people = len({one.name for one in found})
    visit.head(
        say("sessions.headline" if found else "sessions.headline_none", count=len(found), people=people),
        say("sessions.subline"),
    )
    with st.container(key="sessions", gap="small"):
        for one in found[:MOST]:
            line(visit, one)
    visit.foot()


def line(visit: Visit, one: Session) -> None:
    """One session, with a button that ends it; the visitor's own says so."""
    own = one.id == visit.person.session
    with st.container(key=f"session-{one.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(told(one, own), width="stretch")
        ended = st.button(say("sessions.end"), key=f"end-{one.id}", icon=":material/logout:")
    if ended:
        Sessions(places.store()).revoke(one.id, time.time(), by=visit.person.name, where=audit.place_now())
        st.rerun()


def told(one: Session, own: bool) -> str:
    """Who, how, from where, with what, since when, and when last seen."""
    mark = f" <em>{escape(say('sessions.own'))}</em>" if own else ""
    how = f"sessions.how_{one.how}"
    below = f"{session_lines.line(one)} · {say(how) if catalogue.known(how) else one.how}"
    return f"<p><b>{escape(one.name)}</b>{mark}</p>{heading.measure(below)}"


with trouble.in_words():
    main()
