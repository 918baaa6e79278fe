"""The gate in front of Streamlit, alone and held against the pinned version's routes."""

import asyncio
import base64
import gzip
import hashlib
import inspect
import re
import time
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette import starlette_server, starlette_websocket

from data.people import session
from data.people.session import NotLocal, Person
from data.plan import plan
from data.settings import reading
from pages.charts.sent import OUTLINES, address, outlines
from pages.frame import find, live, style, uploads
from pages.frame.uploads import ACCOUNT, MEGABYTE
from pages.speech.catalogue import LANGUAGES
from setup import first_page
from setup.gate import asgi, files, front, headers, stream

SESSION = "5f0c"
PUT = f"/_stcore/upload_file/{SESSION}/file-1"


async def _inner(scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"none")]})
    await send({"type": "http.response.body", "body": b"inside"})


def ask(path: str = "/", method: str = "GET", kind: str = "http", **named: str) -> list[dict[str, Any]]:
    """What the gate sends for one request."""
    given = {"host": "127.0.0.1:8501", **named}
    encoded = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]
    scope = {"type": kind, "path": path, "method": method, "headers": encoded, "query_string": b""}
    sent: list[Any] = []

    async def receive() -> asgi.Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: asgi.Message) -> None:
        sent.append(message)

    asyncio.run(front.Gate(_inner)(scope, receive, send))
    return sent


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryUploadedFileManager]:
    """What the pinned Streamlit keeps files in, with a session whose page draws an uploader."""
    kept = MemoryUploadedFileManager("/_stcore/upload_file")
    monkeypatch.setattr(ACCOUNT, "keeper", kept)
    monkeypatch.setattr(ACCOUNT, "_visitors", {})
    ACCOUNT.draws(SESSION, set())
    yield kept


def put(keeper: MemoryUploadedFileManager, name: str, size: int, session: str = SESSION) -> str:
    """Sends a file as the gate and Streamlit would; why it was refused, or nothing."""
    refused = ACCOUNT.admit(session, size)
    if not refused:
        keeper.add_file(session, UploadedFileRec(name, name, "", bytes(size)))
        ACCOUNT.came(session, size)
    return refused


@pytest.mark.parametrize(
    "host", ["evil.example:8501", "evil.example", "127.0.0.1.evil.example", "a@127.0.0.1", ""]
)
def test_a_foreign_name_gets_neither_page_nor_websocket(host: str) -> None:
    assert reading.current().server.hosts == ("127.0.0.1", "localhost", "::1")
    assert ask(host=host)[0]["status"] == 421
    assert [one["type"] for one in ask("/_stcore/stream", kind="websocket", host=host)] == ["websocket.close"]


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "[::1]:8501", "LOCALHOST:1"])
def test_our_own_names_get_in_with_headers_on_every_answer(host: str) -> None:
    start = ask(host=host)[0]
    assert start["status"] == 200
    given = dict(start["headers"])
    assert given[b"x-content-type-options"] == b"nosniff" and given[b"x-frame-options"] == b"DENY"
    policy = given[b"content-security-policy"].decode()
    assert "img-src 'self' data: blob:" in policy and "default-src 'self'" in policy
    assert f"connect-src 'self' ws://{host} wss://{host};" in policy + ";" and "unsafe-eval" not in policy
    assert "unsafe-inline" not in sources(policy, "script-src")
    assert given[b"referrer-policy"] == b"same-origin" and b"strict-transport-security" not in given
    assert len(start["headers"]) == len(headers.OTHERS) + 1  # ours stand alone


def sources(policy: str, of_what: str) -> str:
    """What a policy allows of a kind."""
    return next(part for part in policy.split("; ") if part.startswith(f"{of_what} "))


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_scripts_of_a_page_run_word_for_word_and_no_others(tongue: str) -> None:
    """Streamlit's first page as it is served and the one message of every page: each script by its hash."""
    served = first_page.ours(first_page.streamlits(), tongue).decode()
    assert served.count("<script>") == len(first_page.inline(tongue)) == 3
    assert len(re.findall(r"<script(?![^>]* src=)", served)) == 3, "no other script stands in the page"
    assert not re.search(r"\son\w+=|javascript:", served), "an attribute that runs has no hash"
    told = sources(headers.policy("a").decode(), "script-src").split()[1:]
    made = [*first_page.inline(tongue), *style.scripts(tongue)]
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in made]
    assert {f"'sha256-{one}'" for one in hashes} <= set(told) and told[0] == "'self'"
    assert len(told) == 2 * 5 + 1 + 1, "Streamlit's own script is the same in both languages"
    assert not any("\r" in one or "</script" in one for one in made), "a browser would hash another text"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/openapi.json"])
def test_figures_of_the_server_and_its_agent_are_closed(path: str) -> None:
    assert ask(path)[0]["status"] == 404
    assert ask("/_stcore/health")[0]["status"] == 200


def test_a_file_comes_in_only_where_the_page_draws_an_uploader(keeper: MemoryUploadedFileManager) -> None:
    assert ask(PUT, "PUT", content_length="10")[0]["status"] == 200
    assert ask(PUT.replace(SESSION, "other"), "PUT", content_length="10")[0]["status"] == 403
    assert ask(PUT, "PUT")[0]["status"] == 411
    assert ask(PUT, "PUT", content_length="-1")[0]["status"] == 411
    ACCOUNT.begins(SESSION)
    ACCOUNT.ends(SESSION)  # the next page of this visitor drew none
    assert ask(PUT, "PUT", content_length="10")[0]["status"] == 403


