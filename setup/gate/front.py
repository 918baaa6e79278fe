"""The way of every request: its name, its page of origin, how often, who asks, and then what it asks for."""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime import Runtime
from streamlit.web.server.starlette import starlette_server

from data.people import attempts
from data.people.session import Wall
from data.settings import checking, reading
from data.settings.sections import Settings
from pages.frame.uploads import ACCOUNT
from pages.speech.catalogue import sentence
from setup import logs
from setup.gate import drawn, first, headers, health, metrics, origins, routes
from setup.gate.asgi import (
    HTML,
    Application,
    Message,
    Receive,
    Scope,
    Send,
    answer,
    drain,
    header,
    moved,
    query,
)
from setup.gate.files import Files
from setup.gate.rates import Rate
from setup.gate.sign_in import SignIn
from setup.gate.stream import Stream
from setup.gate.visitors import Owners, Visitor, Visitors

LOG = logging.getLogger("peak.gate")
MAKER = "create_starlette_app"  # UvicornServer.start asks this name of its module
KILOBYTE = 1024
MOST_PAGES = 60  # windows of one person that this process keeps open: each is a session of Streamlit's
UNCOUNTED = ("asset", "font", "health", "healthz")  # Streamlit's program and who asks whether we live
SAFE = ("GET", "HEAD", "OPTIONS")
# any one of these lets in; a list of people is dropped on a page of 管理
BY_RIGHT = {"page": "view", "stream": "view", "find": "view", "component": "view", "media": "view",
            "settings": "view", "asset": "view", "outlines": "view", "upload": "upload people"}  # fmt: skip


