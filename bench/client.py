"""Speaks Streamlit's own websocket: one rerun, from the click to the server's last word."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

LARGEST = 64 * 1024 * 1024


@dataclass
class Session:
    """One visitor: a websocket that stays open from click to click."""

    socket: ClientConnection
    received: int = 0  # bytes, of all answers
    kept: set[str] = field(default_factory=set)  # long messages, which a browser keeps and is not sent again

    def rerun(self, page: str, query: str = "") -> float:
        """Milliseconds from asking for a page with a query string until the script has finished.

        Raises RuntimeError when the page shows an exception: a fast failure is no result.
        """
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.cached_message_hashes.extend(self.kept)
        started = time.perf_counter()
        self.socket.send(message.SerializeToString())
        while True:
            raw = self.socket.recv(timeout=60)
            self.received += len(raw)
            answer = ForwardMsg()
            answer.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = answer.WhichOneof("type")
            if answer.metadata.cacheable:
                self.kept.add(answer.hash)
            if kind == "delta" and answer.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(answer.delta.new_element.exception.message)
            if kind == "script_finished":
                return 1000 * (time.perf_counter() - started)


@contextmanager
def session(port: int) -> Iterator[Session]:
    """A visitor of a server on this machine."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(
        address,
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(f"http://127.0.0.1:{port}"),
        max_size=LARGEST,
    ) as socket:
        yield Session(socket)
