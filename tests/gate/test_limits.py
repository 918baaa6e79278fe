"""How much one person may ask and send: requests, messages, bodies, files of a day."""

import time
from pathlib import Path

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from data.people import audit
from pages.frame import uploads
from pages.frame.uploads import ACCOUNT, MEGABYTE
from setup.gate import asgi, front
from setup.gate.rates import Rate
from setup.gate.stream import TOO_MANY
from tests.gate.asked import Browser, gate_of, run

SESSION = "5f0c"
PUT = f"/_stcore/upload_file/{SESSION}/file-1"


def test_a_bucket_fills_up_again_with_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    rate = Rate(60)
    assert [rate.allows("li") for _ in range(61)] == [True] * 60 + [False]
    assert rate.allows("wang")  # each has a bucket of their own
    now[0] += 2
    assert [rate.allows("li") for _ in range(3)] == [True, True, False]


def test_requests_of_a_person_are_counted_wherever_they_come_from(people: Path) -> None:
    async def way() -> None:
        gate = gate_of(server={"requests_per_minute": 12})
        browser = Browser(gate)
        await browser.sign_in("wang")
        told = []
        for n in range(14):
            browser.address = f"10.0.1.{n}"
            told.append((await browser.ask("/overview")).status)
        assert told == [200] * 12 + [429] * 2
        assert (await browser.ask("/static/js/index.js")).status == 200  # Streamlit's program is not counted
        other = Browser(gate, "10.0.2.1")
        assert (await other.ask("/sign-in")).status == 200

    run(way())


def test_messages_of_a_page_are_counted_and_too_many_close_it(people: Path) -> None:
    said = {"type": "websocket.receive", "text": "rerun"}

    async def way() -> None:
        browser = Browser(gate_of(server={"messages_per_minute": 3}))
        await browser.sign_in("wang")
        told = await browser.line([said] * 6)
        assert [one["type"] for one in told].count("websocket.send") == 3
        assert told[-1] == {"type": "websocket.close", "code": TOO_MANY, "reason": ""}

    run(way())


def test_a_large_body_is_not_read(people: Path) -> None:
    async def way() -> None:
        browser = Browser(gate_of(server={"body_kilobytes": 8}))
        large = {"name": "x" * 9000}
        assert (await browser.ask("/sign-in", "POST", large)).status == 413
        hidden = await browser.ask("/sign-in", "POST", large, content_length="-")
        assert hidden.status == 403  # broken off: the form came without anything in it
        assert (await browser.ask("/overview", "DELETE")).status == 405

    run(way())


def test_files_of_a_day(people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ACCOUNT, "keeper", MemoryUploadedFileManager("/_stcore/upload_file"))
    monkeypatch.setattr(ACCOUNT, "_visitors", {})
    monkeypatch.setenv("PEAK_UPLOADS_DAY_MEGABYTES", "20")
    ACCOUNT.draws(SESSION, set())

    async def way() -> None:
        gate = gate_of(uploads={"day_files": 2})
        browser = Browser(gate)
        await browser.sign_in("wang")
        assert (await browser.ask(PUT, "PUT", {})).status == 403  # not a page of this session
        visitor = await gate.visitors.of({"headers": [(b"cookie", cookie_of(browser))], "type": "http"})
        other = gate_of(uploads={"day_files": 2})  # another server process of the same store
        for one in (gate, other):
            one.owners.belongs(SESSION, visitor)
        told = [(await browser.ask(PUT, "PUT", {"f": "x"})).status]
        browser.gate = other
        told += [(await browser.ask(PUT, "PUT", {"f": "x"})).status for _ in range(2)]
        assert told == [200, 200, 429] and ACCOUNT.refused(SESSION) == "day"
        leader = Browser(gate)
        await leader.sign_in("guan")
        assert (await leader.ask(PUT, "PUT", {"f": "x"})).status == 403  # has not the right
        assert uploads.limit("day") == 20 * MEGABYTE

    run(way())


