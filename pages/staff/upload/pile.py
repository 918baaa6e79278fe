"""The drafts of this page: the pile its address carries, and what else a person left behind."""

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from data import clock
from data.ingest.receive import LIMITS
from data.keep import drafts
from data.keep.drafts import Draft
from data.keep.errors import Damaged
from data.people import acting
from data.people.session import Person
from data.plan import plan
from pages.frame import trouble
from pages.pieces import heading
from pages.speech import catalogue, words
from pages.speech.words import drawn, say

ADDRESS = "draft"
NAMED = 3
SHOWN = 5
Given = tuple[str, str, Callable[[], bytes]]


def current() -> str:
    """The pile that the address names, or that this visit began; "" where there is none yet."""
    asked = st.query_params.get(ADDRESS, "")
    kept: str = st.session_state.get("upload-pile", "")
    if asked != kept and drafts.PILE.fullmatch(asked) and is_open_to(acting.person(), drafts.of_pile(asked)):
        st.session_state["upload-pile"] = kept = asked
    return kept


def is_open_to(person: Person | None, pile: Sequence[Draft]) -> bool:
    """Who delivers for some places only sees the drafts that are the own; else who has the address."""
    return person is None or not person.is_limited or all(draft.by == person.name for draft in pile)


def keep(given: Sequence[Given], by: str) -> list[Draft]:
    """Everything in the pile, once the files not in it yet were kept; what cannot be kept is said."""
    known = drafts.of_pile(current()) if current() else []
    there = {draft.sha256 for draft in known} | _discarded()
    new = [one for one in given if one[1] not in there]
    room = LIMITS.batch_files - len(known)
    if len(new) > room:
        st.warning(drawn("drafts.too_many", limit=LIMITS.batch_files, count=len(new) - max(room, 0)))
    if new[: max(room, 0)]:
        known = [*known, *_kept(new[: max(room, 0)], by)]
    if known:
        st.query_params[ADDRESS] = current()
    return known


def _kept(given: Sequence[Given], by: str) -> list[Draft]:
    """These files as drafts of the pile, which begins here where there is none."""
    pile = current() or drafts.new_pile()
    st.session_state["upload-pile"] = pile
    made = []
    try:
        for name, _, read in given:
            made.append(drafts.keep(pile, read(), name, by, clock.now().isoformat()))
    except trouble.KINDS as fault:  # they lie on the page all the same
        trouble.told(fault)
    return made


def reading(draft: Draft) -> Callable[[], bytes]:
    """What reads a draft; it raises Damaged, with what to do, where the bytes are gone or changed."""

    def read() -> bytes:
        content = drafts.content_of(draft)
        if content is None:
            raise Damaged(say_both("drafts.damaged", name=draft.file_name))
        return content

    return read


def say_both(key: str, **values: object) -> str:
    """A sentence in both languages, as faults of the store carry it."""
    return f"{catalogue.sentence(key, 'zh', **values)} / {catalogue.sentence(key, 'en', **values)}"


def discard(sha256s: Collection[str]) -> None:
    """Takes files out of this page's pile for good."""
    drafts.discard(draft for draft in drafts.of_pile(current()) if draft.sha256 in sha256s)


def published(sha256s: Sequence[str]) -> None:
    """What is published is no draft any more, in any pile of its sender.

    What did not lie on the uploader is shown until more comes.
    """
    held = st.session_state.get("upload-held", ())
    st.session_state["upload-published"] = [sha256 for sha256 in sha256s if sha256 not in held]
    discard(sha256s)
    if person := acting.person():
        piles = drafts.of_person(person.name).values()
        drafts.discard(one for pile in piles for one in pile if one.sha256 in sha256s)


def give_up(sha256s: Sequence[str]) -> None:
    """What a person discards by a button: also what lies on the uploader still is not taken up again."""
    _discarded().update(sha256s)
    discard(sha256s)


def take_up(sha256: str) -> None:
    """What is dropped again after it was discarded counts again."""
    _discarded().discard(sha256)


def given_up(sha256: str) -> bool:
    """Whether this file was discarded on this page."""
    return sha256 in _discarded()


def _discarded() -> set[str]:
    found: set[str] = st.session_state.setdefault("upload-discarded", set())
    return found


def panel(by: str, held: Collection[str]) -> None:
    """What was dropped earlier: in this pile (it came back with the page), and in others of this person.

    A pile that holds nothing but what lies here already is not told of.
    """
    mine = [draft for draft in drafts.of_pile(current()) if draft.sha256 not in held]
    if mine:
        _came_back(mine)
    here = {*held, *(draft.sha256 for draft in mine)}
    piles = {name: found for name, found in drafts.of_person(by).items() if name != current()}
    others = {name: found for name, found in piles.items() if {one.sha256 for one in found} - here}
    for name, found in list(others.items())[:SHOWN]:
        _left_behind(name, found)


def _came_back(mine: Sequence[Draft]) -> None:
    with st.container(key="drafts-here", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_told("drafts.here", mine), width="content")
        st.button(
            say("drafts.discard_all"),
            key="drafts-discard-here",
            icon=":material/delete:",
            on_click=give_up,
            args=([draft.sha256 for draft in mine],),
        )


def _left_behind(name: str, found: Sequence[Draft]) -> None:
    with st.container(key=f"drafts-{name[:8]}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_told("drafts.unpublished", found), width="content")
        st.button(
            say("drafts.go_on"),
            key=f"drafts-open-{name[:8]}",
            icon=":material/folder_open:",
            on_click=_open,
            args=(name,),
        )
        st.button(
            say("drafts.discard_all"),
            key=f"drafts-discard-{name[:8]}",
            icon=":material/delete:",
            on_click=drafts.discard,
            args=(found,),
        )


def _told(key: str, found: Sequence[Draft]) -> str:
    called = [draft.file_name for draft in found]
    names = words.joined(called[:NAMED]) if len(called) <= NAMED else say(
        "drafts.and_more", names=words.joined(called[:NAMED]), count=len(called)
    )  # fmt: skip
    days = f"{plan().setting('store', 'draft_days'):.0f}"
    date = words.date(found[-1].at)
    return heading.measure(say(key, count=len(found), names=names, date=date, days=days), drafts=len(found))


def _open(name: str) -> None:
    """Turns this page to another pile."""
    st.session_state.pop("upload-published", None)
    st.session_state["upload-pile"] = name
    st.query_params[ADDRESS] = name
