"""Sign-ins by OpenID Connect, CAS and a proxy: the way that works, and all that must not, over HTTP."""

import base64
import hmac
import json
import re
import sqlite3
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest

from data import places
from data.people import oidc
from data.people.accounts import Accounts
from data.people.database import path_of
from data.people.header import ISSUER as PROXY
from data.people.header import signature
from data.settings.sections import Secret
from setup.gate import front
from tests.gate.asked import PASSWORD, Answer, Browser, gate_of, run, with_accounts
from tests.gate.test_refused_forms import begun
from tests.support import providers
from tests.support.providers import ISSUER, cas_success

CAS = "https://cas.example.cn/cas"
BACK, CAS_BACK = "/sign-in/oidc/back", "/sign-in/cas/back"
SECRET = "a secret of the proxy"
PROXIED = "10.0.0.200"


@pytest.fixture(scope="module")
def linked(people: Path) -> Path:
    """chen is known to all three: as u-1, as wang, and as chen."""
    accounts = with_accounts(people, "chen", "cao", "dai")
    accounts.link("chen", "u-1", ISSUER)
    accounts.link("cao", "wang", CAS)
    accounts.link("dai", "chen", PROXY)
    return people


def gate() -> front.Gate:
    return gate_of(
        oidc={"issuer": ISSUER, "client_id": "peak", "client_secret": Secret("geheim")},
        cas={"url": CAS},
        header={"name": "X-Peak-User", "secret": Secret(SECRET)},
        server={"proxies": (PROXIED,)},
    )


def asked_for(place: str) -> dict[str, str]:
    """The fields of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(place).query).items()}


def providing(patch: pytest.MonkeyPatch, sent: dict[str, str], token: str = "", **changed: Any) -> None:
    """A provider that gives, for the code `good`, a token of these claims (or this one)."""
    made = token or providers.signed(providers.claims(time.time(), nonce=sent["nonce"]) | changed)

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/token":
            form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
            right = form["code"] == "good" and oidc.challenge(form["code_verifier"]) == sent["code_challenge"]
            told = {"access_token": "x", "token_type": "Bearer", "id_token": made}
            return httpx.Response(200, json=told) if right else httpx.Response(400)
        return providers.provider("")(request)

    providers.served(patch, answer)


async def sent_there(browser: Browser, patch: pytest.MonkeyPatch, way: str = "oidc") -> dict[str, str]:
    """Goes to the provider; what it is asked."""
    providers.served(patch, providers.provider(""))
    there = await browser.ask(f"/sign-in/{way}?next=/county?region=450205")
    assert there.status == 303 and there.place.startswith((ISSUER, CAS))
    return asked_for(there.place)


def told_why(answer: Answer) -> None:
    """A page with the reason and a number, and no way round: neither a redirect nor a script."""
    assert answer.status == 403 and 'role="alert"' in answer.body
    assert re.search(r'class="id">[0-9a-f]{8}<', answer.body) and "<script" not in answer.body
    assert "http-equiv" not in answer.body and not answer.place


def test_the_way_by_openid(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def way() -> None:
        browser = Browser(gate())
        assert "统一身份认证" in (await browser.ask("/sign-in")).body
        sent = await sent_there(browser, monkeypatch)
        assert (
            sent["redirect_uri"] == f"http://127.0.0.1:8501{BACK}" and sent["code_challenge_method"] == "S256"
        )
        providing(monkeypatch, sent)
        into = await browser.ask(f"{BACK}?code=good&state={sent['state']}")
        assert into.place == "/county?region=450205" and await browser.is_in()

    run(way())


async def replayed(browser: Browser, sent: dict[str, str], patch: pytest.MonkeyPatch) -> Answer:
    providing(patch, sent)
    other = Browser(browser.gate)
    other.cookies = dict(browser.cookies)
    assert (await browser.ask(f"{BACK}?code=good&state={sent['state']}")).status == 303
    browser.cookies = other.cookies
    return await browser.ask(f"{BACK}?code=good&state={sent['state']}")


async def of_another_browser(browser: Browser, sent: dict[str, str], patch: pytest.MonkeyPatch) -> Answer:
    """The victim is sent the attacker's answer."""
    providing(patch, sent)
    other = Browser(browser.gate)
    await sent_there(other, patch)
    providing(patch, sent)
    browser.cookies = other.cookies
    return await browser.ask(f"{BACK}?code=good&state={sent['state']}")


