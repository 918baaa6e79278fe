"""A provider says that a sign-in has ended there: the session that it began ends here, and no other."""

import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from data.people import audit, oidc
from data.people.accounts import Accounts
from setup.gate import front
from tests.gate.asked import Answer, Browser, gate_of, run, with_accounts
from tests.gate.test_refused_providers import (
    BACK,
    CAS,
    CAS_BACK,
    NOW,
    USER,
    gate,
    providing,
    sent_there,
)
from tests.support import providers
from tests.support.providers import ISSUER, cas_success

OUT = "/sign-in/oidc/out"
REQUEST = (
    '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="LR-1" Version="2.0" '
    'IssueInstant="2026-11-27T00:00:00Z"><saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">'
    "@NOT_USED@</saml:NameID><samlp:SessionIndex>{ticket}</samlp:SessionIndex></samlp:LogoutRequest>"
)


@pytest.fixture(scope="module")
def known(people: Path) -> Path:
    accounts: Accounts = with_accounts(people, "chen", "cao")
    accounts.link("chen", "u-1", ISSUER)
    accounts.link("cao", "wang", CAS)
    return people


async def by_cas(made: front.Gate, patch: pytest.MonkeyPatch, ticket: str) -> Browser:
    browser = Browser(made)
    service = (await sent_there(browser, patch, "cas"))["service"]
    providers.served(patch, providers.cas(cas_success(USER)))
    await browser.ask(f"{CAS_BACK}?{urlsplit(service).query}&ticket={ticket}")
    assert await browser.is_in()
    return browser


async def told(made: front.Gate, path: str, fields: dict[str, str], **headers: str) -> Answer:
    """What a server of a provider gets, which has no cookie and no Origin."""
    given = {"origin": "-"} | headers
    return await Browser(made, "10.4.0.1").ask(path, "POST", fields, **given)


