"""OpenID Connect: what a browser is asked, and that no claim is believed that does not hold."""

import base64
import hmac
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from data.people import oidc
from data.people.identify import Identity, NotProven
from data.people.oidc import Provider
from tests.support import providers
from tests.support.providers import BACK, ISSUER

NOW = 1_790_000_000.0
NONCE, VERIFIER = "n" * 43, "v" * 64
HERE = Provider(ISSUER, "peak", "geheim", BACK, ("profile",), "login")


def come_back(query: dict[str, str] | None = None, nonce: str = NONCE, verifier: str = VERIFIER) -> Identity:
    return HERE.identify({"code": "good"} if query is None else query, nonce, verifier, NOW)


def test_what_a_browser_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    providers.served(monkeypatch, providers.provider(""))
    address = urlsplit(HERE.address("the state", NONCE, VERIFIER))
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{ISSUER}/authorize"
    assert {name: values[0] for name, values in parse_qs(address.query).items()} == {
        "response_type": "code", "client_id": "peak", "redirect_uri": BACK, "scope": "openid profile",
        "state": "the state", "nonce": NONCE, "code_challenge_method": "S256", "prompt": "login",
        "code_challenge": oidc.challenge(VERIFIER),
    }  # fmt: skip


def test_the_challenge_is_that_of_the_standard() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert oidc.challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_claims_that_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    token = providers.signed(providers.claims(NOW))
    asked = providers.served(monkeypatch, providers.provider(token))
    assert come_back() == Identity("u-1", ISSUER, "王五")
    assert come_back({"code": "good", "iss": ISSUER}) == Identity("u-1", ISSUER, "王五")
    basic = base64.b64encode(b"peak:geheim").decode()
    assert {one.headers.get("authorization") for one in asked if one.url.path == "/token"} == {
        f"Basic {basic}"
    }
    assert [one.url.path for one in asked].count("/keys") == 1, "asked for once an hour"


def test_a_client_by_post_and_one_without_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    about = providers.described(token_endpoint_auth_methods_supported=["client_secret_post"])
    token = providers.signed(providers.claims(NOW))
    asked = providers.served(monkeypatch, providers.provider(token, about))
    assert come_back().subject == "u-1" and b"client_secret=geheim" in asked[-2].content
    Provider(ISSUER, "peak", "", BACK).identify({"code": "good"}, NONCE, VERIFIER, NOW)
    assert b"client_id=peak" in asked[-1].content and b"client_secret" not in asked[-1].content


WRONG: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "other"},
    "no audience": {"aud": None},
    "several audiences without azp": {"aud": ["peak", "other"]},
    "azp of another": {"aud": ["peak", "other"], "azp": "other"},
    "azp of another for one": {"azp": "other"},
    "expired": {"exp": int(NOW) - 61},
    "no expiry": {"exp": None},
    "expiry in words": {"exp": "tomorrow"},
    "made in the future": {"iat": int(NOW) + 120},
    "made long ago": {"iat": int(NOW) - 700},
    "no iat": {"iat": None},
    "not yet": {"nbf": int(NOW) + 120},
    "another nonce": {"nonce": "m" * 43},
    "no nonce": {"nonce": None},
    "an empty nonce": {"nonce": ""},
    "no subject": {"sub": None},
}