async def too_late(browser: Browser, sent: dict[str, str], patch: pytest.MonkeyPatch) -> Answer:
    providing(patch, sent)
    with sqlite3.connect(path_of(places.store())) as connection:
        connection.execute("UPDATE flows SET begun = begun - 601")
    connection.close()
    return await browser.ask(f"{BACK}?code=good&state={sent['state']}")


def coming(query: str, cookies: bool = True, place: str = BACK) -> Any:
    async def way(browser: Browser, sent: dict[str, str], patch: pytest.MonkeyPatch) -> Answer:
        providing(patch, sent)
        if not cookies:
            browser.cookies.clear()
        return await browser.ask(f"{place}?{query.format(**sent)}")

    return way


def stating(**changed: Any) -> Any:
    """A token with other claims."""

    async def way(browser: Browser, sent: dict[str, str], patch: pytest.MonkeyPatch) -> Answer:
        told = providers.claims(time.time(), **({"nonce": sent["nonce"]} | changed))
        providing(patch, sent, providers.signed(told))
        return await browser.ask(f"{BACK}?code=good&state={sent['state']}")

    return way


def part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def forged(make: Callable[[str, str, str, dict[str, Any]], str]) -> Any:
    async def way(browser: Browser, sent: dict[str, str], patch: pytest.MonkeyPatch) -> Answer:
        told = providers.claims(time.time(), nonce=sent["nonce"])
        head, body, sign = providers.signed(told).split(".")
        providing(patch, sent, make(head, body, sign, told))
        return await browser.ask(f"{BACK}?code=good&state={sent['state']}")

    return way


def by_secret(head: str, body: str, sign: str, told: dict[str, Any], key: bytes = b"geheim") -> str:
    message = part(b'{"alg":"HS256","kid":"one"}') + "." + body
    return f"{message}.{part(hmac.digest(key, message.encode(), 'sha256'))}"


NOW = int(time.time())
OPENID: dict[str, Callable[[Browser, dict[str, str], pytest.MonkeyPatch], Awaitable[Answer]]] = {
    "no state": coming("code=good"),
    "an empty state": coming("code=good&state="),
    "another state": coming("code=good&state=" + "x" * 43),
    "the nonce as state": coming("code=good&state={nonce}"),
    "a state twice": coming("code=good&state={state}&state={state}"),
    "no cookie": coming("code=good&state={state}", cookies=False),
    "the state at the other way": coming("ticket=ST-1&state={state}", place=CAS_BACK),
    "used before": replayed,
    "begun in another browser": of_another_browser,
    "too late": too_late,
    "refused by the provider": coming("error=access_denied&state={state}"),
    "an error with markup": coming("error=%3Cscript%3Ealert(1)%3C/script%3E&state={state}"),
    "no code": coming("state={state}"),
    "another code": coming("code=bad&state={state}"),
    "mixed up with another issuer": coming("code=good&state={state}&iss=https://evil.example"),
    "another issuer": stating(iss="https://evil.example"),
    "no issuer": stating(iss=None),
    "another audience": stating(aud="other"),
    "no audience": stating(aud=None),
    "two audiences": stating(aud=["peak", "other"]),
    "azp of another": stating(azp="other"),
    "another nonce": stating(nonce="m" * 43),
    "no nonce": stating(nonce=None),
    "expired": stating(exp=NOW - 3600),
    "no expiry": stating(exp=None),
    "made long ago": stating(iat=NOW - 7200),
    "made in the future": stating(iat=NOW + 7200),
    "not yet": stating(nbf=NOW + 7200),
    "of nobody": stating(sub=""),
    "of somebody unknown": stating(sub="u-2"),
    "of a number": stating(sub=1),
    "alg none": forged(lambda head, body, sign, told: part(b'{"alg":"none"}') + f".{body}."),
    "alg None with a signature": forged(
        lambda head, body, sign, told: part(b'{"alg":"None"}') + f".{body}.{sign}"
    ),
    "HS256 with the client's secret": forged(by_secret),
    "HS256 with the public key": forged(
        lambda head, body, sign, told: by_secret(head, body, sign, told, providers.KEY.as_pem(private=False))
    ),
    "signed by another": forged(lambda head, body, sign, told: providers.signed(told, providers.OTHER_KEY)),
    "changed": forged(
        lambda head, body, sign, told: f"{head}.{part(json.dumps({**told, 'sub': 'u-9'}).encode())}.{sign}"
    ),
    "without its signature": forged(lambda head, body, sign, told: f"{head}.{body}."),
    "no token": forged(lambda *parts: "a.b.c"),
}


