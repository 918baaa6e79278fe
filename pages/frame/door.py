"""What happens at the door on every run: the page's frame, its language, and once per page a frozen heap."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages import charts
from pages.frame import filters, guard, style
from pages.pieces import panel
from pages.speech.words import language, say, settle

ICON = str(Path(__file__).with_name("icon.svg"))
PARTS = (charts, panel)  # imported here so that they are frozen with everything else


@dataclass(frozen=True)
class Entry:
    """One page: its file, its address, what a person must be allowed to do to see it, and its menu."""

    file: str
    path: str
    action: str
    icon: str
    menu: str = ""


def open_for_visitor(table: Sequence[Entry]) -> None:
    """Draws the frame and runs the page that the address asks for."""
    settle()
    st.set_page_config(
        page_title=say("app.title"), page_icon=ICON, layout="wide", menu_items={"About": say("app.about")}
    )
    pages = _contents(table)
    first = next(iter(pages.values()))

    def root() -> None:
        st.switch_page(first, query_params=st.query_params.to_dict())

    # A default page lives at "/" only, and the first page has an address too: so "/" is a page that moves on.
    start = st.Page(root, title=say("app.title"), default=True, visibility="hidden")
    page = st.navigation(_menus(table, pages, start), position="top")
    filters.arrive(page.url_path)
    settle()
    style.apply()
    _language_button()
    page.run()
    _freeze_after(page.url_path)


def _contents(table: Sequence[Entry]) -> dict[str, st.Page]:
    """The pages this person may open, in the order of the table; nobody may open nothing."""
    person = guard.require("view")
    return {
        entry.path: st.Page(entry.file, title=say(f"page.{entry.path}"), url_path=entry.path, icon=entry.icon)
        for entry in table
        if person.may(entry.action)
    }


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


def _switch_language() -> None:
    filters.choose("lang", "zh" if language() == "en" else "en", "zh")


@st.cache_resource(show_spinner=False)
def _freeze_after(page: str) -> bool:
    """Once per page and process, after its first run: all that is loaded by now leaves garbage collection.

    Streamlit collects after every run; without this each click pays for every object that imports made.
    """
    charts.warm_up()
    gc.collect()
    gc.freeze()
    return True
