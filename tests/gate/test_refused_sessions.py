"""Who holds no session that holds gets nothing: neither page nor websocket, upload, picture or index."""

import asyncio
import hashlib
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.people.accounts import Accounts
from data.people.database import path_of
from data.people.sessions import MOST, Sessions
from setup.gate.sign_in import token
from tests.gate.asked import PASSWORD, Browser, gate_of, run

PLACES = {
    "/overview": 303, "/": 303, "/find-index": 401, "/media/0123456789abcdef0.csv": 401,
    "/component/x/y.js": 401,
    "/_stcore/host-config": 401, "/static/js/index.js": 401, "/metrics": 401, "/_stcore/metrics": 404,
    "/_stcore/agent/openapi.json": 404, "/auth/login": 404, "/oauth2callback": 404, "/favicon.png": 401,
    "/_stcore/bidi-components/a/b.js": 401,
}  # fmt: skip


async def gets_nothing(browser: Browser) -> None:
    """A browser is led to the sign-in, and everything else is refused."""
    for path, status in PLACES.items():
        answer = await browser.ask(path)
        assert answer.status == status and "inside" not in answer.body, path
    put = await browser.ask("/_stcore/upload_file/s/f", "PUT", {})
    assert put.status == 401 and "inside" not in put.body
    assert [one["type"] for one in await browser.line([])] == ["websocket.close"]


def changed(place: int) -> Callable[[str], str]:
    def at(secret: str) -> str:
        return secret[:place] + ("A" if secret[place] != "A" else "B") + secret[place + 1 :]

    return at


TAMPERED: dict[str, Callable[[str], str]] = {
    **{f"letter {place} changed": changed(place) for place in (0, 1, 2, 7, 15, 21, 22, 30, 41, 42)},
    "cut off": lambda secret: secret[:-1],
    "cut in front": lambda secret: secret[1:],
    "one letter more": lambda secret: secret + "A",
    "turned round": lambda secret: secret[::-1],
    "all small": lambda secret: secret.lower(),
    "all large": lambda secret: secret.upper(),
    "twice": lambda secret: secret + secret,
    "with padding": lambda secret: secret + "=",
    "its hash": lambda secret: hashlib.sha256(secret.encode()).hexdigest(),
    "empty": lambda secret: "",
    "null": lambda secret: "null",
    "a star": lambda secret: "*",
    "a percent": lambda secret: "%",
    "SQL": lambda secret: "' OR 1=1 --",
    "a path": lambda secret: "../../" + secret,
    "very long": lambda secret: secret * 200,
    "of other letters": lambda secret: "会话" + secret,
    "escaped": lambda secret: "".join(f"%{ord(letter):02x}" for letter in secret),
    "a second cookie of the name": lambda secret: f"x; peak_session={secret}",
    "the good one first, another after": lambda secret: f"{secret}; peak_session=x",
}


@pytest.mark.parametrize("why", TAMPERED)
def test_a_cookie_that_was_tampered_with(why: str, people: Path) -> None:
    async def way() -> None:
        browser = Browser(gate_of())
        await browser.sign_in()
        assert await browser.is_in()
        browser.cookies["peak_session"] = TAMPERED[why](browser.cookies["peak_session"])
        await gets_nothing(browser)

    run(way())


def aged(people: Path, **changed: float) -> None:
    """Moves the moments of every session of li into the past."""
    with sqlite3.connect(path_of(people)) as connection:
        for name, seconds in changed.items():
            connection.execute(f"UPDATE sessions SET {name} = {name} - ? WHERE name = 'li'", (seconds,))
    connection.close()


async def signed_out(browser: Browser, people: Path, now: float) -> None:
    other = Browser(browser.gate)
    other.cookies = dict(browser.cookies)
    asked = await other.ask("/sign-out")
    await other.ask("/sign-out", "POST", {"token": asked.token})


async def public_id(browser: Browser, people: Path, now: float) -> None:
    person = Sessions(people).look(browser.cookies["peak_session"], now)
    assert person is not None
    browser.cookies["peak_session"] = person.session


async def revoked(browser: Browser, people: Path, now: float) -> None:
    person = Sessions(people).look(browser.cookies["peak_session"], now)
    assert person is not None
    Sessions(people).revoke(person.session, now)


async def all_ended(browser: Browser, people: Path, now: float) -> None:
    Sessions(people).end_all("li", now)


async def disabled(browser: Browser, people: Path, now: float) -> None:
    Accounts(people).disable("li", now)


async def disabled_and_enabled(browser: Browser, people: Path, now: float) -> None:
    Accounts(people).disable("li", now)
    Accounts(people).disable("li", now, disabled=False)


async def reset(browser: Browser, people: Path, now: float) -> None:
    Accounts(people).reset("li", now)


async def changed_elsewhere(browser: Browser, people: Path, now: float) -> None:
    assert Accounts(people).set_password("li", PASSWORD, PASSWORD + "!", "10.0.0.9", now) == []


async def idle(browser: Browser, people: Path, now: float) -> None:
    aged(people, touched=3601)


async def too_old(browser: Browser, people: Path, now: float) -> None:
    aged(people, begun=12 * 3600 + 1)


async def pushed_out(browser: Browser, people: Path, now: float) -> None:
    account = Accounts(people).find("li")
    assert account is not None
    for _ in range(MOST):
        Sessions(people).begin(account.person(), "password", "", "", now)


