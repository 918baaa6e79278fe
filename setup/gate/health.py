"""Whether the server is ready: /healthz says so once pages can be drawn without waiting, with 503 before."""

import asyncio
import logging
import threading
import time

from data.plan import plan
from queries import ahead, ask
from queries.ask import NoSnapshot
from setup.gate.asgi import Scope, Send, as_json
from setup.version import version

LOG = logging.getLogger("peak.start")
WARM = threading.Event()
STARTED = [time.monotonic()]


def begin(now: float) -> None:
    """The server starts; what the first visitor would wait for is done meanwhile."""
    STARTED[:] = [now]
    WARM.clear()
    threading.Thread(target=warm, name="peak-warm", daemon=True).start()


def warm() -> None:
    """Opens the published snapshot and asks it once; a store without one is warm too, but not ready."""
    try:
        plan()
        ask.ask_rows("periods", snapshot=ask.current().id)  # few rows: what is asked stays in memory
    except NoSnapshot:
        LOG.warning("nothing is published", extra={"event": "empty"})
    except Exception:
        LOG.exception("the server could not be made ready", extra={"event": "not_ready"})
        return
    WARM.set()


def generation() -> int | None:
    """The publication that readers see, None without one."""
    try:
        return int(ahead.shown().generation)
    except NoSnapshot:
        return None


def state() -> tuple[str, int | None]:
    """`starting`, `empty` or `ready`, and the publication that readers see."""
    if not WARM.is_set():
        return "starting", None
    number = generation()
    return ("empty" if number is None else "ready"), number


async def answered(scope: Scope, send: Send) -> None:
    """Version and publication for whoever asks, and nothing else."""
    told, number = await asyncio.to_thread(state)
    await as_json(
        scope, send, 200 if told == "ready" else 503,
        {"status": told, "version": version(), "generation": number},
    )  # fmt: skip
