"""Speaks to a running server as a program would: forms over HTTP, a page over its websocket, files by PUT."""

import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

COOKIE = "peak_session"
PATIENCE = 60.0


def signed_in(url: str, name: str, password: str) -> httpx.Client:
    """A client that has filled the form in; without a session where it was refused."""
    client = httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE)
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/sign-in").text)
    assert found
    fields = {"token": found[1], "name": name, "password": password}
    client.post("/sign-in", data=fields, headers={"origin": url})
    return client


class Page:
    """A page over its websocket: what it says, its widgets by key, and what becomes of a press."""

    def __init__(self, client: httpx.Client, query: str = "") -> None:
        self.client, self.query = client, query
        self.url = str(client.base_url).rstrip("/")
        self.states: dict[str, WidgetState] = {}
        self.session, self.script = "", ""
        self.said: list[str] = []
        self.widgets: dict[str, tuple[str, bool]] = {}
        self.borrowed: dict[str, tuple[str, bool]] = {}  # widgets that others were shown, to press unshown
        self.files: dict[str, str] = {}
        self.answers: list[ForwardMsg] = []

    def __enter__(self) -> "Page":
        secret = self.client.cookies.get(COOKIE)
        headers = {"Cookie": f"{COOKIE}={secret}"} if secret else {}
        self.way = connect(
            f"ws{self.url.removeprefix('http')}/_stcore/stream",
            origin=Origin(self.url),
            additional_headers=headers,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=PATIENCE,
            proxy=None,
        )
        self.line = self.way.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.way.__exit__(kind, fault, trace)

    def run(self, page: str = "", *presses: str) -> str:
        """Runs the page (its address's last part, or the one before) with its widgets; all that it says."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = page or self.script
        self.script = page or self.script
        pressed = [WidgetState(id=self.named(key), trigger_value=True) for key in presses]
        states = WidgetStates(widgets=[*self.states.values(), *pressed])
        asked.rerun_script.widget_states.CopyFrom(states)
        self.said, self.widgets = [], {}
        self.line.send(asked.SerializeToString())
        self._until(
            lambda told: told.WhichOneof("type") == "script_finished" and told.script_finished in (0, 3)
        )
        return "\n".join(self.said)

    def named(self, key: str) -> str:
        """The id of a widget by its key (or what its key begins with), drawn here or for somebody else."""
        known = {**self.borrowed, **self.widgets}
        return known[next(one for one in known if one == key or one.startswith(f"{key}:"))][0]

    def type(self, key: str, told: str | list[str]) -> None:
        """Fills a widget in; the next run finds it so."""
        state = WidgetState(id=self.named(key))
        if isinstance(told, str):
            state.string_value = told
        else:
            state.string_array_value.data.extend(told)
        self.states[key] = state

    def take(self, file: str, seconds: float = PATIENCE) -> httpx.Response | None:
        """Asks for a file that is made when it is asked for, by its name; None if none came in that time."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = "take"
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = file
        self.line.send(asked.SerializeToString())
        try:
            self._until(lambda told: told.WhichOneof("type") == "backend_operation_response", seconds)
        except TimeoutError:
            return None
        url = self.answers[-1].backend_operation_response.deferred_file.url
        return self.client.get(url) if url else None

    def drop(self, key: str, name: str, content: bytes) -> None:
        """Puts a file onto an uploader, as the browser does; the next run finds it there."""
        asked = BackMsg()
        asked.file_urls_request.request_id = "1"
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.session
        self.line.send(asked.SerializeToString())
        self._until(lambda told: told.WhichOneof("type") == "file_urls_response")
        urls = self.answers[-1].file_urls_response.file_urls[0]
        self.client.get("/_stcore/health")
        token = next((value for key, value in self.client.cookies.items() if "xsrf" in key), "")
        headers = {"origin": self.url, "x-xsrftoken": token}
        answer = self.client.put(urls.upload_url, files={"file": (name, content)}, headers=headers)
        assert answer.status_code == 204, answer.text
        state = WidgetState(id=self.widgets[key][0])
        held = state.file_uploader_state_value.uploaded_file_info.add()
        held.name, held.size, held.file_id = name, len(content), urls.file_id
        held.file_urls.CopyFrom(urls)
        self.states[key] = state

    def _until(self, enough: Callable[[ForwardMsg], bool], seconds: float = PATIENCE) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            told = ForwardMsg.FromString(self._next(seconds))
            self.answers.append(told)
            self._heard(told)
            if enough(told):
                return
        raise TimeoutError(self.said)

    def _next(self, seconds: float) -> bytes:
        told = self.line.recv(timeout=seconds)
        assert isinstance(told, bytes)
        return told

    def _heard(self, told: ForwardMsg) -> None:
        if told.WhichOneof("type") == "page_not_found":
            self.said.append(f"no such page: {told.page_not_found.page_name}")
        if told.WhichOneof("type") == "new_session":
            self.session = told.new_session.initialize.session_id
        element = told.delta.new_element if told.WhichOneof("type") == "delta" else None
        if element is None:
            return
        kind = element.WhichOneof("type")
        one: Any = getattr(element, kind) if kind else None
        self.said += [str(getattr(one, name)) for name in ("body", "label") if getattr(one, name, "")]
        if kind == "download_button" and one.deferred_file_id:
            self.files[re.sub(r"^\$\$ID-[0-9a-f]+-", "", one.id)] = one.deferred_file_id
        if getattr(one, "id", ""):
            key = re.sub(r"^\$\$ID-[0-9a-f]+-", "", one.id)
            self.widgets[key] = (one.id, bool(getattr(one, "disabled", False)))
