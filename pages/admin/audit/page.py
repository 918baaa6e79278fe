"""审计: who did what, when, from where; filtered by the address, by pages, as a file, the chain checked."""

import datetime as dt
from functools import partial
from html import escape

import streamlit as st

from data import clock, places
from data.people import audit
from data.people.audit import Wanted
from pages.frame import choices, exporting, filters, links, trouble
from pages.frame.visit import open_page
from pages.pieces import heading, tables
from pages.pieces.tables import Column
from pages.speech import file_names, words
from pages.speech.about import About
from pages.speech.plain import listed, plain
from pages.speech.words import say
from queries.question import Rows

PAGE = 100  # lines of one page
SHORT, TALL = 17, 640  # lines that stand without scrolling; pixels of the table of more
FILED = 20_000  # lines of one file at most


def main() -> None:
    visit = open_page("audit", newest=True, source=say("audit.source"))
    store = places.store()
    wanted = asked()
    count = audit.count(store, wanted)
    visit.head(say("audit.headline", count=f"{count:,}"), say("audit.subline"))
    page, pages = where(count)
    lines = rows(audit.entries(store, wanted, PAGE, (page - 1) * PAGE))
    told = say("audit.lines", page=page, pages=pages)
    st.html(heading.measure(told))
    tables.draw(lines, columns(), "audit", told, TALL if len(lines) > SHORT else "content")
    turning(page, pages)
    with st.container(key="audit-tools", horizontal=True, gap="small", vertical_alignment="center"):
        if count:
            files(wanted)
        checked = st.button(say("audit.check"), key="audit-check", icon=":material/link:")
    if checked:
        faults = audit.faults(store)
        if faults:
            st.error(listed(faults, say("audit.broken")), icon=":material/link_off:")
        else:
            st.success(say("audit.whole"), icon=":material/verified:")
    visit.foot()


def asked() -> Wanted:
    """What the address asks for; a widget each."""
    store = places.store()
    people = ["", *(name for name in audit.names(store) if name)]
    with st.container(key="asking", horizontal=True, gap="small", vertical_alignment="bottom"):
        who = choices.one_of("who", people, lambda name: name or say("audit.everybody"), say("audit.who"))
        what = choices.one_of("what", ["", *audit.WHAT], named, say("audit.what"))
        since, until = day("since_day", say("audit.since")), day("until_day", say("audit.until"))
        key = "audit-text"
        st.session_state[key] = st.query_params.get("text", "")[:80]
        st.text_input(
            say("audit.text"), key=key, max_chars=80, width=220,
            on_change=lambda: filters.choose("text", st.session_state[key]),
        )  # fmt: skip
    return Wanted(who, (what,) if what else (), since, until, st.query_params.get("text", "")[:80])


def day(name: str, title: str) -> str:
    """A day of the address, or nothing."""
    key = f"audit-{name}"
    try:
        found: dt.date | None = dt.date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        found = None
    st.session_state[key] = found

    def choose() -> None:
        chosen = st.session_state[key]
        filters.choose(name, chosen.isoformat() if chosen else "")

    st.date_input(plain(title), key=key, format="YYYY-MM-DD", width=150, on_change=choose)
    return found.isoformat() if found else ""


def named(what: str) -> str:
    """What was done, in words."""
    return say(f"audit.{what}") if what else say("audit.everything")


def where(count: int) -> tuple[int, int]:
    """Which page the address asks for, and how many there are."""
    pages = max(1, -(-count // PAGE))
    wanted = st.query_params.get("page", "1")
    return min(max(int(wanted), 1), pages) if wanted.isdecimal() else 1, pages


def turning(page: int, pages: int) -> None:
    """The ways to the newer and the older lines."""
    ways = [(page - 1, "audit.newer"), (page + 1, "audit.older")]
    made = [
        f'<a href="{escape(links.here(page=str(number)))}">{escape(say(key))}</a>'
        for number, key in ways
        if 1 <= number <= pages
    ]
    if made:
        st.html(f'<p class="peak-zones">{" ".join(made)}</p>')


def files(wanted: Wanted) -> None:
    """The lines that fit as CSV and as a workbook, made when pressed, in the language of this moment."""
    store, tongue, address = places.store(), words.language(), links.whole()
    about = About(say("audit.title"), "", as_of=words.date(clock.today()))

    def made(kind: str) -> bytes:
        with words.speaking(tongue):
            lines, shown = rows(audit.entries(store, wanted, FILED)), columns()
            return (
                tables.to_csv(lines, shown) if kind == "csv" else tables.to_xlsx(lines, shown, about, address)
            )

    for kind in ("csv", "xlsx"):
        exporting.button(
            say(f"take.{kind}"),
            partial(made, kind),
            file_name=file_names.taken(about, kind),
            mime=tables.MIME[kind],
            key=f"audit-{kind}",
            icon=tables.ICONS[kind],
            action="audit",
        )


def columns() -> list[Column]:
    """The columns of the log, in the visitor's language."""
    fields = ("id", "at", "who", "what", "about", "place")
    return [
        Column(field, say(f"audit.column_{field}"), "whole" if field == "id" else "text") for field in fields
    ]


def rows(lines: list[audit.Line]) -> Rows:
    """Lines of the log as rows of a table; the moment to the second, as it was in China."""
    return Rows(
        {
            "id": line.id,
            "at": line.at[:19].replace("T", " "),
            "who": line.who or "—",
            "what": named(line.what),
            "about": line.about,
            "place": line.place or say("audit.here"),
        }
        for line in lines
    )


with trouble.in_words():
    main()
