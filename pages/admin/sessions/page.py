"""会话: everybody who is in, since when, from where, with which browser; and the way to end it."""

import datetime as dt
import re
import time
from html import escape

import streamlit as st

from data import clock, places
from data.people import audit
from data.people.sessions import Session, Sessions
from pages.frame import trouble
from pages.frame.visit import Visit, open_page
from pages.pieces import heading
from pages.speech import words
from pages.speech.words import say

MOST = 200  # sessions that are drawn
BROWSERS = (  # the first that fits speaks: others say the names of those they descend from
    ("WeCom", r"wxwork/([\d.]+)"),
    ("WeChat", r"MicroMessenger/([\d.]+)"),
    ("DingTalk", r"DingTalk/([\d.]+)"),
    ("360", r"(?:QIHU|360SE|360EE)"),
    ("Edge", r"Edg(?:e|A|iOS)?/(\d+)"),
    ("Firefox", r"Firefox/(\d+)"),
    ("Chrome", r"(?:Chrome|CriOS|Chromium)/(\d+)"),
    ("Safari", r"Version/(\d+)[\d.]* .*Safari"),
)


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
    parts = [
        say("sessions.since", moment=moment(one.begun)),
        say("sessions.seen", moment=moment(one.touched)),
        one.address or say("audit.here"),
        browser(one.agent),
        one.how,
    ]
    below = " · ".join(part for part in parts if part)
    return f"<p><b>{escape(one.name)}</b>{mark}</p>{heading.measure(below)}"


def moment(seconds: float) -> str:
    """A moment in China, to the minute."""
    told = dt.datetime.fromtimestamp(seconds, clock.CHINA)
    return f"{words.date(told.date().isoformat())} {told:%H:%M}"


def browser(agent: str) -> str:
    """Which browser on which system, from what it says of itself; its first letters where that is unknown."""
    system = next((name for name in ("Windows", "Android", "iPhone", "Mac OS", "Linux") if name in agent), "")
    for name, pattern in BROWSERS:
        if match := re.search(pattern, agent, re.IGNORECASE):
            version = match[1].split(".")[0] if match.groups() else ""
            return " ".join(part for part in (name, version, system) if part)
    return agent[:40]


with trouble.in_words():
    main()
