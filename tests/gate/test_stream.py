"""Whose Streamlit session a websocket may take over, and what it may ask: nothing that is for developers."""

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import DeferredCallableEntry

from data.people.session import Person, Wall
from setup.gate import files, stream
from setup.gate.stream import Stream, own_only
from setup.gate.visitors import Owners, Visitor
from tests.gate.asked import Browser, gate_of, run

LI = Visitor(Person("li", ("staff",), session="a1"), "secret")
LI_LATER = Visitor(Person("li", ("staff",), session="b2"), "other secret")
WANG = Visitor(Person("wang", ("staff",), session="c3"), "third secret")
WALL = Visitor(Wall("wall", (), pages=("overview",)))
NOBODY = Visitor(None)


def scope(*entries: str) -> dict[str, Any]:
    told = ", ".join(entries).encode()
    return {"subprotocols": list(entries), "headers": [(b"host", b"a"), (b"sec-websocket-protocol", told)]}


@pytest.mark.parametrize("visitor", [LI_LATER, WANG, WALL, NOBODY])
def test_anothers_session_is_left_out(visitor: Visitor) -> None:
    owners = Owners()
    owners.belongs("streamlit-1", LI)
    for name in ("streamlit-1", " streamlit-1 ", "streamlit-2", ""):
        told = own_only(scope("streamlit", "xsrf", name), owners, visitor)
        assert told["subprotocols"] == ["streamlit", "xsrf"]
        assert told["headers"] == [(b"host", b"a"), (b"sec-websocket-protocol", b"streamlit, xsrf")]


def test_the_own_session_is_taken_up_again_and_a_new_one_is_begun() -> None:
    owners = Owners()
    owners.belongs("streamlit-1", LI)
    for given in (scope("streamlit", "xsrf", "streamlit-1"), scope("streamlit", "xsrf"), scope()):
        assert own_only(given, owners, LI) is given


def test_who_takes_a_session_up_that_was_anothers_does_not_keep_it_from_them() -> None:
    """Nobody can have a session written down as the own that somebody else has opened."""
    owners = Owners()
    owners.belongs("streamlit-1", LI)
    own_only(scope("streamlit", "xsrf", "streamlit-1"), owners, WANG)
    assert owners.is_of("streamlit-1", LI) and not owners.is_of("streamlit-1", WANG)


UNASKED = {
    "clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime",
}  # fmt: skip


def test_every_kind_of_message_of_the_pinned_streamlit_is_known() -> None:
    """A new one must be thought about before it reaches Streamlit."""
    kinds = {one.name for one in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert kinds == stream.ASKED | UNASKED | {"backend_operation_request"}
    operations = {one.name for one in BackendOperationRequest.DESCRIPTOR.oneofs_by_name["payload"].fields}
    assert operations == stream.OPERATIONS | {"install_skills", "dismiss_skills_nudge"}
    assert "session_id" in DeferredCallableEntry.__annotations__


def flag(kind: str) -> BackMsg:
    asked = BackMsg()
    setattr(asked, kind, True)
    return asked


def operation(what: str) -> BackMsg:
    asked = BackMsg()
    getattr(asked.backend_operation_request, what).SetInParent()
    return asked


def test_what_is_for_developers_does_not_reach_streamlit(people: Any) -> None:
    dropped = [flag(kind) for kind in sorted(UNASKED)]
    dropped += [operation("install_skills"), operation("dismiss_skills_nudge"), operation("deferred_file")]
    kept = [BackMsg(stop_script=True), BackMsg(app_heartbeat=True), operation("dataframe_chunk")]
    asked = [{"type": "websocket.receive", "bytes": one.SerializeToString()} for one in (*dropped, *kept)]

    async def way() -> None:
        browser = Browser(gate_of())
        await browser.sign_in("wang")
        told = [one["type"] for one in await browser.line(asked)]  # type: ignore[arg-type]
        assert told.count("websocket.send") == len(kept) and "websocket.close" not in told

    run(way())


def test_a_file_is_made_for_the_page_that_offers_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit makes it for whoever knows its name, with the rights of who was offered it."""
    assert not files.is_offered("f1", "page-1"), "no server runs"
    offered = {"f1": {"session_id": "page-1"}}
    running = SimpleNamespace(media_file_mgr=SimpleNamespace(_deferred_callables=offered))
    monkeypatch.setattr(Runtime, "exists", lambda: True)
    monkeypatch.setattr(Runtime, "instance", lambda: running)
    asked = operation("deferred_file")
    asked.backend_operation_request.deferred_file.file_id = "f1"
    gate = gate_of()
    told = []
    for page in ("page-1", "page-2", ""):
        line = Stream(gate.visitors, gate.owners, LI, lambda: True)
        line.page = page
        told.append(line.may_ask(asked.SerializeToString()))
    asked.backend_operation_request.deferred_file.file_id = "f2"
    assert told == [True, False, False] and not line.may_ask(asked.SerializeToString())
