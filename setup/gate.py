"""The gate in front of Streamlit: whose name a request may use, what it may send, what answers carry.

The one module that knows Streamlit's routes and where its server is made; `tests/test_gate.py` holds it
against the pinned version.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from streamlit.runtime import Runtime
from streamlit.web.server.starlette import starlette_server
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from data.people.session import NotLocal
from pages.frame import find, guard
from pages.frame.uploads import ACCOUNT
from setup import first_page

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MAKER = "create_starlette_app"  # UvicornServer.start asks this name of its module
UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")
CLOSED = re.compile(r"/_stcore/(metrics|agent(/.*)?)/?")
DRAINED = 25 * 1024 * 1024  # bytes of a refused file that are read away, so that the browser gets the answer
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (
        b"content-security-policy",
        b"frame-ancestors 'none'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self'",
    ),
)
OTHER_FILES = ("/_stcore/", "/media/", "/app/", "/static/", "/component/")
CONDITIONS = (b"if-none-match", b"if-modified-since", b"range", b"if-range", b"accept-encoding")
OF_THE_FILE = (b"content-length", b"etag", b"last-modified", b"cache-control", b"accept-ranges")
REFUSALS = {"page": 403, "session": 413, "all": 507}


class Gate:
    """An ASGI application around Streamlit's: refuses foreign names and files that nobody asked for."""

    def __init__(self, inner: Application) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.inner(scope, receive, send)
        elif not is_host_allowed(_header(scope, b"host")):
            await _turn_away(scope, send, 421, "This name is not in server.allowedHosts.")
        elif CLOSED.fullmatch(scope["path"]):
            await _turn_away(scope, send, 404, "Not found")
        elif scope["type"] == "http" and scope["path"].rpartition("/")[2] == find.PATH:
            await _found(scope, _headed(send))
        elif scope["type"] == "http" and scope["method"] == "PUT" and UPLOAD.fullmatch(scope["path"]):
            await self._upload(scope, receive, _headed(send))
        elif scope["type"] == "http":
            out = _headed(send)
            asks_page = scope["method"] == "GET" and not scope["path"].startswith(OTHER_FILES)
            await self.inner(_whole(scope), receive, _first_page(scope, out) if asks_page else out)
        else:
            await self.inner(scope, receive, send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a file in where the page of its session draws an uploader and there is room for it."""
        match = UPLOAD.fullmatch(scope["path"])
        assert match is not None
        session, told = match[1], _header(scope, b"content-length")
        if told is None or not told.isdecimal():
            await _turn_away(scope, send, 411, "Content-Length is required.")
            return
        size = int(told)
        before = ACCOUNT.refused(session)
        refused = ACCOUNT.admit(session, size)
        if refused:
            await _drain(receive, size)
            await _turn_away(scope, send, REFUSALS[refused], f"Refused: {refused}")
            if ACCOUNT.refused(session) != before:
                _run_again(session)
            return
        try:
            await self.inner(scope, receive, send)
        finally:
            ACCOUNT.came(session, size)


def install() -> None:
    """Puts the gate in front of the application that Streamlit's server is about to make."""
    made = getattr(starlette_server, MAKER)

    def gated(runtime: Runtime) -> Gate:
        ACCOUNT.keeper = runtime.uploaded_file_mgr  # type: ignore[assignment]
        return Gate(made(runtime))

    setattr(starlette_server, MAKER, gated)


def _header(scope: Scope, name: bytes) -> str | None:
    """The one header of that name; several count as none."""
    found = [value for key, value in scope["headers"] if key == name]
    return found[0].decode("latin-1") if len(found) == 1 else None


async def _found(scope: Scope, send: Send) -> None:
    """The index of what can be found, for whoever may look; a browser that has it already is told so."""
    try:
        person = guard.current()
    except NotLocal:
        await _turn_away(scope, send, 403, "Nobody is known here.")
        return
    tongue = first_page.tongue(scope["query_string"])
    mark, content = await asyncio.to_thread(find.answer, tongue, person)
    etag = f'"{mark}"'.encode()
    same = (_header(scope, b"if-none-match") or "").encode() == etag
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-cache"), (b"etag", etag)]
    await send({"type": "http.response.start", "status": 304 if same else 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if same else content})


def _headed(send: Send) -> Send:
    """The same way out, with our headers on every answer."""

    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in HEADERS}
            others = [(name, value) for name, value in message.get("headers", ()) if name not in names]
            message = {**message, "headers": [*others, *HEADERS]}
        await send(message)

    return headed


def _whole(scope: Scope) -> Scope:
    """The same request for all of a page, plain: it is made anew here, whatever the browser kept of it."""
    if "text/html" not in (_header(scope, b"accept") or ""):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
    return {**scope, "headers": kept}


def _first_page(scope: Scope, send: Send) -> Send:
    """The same way out, with Streamlit's first page made ours."""
    held: list[Message] = []
    body = bytearray()

    async def changed(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200 and _is_page(message):
            held.append(message)
            return
        if not held:
            await send(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        start = held.pop()
        page = first_page.ours(bytes(body), first_page.tongue(scope["query_string"]))
        known = [(name, value) for name, value in start["headers"] if name not in OF_THE_FILE]
        size = (b"content-length", str(len(page)).encode())
        await send({**start, "headers": [*known, size, (b"cache-control", b"no-store")]})
        await send({"type": "http.response.body", "body": page})

    return changed


def _is_page(message: Message) -> bool:
    """Whether an answer is a page and not a script, a picture or a file."""
    return any(
        name == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"]
    )


async def _turn_away(scope: Scope, send: Send, status: int, why: str) -> None:
    """A short answer; a websocket is closed before it was opened (403 to the browser)."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": why})
        return
    body = why.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    headers.append((b"connection", b"close"))
    await _headed(send)({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _drain(receive: Receive, size: int) -> None:
    """Reads a refused body away, keeping none of it; a larger one than we ever take is cut off instead."""
    while size <= DRAINED:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            return


def _run_again(session: str) -> None:
    """Has the page of a session say why its file was refused."""
    if not Runtime.exists():
        return
    known = Runtime.instance()._session_mgr.get_active_session_info(session)
    if known is not None:
        known.session.request_rerun(known.session._client_state)
