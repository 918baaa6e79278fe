"""The door: frame, language, and the table of contents. Read this first."""

import gc
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages.parts import charts, filters, guard, style
from pages.parts.catalogue import LANGUAGES
from pages.parts.words import language, say


@dataclass(frozen=True)
class Entry:
    """One page: its file, its address, what a person must be allowed to do to see it."""

    file: str
    path: str
    action: str
    icon: str


PAGES = (
    Entry("pages/leaders/overview.py", "overview", "view", ":material/dashboard:"),
    Entry("pages/analysts/indicator.py", "indicator", "view", ":material/monitoring:"),
    Entry("pages/analysts/green.py", "green", "view", ":material/factory:"),
    Entry("pages/analysts/emerging.py", "emerging", "view", ":material/rocket_launch:"),
    Entry("pages/staff/upload.py", "upload", "upload", ":material/upload_file:"),
    Entry("pages/staff/history.py", "history", "upload", ":material/history:"),
)


ICON = str(Path(charts.__file__).with_name("icon.svg"))


@st.cache_resource(show_spinner=False)
def warm_up() -> bool:
    """Once per process: build every specification, then take all living objects out of garbage collection."""
    for kind in charts.KINDS:
        for tongue in LANGUAGES:
            charts.spec(kind, tongue)
    gc.collect()
    gc.freeze()
    return True


def switch_language() -> None:
    filters.choose("lang", "zh" if language() == "en" else "en", "zh")


def contents() -> dict[str, st.Page]:
    """The pages this person may open, in the order of the table."""
    return {
        entry.path: st.Page(entry.file, title=say(f"page.{entry.path}"), url_path=entry.path, icon=entry.icon)
        for entry in PAGES
        if guard.may(entry.action)
    }


def main() -> None:
    st.set_page_config(
        page_title=say("app.title"), page_icon=ICON, layout="wide", menu_items={"About": say("app.about")}
    )
    warm_up()
    pages = contents()
    if not pages:
        guard.require("view")
    first = next(iter(pages.values()))

    def root() -> None:
        st.switch_page(first, query_params=st.query_params.to_dict())

    # A default page lives at "/" only, and /overview must open too: so "/" is a page that moves on.
    door = st.Page(root, title=say("app.title"), default=True, visibility="hidden")
    page = st.navigation([door, *pages.values()], position="top")
    filters.arrive(page.url_path)
    style.apply()
    st.button(
        say("app.switch_language"),
        key="language",
        help=say("app.switch_language_help"),
        on_click=switch_language,
        type="tertiary",
    )
    page.run()


main()
