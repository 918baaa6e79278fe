"""我的会话: where I am signed in, with the way to end it there, to another password, and out."""

import time
from collections.abc import Sequence
from html import escape

import streamlit as st

from data.people import audit
from data.people.sessions import Session
from pages.frame import guard, trouble
from pages.frame.visit import Visit, open_page
from pages.pieces import session_lines
from pages.speech import names
from pages.speech.words import language, say

WAYS = (("me.password", "/sign-in/password"), ("me.out", "/sign-out"))


def main() -> None:
    visit = open_page("view", newest=True, source=say("me.source"))
    person = visit.person
    if not person.session:
        visit.head(say("me.nobody"), say("me.nobody_more"))
        visit.foot()
        return
    held = guard.sessions().of(person.name, time.time())
    visit.head(say("me.headline", name=person.shown or person.name, count=len(held)), may(visit))
    asked = "" if language() == "zh" else f"?lang={language()}"
    ways = "".join(
        f'<a class="peak-way" href="{path}{asked}" target="_self">{escape(say(key))}</a>'
        for key, path in WAYS
    )
    st.html(f'<p class="peak-ways">{ways}</p>')
    with st.container(key="sessions", gap="small"):
        for one in held:
            draw(visit, one)
    if len(held) > 1 and st.button(say("me.end_others"), key="end-others", icon=":material/devices_off:"):
        end(visit, [one for one in held if one.id != person.session])
    visit.foot()


def may(visit: Visit) -> str:
    """What this person may, in roles, places and sheets."""
    person = visit.person
    told = [say("asked.and").join(say(f"role.{role}") for role in person.roles)]
    for some, name in ((person.places, names.region), (person.templates, names.template)):
        told += [] if some is None else [say("asked.and").join(map(name, sorted(some)))]
    return " · ".join(told)


def draw(visit: Visit, one: Session) -> None:
    """One session; every other one with a button that ends it."""
    own = one.id == visit.person.session
    with st.container(key=f"session-{one.id}", horizontal=True, vertical_alignment="center", gap="small"):
        told = f"<b>{escape(say('me.this'))}</b> · " if own else ""
        st.html(f'<p class="peak-measure">{told}{escape(session_lines.line(one))}</p>', width="stretch")
        if not own and st.button(say("me.end"), key=f"end-{one.id}", icon=":material/logout:"):
            end(visit, [one])


def end(visit: Visit, sessions: Sequence[Session]) -> None:
    """Ends sessions of the person's own, and draws what is left."""
    held = guard.sessions()
    for one in sessions:
        held.revoke(one.id, time.time(), by=visit.person.name, where=audit.place_now())
    st.rerun()


with trouble.in_words():
    main()