class Gate:
    """An ASGI application around Streamlit's: nobody in who does not belong."""

    def __init__(self, inner: Application, settings: Settings | None = None) -> None:
        self.inner = inner
        self.settings = settings or reading.current()
        self.visitors = Visitors(self.settings)
        self.owners = Owners()
        owned = not self.visitors.open_to_machine
        told = self.settings.uploads
        self.files = Files(self.owners, told.day_files, told.day_megabytes, owned=owned)
        self.sign_in = SignIn(self.settings, self.visitors)
        self.rate = Rate(self.settings.server.requests_per_minute)
        self.messages = Rate(self.settings.server.messages_per_minute)
        self.open_pages: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.inner(scope, receive, send)
            return
        scope.setdefault("method", "GET")
        host = origins.host(scope)
        kind = "stream" if scope["type"] == "websocket" else routes.kind_of(scope["path"])
        plain = kind in ("sign_in", "healthz", "metrics")
        known = origins.knows(self.settings.server, host)
        tls = self.settings.tls or origins.is_encrypted(self.settings, scope)
        out = metrics.counted(kind, headers.carried(send, host if known else "localhost", tls, plain))
        if not known:
            await answer(scope, out, 421, "This name is not among the hosts of the settings.")
        elif not self.comes_from_us(scope):
            await answer(scope, out, 403, "This origin is not among the origins of the settings.")
        elif scope["type"] == "http" and not routes.may_be_asked(kind, scope["method"]):
            await answer(scope, out, 404 if kind == "closed" else 405, "Not allowed")
        else:
            await self.asked(kind, scope, receive, out)

    def comes_from_us(self, scope: Scope) -> bool:
        """Whether a websocket, or a request that may change something, comes from a page of ours."""
        origin = header(scope, b"origin")
        several = sum(name == b"origin" for name, _ in scope["headers"]) > 1
        if scope["type"] == "websocket":
            return not several and origins.is_ours(self.settings, scope, origin, needed=True)
        return scope["method"] in SAFE or (
            not several and origins.is_ours(self.settings, scope, origin, needed=False)
        )

    async def asked(self, kind: str, scope: Scope, receive: Receive, send: Send) -> None:
        """A request under our name, from our pages: who asks, and is it not too much?"""
        visitor = await self.visitors.of(scope, lately=kind in UNCOUNTED)
        counted = kind not in UNCOUNTED and not self.visitors.open_to_machine
        if counted and not self.rate.allows(
            visitor.key or attempts.block(origins.address(self.settings, scope))
        ):
            LOG.warning("too many requests", extra={"event": "rate", "kind": kind})
            await answer(scope, send, 429, "Too many requests: try again in a minute.")
            return
        if kind != "upload" and scope["type"] == "http":
            largest = self.settings.server.body_kilobytes * KILOBYTE
            if int_of(header(scope, b"content-length")) > largest:
                await drain(receive, int_of(header(scope, b"content-length")))
                await answer(scope, send, 413, "Too large.")
                return
            receive = bounded(receive, largest)
        await self.opened(kind, scope, receive, send, visitor)

    async def opened(self, kind: str, scope: Scope, receive: Receive, send: Send, visitor: Visitor) -> None:
        """What everybody gets, and what one must have signed in for."""
        if kind == "closed":
            await answer(scope, send, 404, "Not found")
        elif kind in ("health", "font"):
            await self.inner(scope, receive, send)
        elif kind == "healthz":
            await health.answered(scope, send)
        elif kind == "metrics":
            await metrics.answered(scope, send, visitor, self.settings.server.metrics_token)
        elif kind == "sign_in":
            await self.sign_in(scope, receive, send, visitor)
        elif not visitor.works or (visitor.is_wall and not on_the_wall(kind, scope, visitor)):
            await self.unknown(kind, scope, receive, send, visitor)
        elif not any(map(visitor.may, BY_RIGHT[kind].split())):
            await self.refused(kind, scope, receive, send)
        else:
            await self.let_in(kind, scope, receive, send, visitor)

    async def let_in(self, kind: str, scope: Scope, receive: Receive, send: Send, visitor: Visitor) -> None:
        """What somebody who may look gets."""
        if kind == "stream":
            key = visitor.key or attempts.block(origins.address(self.settings, scope))
            if not self.visitors.open_to_machine and self.open_pages[key] >= MOST_PAGES:
                LOG.warning("too many pages", extra={"event": "rate", "kind": kind})
                await answer(scope, send, 429, "Too many windows.")
                return
            stream = Stream(self.visitors, self.owners, visitor, lambda: self.messages.allows(key))
            with metrics.page_open(), self.counted(key):
                await stream.run(self.inner, scope, receive, send)
        elif kind == "upload":
            await self.files.upload(self.inner, scope, receive, send, visitor)
        elif kind == "media" and not self.files.may_fetch(scope["path"], visitor):
            await answer(scope, send, 403, "This file is not one of your pages'.")
        elif kind == "find":
            await first.found(scope, send, visitor)
        elif kind == "outlines":
            await first.outlined(scope, send)
        elif kind == "page":
            await self.inner(first.whole(scope), receive, first.ours(scope, send))
        else:
            await self.inner(scope, receive, send)

    @contextmanager
    def counted(self, key: str) -> Iterator[None]:
        """Around an open page of a person."""
        self.open_pages[key] += 1
        try:
            yield
        finally:
            self.open_pages[key] -= 1
            if not self.open_pages[key]:
                del self.open_pages[key]

    async def unknown(self, kind: str, scope: Scope, receive: Receive, send: Send, visitor: Visitor) -> None:
        """Nobody has signed in, or a first password must be changed before all else."""
        if kind == "page" and self.settings.header.name and (visitor.person is None or visitor.is_wall):
            asked = self.sign_in.asked(scope, send, {**query(scope), "next": whole_address(scope)})
            if await self.sign_in.elsewhere.by_header(asked, visitor):
                return
        if kind == "page":
            fields = {"next": whole_address(scope), "lang": query(scope).get("lang", "")}
            if visitor.secret and visitor.person is None:
                fields["why"] = "over"
            path = "/sign-in/password" if visitor.person and not visitor.is_wall else "/sign-in"
            await moved(scope, send, drawn.address(path, **fields))
            return
        if kind == "upload":
            await drain(receive, int_of(header(scope, b"content-length")))
        await answer(scope, send, 401, "Sign in first.")

    async def refused(self, kind: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Somebody who is known may not."""
        if kind == "upload":
            await drain(receive, int_of(header(scope, b"content-length")))
        lang = drawn.language(query(scope))
        body = (
            drawn.document(sentence("gate.no_right", lang), "", lang)
            if kind == "page"
            else "Your role may not."
        )
        await answer(scope, send, 403, body, kind=HTML if kind == "page" else "text/plain; charset=utf-8")


def on_the_wall(kind: str, scope: Scope, visitor: Visitor) -> bool:
    """Whether a screen on a wall gets that: the named pages, and what they are drawn with."""
    if kind == "page":
        return (
            isinstance(visitor.person, Wall)
            and routes.inside(scope["path"]).strip("/") in visitor.person.pages
        )
    return kind in ("stream", "asset", "settings", "media", "component", "outlines")


def whole_address(scope: Scope) -> str:
    """Path and query of a request, as one address of ours."""
    path: bytes = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
    told: bytes = scope["query_string"]
    return (path.split(b"?")[0] + (b"?" + told if told else b"")).decode("latin-1")


def int_of(text: str | None) -> int:
    """A content length, 0 where none is said."""
    return int(text) if text and text.isdecimal() and len(text) < 16 else 0


def bounded(receive: Receive, largest: int) -> Receive:
    """The same way in, which breaks off after so many bytes, whatever was said of their number."""
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b"")) if message["type"] == "http.request" else 0
        return {"type": "http.disconnect"} if came > largest else message

    return counted


def install() -> None:
    """Puts the gate in front of the application that Streamlit's server is about to make."""
    checking.assured()
    made = getattr(starlette_server, MAKER)

    def gated(runtime: Runtime) -> Gate:
        ACCOUNT.keeper = runtime.uploaded_file_mgr  # type: ignore[assignment]
        health.begin(time.monotonic())
        logs.adopt()
        return Gate(made(runtime))

    setattr(starlette_server, MAKER, gated)
