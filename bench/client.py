"""Speaks Streamlit's own websocket: one rerun, from the click to the server's last word."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

LARGEST = 64 * 1024 * 1024
PATIENCE = 60.0  # seconds: slower than that is an error
KEPT_RUNS = 2  # global.maxCachedMessageAge: so many runs a browser keeps a long message that was not needed


class Counted(socket.socket):
    """A socket that counts the bytes which come in, as they come over the wire."""

    received = 0

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """The next bytes."""
        content = super().recv(bufsize, flags)
        self.received += len(content)
        return content


@dataclass
class Session:
    """One visitor: a websocket that stays open from click to click."""

    connection: ClientConnection
    wire: Counted
    unpacked: int = 0  # bytes of all answers, as they were before they were compressed
    messages: int = 0
    runs: int = 0
    kept: dict[str, int] = field(default_factory=dict)  # long messages by the run that last needed them

    @property
    def received(self) -> int:
        """Bytes that came over the wire."""
        return self.wire.received

    def rerun(self, page: str, query: str = "") -> float:
        """Milliseconds from asking for a page with a query string until the script has finished.

        Raises RuntimeError when the page shows an exception: a fast failure is no result.
        """
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.cached_message_hashes.extend(self.kept)
        started = time.perf_counter()
        self.connection.send(message.SerializeToString())
        while self.next() != "script_finished":
            continue
        taken = 1000 * (time.perf_counter() - started)
        self.runs += 1
        self.kept = {mark: run for mark, run in self.kept.items() if self.runs - run <= KEPT_RUNS}
        return taken

    def next(self, patience: float = PATIENCE) -> str:
        """Takes the server's next message as a browser does; its kind.

        Raises RuntimeError as `rerun`, and TimeoutError where none comes in so many seconds.
        """
        raw = self.connection.recv(timeout=patience)
        content = raw if isinstance(raw, bytes) else raw.encode()
        self.unpacked += len(content)
        self.messages += 1
        answer = ForwardMsg.FromString(content)
        kind = str(answer.WhichOneof("type"))
        if answer.metadata.cacheable:
            self.kept[answer.hash] = self.runs
        elif kind == "ref_hash":
            self.kept[answer.ref_hash] = self.runs
        elif kind == "delta" and answer.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(answer.delta.new_element.exception.message)
        return kind


@contextmanager
def session(port: int, secret: str = "") -> Iterator[Session]:
    """A visitor of a server on this machine; `secret`: of the session of somebody who has signed in."""
    plain = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    wire = Counted(plain.family, plain.type, plain.proto, plain.detach())
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        sock=wire,
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(f"http://127.0.0.1:{port}"),
        max_size=LARGEST,
        open_timeout=PATIENCE,
        additional_headers={"Cookie": f"peak_session={secret}"} if secret else None,
    ) as connection:
        yield Session(connection, wire)
