"""The page that every visit begins with, made ours; what can be found; where the counties lie."""

import asyncio

from pages.charts.sent import address, outlines, outlines_packed
from pages.frame import find
from setup import first_page
from setup.gate.asgi import JSON, Message, Scope, Send, answer, header
from setup.gate.visitors import Visitor

CONDITIONS = (b"if-none-match", b"if-modified-since", b"range", b"if-range", b"accept-encoding")
OF_THE_FILE = (b"content-length", b"etag", b"last-modified", b"cache-control", b"accept-ranges")


def whole(scope: Scope) -> Scope:
    """The same request for all of a page, plain: it is made anew here, whatever the browser kept of it."""
    kept = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
    return {**scope, "headers": kept}


def ours(scope: Scope, send: Send) -> Send:
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


async def found(scope: Scope, send: Send, visitor: Visitor) -> None:
    """The index of what can be found, for whoever may look; a browser that has it already is told so."""
    if visitor.person is None:
        await answer(scope, send, 403, "Nobody is known here.")
        return
    tongue = first_page.tongue(scope["query_string"])
    mark, content = await asyncio.to_thread(find.answer, tongue, visitor.person)
    etag = f'"{mark}"'.encode()
    same = (header(scope, b"if-none-match") or "").encode() == etag
    headers = [(b"cache-control", b"private, no-cache"), (b"vary", b"cookie"), (b"etag", etag)]
    await answer(scope, send, 304 if same else 200, b"" if same else content, kind=JSON, headers=headers)


async def outlined(scope: Scope, send: Send) -> None:
    """Where the counties lie, for the map; a browser asks once, for the address tells the content."""
    if scope["path"].rpartition("/")[2] != address():
        await answer(scope, send, 404, "These outlines are of another version.")
        return
    headers = [(b"cache-control", b"private, max-age=31536000, immutable"), (b"vary", b"accept-encoding")]
    packed = "gzip" in (header(scope, b"accept-encoding") or "")
    headers += [(b"content-encoding", b"gzip")] if packed else []
    body = outlines_packed() if packed else outlines()
    await answer(scope, send, 200, body, kind=JSON, headers=headers)
