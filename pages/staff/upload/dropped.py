"""Takes the files a clerk drops, keeps each as a draft until it is published; hands out blank workbooks."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import streamlit as st

from data.ingest import batch, receive
from data.people.session import Person
from data.plan import plan
from pages.frame import exporting, uploads
from pages.pieces import heading
from pages.speech import file_names, names, words
from pages.speech.words import say
from pages.staff.upload import pile, receipts
from queries.question import Rows


@dataclass(frozen=True)
class File:
    """One file: its name, what its bytes hash to, and where they are read from when they are needed."""

    name: str
    sha256: str
    read: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        """The bytes; OSError where a draft is gone meanwhile."""
        return self.read()


def drop(person: Person, owing: Rows) -> list[File]:
    """The uploader, the blank workbooks beside it; every file that lies there or was kept before.

    `owing` are the sheets that are late or fall due next.
    """
    with st.container(key="drop", horizontal=True, gap="medium"):
        with st.container(key="dropzone"):
            folder = bool(st.session_state.get("upload-of-folder"))
            key = "upload-folder" if folder else "upload"
            given = uploads.uploader(
                say("upload.drop_folder" if folder else "upload.drop"), key=key, folder=folder,
                help=say("upload.drop_help"), on_change=partial(_changed, key),
            )  # fmt: skip
            st.toggle(say("upload.of_folder"), key="upload-of-folder")
        with st.container(key="blanks"):
            _blanks(person, owing)
    held = _held(given)
    published = receipts.all_in_force(held)
    open_ones = {sha: one for sha, one in held.items() if sha not in published}
    kept = pile.keep([(one.name, one.sha256, one.read) for one in open_ones.values()], person.name)
    files = {draft.sha256: File(draft.file_name, draft.sha256, pile.reading(draft)) for draft in kept}
    lying = {sha: one for sha, one in held.items() if not pile.given_up(sha)}
    st.session_state["upload-held"] = list(lying)
    every = {**files, **lying, **_just_published()}
    known: list[str] | None = st.session_state.get("upload-known")
    st.session_state["upload-added"] = None if known is None else [sha for sha in every if sha not in known]
    st.session_state["upload-known"] = list(every)
    return list(every.values())


def _just_published() -> dict[str, File]:
    """What was published from an earlier visit's drafts: on no uploader, but with a receipt to show."""
    made = {sha256: receipts.kept().get(sha256) for sha256 in st.session_state.get("upload-published", ())}
    return {sha256: File(one.inspection.name, sha256, bytes) for sha256, one in made.items() if one}


def _held(given: list[Any]) -> dict[str, File]:
    """The files on the uploader by hash, each hashed once; the same bytes under two names are one file."""
    known: dict[str, str] = st.session_state.get("upload-hashes", {})
    hashes: dict[str, str] = {}
    held: dict[str, File] = {}
    twice: list[tuple[str, str]] = []
    for item in given:
        name = PurePosixPath(item.name).name  # of a folder's file the way to it comes along
        if not batch.is_document(name):
            continue
        sha256 = known.get(item.file_id) or hashlib.sha256(item.getvalue()).hexdigest()
        if item.file_id not in known:  # dropped just now, perhaps again
            pile.take_up(sha256)
        hashes[item.file_id] = sha256
        if sha256 in held:
            twice.append((name, held[sha256].name))
        held.setdefault(sha256, File(name, sha256, item.getvalue))
    st.session_state["upload-hashes"] = hashes
    st.session_state["upload-twice"] = twice
    return held


def _changed(key: str) -> None:
    """What a person takes off the uploader is no draft any more."""
    st.session_state.pop("upload-published", None)
    known: dict[str, str] = st.session_state.get("upload-hashes", {})
    there = {item.file_id for item in st.session_state[key]}
    left = {sha256 for name, sha256 in known.items() if name in there}
    pile.discard({sha256 for name, sha256 in known.items() if name not in there} - left)


def alone() -> bool:
    """Whether the page holds no more than one file."""
    return len(st.session_state.get("upload-known", ())) < 2


def _blanks(person: Person, owing: Rows) -> None:
    """A blank workbook of any template, made when it is pressed; what a link asks for is filled in."""
    known = {code: names.sheet(code) for code in plan().templates if person.may("upload", None, code)}
    if not known:
        return
    asked = st.query_params.get("send", "")
    if asked in known and st.session_state.get("blank-asked") != asked:
        st.session_state["blank-template"] = st.session_state["blank-asked"] = asked
    template_id = st.selectbox(
        say("upload.blank"), list(known), format_func=known.__getitem__, key="blank-template"
    )
    period, places = _owed(person, owing) if template_id == asked else ("", [])
    exporting.button(
        say("upload.blank_download"),
        lambda: receive.blank(template_id, period, places)[1],
        file_name=file_names.blank(template_id),
        key="blank-download",
        icon=":material/download:",
    )
    if period:
        filled = words.joined([words.period(period), *map(names.region, places)])
        st.html(heading.measure(say("upload.blank_filled", filled=filled)))


def _owed(person: Person, owing: Rows) -> tuple[str, list[str]]:
    """For which period a link asks, and of the places that owe it the one in the address, else one's own."""
    given = st.query_params
    sheet, period, place = (given.get(name, "") for name in ("send", "owed", "region"))
    rows = [row for row in owing if (row["template"], row["period"]) == (sheet, period)]
    if not rows:
        return "", []
    wanted = {place} if place in plan().regions else {*(person.places or ())}
    late = {row["region"] for row in rows if row.get("region")}
    many = any((row.get("places") or 0) > 1 for row in rows)  # falls due from every place, not from the city
    owe = late & wanted if late else wanted if many else set()
    return period, sorted(code for code in owe if code != plan().city and person.may("upload", code, sheet))
