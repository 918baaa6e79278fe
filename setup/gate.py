"""The gate in front of Streamlit: whose name a request may use, what it may send, and headers on answers.

The one module that knows Streamlit's routes and where its server is made; `tests/test_gate.py` holds it
against the pinned version.
"""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from streamlit.runtime import Runtime
from streamlit.web.server.starlette import starlette_server
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from pages.frame.uploads import ACCOUNT

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
        elif scope["type"] == "http" and scope["method"] == "PUT" and UPLOAD.fullmatch(scope["path"]):
            await self._upload(scope, receive, _headed(send))
        else:
            await self.inner(scope, receive, _headed(send) if scope["type"] == "http" else send)

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


def _headed(send: Send) -> Send:
    """The same way out, with our headers on every answer."""

    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in HEADERS}
            others = [(name, value) for name, value in message.get("headers", ()) if name not in names]
            message = {**message, "headers": [*others, *HEADERS]}
        await send(message)

    return headed


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