def test_a_picture_goes_to_the_session_that_was_told_of_it(people: Path) -> None:
    name = "0123456789abcdef01234567"

    async def way() -> None:
        gate = gate_of()
        one, other = Browser(gate), Browser(gate)
        await one.sign_in("wang")
        await other.sign_in("zhao")
        visitor = await gate.visitors.of({"headers": [(b"cookie", cookie_of(one))], "type": "http"})
        gate.owners.shown(visitor, {name})
        assert (await one.ask(f"/media/{name}.csv")).body == "inside"
        for browser, path in ((other, f"/media/{name}.csv"), (one, "/media/fedcba9876543210.csv")):
            assert (await browser.ask(path)).status == 403

    run(way())


def cookie_of(browser: Browser) -> bytes:
    """The cookie that a browser sends."""
    return f"peak_session={browser.cookies['peak_session']}".encode()


def test_sign_ins_of_a_minute_count_for_all_servers_of_a_store_and_by_block(people: Path) -> None:
    """Another process has another gate; a household has a whole /64 of addresses."""

    async def way() -> None:
        gates = [gate_of(server={"sign_ins_per_minute": 3}) for _ in range(2)]
        told = []
        for number in range(5):
            browser = Browser(gates[number % 2], f"2001:db8:7:1::{number:x}")
            told.append((await browser.sign_in("wang")).status)
        assert told == [303] * 3 + [429] * 2
        assert (await Browser(gates[0], "2001:db8:7:2::1").sign_in("wang")).status == 303

    run(way())


@pytest.mark.parametrize(("path", "method"), [(PUT, "PUT"), ("/_stcore/upload_file/x/y", "PUT")])
def test_a_refused_body_in_pieces_is_not_read_for_ever(path: str, method: str, people: Path) -> None:
    """Without a length, piece after piece: it ends with what the largest body may have."""
    came = 0

    async def receive() -> asgi.Message:
        nonlocal came
        came += 1024 * 1024
        return {"type": "http.request", "body": bytes(1024 * 1024), "more_body": True}

    sent: list[asgi.Message] = []

    async def send(message: asgi.Message) -> None:
        sent.append(message)

    scope: asgi.Scope = {
        "type": "http", "method": method, "path": path, "query_string": b"", "client": ("10.0.3.1", 5),
        "headers": [(b"host", b"127.0.0.1:8501"), (b"origin", b"http://127.0.0.1:8501")], "scheme": "http",
    }  # fmt: skip
    run(gate_of()(scope, receive, send))
    assert sent[0]["status"] == 401 and came <= asgi.DRAINED + 2 * 1024 * 1024


def test_a_person_has_only_so_many_windows_open(people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is a session of Streamlit's: a script with a cookie could fill the memory with them."""
    monkeypatch.setattr(front, "MOST_PAGES", 2)

    async def way() -> None:
        browser = Browser(gate_of())
        await browser.sign_in("wang")
        told: list[list[str]] = []

        async def opens(deeper: int) -> None:
            if deeper:
                said = await browser.line([lambda: opens(deeper - 1)])
                told.append([one["type"] for one in said])

        await opens(3)
        assert told == [["websocket.close"], ["websocket.accept"], ["websocket.accept"]]
        assert not browser.gate.open_pages  # closed ones count no more
        await opens(1)
        assert told[-1] == ["websocket.accept"]

    run(way())


def test_returns_that_fail_do_not_fill_the_audit_log(people: Path) -> None:
    """Anybody can call the address to which a provider sends people back."""

    async def way() -> None:
        cas = {"url": "https://cas.example.cn/cas"}
        browser = Browser(gate_of(cas=cas, server={"sign_ins_per_minute": 3}), "10.0.9.9")
        before = audit.count(people)
        for number in range(6):
            answer = await browser.ask(f"/sign-in/cas/back?ticket=ST-1&state={number}")
            assert answer.status == 403 and 'role="alert"' in answer.body
        assert audit.count(people) == before + 3

    run(way())
