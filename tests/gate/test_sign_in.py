"""In by the form, first password, out: what a browser without script sees and gets."""

import time
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest

from data.people import audit, session
from data.people.accounts import Accounts
from data.people.sessions import Sessions
from pages.speech.catalogue import sentence
from setup.gate import sign_in
from tests.gate.asked import PASSWORD, Browser, gate_of, run


def test_the_whole_way_in_and_out(people: Path) -> None:
    async def way() -> None:
        browser = Browser(gate_of())
        first = await browser.ask("/county?region=450205&lang=en")
        assert first.status == 303
        assert first.place == "/sign-in?next=%2Fcounty%3Fregion%3D450205%26lang%3Den&lang=en"
        form = await browser.ask(first.place)
        assert form.status == 200 and "<script" not in form.body and 'lang="en"' in form.body
        assert "script-src 'none'" in form.header("content-security-policy")
        before = dict(browser.cookies)
        fields = {"token": form.token, "name": " LI ", "password": PASSWORD}
        into = await browser.ask("/sign-in", "POST", fields | {"next": "/county?region=450205&lang=en"})
        assert (into.status, into.place) == (303, "/county?region=450205&lang=en")
        cookie = next(v for k, v in into.headers if k == "set-cookie" and v.startswith("peak_session="))
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
        assert "peak_browser" in before and "peak_browser" not in browser.cookies
        assert await browser.is_in()
        assert (await browser.ask("/sign-in")).place == "/"
        other = Browser(browser.gate)
        other.cookies = dict(browser.cookies)
        asked = await browser.ask("/sign-out")
        assert asked.status == 200 and await browser.is_in()  # an address alone signs nobody out
        out = await browser.ask("/sign-out", "POST", {"token": asked.token})
        assert out.place == "/sign-in?why=ended" and "peak_session" not in browser.cookies
        assert not await other.is_in()  # a copy of the cookie opens nothing any more
        assert (await other.ask("/overview")).place == "/sign-in?next=%2Foverview&why=over"
        assert sentence("sign_in.over") in (await other.ask("/sign-in?why=over")).body

    run(way())
    noted = [(line.who, line.what, line.place) for line in audit.entries(people)]
    assert ("li", "sign_in", "10.0.0.7") in noted and ("li", "sign_out", "10.0.0.7") in noted


def test_a_first_password_is_changed_before_all_else(people: Path) -> None:
    once = Accounts(people).add("xin", "新来的", ("leader",), time.time())
    new = "江滨公园的早晨总是很安静"

    async def way() -> None:
        browser = Browser(gate_of())
        into = await browser.sign_in("xin", once, next="/tasks")
        assert into.place == "/sign-in/password?next=%2Ftasks"
        held = browser.cookies["peak_session"]
        assert (await browser.ask("/overview")).place == "/sign-in/password?next=%2Foverview"
        assert (await browser.line([]))[0]["type"] == "websocket.close"
        form = await browser.ask(into.place)
        fields = {"token": form.token, "next": "/tasks", "old": once, "new": new, "again": new}
        for wrong in ({"again": "x"}, {"new": "short", "again": "short"}, {"old": "wrong"}, {"token": "no"}):
            refused = await browser.ask("/sign-in/password", "POST", fields | wrong)
            assert refused.status in (400, 403) and 'role="alert"' in refused.body
        done = await browser.ask("/sign-in/password", "POST", fields)
        assert done.place == "/tasks" and browser.cookies["peak_session"] != held
        assert await browser.is_in()
        browser.cookies["peak_session"] = held
        assert not await browser.is_in()

    run(way())


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "evil.example",
        "/a b", "/a\nb", "/\tevil", "/sign-in?next=/", "/sign-out", "/sign-in/oidc", "/" + "a" * 3000, "",
        "\\x", "/x\\y", "http:evil.example", "/\x00",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(address: str) -> None:
    assert sign_in.own(address) == ""


@pytest.mark.parametrize("address", ["/", "/overview?region=450205&lang=en", "/county#x", "/a%2f%2fevil"])
def test_an_address_of_ours_is_gone_on_to(address: str) -> None:
    assert sign_in.own(address) == address