def test_the_session_of_a_ticket_ends_everywhere(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def way() -> None:
        made, tickets = gate(), [f"ST-{time.time_ns()}-{n}" for n in range(2)]
        first, second = [await by_cas(made, monkeypatch, ticket) for ticket in tickets]
        copied = Browser(gate())  # another server process, another window
        copied.cookies = dict(first.cookies)
        answer = await told(made, f"{CAS_BACK}?state=x", {"logoutRequest": REQUEST.format(ticket=tickets[0])})
        assert answer.status == 200 and answer.body == ""
        assert not await first.is_in() and not await copied.is_in() and await second.is_in()
        assert (await first.line([]))[0]["type"] == "websocket.close"
        again = await told(made, CAS_BACK, {"logoutRequest": REQUEST.format(ticket=tickets[0])})
        assert again.status == 200  # nobody learns whether there was such a session

    run(way())
    (line,) = audit.entries(known, audit.Wanted(what=("sign_out",)))
    assert (line.who, line.place) == ("cao", "10.4.0.1")


GOOD = "ST-good"
WRONG: dict[str, dict[str, str]] = {
    "nothing": {},
    "empty": {"logoutRequest": ""},
    "no XML": {"logoutRequest": GOOD},
    "no ticket": {"logoutRequest": REQUEST.format(ticket="")},
    "a ticket of another kind": {"logoutRequest": REQUEST.format(ticket="TGT-1")},
    "two tickets": {
        "logoutRequest": REQUEST.replace(
            "</samlp:LogoutRequest>", "<samlp:SessionIndex>ST-x</samlp:SessionIndex></samlp:LogoutRequest>"
        ).format(ticket="{ticket}")
    },
    "another namespace": {"logoutRequest": REQUEST.replace("SAML:2.0:protocol", "evil")},
    "another document": {"logoutRequest": REQUEST.replace("LogoutRequest", "LogoutResponse")},
    "an entity": {"logoutRequest": "<!DOCTYPE a [<!ENTITY x 'y'>]>" + REQUEST},
    "a file of ours": {
        "logoutRequest": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + REQUEST.replace("LR-1", "&x;")
    },
    "too large": {"logoutRequest": REQUEST + " " * 20_000},
}


@pytest.mark.parametrize("why", WRONG)
def test_a_word_that_is_none_ends_nothing(why: str, known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def way() -> None:
        made, ticket = gate(), f"ST-{time.time_ns()}"
        browser = await by_cas(made, monkeypatch, ticket)
        fields = {name: text.replace("{ticket}", ticket) for name, text in WRONG[why].items()}
        answer = await told(made, CAS_BACK, fields)
        assert answer.status == 400 and "passwd" not in answer.body and await browser.is_in()

    run(way())


def test_a_page_in_a_browser_is_no_server(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def way() -> None:
        made, ticket = gate(), f"ST-{time.time_ns()}"
        browser = await by_cas(made, monkeypatch, ticket)
        fields = {"logoutRequest": REQUEST.format(ticket=ticket)}
        assert (await told(made, CAS_BACK, fields, origin="https://evil.example")).status == 403
        assert (await told(gate_of(), CAS_BACK, fields)).status == 404  # not among the settings
        assert await browser.is_in()

    run(way())


def logout(**changed: Any) -> str:
    """A logout token; what is changed to None is left out."""
    made: dict[str, Any] = {
        "nonce": None,
        "jti": f"j{time.time_ns()}",
        "events": {oidc.LOGOUT: {}},
        "sid": "s-1",
        "name": None,
    }
    return providers.signed(providers.claims(time.time(), **(made | changed)))


async def by_openid(made: front.Gate, patch: pytest.MonkeyPatch, sid: str) -> Browser:
    browser = Browser(made)
    sent = await sent_there(browser, patch)
    providing(patch, sent, sid=sid)
    await browser.ask(f"{BACK}?code=good&state={sent['state']}")
    assert await browser.is_in()
    return browser


def test_a_logout_token_ends_one_sign_in_or_all_of_a_person(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def way() -> None:
        made = gate()
        first, second, third = [await by_openid(made, monkeypatch, sid) for sid in ("s-1", "s-2", "s-3")]
        password = Browser(made)
        await password.sign_in("chen")
        token = logout()
        assert (await told(made, OUT, {"logout_token": token})).status == 200
        assert not await first.is_in() and await second.is_in() and await third.is_in()
        assert (await told(made, OUT, {"logout_token": token})).status == 400  # good once
        assert (await told(made, OUT, {"logout_token": logout(sid=None)})).status == 200
        assert not await second.is_in() and not await third.is_in()
        assert await password.is_in()  # not begun by the provider

    run(way())


TOKENS: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "other"},
    "an identity token": {"events": None, "nonce": "n"},
    "with a nonce": {"nonce": "n"},
    "another event": {"events": {"http://schemas.openid.net/event/other": {}}},
    "an event of text": {"events": oidc.LOGOUT},
    "of nobody": {"sid": None, "sub": None},
    "no jti": {"jti": None},
    "a jti of a number": {"jti": 1},
    "expired": {"exp": NOW - 3600},
    "made long ago": {"iat": NOW - 7200},
    "no expiry": {"exp": None},
}


@pytest.mark.parametrize("why", TOKENS)
def test_a_token_that_does_not_hold_ends_nothing(
    why: str, known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def way() -> None:
        made = gate()
        browser = await by_openid(made, monkeypatch, "s-1")
        assert (await told(made, OUT, {"logout_token": logout(**TOKENS[why])})).status == 400
        assert await browser.is_in()

    run(way())


def test_a_token_of_another_key_or_none_ends_nothing(known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def way() -> None:
        made = gate()
        browser = await by_openid(made, monkeypatch, "s-1")
        head, body, _ = logout().split(".")
        told_of: dict[str, Any] = {
            "sub": "u-1",
            "sid": "s-1",
            "jti": "j",
            "events": {oidc.LOGOUT: {}},
            "nonce": None,
        }
        others = providers.signed(providers.claims(time.time(), **told_of), providers.OTHER_KEY)
        for token in (others, f"{head}.{body}.", "", "a.b.c"):
            assert (await told(made, OUT, {"logout_token": token})).status == 400
        assert (await told(gate_of(), OUT, {"logout_token": logout()})).status == 404
        assert await browser.is_in()

    run(way())
