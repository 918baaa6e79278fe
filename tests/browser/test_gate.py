"""A real server behind its gate: rebinding, uploads where nobody asked, a flood of files, headers."""

import socket
import urllib.request
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Request, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from pages.frame.uploads import MEGABYTE, limit
from tests.browser.conftest import PATIENCE, Server, Visitor, settle

pytestmark = pytest.mark.browser
SIZE = 15 * MEGABYTE


def answer(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> int:
    """The status of one request."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=body, method=method, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=60) as found:
            return int(found.status)
    except HTTPError as refused:
        return refused.code


def sent(visitor: Visitor) -> Request:
    """The request by which the browser sends a dropped file."""
    with visitor.page.expect_request(lambda one: one.method == "PUT") as found:
        visitor.page.locator(".st-key-dropzone input[type=file]").set_input_files(
            {"name": "空.xlsx", "mimeType": "", "buffer": b"nothing"}
        )
    settle(visitor.page)
    return found.value


def flood(like: Request, count: int) -> list[int]:
    """What is answered to so many files of 15 MB sent like one that the browser sent."""
    known = like.all_headers()
    edge = b"----edge"
    part = b'--%s\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' % edge
    body = part + bytes(SIZE) + b"\r\n--%s--\r\n" % edge
    headers = {
        "Content_Type": f"multipart/form-data; boundary={edge.decode()}",
        "X_Xsrftoken": known["x-xsrftoken"],
        "Cookie": known["cookie"],
    }
    place = like.url.rpartition("/")[0]
    return [answer(f"{place}/flood-{number}", "PUT", body, **headers) for number in range(count)]


def test_a_rebinding_page_gets_neither_page_nor_websocket(reading_server: Server) -> None:
    port = reading_server.url.rpartition(":")[2]
    assert answer(reading_server.url, Host=f"evil.example:{port}") == 421
    assert answer(reading_server.url) == 200 and answer(f"{reading_server.url}/_stcore/metrics") == 404
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    foreign = {"Origin": f"http://evil.example:{port}"}  # the browser's, of a name that now leads here
    for host in ("localhost", "evil.example"):
        with pytest.raises(InvalidStatus, match="403"):
            line = socket.create_connection(("127.0.0.1", int(port)))
            connect(address.replace("127.0.0.1", host), sock=line, additional_headers=foreign)
    own = Origin(f"http://127.0.0.1:{port}")
    with connect(address, origin=own, subprotocols=[Subprotocol("streamlit")]) as opened:
        assert opened.subprotocol == "streamlit"


def test_a_flood_of_files_ends_at_the_quota_and_nowhere_without_an_uploader(visitor: Visitor) -> None:
    page = visitor.open("/upload")
    like = sent(visitor)
    fit = limit("session") // SIZE
    assert flood(like, fit + 4) == [204] * fit + [413] * 4
    told = page.locator("[data-testid=stAlert]").filter(has_text=f"{limit('session') // MEGABYTE} MB")
    expect(told).to_be_visible(timeout=PATIENCE * 1000)
    assert "/upload" in page.url
    page.locator("[data-testid=stTopNavLink]").first.click()
    page.wait_for_url("**/overview*")
    settle(page)
    assert flood(like, 3) == [403] * 3
