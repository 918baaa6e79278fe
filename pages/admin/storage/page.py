"""存储: what an administrator has to do, how much lies where, what is kept how long, the last backup."""

import os
import shlex
import sys
from html import escape
from pathlib import Path

import streamlit as st

from data import clock, places
from data.ingest import needs, receive
from data.ingest.needs import Need
from data.keep import rooms
from data.plan import plan
from data.settings import reading
from pages.frame import links, trouble
from pages.frame.visit import Visit, open_page
from pages.pieces import heading, tables
from pages.pieces.tables import Column
from pages.speech import words
from pages.speech.words import say
from queries.question import Rows

BIG = 1e9  # bytes from which on a size is told in GB


def main() -> None:
    visit = open_page("storage", newest=True, source=say("storage.source"))
    found = needs.needs(clock.now())
    urgent = sum(need.urgent for need in found)
    key = "storage.headline" if found else "storage.headline_none"
    visit.head(say(key, count=len(found), urgent=urgent), say("storage.subline"))
    todo(visit, found)
    facts()
    sizes()
    retention()
    visit.foot()


def todo(visit: Visit, found: list[Need]) -> None:
    """What is to be done, what is urgent first: why, and the page or the command that does it."""
    lines = []
    for need in found:
        way = links.anchor(say(f"menu.to_{need.page}"), need.page) if need.page else ""
        command = f"<code>{escape(typed(need.command))}</code>" if need.command else ""
        mark = escape(say("storage.urgent" if need.urgent else "storage.soon"))
        told = escape(say(f"need.{need.code}", **need.facts))
        lines.append(
            f'<li data-urgent="{str(need.urgent).lower()}"><b>{mark}</b><span>{told}</span>'
            f"<span>{way} {command}</span></li>"
        )
    st.html(heading.finding(say("storage.todo")))
    if lines:
        st.html(f'<ul class="peak-needs">{"".join(lines)}</ul>')
    else:
        st.html(f'<p class="peak-good">{escape(say("storage.todo_none"))}</p>')


def typed(command: str) -> str:
    """A command as one types it in the folder of the program, with its Python and a store that moved."""
    python = Path(sys.executable)
    if places.ROOT in python.parents:
        command = command.replace("python", python.relative_to(places.ROOT).as_posix(), 1)
    moved = os.environ.get("PEAK_STORE", "").strip()
    return f"PEAK_STORE={shlex.quote(str(places.store()))} {command}" if moved else command


def facts() -> None:
    """Backup, last check, snapshots, refused files, the disk: each with its figure."""
    now = clock.now()
    backup, verify = needs.last("backup"), needs.last("verify")
    disk = rooms.disk()
    told = [
        ("storage.backup", aged(needs.days_since(backup, now))),
        ("storage.verified", verified(verify.about) if verify else say("storage.never")),
        ("storage.checked_at", words.date(verify.at) if verify else "—"),
        ("storage.snapshots", str(len(list_of("snapshots")))),
        ("storage.refused", str(len(receive.refusals()))),
        ("storage.disk", say("storage.disk_told", free=size(disk.free), percent=f"{disk.used_percent:.0f}")),
    ]
    pairs = "".join(f"<div><dt>{escape(say(key))}</dt><dd>{escape(value)}</dd></div>" for key, value in told)
    st.html(f'<dl class="peak-facts">{pairs}</dl>')


def aged(days: int | None) -> str:
    """How old something is, in days."""
    if days is None:
        return say("storage.never")
    return say("storage.days_ago", days=days) if days else say("storage.today")


def verified(count: str) -> str:
    """What the last check found."""
    return say("storage.verified_good") if count in ("", "0") else say("storage.verified_bad", count=count)


def list_of(kind: str) -> list[int]:
    """The generations whose snapshot lies on disk."""
    return [entry.generation for entry in receive.history() if rooms.has(kind, entry.snapshot)]


def sizes() -> None:
    """Every room of the store with its files and bytes."""
    found = rooms.rooms()
    rows = Rows(
        {"room": say(f"storage.room_{room.name}") if room.name in KNOWN else room.name,
         "files": room.files, "size": room.size / 1e6}
        for room in found
    )  # fmt: skip
    total = size(sum(room.size for room in found))
    st.html(heading.finding(say("storage.rooms", total=total)))
    shown = [
        Column("room", say("storage.room")),
        Column("files", say("storage.files"), "whole"),
        Column("size", say("storage.size"), "number", "MB", 1),
    ]
    tables.offered(rows, shown, "rooms", say("storage.rooms", total=total))


ROOMS = ("archive", "evidence", "snapshots", "journal", "people", "refused", "waiting", "learned", "drafts")
KNOWN = frozenset((*ROOMS, "questions", "tmp"))


def size(count: float) -> str:
    """Bytes in words: MB, or GB where there are many."""
    return f"{count / 1e9:.1f} GB" if count >= BIG else f"{count / 1e6:.1f} MB"


def retention() -> None:
    """What is kept how long, as the settings say."""
    known = plan()
    told = {
        "newest": f"{known.setting('store', 'newest_snapshots'):.0f}",
        "audit": reading.current().audit.keep_days,
        "refused": f"{known.setting('store', 'refused_days'):.0f}",
    }
    st.html(heading.finding(say("storage.retention")))
    items = "".join(
        f"<li>{escape(say(f'storage.keep_{name}', **told))}</li>"
        for name in ("archive", "snapshots", "refused", "audit", "people")
    )
    st.html(f'<ul class="peak-plain">{items}</ul>')


with trouble.in_words():
    main()
