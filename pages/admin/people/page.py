"""人员: the accounts with roles, places and templates; adding, changing, disabling, a new password."""

import datetime as dt
import time

import streamlit as st

from data import clock, places
from data.people import audit
from data.people.accounts import Account, Accounts
from data.people.sentences import PeopleError
from data.people.session import Person
from pages.admin.people import importing, once, wishes
from pages.frame import choices, trouble
from pages.frame.visit import open_page
from pages.pieces import heading, tables
from pages.pieces.tables import Column
from pages.speech import names, words
from pages.speech.plain import plain
from pages.speech.words import language, say
from queries.question import Rows

TURN = "people-turn"


def main() -> None:
    visit = open_page("people", newest=True, source=say("people.source"))
    known = Accounts(places.store()).all()
    working = [one for one in known if not one.disabled]
    visit.head(
        say("people.headline", count=len(known), working=len(working)),
        say("people.subline" if known else "people.subline_none"),
    )
    once.told()
    if known:
        tables.offered(rows(known), columns(), "people", say("people.title"), tables.height(known))
    left, right = st.columns(2, gap="large")
    with left:
        adding(visit.person)
        importing.panel(visit.person)
    with right:
        if known:
            changing(visit.person, known)
    visit.foot()


def columns() -> list[Column]:
    """The columns of the list of accounts."""
    fields = ("name", "shown", "roles", "places", "templates", "seen", "state")
    return [Column(field, say(f"people.column_{field}"), "text") for field in fields]


def rows(known: list[Account]) -> Rows:
    """The accounts in words."""
    return Rows(
        {
            "name": one.name,
            "shown": one.shown,
            "roles": words.joined(wishes.role(role) for role in one.roles),
            "places": wishes.limited(one.places, names.region),
            "templates": wishes.limited(one.templates, names.sheet),
            "seen": moment(one.seen) if one.seen else say("people.never"),
            "state": say(f"people.state_{state(one)}"),
        }
        for one in known
    )


def state(one: Account) -> str:
    """Whether an account can be used as it is."""
    if one.disabled:
        return "disabled"
    return "must_change" if one.must_change else "working"


def moment(seconds: float) -> str:
    """A day in China."""
    return words.date(dt.datetime.fromtimestamp(seconds, clock.CHINA).date().isoformat())


def adding(person: Person) -> None:
    """A new account; its one-time password is shown once, above."""
    st.html(heading.finding(say("people.add")))
    turn = st.session_state.setdefault(TURN, 0)  # the next account begins with empty boxes
    with st.form("people-add", clear_on_submit=False, border=True):
        name = st.text_input(
            say("people.column_name"), key=f"add-name-{turn}", max_chars=40, help=say("people.name_help")
        )
        shown = st.text_input(say("people.column_shown"), key=f"add-shown-{turn}", max_chars=40)
        wish = wishes.asked(f"add-{turn}", ("staff",), None, None)
        pressed = st.form_submit_button(say("people.add_button"), type="primary")
    if pressed:
        with said():
            made = Accounts(places.store()).add(
                name, shown, wish.roles, time.time(), places=wish.places, templates=wish.templates,
                by=person.name, where=audit.place_now(),
            )  # fmt: skip
            once.keep([(name.strip(), made)])
            st.session_state[TURN] = turn + 1
            st.rerun()


def changing(person: Person, known: list[Account]) -> None:
    """One account: what it may, whether it is open, and a new password."""
    st.html(heading.finding(say("people.change")))
    by_name = {one.name: one for one in known}
    chosen = choices.one_of(
        "account", list(by_name), lambda name: f"{name} {by_name[name].shown}", say("people.account")
    )
    one = by_name[chosen]
    accounts, now, where = Accounts(places.store()), time.time(), audit.place_now()
    with st.form(f"people-change-{one.name}", border=True):
        shown = st.text_input(say("people.column_shown"), one.shown, key=f"shown-{one.name}", max_chars=40)
        wish = wishes.asked(f"change-{one.name}", one.roles, one.places, one.templates)
        saved = st.form_submit_button(say("people.save"), type="primary")
    with st.container(key="people-acts", horizontal=True, gap="small"):
        reset = st.button(say("people.reset"), key="people-reset", icon=":material/key:")
        word = "people.enable" if one.disabled else "people.disable"
        turned = st.button(say(word), key="people-disable", icon=":material/block:")
    with said():
        if saved:
            accounts.change(
                one.name, now, shown=shown, roles=wish.roles, places=wish.places, templates=wish.templates,
                by=person.name, where=where,
            )  # fmt: skip
        if reset:
            once.keep([(one.name, accounts.reset(one.name, now, by=person.name, where=where))])
        if turned:
            accounts.disable(one.name, now, disabled=not one.disabled, by=person.name, where=where)
        if saved or reset or turned:
            st.rerun()


class said:
    """What cannot be done is said in its sentence; nothing was changed then."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, fault: BaseException | None, __: object) -> bool:
        if isinstance(fault, PeopleError):
            st.error(plain(fault.said(language())), icon=":material/block:")
            return True
        return False


with trouble.in_words():
    main()