@pytest.mark.parametrize("why", OPENID)
def test_openid_lets_nobody_in(why: str, linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def way() -> None:
        browser = Browser(gate())
        sent = await sent_there(browser, monkeypatch)
        before = begun(linked)
        answer = await OPENID[why](browser, sent, monkeypatch)
        told_why(answer)
        assert "<script>alert" not in answer.body
        assert begun(linked) == before + (why == "used before")
        assert "peak_session" not in browser.cookies and not await browser.is_in()

    run(way())


def test_the_way_by_cas(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def way() -> None:
        browser = Browser(gate())
        service = (await sent_there(browser, monkeypatch, "cas"))["service"]
        assert service.startswith(f"http://127.0.0.1:8501{CAS_BACK}?state=")
        heard = providers.served(monkeypatch, providers.cas(cas_success("<cas:user>wang</cas:user>")))
        into = await browser.ask(f"{CAS_BACK}?{urlsplit(service).query}&ticket=ST-{time.time_ns()}")
        assert into.place == "/county?region=450205" and await browser.is_in()
        assert parse_qs(urlsplit(str(heard[0].url)).query)["service"] == [service]

    run(way())


USER = "<cas:user>wang</cas:user>"
FAILURE = cas_success("").replace("authenticationSuccess", "authenticationFailure")
CAS_WAYS: dict[str, tuple[str, str]] = {  # what the browser brings, what the server answers
    "no ticket": ("state={state}", cas_success(USER)),
    "an empty ticket": ("state={state}&ticket=", cas_success(USER)),
    "a ticket of another kind": ("state={state}&ticket=PT-1", cas_success(USER)),
    "a ticket with a line": ("state={state}&ticket=ST-1%0a2", cas_success(USER)),
    "a ticket twice": ("state={state}&ticket=ST-a&ticket=ST-b", cas_success(USER)),
    "no state": ("ticket={ticket}", cas_success(USER)),
    "another state": ("state=xyz&ticket={ticket}", cas_success(USER)),
    "a ticket that is refused": ("state={state}&ticket={ticket}", FAILURE),
    "somebody unknown": ("state={state}&ticket={ticket}", cas_success("<cas:user>nobody</cas:user>")),
    "two users": ("state={state}&ticket={ticket}", cas_success(USER * 2)),
    "no user": ("state={state}&ticket={ticket}", cas_success("")),
    "another namespace": ("state={state}&ticket={ticket}", cas_success(USER).replace("yale", "evil")),
    "no XML": ("state={state}&ticket={ticket}", "yes\nwang"),
    "an entity": ("state={state}&ticket={ticket}", f"<!DOCTYPE a [<!ENTITY x 'y'>]>{cas_success(USER)}"),
}


@pytest.mark.parametrize("why", CAS_WAYS)
def test_cas_lets_nobody_in(why: str, linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def way() -> None:
        browser = Browser(gate())
        service = (await sent_there(browser, monkeypatch, "cas"))["service"]
        providers.served(monkeypatch, providers.cas(CAS_WAYS[why][1]))
        query = CAS_WAYS[why][0].format(ticket=f"ST-{time.time_ns()}", **asked_for(service))
        before = begun(linked)
        told_why(await browser.ask(f"{CAS_BACK}?{query}"))
        assert begun(linked) == before and not await browser.is_in()

    run(way())


def test_a_ticket_is_good_once_and_a_way_that_is_off_says_so(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def way() -> None:
        ticket = f"ST-{time.time_ns()}"
        for status in (303, 403):
            browser = Browser(gate())
            service = (await sent_there(browser, monkeypatch, "cas"))["service"]
            providers.served(monkeypatch, providers.cas(cas_success(USER)))
            assert (
                await browser.ask(f"{CAS_BACK}?{urlsplit(service).query}&ticket={ticket}")
            ).status == status
        plain = Browser(gate_of())
        for path in (
            "/sign-in/oidc",
            "/sign-in/cas",
            f"{BACK}?code=good&state=x",
            f"{CAS_BACK}?ticket=ST-1&state=x",
        ):
            told_why(await plain.ask(path))

    run(way())


def spoken(name: str = "chen", secret: str = SECRET, age: float = 0, nonce: str = "", **other: str) -> str:
    """What the proxy says in its header."""
    at, once = str(int(time.time() - age)), nonce or f"n{time.time_ns()}"
    told = {"name": quote(name), "time": at, "nonce": once, "sign": signature(secret, quote(name), at, once)}
    return "&".join(f"{key}={value}" for key, value in (told | other).items())


def test_the_word_of_the_proxy(linked: Path) -> None:
    async def way() -> None:
        browser = Browser(gate(), address=PROXIED)
        assert (await browser.ask("/county", x_peak_user=spoken())).place == "/county"
        assert await browser.is_in()

    run(way())


HEADERS: dict[str, Callable[[], str]] = {
    "signed with another secret": lambda: spoken(secret="another secret of nobody"),
    "of somebody unknown": lambda: spoken("nobody"),
    "too old": lambda: spoken(age=120),
    "of the future": lambda: spoken(age=-120),
    "another name under the signature": lambda: spoken(name="x", name_="y").replace("name=x", "name=chen"),
    "without a signature": lambda: "chen",
    "an empty signature": lambda: spoken(sign=""),
    "half of it": lambda: spoken()[:-20],
    "empty": lambda: "",
}


@pytest.mark.parametrize("why", HEADERS)
def test_a_header_lets_nobody_in(why: str, linked: Path) -> None:
    async def way() -> None:
        browser, before = Browser(gate(), address=PROXIED), begun(linked)
        told_why(await browser.ask("/county", x_peak_user=HEADERS[why]()))
        assert begun(linked) == before and not await browser.is_in()

    run(way())


def test_a_header_is_good_once_and_from_the_proxy_alone(linked: Path) -> None:
    async def way() -> None:
        said = spoken()
        assert (await Browser(gate(), address=PROXIED).ask("/county", x_peak_user=said)).place == "/county"
        told_why(await Browser(gate(), address=PROXIED).ask("/county", x_peak_user=said))
        told_why(await Browser(gate(), address="10.0.0.8").ask("/county", x_peak_user=spoken()))
        assert (await Browser(gate_of()).ask("/county", x_peak_user=spoken())).place.startswith("/sign-in")

    run(way())


def test_a_disabled_account_comes_in_by_no_provider(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = Accounts(linked)
    for name in ("chen", "cao", "dai"):
        accounts.disable(name, time.time())

    async def way() -> None:
        browser = Browser(gate(), address=PROXIED)
        sent = await sent_there(browser, monkeypatch)
        providing(monkeypatch, sent)
        told_why(await browser.ask(f"{BACK}?code=good&state={sent['state']}"))
        service = (await sent_there(browser, monkeypatch, "cas"))["service"]
        providers.served(monkeypatch, providers.cas(cas_success(USER)))
        told_why(await browser.ask(f"{CAS_BACK}?{urlsplit(service).query}&ticket=ST-{time.time_ns()}"))
        told_why(await browser.ask("/county", x_peak_user=spoken()))
        assert (await browser.sign_in("chen", PASSWORD)).status == 403

    run(way())
    for name in ("chen", "cao", "dai"):
        accounts.disable(name, time.time(), disabled=False)
