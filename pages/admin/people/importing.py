"""Adds many people at once from a workbook or from pasted lines: what each line would do is shown first."""

import time
from collections.abc import Sequence

import streamlit as st

from data import places
from data.ingest import people_list
from data.ingest.people_list import Wish
from data.ingest.receive import Refused
from data.people import audit
from data.people.accounts import Accounts
from data.people.sentences import PeopleError
from data.people.session import Person
from pages.admin.people import once, wishes
from pages.frame import uploads
from pages.pieces import tables
from pages.pieces.tables import Column
from pages.speech import names, words
from pages.speech.plain import plain
from pages.speech.words import drawn, language, say
from queries.question import Rows

KINDS = ["xlsx", "xls", "et", "csv"]
PASTED = "people-pasted"


def panel(person: Person) -> None:
    """Workbook or paste, the lines as they are understood, and the button that adds those that are right."""
    with st.expander(say("people.import"), icon=":material/upload_file:"):
        st.html(f'<p class="peak-measure">{say("people.import_help")}</p>')
        given = uploads.uploader(
            say("people.import_file"), key="people-file", help=say("people.import_file"), kinds=KINDS
        )
        pasted = st.text_area(
            say("people.import_paste"), key=PASTED, height=120, placeholder=say("people.import_example")
        )
        found = understood(given, pasted, person.name)
        if found:
            draw(found)
            offer(person, [wish for wish in found if not wish.wrong])
        elif given or pasted.strip():
            st.warning(say("people.import_none"), icon=":material/info:")


def understood(given: Sequence[object], pasted: str, who: str) -> list[Wish]:
    """The lines of what was dropped, or pasted, with an account that is there already told as wrong."""
    sources = [(one.getvalue(), str(one.name)) for one in given]  # type: ignore[attr-defined]
    if pasted.strip():
        sources.append(("\n".join(map(people_list.as_csv, pasted.splitlines())).encode(), "pasted.csv"))
    found: list[Wish] = []
    for content, name in sources:
        try:
            found += people_list.read(content, name, who)
        except Refused as refusal:
            st.error(plain(refusal.finding.sentence(language())), icon=":material/block:")
    there = {one.name for one in Accounts(places.store()).all()}
    return [people_list.known(wish, there) for wish in found]


def draw(found: list[Wish]) -> None:
    """Every line: whom it names and what would be done; of one that is not understood nothing is claimed."""
    rows = Rows(
        {
            "line": wish.line,
            "name": wish.name,
            "shown": wish.shown,
            "roles": words.joined(wishes.role(role) for role in wish.roles),
            "places": wishes.limited(wish.places, names.region) if wish.roles else "",
            "templates": wishes.limited(wish.templates, names.sheet) if wish.roles else "",
            "state": say(f"people.wrong_{wish.wrong}", found=wish.found)
            if wish.wrong
            else say("people.right"),
        }
        for wish in found
    )
    fields = ("line", "name", "shown", "roles", "places", "templates", "state")
    shown = [Column(one, say(f"people.column_{one}"), "whole" if one == "line" else "text") for one in fields]
    tables.offered(rows, shown, "people-import", say("people.import"), tables.height(rows))


def offer(person: Person, right: list[Wish]) -> None:
    """One button for all that are right; their passwords are shown once."""
    if not st.button(
        drawn("people.import_button", count=len(right)), key="people-import-add", disabled=not right
    ):
        return
    accounts, now, where, made = Accounts(places.store()), time.time(), audit.place_now(), []
    for wish in right:
        try:
            password = accounts.add(
                wish.name, wish.shown, wish.roles, now, places=wish.places, templates=wish.templates,
                by=person.name, where=where,
            )  # fmt: skip
        except PeopleError as fault:  # somebody else added the same account meanwhile
            st.error(plain(fault.said(language())), icon=":material/block:")
            continue
        made.append((wish.name, password))
    audit.tell(person.name, "people_imported", str(len(made)))
    once.keep(made)
    st.rerun()
