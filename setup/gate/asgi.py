"""The few words of ASGI that the gate speaks: headers, cookies, forms, short answers."""

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, quote

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

FORM = 16 * 1024  # bytes of a form of ours
DRAINED = 25 * 1024 * 1024  # bytes of a refused body that are read away, so that the browser gets the answer
SIGNS = "!#$%&'()*+,/:;=?@[]~"  # what an address may hold beside letters and figures
TEXT, HTML, JSON = "text/plain; charset=utf-8", "text/html; charset=utf-8", "application/json"


def header(scope: Scope, name: bytes) -> str | None:
    """The one header of that name; several count as none."""
    found = [value for key, value in scope["headers"] if key == name]
    return found[0].decode("latin-1") if len(found) == 1 else None


def cookie(scope: Scope, name: str) -> str:
    """The value of a cookie, "" without one; a name that is sent twice counts as none."""
    found: list[str] = []
    for key, value in scope["headers"]:
        if key == b"cookie":
            pairs = (pair.strip().partition("=") for pair in value.decode("latin-1").split(";"))
            found += [text for given, _, text in pairs if given == name]
    return found[0].strip('"') if len(found) == 1 else ""


def set_cookie(name: str, value: str, *, secure: bool, seconds: int | None = None) -> tuple[bytes, bytes]:
    """A header that sets a cookie no script reads; 0 seconds take it away, None ends it with the browser."""
    told = f"{name}={value}; Path=/; HttpOnly; SameSite=Lax"
    told += "" if seconds is None else f"; Max-Age={seconds}"
    return b"set-cookie", (told + ("; Secure" if secure else "")).encode("latin-1")


def query(scope: Scope) -> dict[str, str]:
    """The fields of an address; one that is given twice is left out."""
    return _single(scope["query_string"].decode("latin-1"))


def _single(text: str) -> dict[str, str]:
    try:
        fields = parse_qs(text, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items() if len(values) == 1}


async def form(scope: Scope, receive: Receive) -> dict[str, str] | None:
    """The fields of a form that was sent, each given once; None where it is none of ours or too large."""
    kind = (header(scope, b"content-type") or "").partition(";")[0].strip().lower()
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > FORM:
            return None
        if not message.get("more_body"):
            break
    if kind != "application/x-www-form-urlencoded":
        return None
    try:
        return _single(body.decode("ascii"))
    except UnicodeDecodeError:
        return None


async def answer(
    scope: Scope, send: Send, status: int, body: str | bytes, *, kind: str = TEXT, headers: Headers = ()
) -> None:
    """A short answer; a websocket is closed before it was opened (403 to the browser)."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    content = body.encode() if isinstance(body, str) else body
    given = [(b"content-type", kind.encode()), (b"content-length", str(len(content)).encode())]
    names = {name for name, _ in headers}
    given += [] if b"cache-control" in names else [(b"cache-control", b"no-store")]
    given += [(b"connection", b"close")] if status in (411, 413, 421, 429) else []
    await send({"type": "http.response.start", "status": status, "headers": [*given, *headers]})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})


async def as_json(scope: Scope, send: Send, status: int, told: object) -> None:
    """A short answer for programs."""
    await answer(scope, send, status, json.dumps(told, ensure_ascii=False), kind=JSON)


async def moved(scope: Scope, send: Send, to: str, headers: Headers = ()) -> None:
    """Sends the browser to an address of ours (or of a provider) with GET.

    Every other letter is percent-encoded: left out, `/é/elsewhere.cn` would lead to another server.
    """
    place = quote(to, safe=SIGNS, errors="replace").encode("ascii")
    await answer(scope, send, 303, b"", headers=[(b"location", place), *headers])


async def drain(receive: Receive, size: int) -> None:
    """Reads a refused body away, keeping none of it; a larger one than we ever take is cut off instead.

    `size` is what was said of it; what comes is counted, for in pieces it may come without saying.
    """
    came = 0
    while max(size, came) <= DRAINED:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            return
        came += len(message.get("body", b""))
