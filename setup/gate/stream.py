"""The websocket of a page: opened by a session, asked again at every message, closed with the session."""

import asyncio
import logging
import re
import time
from collections.abc import Callable

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.frame import live
from setup.gate.asgi import Application, Message, Receive, Scope, Send
from setup.gate.files import is_offered, run_again
from setup.gate.visitors import Owners, Visitor, Visitors

LOG = logging.getLogger("peak.gate")
OVER, TOO_MANY = 4401, 4429  # why we closed it, for the script of the first page
MEDIA = re.compile(rb"/media/([0-9a-f]{16,128})")
PROTOCOL = b"sec-websocket-protocol"
EVERY = 1.0  # seconds between two looks while messages go out, or while nothing happens at all
# what a page may ask of Streamlit; what it has for developers (caches, git, skills) is nobody's here
ASKED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
LOOKED_INTO = 5  # messages to the browser in which the name of Streamlit's session is looked for


class Stream:
    """One open page."""

    def __init__(
        self, visitors: Visitors, owners: Owners, visitor: Visitor, allows: Callable[[], bool]
    ) -> None:
        """`allows` counts one more message of this visitor, and says whether it is not too many."""
        self.visitors, self.owners, self.visitor, self.allows = visitors, owners, visitor, allows
        self.sent = 0
        self.checked = time.monotonic()
        self.closed = False
        self.page, self.published = "", ""  # Streamlit's session, and what was published when it was last run
        self.ended = asyncio.Event()

    async def run(self, inner: Application, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets Streamlit and the browser speak for as long as the session holds."""
        self.outer, self.inward = send, receive
        self.published = live.newest()
        watching = None if self.visitors.open_to_machine else asyncio.create_task(self.watch())
        try:
            await inner(own_only(scope, self.owners, self.visitor), self.receive, self.send)
        finally:
            self.ended.set()
            live.closed(self.page)
            if watching:
                await watching

    async def receive(self) -> Message:
        """What the browser says next and may say; nothing more once the session is over."""
        message = await self.heard()
        while message["type"] == "websocket.receive" and not self.may_ask(message.get("bytes") or b""):
            LOG.warning("a message was dropped", extra={"event": "dropped", "session": self.public})
            message = await self.heard()
        return message

    def may_ask(self, content: bytes) -> bool:
        """Whether a page may say that: run, stop, send files, and take a file that it was itself offered.

        What cannot be read goes on: Streamlit closes the line then.
        """
        try:
            asked = BackMsg.FromString(content)
        except DecodeError:
            return True
        if (kind := asked.WhichOneof("type")) != "backend_operation_request":
            return kind is None or kind in ASKED
        wanted = asked.backend_operation_request
        what = wanted.WhichOneof("payload")
        if what == "deferred_file":
            return is_offered(wanted.deferred_file.file_id, self.page)
        return what in OPERATIONS

    async def heard(self) -> Message:
        """What the browser says next, counted; the end once the session is over."""
        waiting = asyncio.ensure_future(self.inward())
        ended = asyncio.ensure_future(self.ended.wait())
        done, _ = await asyncio.wait({waiting, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if waiting not in done:
            waiting.cancel()
            return {"type": "websocket.disconnect", "code": OVER}
        message = waiting.result()
        if message["type"] != "websocket.receive" or self.visitors.open_to_machine:
            return message
        if not await self.holds(touch=True):
            await self.close(OVER)
        elif not self.allows():
            LOG.warning("too many messages", extra={"event": "rate", "session": self.public})
            await self.close(TOO_MANY)
        return {"type": "websocket.disconnect", "code": OVER} if self.closed else message

    async def send(self, message: Message) -> None:
        """What Streamlit says next; nothing goes out once the session is over."""
        if message.get("bytes"):
            self.learn(message["bytes"])
        asks = message["type"] == "websocket.send" and not self.visitors.open_to_machine and not self.closed
        if asks and time.monotonic() - self.checked > EVERY and not await self.holds():
            await self.close(OVER)
        if not self.closed:
            await self.outer(message)

    async def watch(self) -> None:
        """Looks every now and then while nobody says anything: does the session hold, came something new?"""
        while not self.ended.is_set():
            try:
                await asyncio.wait_for(self.ended.wait(), EVERY)
            except TimeoutError:
                if not await self.holds():
                    await self.close(OVER)
                else:
                    self.renew()

    def renew(self) -> None:
        """Has a page that only shows what is published run again once something else is published.

        One page after the other, so that whoever clicks meanwhile waits for one of them at most. Nobody has
        done anything by that: the session grows idle all the same.
        """
        newest = live.newest()
        if newest == self.published:
            return
        self.published = newest
        if live.is_open(self.page):
            asyncio.get_running_loop().call_later(live.turn(time.monotonic()), self.run_again)

    def run_again(self) -> None:
        """Has the page run again, where it still shows what is published when its turn comes."""
        if not self.ended.is_set() and live.is_open(self.page):
            run_again(self.page)

    async def holds(self, *, touch: bool = False) -> bool:
        """Whether the session is still the same person's, who still may look; `touch`: they did something."""
        self.checked = time.monotonic()
        if not self.visitor.secret:
            return self.visitor.person is not None
        person = await self.visitors.look(self.visitor.secret, touch=touch)
        return person is not None and person.session == self.public and person.may("view")

    async def close(self, code: int) -> None:
        """Closes the page's line; whoever listens is told that it is over."""
        if self.closed:
            return
        self.closed = True
        LOG.info("page closed", extra={"event": "closed", "session": self.public, "code": code})
        await self.outer({"type": "websocket.close", "code": code, "reason": ""})
        self.ended.set()

    def learn(self, content: bytes) -> None:
        """Remembers whose Streamlit session this is and which files it is told of, from what it is told."""
        if b"/media/" in content:
            self.owners.shown(self.visitor, {one.decode() for one in MEDIA.findall(content)})
        if self.sent >= LOOKED_INTO:
            return
        self.sent += 1
        told = ForwardMsg.FromString(content)
        if told.WhichOneof("type") == "new_session":
            self.page = told.new_session.initialize.session_id
            self.owners.belongs(self.page, self.visitor)
            self.sent = LOOKED_INTO

    @property
    def public(self) -> str:
        """The public name of the session."""
        return self.visitor.person.session if self.visitor.person else ""


def own_only(scope: Scope, owners: Owners, visitor: Visitor) -> Scope:
    """The same websocket, without the name of a Streamlit session that it may not take over.

    A browser that comes back names its last one; after another person signed in there it is not theirs.
    """
    entries = [entry.strip() for entry in scope.get("subprotocols", [])]
    if len(entries) < 3 or owners.is_of(entries[2], visitor):
        return scope
    kept = entries[:2]
    told = ", ".join(kept).encode("latin-1")
    headers = [(name, told if name == PROTOCOL else value) for name, value in scope["headers"]]
    return {**scope, "subprotocols": kept, "headers": headers}