@pytest.mark.parametrize("why", WRONG)
def test_claims_that_do_not_hold(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    providers.served(monkeypatch, providers.provider(providers.signed(providers.claims(NOW, **WRONG[why]))))
    with pytest.raises(NotProven) as refused:
        come_back()
    assert refused.value.reason == "token_wrong"


@pytest.mark.parametrize("subject", ["", "   ", "x" * 256, "a\nb", "a\u202eb", 17, ["u-1"]])
def test_a_subject_that_is_no_name(subject: object, monkeypatch: pytest.MonkeyPatch) -> None:
    providers.served(monkeypatch, providers.provider(providers.signed(providers.claims(NOW, sub=subject))))
    with pytest.raises(NotProven):
        come_back()


def part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def forged(kind: str) -> str:
    told = providers.claims(NOW)
    good = providers.signed(told)
    head, body, sign = good.split(".")
    if kind == "alg none":
        return part(b'{"alg":"none"}') + f".{body}."
    if kind == "alg none with its signature":
        return part(b'{"alg":"None"}') + f".{body}.{sign}"
    if kind.startswith("HS256"):
        key = providers.KEY.as_pem(private=False) if kind.endswith("public key") else b"geheim"
        message = part(b'{"alg":"HS256","kid":"one"}') + "." + body
        return f"{message}.{part(hmac.digest(key, message.encode(), 'sha256'))}"
    if kind == "signed by another key":
        return providers.signed(told, providers.OTHER_KEY)
    if kind == "changed":
        changed = json.dumps({**told, "sub": "admin"}).encode()
        return f"{head}.{part(changed)}.{sign}"
    if kind == "cut off":
        return good[:-6]
    return {"no token": "", "rubbish": "a.b.c", "one part": "abc", "its signature away": f"{head}.{body}."}[
        kind
    ]


FORGED = (
    "alg none", "alg none with its signature", "HS256 with the public key", "HS256 with the client's secret",
    "signed by another key", "changed", "cut off", "no token", "rubbish", "one part", "its signature away",
)  # fmt: skip


@pytest.mark.parametrize("kind", FORGED)
def test_a_token_that_nobody_of_theirs_signed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    providers.served(monkeypatch, providers.provider(forged(kind)))
    with pytest.raises(NotProven) as refused:
        come_back()
    assert refused.value.reason == "token_wrong"


def test_a_new_key_of_the_provider_is_asked_for_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = providers.served(monkeypatch, providers.provider(providers.signed(providers.claims(NOW))))
    come_back()
    oidc._KNOWN[f"{ISSUER}/keys"] = (time.monotonic(), {"keys": [providers.OTHER_KEY.as_dict(private=False)]})
    assert come_back().subject == "u-1"
    assert [one.url.path for one in asked].count("/keys") == 2


QUERIES = {
    "an error": ({"error": "access_denied"}, "provider_refused"),
    "an error beside a code": ({"error": "access_denied", "code": "good"}, "provider_refused"),
    "no code": ({}, "provider_wrong"),
    "an empty code": ({"code": ""}, "provider_wrong"),
    "another code": ({"code": "bad"}, "provider_refused"),
    "mixed up": ({"code": "good", "iss": "https://evil.example"}, "token_wrong"),
}


@pytest.mark.parametrize("why", QUERIES)
def test_a_browser_that_comes_back_with_something_else(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    providers.served(monkeypatch, providers.provider(providers.signed(providers.claims(NOW))))
    query, reason = QUERIES[why]
    with pytest.raises(NotProven) as refused:
        come_back(query)
    assert refused.value.reason == reason


def test_a_code_that_another_browser_asked_for_is_worth_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    providers.served(monkeypatch, providers.provider(providers.signed(providers.claims(NOW))))
    with pytest.raises(NotProven):
        come_back(verifier="w" * 64)
    with pytest.raises(NotProven):
        come_back(nonce="")


ABOUT: dict[str, dict[str, Any]] = {
    "another issuer": {"issuer": "https://evil.example"},
    "an endpoint without TLS": {"token_endpoint": "http://sso.example.cn/token"},
    "an endpoint in a file": {"jwks_uri": "file:///etc/passwd"},
    "no endpoint": {"authorization_endpoint": None},
}


@pytest.mark.parametrize("why", ABOUT)
def test_a_provider_that_says_nonsense_of_itself(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    token = providers.signed(providers.claims(NOW))
    providers.served(monkeypatch, providers.provider(token, providers.described(**ABOUT[why])))
    for ask in (come_back, lambda: HERE.address("s", NONCE, VERIFIER)):
        with pytest.raises(NotProven) as refused:
            ask()
        assert refused.value.reason == "provider_wrong"


ANSWERS: dict[str, tuple[httpx.Response | Exception, str]] = {
    "silent": (httpx.ConnectError("no"), "provider_silent"),
    "too slow": (httpx.ReadTimeout("no"), "provider_silent"),
    "elsewhere": (httpx.Response(302, headers={"location": "https://evil.example"}), "provider_refused"),
    "broken": (httpx.Response(500), "provider_refused"),
    "too large": (httpx.Response(200, content=b"x" * 300_000), "provider_wrong"),
    "no JSON": (httpx.Response(200, content=b"<html>"), "provider_wrong"),
    "deep JSON": (httpx.Response(200, content=b"[" * 100_000), "provider_wrong"),
    "no object": (httpx.Response(200, json=[1]), "provider_wrong"),
}


@pytest.mark.parametrize("why", ANSWERS)
def test_a_provider_that_does_not_answer(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given, reason = ANSWERS[why]

    def answer(_: httpx.Request) -> httpx.Response:
        if isinstance(given, Exception):
            raise given
        return given

    providers.served(monkeypatch, answer)
    with pytest.raises(NotProven) as refused:
        HERE.address("s", NONCE, VERIFIER)
    assert refused.value.reason == reason


@pytest.fixture(scope="module")
def real_provider() -> Iterator[str]:
    """The mock provider of PyPI, in a process of its own, on a port of its own."""
    script = (
        "import warnings; warnings.simplefilter('ignore')\n"
        "from oidc_provider_mock import run_server_in_thread\n"
        "import sys\n"
        "with run_server_in_thread(require_nonce=True) as server:\n"
        "    print(server.server_port, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as server:  # fmt: skip
        assert server.stdin is not None and server.stdout is not None
        yield f"http://localhost:{server.stdout.readline().strip()}"
        server.stdin.close()


def test_a_provider_over_the_wire(real_provider: str) -> None:
    oidc.forget()
    here = Provider(real_provider, "peak", "geheim", "http://localhost:8501/sign-in/oidc")
    with httpx.Client(trust_env=False) as browser:
        page = browser.post(here.address("state", NONCE, VERIFIER), data={"sub": "wang.wu"})
        assert page.status_code == 302, page.text
        query = {
            name: values[0] for name, values in parse_qs(urlsplit(page.headers["location"]).query).items()
        }
        assert query["state"] == "state"
        assert here.identify(query, NONCE, VERIFIER, time.time()) == Identity("wang.wu", real_provider)
        with pytest.raises(NotProven, match="provider_refused"):
            here.identify(query, NONCE, VERIFIER, time.time())  # the same code twice
        denied = browser.post(here.address("state", NONCE, VERIFIER), data={"action": "deny"})
        told = {
            name: values[0] for name, values in parse_qs(urlsplit(denied.headers["location"]).query).items()
        }
        with pytest.raises(NotProven, match="provider_refused"):
            here.identify(told, NONCE, VERIFIER, time.time())
    assert re.fullmatch(r"http://localhost:\d+", real_provider)
