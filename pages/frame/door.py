"""What happens at the door on every run: the page's frame, its language; once a process: is all there?"""

import threading
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.people import audit
from data.people.session import Person, Wall
from pages.charts import kinds as charts
from pages.frame import collector, filters, find, guard, live, presenting, style, trouble, turns, uploads
from pages.frame import page as named
from pages.speech import catalogue
from pages.speech.plain import plain
from pages.speech.words import language, pick, say, settle

ICON = str(Path(__file__).with_name("icon.svg"))


@dataclass(frozen=True)
class Entry:
    """One page: its file, title in both languages, icon, menu, what one must be allowed to do to see it, and
    whether it stands in no menu.

    Its address is its name: `leaders/overview/page.py` is /overview, `leaders/county/page.py` is /county.
    """

    file: str
    title: str
    title_en: str
    icon: str
    menu: str = ""
    action: str = "view"
    hidden: bool = False

    @property
    def path(self) -> str:
        file = Path(self.file)
        return file.parent.name if file.stem == "page" else file.stem


class MissingWord(Exception):
    """The table of contents needs a word that is not there."""


def open_for_visitor(table: Sequence[Entry], deck: str) -> None:
    """Draws the frame and runs the page that the address asks for, or in its place the `deck` of a meeting.

    Raises MissingWord when the table needs a word that is not there; before serving (setup/serve.py) that
    is all this does.
    """
    lacking = missing_words(table)
    if lacking:
        raise MissingWord(f"words.csv or app.py lacks {', '.join(lacking)}")
    find.know(table)
    if not runtime.exists():
        return
    _make_ready()
    collector.entered(threading.get_ident())
    try:
        with turns.ROW.turn() as turn:
            _open(table, deck, turn)
    finally:
        collector.left(threading.get_ident())


def _open(table: Sequence[Entry], deck: str, turn: turns.Turn) -> None:
    filters.bring_language(_script())
    settle()
    st.set_page_config(
        page_title=say("app.title"), page_icon=ICON, layout="wide", menu_items={"About": say("app.about")}
    )
    pages = _contents(table, deck if presenting.asked() else "")
    first = next(iter(pages.values()))

    def root() -> None:
        st.switch_page(first, query_params=st.query_params.to_dict())

    # A default page lives at "/" only, and the first page has an address too: so "/" is a page that moves on.
    start = st.Page(root, title=say("app.title"), default=True, visibility="hidden")
    page = st.navigation(_menus(table, pages, start), position="top")
    st.session_state["peak_script"] = _script()
    live.opened(page.url_path)
    filters.arrive(page.url_path)
    settle()
    named.enter(page.title)
    style.apply()
    _language_button()
    _find_button()
    _way_out()
    looking = {entry.path for entry in table if entry.action == "view"}
    if page.url_path in looking and may_present(guard.current(), deck):
        presenting.button()
    if page.url_path not in looking or presenting.asked():  # reads, writes, or draws every chart there is
        turn.give_back()
    with trouble.mistakes(), uploads.counted(), trouble.in_words():
        page.run()


def _script() -> str:
    """The hash of the page that is asked for; once the contents are drawn, of the page that is open."""
    run = get_script_run_ctx()
    return run.page_script_hash if run is not None else ""


def _contents(table: Sequence[Entry], deck: str) -> dict[str, st.Page]:
    """The pages in the order of the table; in the menus stand those that this person may open.

    By its address any other opens too, and says that this person may not (its first line asks the guard).
    Where a `deck` is asked for it stands in the place of each, so that closing it leads back.
    """
    person = guard.require("view")
    deck = deck if may_present(person, deck) else ""
    return {
        entry.path: copy(
            _page(
                deck or entry.file,
                pick(entry.title, entry.title_en),
                entry.path,
                entry.icon,
                "visible" if person.may(entry.action) and not entry.hidden else "hidden",
            )
        )
        for entry in table
        if not isinstance(person, Wall) or entry.path in person.pages
    }


def may_present(person: Person, deck: str) -> bool:
    """Whether somebody sees the deck, which tells of more than one page: on a wall only if it is named."""
    return not isinstance(person, Wall) or Path(deck).parent.name in person.pages


@lru_cache(maxsize=256)
def _page(file: str, title: str, path: str, icon: str, shown: Literal["visible", "hidden"]) -> st.Page:
    """A page of the table; to be copied, for a run marks the one it opens. Streamlit looks for its file."""
    return st.Page(file, title=plain(title), url_path=path, icon=f":material/{icon}:", visibility=shown)


def _menus(table: Sequence[Entry], pages: dict[str, st.Page], start: st.Page) -> dict[str, list[st.Page]]:
    """The pages under their menus, in the order of the table; those without a menu come first."""
    menus: dict[str, list[st.Page]] = {"": [start]}
    for entry in table:
        if entry.path in pages:
            title = say(f"menu.{entry.menu}") if entry.menu else ""
            menus.setdefault(title, []).append(pages[entry.path])
    return menus


def _language_button() -> None:
    st.button(
        say("app.switch_language"),
        key="language",
        help=say("app.switch_language_help"),
        on_click=_switch_language,
        type="tertiary",
    )


def _way_out() -> None:
    """Who has signed in, as the way to the own sessions, the password, and out."""
    person = guard.current()
    if not person.session:
        return
    who, told = escape(person.shown or person.name), escape(say("me.open"))
    asked = "" if language() == catalogue.DEFAULT else f"?lang={language()}"
    with st.container(key="person"):
        st.html(
            f'<a class="peak-person" href="/me{asked}" target="_self" title="{who} · {told}" '
            f'aria-label="{who} · {told}"><span aria-hidden="true">{who[:1]}</span> <span>{who}</span></a>'
        )


def _find_button() -> None:
    """The visible way to the dialog that Ctrl-K and / open (find.js)."""
    told, keys = escape(say("find.title")), escape(say("find.keys"))
    with st.container(key="find"):
        st.html(
            f'<a class="peak-find-open" href="#" role="button" aria-haspopup="dialog" '
            f'title="{told} ({keys})" aria-label="{told}" aria-keyshortcuts="Control+K /">'
            f'<span aria-hidden="true">⌕</span> <span>{told}</span></a>'
        )


def _switch_language() -> None:
    filters.choose("lang", "zh" if language() == "en" else "en", "zh")


def missing_words(table: Sequence[Entry]) -> list[str]:
    """What the table of contents lacks: titles in either language, menus and actions in words.csv."""
    untitled = [f"{entry.path}: title" for entry in table if not (entry.title and entry.title_en)]
    keys = {f"action.{entry.action}" for entry in table} | {
        f"menu.{entry.menu}" for entry in table if entry.menu
    }
    return untitled + sorted(key for key in keys if not catalogue.known(key))


@st.cache_resource(show_spinner=False)
def _make_ready() -> bool:
    """Once per process: every chart is specified, the collector watches, the audit log knows whom to ask."""
    audit.ASKED.append(guard.whereabouts)
    charts.warm_up()
    collector.collect()
    collector.keep_watch()
    return True
