"""Asks which roles, places and templates an account is to have, a new one or a known one."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from data.people.roles import ROLES
from data.people.sentences import say as spoken
from data.plan import plan
from pages.frame import filters
from pages.speech import names, words
from pages.speech.plain import plainly
from pages.speech.words import language, say


@dataclass(frozen=True)
class Wish:
    """What somebody chose; `places` and `templates` None: all."""

    roles: tuple[str, ...]
    places: frozenset[str] | None
    templates: frozenset[str] | None


def asked(
    key: str, roles: Sequence[str], places: Collection[str] | None, templates: Collection[str] | None
) -> Wish:
    """The three boxes, filled with what is there; nothing chosen in places or templates means all."""
    given = st.multiselect(
        say("people.column_roles"), list(ROLES), list(roles), format_func=plainly(role), key=f"roles-{key}",
        help=say("people.roles_help"),
    )  # fmt: skip
    where = st.multiselect(
        say("people.column_places"), filters.places(), sorted(places or ()),
        format_func=plainly(names.region), key=f"places-{key}", placeholder=say("people.all"),
        help=say("people.places_help"),
    )  # fmt: skip
    sheets = st.multiselect(
        say("people.column_templates"), list(plan().templates), sorted(templates or ()),
        format_func=plainly(names.sheet), key=f"templates-{key}", placeholder=say("people.all"),
    )  # fmt: skip
    return Wish(tuple(given), frozenset(where) or None, frozenset(sheets) or None)


def role(code: str) -> str:
    """A role in words."""
    return spoken(f"role_{code}", language())


def limited(codes: Collection[str] | None, named: Callable[[str], str]) -> str:
    """What an account is limited to, in words."""
    if codes is None:
        return say("people.all")
    return words.joined(map(named, sorted(codes))) or say("people.none")