@pytest.mark.parametrize("address", ["/é/evil.example", "/中//evil.example", "/\u200b/evil.example/?a=1"])
def test_letters_that_are_none_of_an_address_lead_nowhere_else(people: Path, address: str) -> None:
    """Left out of the header they would make `//evil.example` of it: a way to another server."""

    async def way() -> None:
        browser = Browser(gate_of())
        into = await browser.sign_in("wang", next=address)
        again = await browser.ask(f"/sign-in?next={quote(address)}")
        for answer in (into, again):
            assert answer.status == 303 and answer.place == quote(address, safe="/?=")
            assert urljoin("https://peak.example/sign-in", answer.place).startswith("https://peak.example/")

    run(way())


def test_what_people_typed_stays_text(people: Path) -> None:
    nasty = '"><script>alert(1)</script>'

    async def way() -> None:
        browser = Browser(gate_of())
        form = await browser.ask("/sign-in")
        fields = {"token": form.token, "name": nasty, "password": "x", "next": nasty}
        refused = await browser.ask("/sign-in", "POST", fields)
        assert refused.status == 403 and "<script>" not in refused.body and "&lt;script&gt;" in refused.body

    run(way())


def test_the_sheet_and_the_sign_are_there_for_everybody(people: Path) -> None:
    async def way() -> None:
        browser = Browser(gate_of())
        sheet = await browser.ask("/sign-in/style.css")
        assert (
            sheet.status == 200
            and "prefers-color-scheme:dark" in sheet.body
            and "light-dark" not in sheet.body
        )
        assert (await browser.ask("/sign-in/icon.svg")).header("content-type") == "image/svg+xml"
        assert (await browser.ask("/sign-in/other")).status == 404
        assert (await browser.ask("/app/static/fonts/NotoSansSC-Regular.otf")).body == "inside"

    run(way())


def test_a_session_that_ends_elsewhere_closes_the_page(people: Path) -> None:
    """At the next message, and while nothing is said; what comes after it goes nowhere."""
    said = {"type": "websocket.receive", "text": "rerun"}

    async def way() -> None:
        browser = Browser(gate_of())
        await browser.sign_in("wang")
        person = Sessions(people).look(browser.cookies["peak_session"], time.time())
        assert person is not None

        async def revoke() -> None:
            Sessions(people).revoke(person.session, time.time())

        told = await browser.line([said, revoke, said, said])
        kinds = [one["type"] for one in told]
        assert kinds == ["websocket.accept", "websocket.send", "websocket.close"] and told[-1]["code"] == 4401
        assert (await browser.line([]))[0]["type"] == "websocket.close"

    run(way())


def test_with_encryption_the_cookie_is_of_this_host_only(people: Path) -> None:
    async def way() -> None:
        gate = gate_of(server={"public_url": "https://peak.example.cn", "hosts": ("peak.example.cn",)})
        browser = Browser(gate, host="peak.example.cn")
        form = await browser.ask("/sign-in")
        assert "__Host-peak_browser" in form.cookies
        fields = {"token": form.token, "name": "li", "password": PASSWORD}
        into = await browser.ask("/sign-in", "POST", fields, origin="https://peak.example.cn")
        cookie = next(v for k, v in into.headers if k == "set-cookie" and "session=" in v)
        assert cookie.startswith("__Host-peak_session=") and cookie.endswith("; Secure")
        assert into.header("strict-transport-security").startswith("max-age=")

    run(way())


def test_a_screen_on_a_wall_looks_at_named_pages_and_nothing_else(
    people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_WALL_PAGES", "overview,county")
    said = {"type": "websocket.receive", "text": "rerun"}

    async def way() -> None:
        browser = Browser(gate_of())
        for path in ("/overview?region=450205", "/county", "/static/js/index.js"):
            assert (await browser.ask(path)).body == "inside"
        for path, status in (("/upload", 303), ("/", 303), ("/find-index", 401), ("/metrics", 403)):
            assert (await browser.ask(path)).status == status
        assert (await browser.ask("/sign-in")).status == 200
        assert (await browser.ask("/_stcore/upload_file/s/f", "PUT", {})).status == 401
        assert [one["type"] for one in await browser.line([said])] == ["websocket.accept", "websocket.send"]
        browser.cookies["peak_session"] = "x" * 43  # a session that is over is no wall
        assert (await browser.ask("/overview")).status == 303
        assert (await browser.line([]))[0]["type"] == "websocket.close"

    run(way())
    found = session.wall()
    assert found is not None and found.may("view") and not any(map(found.may, ("export", "sql", "upload")))
    monkeypatch.delenv("PEAK_WALL_PAGES")
    assert session.wall() is None
