"""Asks the gate as a browser would, without a server: requests, forms, websockets, and what they answer."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from data.people.accounts import Accounts
from data.settings import reading
from data.settings.sections import Settings
from setup.gate import asgi, front

HOST = "127.0.0.1:8501"
PASSWORD = "龙城的桥有二十多座，夜里好看"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    @property
    def place(self) -> str:
        """Where it leads."""
        return self.header("location")

    @property
    def cookies(self) -> dict[str, str]:
        set_now = [value.split(";")[0].partition("=") for key, value in self.headers if key == "set-cookie"]
        return {name: value for name, _, value in set_now}

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="([0-9a-f]+)"', self.body)
        return found[1] if found else ""


async def inner(scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
    """Stands for Streamlit: says that it was reached."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            await send({"type": "websocket.send", "text": "run"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"none")]})
    await send({"type": "http.response.body", "body": b"inside"})


class Browser:
    """One browser with its cookies, before one gate."""

    def __init__(self, gate: front.Gate, address: str = "10.0.0.7", host: str = HOST) -> None:
        self.gate, self.address, self.host = gate, address, host
        self.cookies: dict[str, str] = {}

    async def ask(
        self, path: str, method: str = "GET", fields: dict[str, str] | None = None, **headers: str
    ) -> Answer:
        """One request; `fields` are a form, and cookies come along."""
        where = urlsplit(path)
        body = urlencode(fields).encode() if fields is not None else b""
        given = {"host": self.host, "accept": "text/html"}
        if method not in ("GET", "HEAD"):
            given |= {"origin": f"http://{self.host}", "content-length": str(len(body))}
            given |= {"content-type": "application/x-www-form-urlencoded"} if fields is not None else {}
        if self.cookies:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        scope: asgi.Scope = {
            "type": "http", "method": method, "path": where.path, "query_string": where.query.encode(),
            "headers": encoded(given), "client": (self.address, 5), "scheme": "http",
        }  # fmt: skip
        sent: list[Any] = []
        coming = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> asgi.Message:
            return coming.pop() if coming else {"type": "http.disconnect"}

        async def send(message: asgi.Message) -> None:
            sent.append(message)

        await self.gate(scope, receive, send)
        start = sent[0]
        told = [(name.decode(), value.decode("latin-1")) for name, value in start["headers"]]
        said = b"".join(message.get("body", b"") for message in sent[1:]).decode("utf-8", "replace")
        answer = Answer(start["status"], told, said)
        for name, value in answer.cookies.items():
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    async def sign_in(self, name: str = "li", password: str = PASSWORD, **more: str) -> Answer:
        """Fills in the form."""
        form = await self.ask("/sign-in")
        return await self.ask(
            "/sign-in", "POST", {"token": form.token, "name": name, "password": password, **more}
        )

    async def is_in(self) -> bool:
        """Whether a page opens."""
        return (await self.ask("/overview")).status == 200

    async def line(
        self, said: list[asgi.Message | Callable[[], Awaitable[object]]], **headers: str
    ) -> list[asgi.Message]:
        """What a websocket is told when it opens and says these; what is no message is done instead."""
        given = {"host": self.host, "origin": f"http://{self.host}"}
        if self.cookies:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        scope: asgi.Scope = {
            "type": "websocket", "path": "/_stcore/stream", "query_string": b"",
            "client": (self.address, 5),
            "headers": encoded(given), "scheme": "ws", "subprotocols": [],
        }  # fmt: skip
        sent: list[asgi.Message] = []
        coming: list[Any] = [{"type": "websocket.connect"}, *said, {"type": "websocket.disconnect"}]

        async def receive() -> asgi.Message:
            while coming and callable(coming[0]):
                await coming.pop(0)()
            message: asgi.Message = coming.pop(0) if coming else {"type": "websocket.disconnect"}
            return message

        async def send(message: asgi.Message) -> None:
            sent.append(message)

        await self.gate(scope, receive, send)
        return sent


def encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as a server hands them on; one that is "-" is left out."""
    return [(name.encode(), value.encode("utf-8")) for name, value in headers.items() if value != "-"]


def with_accounts(store: Path, *names: str, roles: tuple[str, ...] = ("leader",)) -> Accounts:
    """Accounts that have their own password already."""
    accounts = Accounts(store)
    for name in names:
        once = accounts.add(name, name, roles, time.time())
        assert accounts.set_password(name, once, PASSWORD, "10.0.0.1", time.time()) == []
    return accounts


def settings(**changed: dict[str, Any]) -> Settings:
    """The settings of the environment with accounts, and some values of their sections changed."""
    made = reading.current()
    told = {"people": {"sign_in": "accounts"}, **changed}
    return replace(made, **{part: replace(getattr(made, part), **values) for part, values in told.items()})


def gate_of(**changed: dict[str, Any]) -> front.Gate:
    """A gate before nothing, with such settings."""
    return front.Gate(inner, settings(**changed))


Result = TypeVar("Result")


def run(what: Awaitable[Result]) -> Result:
    """Does something asynchronous."""

    async def done() -> Result:
        return await what

    return asyncio.run(done())
