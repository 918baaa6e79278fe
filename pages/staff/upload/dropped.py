"""Takes the files a clerk drops, one at a time, and hands out blank workbooks beside them."""

import hashlib
from dataclasses import dataclass

import streamlit as st

from data.ingest import receive
from data.plan import plan
from pages.frame import uploads
from pages.speech import file_names, names
from pages.speech.plain import plain
from pages.speech.words import say
from pages.staff.upload import receipts


@dataclass(frozen=True)
class File:
    """One dropped file: its name, its bytes and what they hash to."""

    name: str
    content: bytes
    sha256: str


def drop() -> File | None:
    """The uploader with the blank workbooks beside it; the file to be looked at now, or None."""
    with st.container(key="drop", horizontal=True, gap="medium"):
        with st.container(key="dropzone"):
            given = uploads.uploader(say("upload.drop"), key="upload", help=say("upload.drop_help"))
        with st.container(key="blanks"):
            _blanks()
    files: dict[str, File] = {}
    for item in given:
        content = item.getvalue()
        sha256 = hashlib.sha256(content).hexdigest()
        files.setdefault(sha256, File(item.name, content, sha256))
    if len(files) < 2:
        st.session_state["files-known"] = list(files)
        return next(iter(files.values()), None)
    return _one_of(files)


def _one_of(files: dict[str, File]) -> File:
    """Which of several files to look at; those already published carry a tick."""
    _turn_to_the_newest(list(files))
    chosen = st.segmented_control(
        say("upload.which_file"),
        list(files),
        required=True,
        key="which-file",
        format_func=lambda sha256: plain(f"{'✓ ' if sha256 in receipts.kept() else ''}{files[sha256].name}"),
    )
    return files[str(chosen)]


def _turn_to_the_newest(files: list[str]) -> None:
    """A file just added is looked at first; else what was chosen stays, or the first not published."""
    state = st.session_state
    added = [sha256 for sha256 in files if sha256 not in state.get("files-known", ())]
    state["files-known"] = files
    open_ones = [sha256 for sha256 in files if sha256 not in receipts.kept()]
    if added and open_ones:
        state["which-file"] = next(
            (sha256 for sha256 in reversed(added) if sha256 in open_ones), open_ones[0]
        )
    elif state.get("which-file") not in files:
        state["which-file"] = (open_ones or files)[0]


def alone() -> bool:
    """Whether no more than one file lies on the uploader."""
    return len(st.session_state.get("files-known", ())) < 2


def _blanks() -> None:
    """A blank workbook of any template, made when the button is pressed."""
    known = {code: names.sheet(code) for code in plan().templates}
    template_id = st.selectbox(
        say("upload.blank"), list(known), format_func=known.__getitem__, key="blank-template"
    )
    st.download_button(
        say("upload.blank_download"),
        data=lambda: receive.blank(template_id)[1],
        file_name=file_names.blank(template_id),
        key="blank-download",
        icon=":material/download:",
        on_click="ignore",
    )