def test_more_than_the_quota_of_a_session_or_of_all_is_refused(keeper: MemoryUploadedFileManager) -> None:
    size = 15 * MEGABYTE
    told = [put(keeper, f"file-{number}", size) for number in range(30)]
    fit = int(plan().setting("uploads", "session_megabytes") // 15)
    assert told == [""] * fit + ["session"] * (30 - fit)
    assert ACCOUNT.kept() == ACCOUNT.kept(SESSION) == fit * size <= uploads.limit("session")
    assert ask(PUT, "PUT", content_length=str(size))[0]["status"] == 413
    assert ACCOUNT.refused(SESSION) == "session"
    others = [put(keeper, "file", 19 * MEGABYTE, f"other-{number}") for number in range(3)]
    assert others == ["page"] * 3  # nobody draws an uploader there
    for number in range(40):
        ACCOUNT.draws(f"other-{number}", set())
        others.append(put(keeper, "file", 20 * MEGABYTE, f"other-{number}"))
    assert others[-1] == "all" and ACCOUNT.kept() <= uploads.limit("all")


def test_files_on_their_way_count_and_broken_off_ones_are_free(
    keeper: MemoryUploadedFileManager,
) -> None:
    size = uploads.limit("session")
    assert ACCOUNT.admit(SESSION, size) == ""
    assert ACCOUNT.admit(SESSION, 1) == "session"
    ACCOUNT.came(SESSION, size)
    assert ACCOUNT.admit(SESSION, 1) == "" and ACCOUNT.refused(SESSION) == ""


def test_what_no_uploader_holds_is_let_go(
    keeper: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(keeper, "held", 5)
    put(keeper, "left", 7)
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[-1])
    for later in (0.0, uploads.ABANDONED + 1):
        clock.append(later)
        ACCOUNT.begins(SESSION)
        ACCOUNT.draws(SESSION, {"held"})
        ACCOUNT.ends(SESSION)
        assert ACCOUNT.kept() == (12 if later == 0.0 else 5)
    ACCOUNT.begins(SESSION)
    ACCOUNT.ends(SESSION)
    assert ACCOUNT.kept() == 0


def test_the_pinned_streamlit_has_the_places_the_gate_leans_on() -> None:
    assert st.__version__.startswith("1.67.")
    assert f"app = {front.MAKER}(self._runtime)" in inspect.getsource(starlette_server.UvicornServer.start)
    assert callable(getattr(starlette_server, front.MAKER))
    assert "existing_session_id" in inspect.getsource(starlette_websocket)
    assert callable(files.run_again)
    assert "self.request_rerun(self._client_state)" in inspect.getsource(st.runtime.app_session.AppSession)
    assert "get_active_session_info" in dir(st.runtime.websocket_session_manager.WebsocketSessionManager)


def test_the_index_of_finding_is_sent_once_and_only_to_who_may_look(monkeypatch: pytest.MonkeyPatch) -> None:
    someone = Person("测试员", ("leader",))
    monkeypatch.setattr(session, "person", lambda address: someone)
    monkeypatch.setattr(find, "answer", lambda tongue, person: (f"m.{tongue}", b"[]"))
    start, body = ask(f"/{find.PATH}")
    given = dict(start["headers"])
    assert (start["status"], body["body"], given[b"etag"]) == (200, b"[]", b'"m.zh"')
    assert given[b"content-type"] == b"application/json" and b"x-frame-options" in given
    again, nothing = ask(f"/base/{find.PATH}", if_none_match='"m.zh"')
    assert (again["status"], nothing["body"]) == (304, b"")

    def nobody(address: str | None) -> Person:
        raise NotLocal("")

    monkeypatch.setattr(session, "person", nobody)
    assert ask(f"/{find.PATH}")[0]["status"] == 401


def test_the_outlines_of_the_map_are_kept_by_the_browser_and_only_for_who_may_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    someone = Person("测试员", ("leader",))
    monkeypatch.setattr(session, "person", lambda address: someone)
    start, body = ask(f"/base/{address()}", accept_encoding="gzip, br")
    given = dict(start["headers"])
    assert start["status"] == 200 and b"immutable" in given[b"cache-control"]
    assert given[b"content-encoding"] == b"gzip" and gzip.decompress(body["body"]) == outlines()
    assert ask(f"/{address()}")[1]["body"] == outlines()
    assert ask(f"/{OUTLINES}-00000000.json")[0]["status"] == 404

    def nobody(address: str | None) -> Person:
        raise NotLocal("")

    monkeypatch.setattr(session, "person", nobody)
    assert ask(f"/{address()}")[0]["status"] == 401


def test_windows_that_renew_themselves_do_so_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty at once would have whoever clicks meanwhile wait for all of them."""
    monkeypatch.setattr(live, "_turns", {"next": 0.0})
    assert [round(live.turn(5.0), 2) for _ in range(4)] == [0.0, 0.1, 0.2, 0.3]
    assert round(live.turn(5.25), 2) == 0.15 and live.turn(60.0) == 0.0

    ran: list[str] = []
    monkeypatch.setattr(stream, "run_again", ran.append)
    monkeypatch.setattr(live, "newest", lambda: "snap-2")
    monkeypatch.setattr(live, "_turns", {"next": 0.0})
    monkeypatch.setattr(live, "_open", OrderedDict({"one": True, "two": True, "gone": True, "writes": False}))
    monkeypatch.setattr(live, "APART", 0.01)

    async def published() -> None:
        pages = [stream.Stream.__new__(stream.Stream) for _ in live._open]
        for page, name in zip(pages, live._open, strict=True):
            page.page, page.published, page.ended = name, "snap-1", asyncio.Event()
            page.renew()
            page.renew()
        pages[2].ended.set()
        assert ran == []
        await asyncio.sleep(0.1)

    asyncio.run(published())
    assert ran == ["one", "two"]
