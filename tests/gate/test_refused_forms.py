"""Sign-ins by the form that must not work: whatever was sent, nobody is in, and no session was begun."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from data.people import attempts, audit
from data.people.accounts import Accounts
from data.people.database import reading as opened
from data.people.sessions import Sessions
from setup.gate.sign_in import token
from tests.gate.asked import PASSWORD, Answer, Browser, gate_of, run

Way = Callable[[Browser, dict[str, str]], Awaitable[Answer]]
HERE = "/sign-in"


def begun(people: Path) -> int:
    """How many sessions ever began."""
    with opened(people) as connection:
        return int(connection.execute("SELECT count(*) FROM sessions").fetchone()[0])


def fields(**other: str) -> Way:
    """The form with other fields; one that is "-" is left out."""

    async def way(browser: Browser, form: dict[str, str]) -> Answer:
        told = {name: text for name, text in (form | other).items() if text != "-"}
        return await browser.ask(HERE, "POST", told)

    return way


def headers(**other: str) -> Way:
    """The form with other headers."""

    async def way(browser: Browser, form: dict[str, str]) -> Answer:
        return await browser.ask(HERE, "POST", form, **other)

    return way


async def another_browsers_token(browser: Browser, form: dict[str, str]) -> Answer:
    other = await Browser(browser.gate).ask(HERE)
    return await browser.ask(HERE, "POST", form | {"token": other.token})


async def without_a_cookie(browser: Browser, form: dict[str, str]) -> Answer:
    browser.cookies.clear()
    return await browser.ask(HERE, "POST", form)


async def with_another_cookie(browser: Browser, form: dict[str, str]) -> Answer:
    browser.cookies["peak_browser"] = "x" * 43
    return await browser.ask(HERE, "POST", form)


async def with_two_cookies(browser: Browser, form: dict[str, str]) -> Answer:
    browser.cookies["peak_browser"] += f"; peak_browser={'x' * 43}"
    return await browser.ask(HERE, "POST", form | {"token": token("x" * 43)})


async def in_the_address(browser: Browser, form: dict[str, str]) -> Answer:
    return await browser.ask(f"{HERE}?token={form['token']}&name=li&password={PASSWORD}", "POST", {})


async def by_get(browser: Browser, form: dict[str, str]) -> Answer:
    return await browser.ask(f"{HERE}?token={form['token']}&name=li&password={PASSWORD}")


async def by_head(browser: Browser, form: dict[str, str]) -> Answer:
    return await browser.ask(HERE, "HEAD", form)


async def by_put(browser: Browser, form: dict[str, str]) -> Answer:
    return await browser.ask(HERE, "PUT", form)


async def elsewhere(browser: Browser, form: dict[str, str]) -> Answer:
    return await browser.ask("/sign-in/other", "POST", form)


async def as_the_password_page(browser: Browser, form: dict[str, str]) -> Answer:
    new = PASSWORD + "!!"
    return await browser.ask("/sign-in/password", "POST", form | {"old": PASSWORD, "new": new, "again": new})


async def a_page_by_post(browser: Browser, form: dict[str, str]) -> Answer:
    return await browser.ask("/overview", "POST", form)


WAYS: dict[str, Way] = {
    "a wrong password": fields(password="not it"),
    "a name that nobody has": fields(name="nobody"),
    "another person's name": fields(name="guan", password="not it"),
    "no name": fields(name="-"),
    "an empty name": fields(name=""),
    "a name of spaces": fields(name="   "),
    "no password": fields(password="-"),
    "an empty password": fields(password=""),
    "the password with a letter more": fields(password=PASSWORD + "x"),
    "the password with a letter less": fields(password=PASSWORD[:-1]),
    "the password twice": fields(password=PASSWORD * 2),
    "SQL as a name": fields(name="li' OR '1'='1' --"),
    "SQL as a password": fields(password="' OR '1'='1' --"),
    "a star as a name": fields(name="%"),
    "a name with a null byte": fields(name="li\x00"),
    "a name with a line": fields(name="li\nguan"),
    "a very long name": fields(name="li" * 3000),
    "a very long password": fields(password="x" * 9000),
    "a form that is too large": fields(password="x" * 40_000),
    "no token": fields(token="-"),
    "an empty token": fields(token=""),
    "a wrong token": fields(token="0" * 64),
    "a token of nothing": fields(token=token("")),
    "a token of other letters": fields(token="令牌"),
    "another browser's token": another_browsers_token,
    "no cookie": without_a_cookie,
    "another cookie": with_another_cookie,
    "a second cookie of the name": with_two_cookies,
    "the fields in the address": in_the_address,
    "by GET": by_get,
    "by HEAD": by_head,
    "by PUT": by_put,
    "to another address": elsewhere,
    "to the page of passwords": as_the_password_page,
    "to a page": a_page_by_post,
    "as JSON": headers(content_type="application/json"),
    "as parts": headers(content_type="multipart/form-data; boundary=x"),
    "as text": headers(content_type="text/plain"),
    "of no kind": headers(content_type="-"),
    "from a foreign page": headers(origin="http://evil.example"),
    "from a page of nobody": headers(origin="null"),
    "from another port": headers(origin="http://127.0.0.1:9999"),
    "from another name for here": headers(origin="http://localhost:8501"),
    "as if encrypted": headers(origin="https://127.0.0.1:8501"),
    "under a foreign name": headers(host="evil.example"),
    "with a false length": headers(content_length="99999999"),
}


@pytest.mark.parametrize("why", WAYS)
def test_nobody_comes_in(why: str, people: Path) -> None:
    attempts.forget(people, "li")  # or the account would be locked, and nothing else were seen

    async def way() -> None:
        browser = Browser(gate_of(), address=f"10.1.{len(why)}.{sum(map(ord, why)) % 250}")
        form = await browser.ask(HERE)
        told = {"token": form.token, "name": "li", "password": PASSWORD}
        before = begun(people)
        answer = await WAYS[why](browser, told)
        assert answer.status != 303 or answer.place.startswith("/sign-in"), answer
        assert "peak_session" not in browser.cookies and begun(people) == before
        assert PASSWORD not in answer.body and not await browser.is_in()

    run(way())


def test_the_same_form_does_work(people: Path) -> None:
    """Or the table above would show nothing."""
    attempts.forget(people, "li")

    async def way() -> None:
        browser = Browser(gate_of())
        assert (await browser.sign_in("li")).place == "/" and await browser.is_in()

    run(way())


def test_a_disabled_account_and_a_first_password(people: Path) -> None:
    accounts, now = Accounts(people), time.time()
    once = accounts.add("ting", "停用的", ("leader",), now)

    async def way() -> None:
        gate = gate_of()
        accounts.disable("ting", now)
        refused = await Browser(gate).sign_in("ting", once)
        assert refused.status == 403 and "停用" in refused.body
        accounts.disable("ting", now, disabled=False)
        browser = Browser(gate)
        assert (await browser.sign_in("ting", once)).place.startswith("/sign-in/password")
        for path in ("/overview", "/find-index", "/static/js/index.js", "/media/0123456789abcdef0"):
            answer = await browser.ask(path)
            assert answer.status in (303, 401) and "inside" not in answer.body
        accounts.reset("ting", now)
        assert (await Browser(gate).sign_in("ting", once)).status == 403  # the reset one holds no more

    run(way())


def test_guessing_ends_at_the_account_and_at_the_address(people: Path) -> None:
    """With the right password in the end, from the same address or another; others still come in."""
    accounts = Accounts(people)
    accounts.set_password("zhao", PASSWORD, PASSWORD, "10.0.0.1", time.time())

    async def way() -> None:
        gate = gate_of()
        told = [(await Browser(gate, "10.9.0.1").sign_in("zhao", f"guess {n}")).status for n in range(7)]
        assert told[:4] == [403] * 4 and told[-1] == 429
        for address in ("10.9.0.1", "10.9.0.2"):
            right = Browser(gate, address)
            refused = await right.sign_in("zhao")
            assert refused.status == 429 and not await right.is_in()
        assert (await Browser(gate, "10.9.0.3").sign_in("wang")).status == 303
        many = [(await Browser(gate, "10.9.0.4").sign_in(f"name{n}", "x")).status for n in range(25)]
        assert 429 in many and (await Browser(gate, "10.9.0.4").sign_in("wang")).status == 429
        assert len(audit.entries(people, audit.Wanted(what=("sign_in_failed",)))) > 15

    run(way())


def test_nobody_fixes_a_session_for_somebody_else(people: Path) -> None:
    """An attacker's session in the victim's browser is ended, and the victim gets a secret nobody knew."""

    async def way() -> None:
        gate = gate_of()
        attacker, victim = Browser(gate), Browser(gate)
        await attacker.sign_in("wang")
        for planted in (attacker.cookies["peak_session"], "f" * 43):
            victim.cookies = {"peak_session": planted, "peak_browser": "b" * 43}
            told = {"token": token("b" * 43), "name": "guan", "password": PASSWORD}
            assert (await victim.ask(HERE, "POST", told)).status == 303
            assert victim.cookies["peak_session"] != planted
            person = Sessions(people).look(victim.cookies["peak_session"], time.time())
            assert person is not None and person.name == "guan"
            assert Sessions(people).look(planted, time.time()) is None

    run(way())
