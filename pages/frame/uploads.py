"""Keeps account of what visitors send: only where their page draws an uploader, and only so many bytes.

`setup/gate/files.py` asks before it lets a file in; the door says when a run of a page begins and has ended.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx

from data.plan import plan
from data.settings import reading
from pages.speech.plain import plain
from pages.speech.words import drawn

MEGABYTE = 1024 * 1024
ABANDONED = 60.0  # seconds after which a file that no uploader holds is let go
SESSIONS = 1000  # visitors on a page with an uploader who are remembered


class Keeper(Protocol):
    """What Streamlit keeps uploaded files in, by session and file."""

    file_storage: MutableMapping[str, dict[str, Any]]

    def remove_session_files(self, session_id: str) -> None: ...
    def remove_file(self, session_id: str, file_id: str) -> None: ...


@dataclass
class _Visitor:
    """What is known of one session whose page drew an uploader."""

    draws: bool = False
    drawn_now: bool = False
    held: set[str] = field(default_factory=set)
    since: dict[str, float] = field(default_factory=dict)
    coming: int = 0
    refused: str = ""


class Account:
    """Who may send, how much is kept, how much is on its way; safe from any thread."""

    def __init__(self, keeper: Keeper | None = None) -> None:
        self.keeper = keeper
        self._visitors: dict[str, _Visitor] = {}
        self._lock = threading.Lock()

    def kept(self, session: str = "") -> int:
        """Bytes kept for a session (or for all), claimed by an uploader or not."""
        stored: Mapping[str, dict[str, Any]] = {} if self.keeper is None else self.keeper.file_storage
        every = [stored.get(session, {})] if session else list(stored.values())
        return sum(len(one.data) for files in every for one in list(files.values()))

    def admit(self, session: str, size: int) -> str:
        """Counts a file of `size` bytes as coming, and answers ""; else why not: page, session or all."""
        with self._lock:
            visitor = self._visitors.get(session)
            if visitor is None or not visitor.draws:
                return "page"
            coming = sum(one.coming for one in self._visitors.values())
            if self.kept(session) + visitor.coming + size > limit("session"):
                visitor.refused = "session"
            elif self.kept() + coming + size > limit("all"):
                visitor.refused = "all"
            else:
                visitor.coming += size
                visitor.refused = ""
            return visitor.refused

    def refuse(self, session: str, why: str) -> str:
        """Remembers why the gate itself did not let a file of a session in; the reason."""
        with self._lock:
            if session in self._visitors:
                self._visitors[session].refused = why
            return why

    def came(self, session: str, size: int) -> None:
        """What was counted as coming has come (then it is kept) or was broken off."""
        with self._lock:
            if session in self._visitors:
                self._visitors[session].coming -= size

    def draws(self, session: str, held: set[str]) -> None:
        """The page that is running draws an uploader, which holds these files."""
        with self._lock:
            while len(self._visitors) >= SESSIONS and session not in self._visitors:
                self._visitors.pop(next(iter(self._visitors)))
            visitor = self._visitors.setdefault(session, _Visitor())
            visitor.draws = visitor.drawn_now = True
            visitor.held |= held

    def begins(self, session: str) -> None:
        """A run begins; nothing is held until its uploaders say so."""
        with self._lock:
            if session in self._visitors:
                self._visitors[session].held = set()
                self._visitors[session].drawn_now = False

    def ends(self, session: str) -> None:
        """A run has ended: files that no uploader holds any more are let go."""
        if self.keeper is None:
            return
        with self._lock:
            visitor = self._visitors.get(session)
            if visitor is None or not visitor.drawn_now:
                self._visitors.pop(session, None)
                self.keeper.remove_session_files(session)
                return
            now = time.monotonic()
            loose = set(self.keeper.file_storage.get(session, {})) - visitor.held
            visitor.since = {name: visitor.since.get(name, now) for name in loose}
            for name, since in visitor.since.items():
                if now - since > ABANDONED:
                    self.keeper.remove_file(session, name)

    def refused(self, session: str) -> str:
        """Why the last file of a session was refused, as long as no other came since."""
        with self._lock:
            return self._visitors[session].refused if session in self._visitors else ""


ACCOUNT = Account()


def limit(which: str) -> int:
    """Bytes that one session, or all, may have on the server at a time; or that one person sends in a day."""
    if which == "day":
        return reading.current().uploads.day_megabytes * MEGABYTE
    return int(plan().setting("uploads", f"{which}_megabytes") * MEGABYTE)


def _session() -> str:
    context = get_script_run_ctx()
    return "" if context is None else context.session_id


@contextmanager
def counted() -> Iterator[None]:
    """Around a page's run; one that is broken off to run again has not ended."""
    session = _session()
    ACCOUNT.begins(session)
    try:
        yield
    except RerunException:
        raise
    except BaseException:
        ACCOUNT.ends(session)
        raise
    ACCOUNT.ends(session)


def uploader(
    label: str, *, key: str, help: str, kinds: list[str] | None = None,
    on_change: Callable[[], None] | None = None, folder: bool = False,
) -> list[Any]:  # fmt: skip
    """The only way to draw an uploader (of several files, or of a folder): what it holds is counted."""
    given: list[Any] = st.file_uploader(
        plain(label), type=kinds, accept_multiple_files="directory" if folder else True, key=key,
        help=plain(help), on_change=on_change,
    )  # fmt: skip
    session = _session()
    ACCOUNT.draws(session, {str(item.file_id) for item in given})
    if why := ACCOUNT.refused(session):
        st.warning(drawn(f"uploads.refused_{why}", limit=limit(why) // MEGABYTE), icon=":material/cloud_off:")
    return given
