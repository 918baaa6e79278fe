"""Figures of the server for administrators and monitoring, as Prometheus reads them; nobody is named."""

import asyncio
import hmac
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from data import places
from data.people.sessions import Sessions
from data.settings.sections import Secret
from pages.frame.uploads import ACCOUNT
from setup.gate import health
from setup.gate.asgi import Message, Scope, Send, answer, header
from setup.gate.visitors import Visitor
from setup.version import version

KIND = "text/plain; version=0.0.4; charset=utf-8"
REQUESTS: Counter[tuple[str, str]] = Counter()
EVENTS: Counter[str] = Counter()
PAGES = [0]
LOCK = threading.Lock()


def counted(kind: str, send: Send) -> Send:
    """The same way out; the answer is counted by kind and class of status."""

    async def told(message: Message) -> None:
        status = {"http.response.start": str(message.get("status", 0))[0], "websocket.accept": "1",
                  "websocket.close": "4"}.get(message["type"])  # fmt: skip
        if status:
            with LOCK:
                REQUESTS[kind, f"{status}xx"] += 1
        await send(message)

    return told


def happened(event: str) -> None:
    """Counts a sign-in, or one that failed."""
    with LOCK:
        EVENTS[event] += 1


@contextmanager
def page_open() -> Iterator[None]:
    """Around an open page."""
    with LOCK:
        PAGES[0] += 1
    try:
        yield
    finally:
        with LOCK:
            PAGES[0] -= 1


async def answered(scope: Scope, send: Send, visitor: Visitor, token: Secret) -> None:
    """The figures, for administrators, or for whoever shows the token of the settings."""
    shown = header(scope, b"authorization") or ""
    by_token = bool(token) and hmac.compare_digest(shown.encode(), f"Bearer {token}".encode())
    if not by_token and not (visitor.works and visitor.may("settings")):
        await answer(scope, send, 403 if visitor.person else 401, "Administrators only.")
        return
    await answer(scope, send, 200, await asyncio.to_thread(text), kind=KIND)


def text() -> str:
    """All figures."""
    state, generation = health.state()
    times = os.times()
    with LOCK:
        requests, events, pages = dict(REQUESTS), dict(EVENTS), PAGES[0]
    sessions = len(Sessions(places.store()).all(time.time()))
    since = round(time.monotonic() - health.STARTED[0], 1)
    single = [
        ("peak_ready", "gauge", "1 once pages can be drawn.", int(state == "ready")),
        ("peak_generation", "gauge", "The publication that readers see.", generation or 0),
        ("peak_uptime_seconds", "gauge", "Since the start.", since),
        ("peak_cpu_seconds_total", "counter", "Processor time.", round(times.user + times.system, 2)),
        ("peak_memory_bytes", "gauge", "Resident memory.", _memory()),
        ("peak_pages_open", "gauge", "Windows that are connected.", pages),
        ("peak_sessions", "gauge", "Sessions that hold, in this store.", sessions),
        ("peak_uploads_kept_bytes", "gauge", "Dropped files in memory.", ACCOUNT.kept()),
    ]
    answers = [(f'kind="{kind}",status="{status}"', n) for (kind, status), n in sorted(requests.items())]
    ended = [(f'result="{event}"', n) for event, n in sorted(events.items())]
    lines = _one("peak_info", "gauge", "The version that runs.", [(f'version="{version()}"', 1)])
    for name, kind, said, value in single:
        lines += _one(name, kind, said, [("", value)])
    lines += _one("peak_requests_total", "counter", "Answers by kind and class of status.", answers)
    lines += _one("peak_sign_ins_total", "counter", "Sign-ins by how they ended.", ended)
    return "\n".join(lines) + "\n"


def _one(name: str, kind: str, said: str, values: Sequence[tuple[str, float]]) -> list[str]:
    """One figure with its header."""
    told = [f"{name}{{{labels}}} {value}" if labels else f"{name} {value}" for labels, value in values]
    return [f"# HELP {name} {said}", f"# TYPE {name} {kind}", *told]


def _memory() -> int:
    """Bytes in memory, 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
