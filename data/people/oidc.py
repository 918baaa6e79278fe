"""OpenID Connect, code flow with PKCE: where a browser goes, and whose claims it came back with.

Whoever answers the requests of browsers holds `state` against the browser before any of this is asked.
"""

import base64
import hashlib
import json
import math
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from data.people import fetching
from data.people.identify import Identity, NotProven, identity

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 60  # seconds that two clocks may differ
OLDEST = 600.0  # seconds since a token was made
KNOWN_FOR = 3600.0  # seconds that what a provider says of itself is remembered
KEYS_ANEW = 60.0  # seconds between two looks for new keys that anybody can cause
SHOWN = ("name", "preferred_username", "nickname", "email")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
Json = dict[str, Any]


@dataclass(frozen=True)
class Ended:
    """One sign-in that has ended at the provider (`sid`), or all of a person's (`subject`); "" for none."""

    subject: str
    sid: str
    jti: str


@dataclass(frozen=True)
class Provider:
    """A provider by its issuer, and what we are there; `back` is our address that browsers come back to."""

    issuer: str
    client_id: str
    client_secret: str
    back: str
    scopes: tuple[str, ...] = ("openid", "profile")
    prompt: str = ""

    def address(self, state: str, nonce: str, verifier: str) -> str:
        """Where a browser goes to sign in. Raises NotProven where the provider is silent or says nonsense."""
        with fetching.client() as client:
            endpoint = self._described(client)["authorization_endpoint"]
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.back,
            "scope": " ".join(dict.fromkeys(("openid", *self.scopes))),
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        } | ({"prompt": self.prompt} if self.prompt else {})
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def identify(self, query: Mapping[str, str], nonce: str, verifier: str, now: float) -> Identity:
        """Whose claims a browser came back with; `query` are the fields of its address. Raises NotProven."""
        if "error" in query:
            raise NotProven("provider_refused", query["error"][:60])
        if query.get("iss", self.issuer) != self.issuer:
            raise NotProven("token_wrong", "iss of the address")
        if not query.get("code"):
            raise NotProven("provider_wrong", "no code")
        with fetching.client() as client:
            described = self._described(client)
            told = self._exchanged(client, described, query["code"], verifier)
            claims = self._claims(client, described, told.get("id_token"), now, ("sub", "nonce"))
        self._hold(claims, nonce, now)
        shown = next((claims[name] for name in SHOWN if claims.get(name)), "")
        return identity(claims.get("sub"), self.issuer, shown, _text(claims, "sid"))

    def ended(self, token: str, now: float) -> Ended:
        """What has ended at the provider, as its logout token says (OpenID Connect Back-Channel Logout 1.0).

        Raises NotProven; `jti` is to be used once by whoever asks.
        """
        with fetching.client() as client:
            claims = self._claims(client, self._described(client), token, now, ("jti",), KEYS_ANEW)
        told = Ended(_text(claims, "sub"), _text(claims, "sid"), _text(claims, "jti"))
        events = claims.get("events")
        if not isinstance(events, dict) or not isinstance(events.get(LOGOUT), dict) or "nonce" in claims:
            raise NotProven("token_wrong", "no logout token")
        if not told.jti or not (told.sid or told.subject) or now - float(claims["iat"]) > OLDEST:
            raise NotProven("token_wrong", "jti, sid, sub or iat")
        return told

    def _described(self, client: httpx.Client) -> Json:
        """What the provider says of itself; of no other issuer, and with the endpoints that are needed."""
        address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        found = remembered(client, address)
        if found.get("issuer") != self.issuer:
            raise NotProven("provider_wrong", "another issuer")
        if not all(isinstance(found.get(name), str) and fetching.is_safe(found[name]) for name in ENDPOINTS):
            raise NotProven("provider_wrong", "an endpoint is missing or without TLS")
        return found

    def _exchanged(self, client: httpx.Client, described: Json, code: str, verifier: str) -> Json:
        """The tokens for a code."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "code_verifier": verifier,
        }
        given: dict[str, Any] = {"headers": {"accept": "application/json"}}
        ways = described.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        if not self.client_secret:
            form["client_id"] = self.client_id
        elif "client_secret_basic" in ways:
            pair = f"{quote(self.client_id, safe='')}:{quote(self.client_secret, safe='')}"
            given["headers"]["authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": self.client_id, "client_secret": self.client_secret}
        return as_json(fetching.answer(client, "POST", described["token_endpoint"], data=form, **given))

    def _claims(
        self, client: httpx.Client, described: Json, token: object, now: float, needed: tuple[str, ...],
        oldest: float = 0.0,
    ) -> Json:  # fmt: skip
        """The claims of a token that a key of the provider signed, by an algorithm of ours."""
        if not isinstance(token, str):
            raise NotProven("token_wrong", "no id_token")
        for most in (KNOWN_FOR, oldest):
            try:
                keys = KeySet.import_key_set(remembered(client, described["jwks_uri"], most))  # type: ignore[arg-type]
                read = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
                self._registry(now, needed).validate(read.claims)
                return dict(read.claims)
            except (JoseError, ValueError, TypeError, KeyError) as fault:
                wrong = fault
                if not str(getattr(fault, "error", "")).endswith(("key_id", "signature")):
                    break
        raise NotProven(
            "token_wrong", f"{type(wrong).__name__} {getattr(wrong, 'claim', '')}".strip()
        ) from wrong

    def _registry(self, now: float, needed: tuple[str, ...]) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            now=int(now),
            leeway=LEEWAY,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": "sub" in needed},
            nonce={"essential": "nonce" in needed},
            jti={"essential": "jti" in needed},
        )

    def _hold(self, claims: Json, nonce: str, now: float) -> None:
        """Holds the rest of the claims against what was asked: this sign-in, for us alone, made just now."""
        if not secrets.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
            raise NotProven("token_wrong", "nonce")
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else self.client_id) != self.client_id:
            raise NotProven("token_wrong", "azp")
        if now - float(claims["iat"]) > OLDEST:
            raise NotProven("token_wrong", "iat")


def _text(claims: Json, name: str) -> str:
    """A claim that is a text; "" for anything else."""
    return claims[name] if isinstance(claims.get(name), str) else ""


def challenge(verifier: str) -> str:
    """The S256 challenge of a PKCE verifier."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


_KNOWN: dict[str, tuple[float, Json]] = {}
_LOCK = threading.Lock()


def remembered(client: httpx.Client, address: str, most: float = KNOWN_FOR) -> Json:
    """A JSON object at an address, asked for anew where what is known of it is older (seconds)."""
    with _LOCK:
        at, found = _KNOWN.get(address, (-math.inf, {}))
    if time.monotonic() - at >= most:
        found = as_json(fetching.answer(client, "GET", address))
        with _LOCK:
            _KNOWN[address] = (time.monotonic(), found)
    return found


def forget() -> None:
    """Forgets what providers said of themselves."""
    with _LOCK:
        _KNOWN.clear()


def as_json(answer: httpx.Response) -> Json:
    """The object that an answer holds. Raises NotProven."""
    try:
        found = json.loads(answer.content)
    except (ValueError, RecursionError) as fault:
        raise NotProven("provider_wrong", "no JSON") from fault
    if not isinstance(found, dict):
        raise NotProven("provider_wrong", "no object")
    return found