async def signed_in_again(browser: Browser, people: Path, now: float) -> None:
    """The session before a new sign-in in the same browser is over: nobody can have fixed it."""
    held = browser.cookies["peak_session"]
    other = Browser(browser.gate)
    other.cookies = dict(browser.cookies)
    form = await other.ask("/sign-in?why=over")
    assert form.status == 303  # whoever is in goes on
    other.cookies["peak_browser"] = "b" * 43
    fields = {"token": token("b" * 43), "name": "li", "password": PASSWORD}
    assert (await other.ask("/sign-in", "POST", fields)).status == 303
    assert other.cookies["peak_session"] != held


OVER: dict[str, Any] = {
    "signed out in another window": signed_out, "its public id": public_id, "revoked": revoked,
    "all of the person's ended": all_ended, "the account disabled": disabled,
    "disabled and enabled again": disabled_and_enabled, "the password reset": reset,
    "the password changed elsewhere": changed_elsewhere, "idle for too long": idle, "too old": too_old,
    "pushed out by newer ones": pushed_out, "signed in anew": signed_in_again,
}  # fmt: skip


@pytest.fixture
def li(people: Path) -> Path:
    """Whatever happened to li before: enabled, and with the known password."""
    accounts, now = Accounts(people), time.time()
    accounts.disable("li", now, disabled=False)
    accounts.set_password("li", accounts.reset("li", now), PASSWORD, "10.0.0.1", now)
    return people


@pytest.mark.parametrize("why", OVER)
def test_a_session_that_is_over(why: str, li: Path) -> None:
    async def way() -> None:
        browser = Browser(gate_of())
        assert (await browser.sign_in()).place == "/"
        assert await browser.is_in()
        await OVER[why](browser, li, time.time())
        await gets_nothing(browser)
        assert (await browser.ask("/overview")).place.startswith("/sign-in?next=%2Foverview")

    run(way())


HOSTS = (
    "evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost.evil.example", "evil-localhost",
    "a@127.0.0.1", "127.0.0.1/", "127.0.0.1#", "127.0.0.1?", "127.0.0.1:99999", "127.0.0.1:x", "[::1",
    "0.0.0.0", "127.1", "2130706433", "127.0.0.2", "127.0.0.1 evil.example", "127.0.0.1,evil.example", "",
    "-", "*", "localhost\\evil",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_that_is_not_ours_gets_nothing_with_a_good_session_too(host: str, people: Path) -> None:
    """DNS rebinding: a foreign page whose name was turned to our address."""

    async def way() -> None:
        browser = Browser(gate_of())
        await browser.sign_in("zhao")
        for path in ("/overview", "/sign-in", "/healthz", "/_stcore/health"):
            assert (await browser.ask(path, host=host)).status == 421
        assert (await browser.line([], host=host))[0]["type"] == "websocket.close"

    run(way())


ORIGINS = (
    "-", "null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:8502", "https://127.0.0.1:8501",
    "http://127.0.0.1:8501.evil.example", "http://localhost:8501", "http://127.0.0.1:8501/", "file://", "",
    "chrome-extension://abc", "http://a@127.0.0.1:8501", "http://evil.example:8501",
)  # fmt: skip


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_websocket_of_a_foreign_page_is_refused_with_a_good_session_too(origin: str, people: Path) -> None:
    async def way() -> None:
        browser = Browser(gate_of())
        await browser.sign_in("zhao")
        assert (await browser.line([], origin=origin))[0]["type"] == "websocket.close"
        assert (await browser.line([]))[0]["type"] == "websocket.accept"
        if origin != "-":
            out = await browser.ask("/sign-out", "POST", {}, origin=origin)
            assert out.status == 403 and await browser.is_in()  # nor can it sign anybody out

    run(way())


def test_revoked_while_many_ask(people: Path) -> None:
    """Once the revocation has answered, nothing that is asked later gets in; open pages are closed."""

    async def way() -> None:
        browser = Browser(gate_of())
        await browser.sign_in("zhao")
        person = Sessions(people).look(browser.cookies["peak_session"], time.time())
        assert person is not None
        done: list[tuple[float, int]] = []

        async def asks() -> None:
            for _ in range(15):
                began = time.monotonic()
                done.append((began, (await browser.ask("/overview")).status))

        async def revokes() -> None:
            await asyncio.sleep(0.02)
            await asyncio.to_thread(Sessions(people).revoke, person.session, time.time())
            at.append(time.monotonic())

        at: list[float] = []
        await asyncio.gather(*(asks() for _ in range(6)), revokes())
        assert {status for began, status in done if began > at[0]} <= {303}
        assert not await browser.is_in()
        assert (await browser.line([]))[0]["type"] == "websocket.close"

    run(way())


@pytest.mark.parametrize("told", [{}, {"token": ""}, {"token": "0" * 64}, {"token": "browser"}])
def test_only_the_form_made_for_a_session_signs_it_out(told: dict[str, str], people: Path) -> None:
    async def way() -> None:
        browser = Browser(gate_of())
        await browser.sign_in("zhao")
        fields = {"token": token("b" * 43)} if told.get("token") == "browser" else told
        refused = await browser.ask("/sign-out", "POST", fields)
        assert refused.status == 403 and 'role="alert"' in refused.body and await browser.is_in()
        done = await browser.ask("/sign-out", "POST", {"token": refused.token})
        assert done.place == "/sign-in?why=ended" and not await browser.is_in()
        over = await browser.ask("/sign-out", "POST", told)  # nothing is left to end
        assert over.place == "/sign-in?why=ended"

    run(way())
