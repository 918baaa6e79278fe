"""OpenID Connect as a client: to the provider with state, nonce and PKCE, back with a code, checked claims.

We do not use Streamlit's own (`st.login`): its cookie lives thirty days, knows no idle limit and no end on
the server, and would stand beside our sessions (docs/decisions.md).
"""

import asyncio
import base64
import hashlib
import json
import time
from typing import Any
from urllib.parse import quote, urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from data.people.flows import Flow
from data.people.identify import Identity
from data.settings.sections import Oidc
from setup.gate import providers
from setup.gate.providers import Failed

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
KNOWN_FOR = 3600.0  # seconds that what a provider says of itself holds
ASKED_AGAIN = 30.0  # seconds before its keys are fetched again for a key that nobody knows
LEEWAY = 60  # seconds that clocks may differ
OLDEST = 600  # seconds since a token was issued


class Provider:
    """One provider, with what it says of itself."""

    def __init__(self, told: Oidc) -> None:
        self.told = told
        self._lock = asyncio.Lock()
        self._metadata: dict[str, Any] = {}
        self._metadata_at = 0.0
        self._keys: KeySet | None = None
        self._keys_at = 0.0

    async def way(self, flow: Flow, back: str) -> str:
        """The address to which the browser is sent."""
        known = await self.metadata()
        challenge = hashlib.sha256(flow.verifier.encode()).digest()
        fields = {
            "response_type": "code", "client_id": self.told.client_id, "redirect_uri": back,
            "scope": " ".join(dict.fromkeys(("openid", *self.told.scopes))), "state": flow.state,
            "nonce": flow.nonce, "code_challenge_method": "S256",
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        }  # fmt: skip
        if self.told.prompt:
            fields["prompt"] = self.told.prompt
        begin = self.endpoint(known, "authorization_endpoint")
        return f"{begin}{'&' if '?' in begin else '?'}{urlencode(fields)}"

    async def identity(self, flow: Flow, back: str, answered: dict[str, str]) -> Identity:
        """Who came back with that answer. Raises Failed: denied, reach, token."""
        known = await self.metadata()
        if answered.get("error"):
            raise Failed("denied", answered["error"][:80])
        said = answered.get("iss")
        if said is not None and said != known["issuer"]:
            raise Failed("token", "the answer is another issuer's")
        if not answered.get("code"):
            raise Failed("token", "no code")
        claims = await self.claims(await self.token(known, flow, back, answered["code"]), flow.nonce)
        shown = next((str(claims[one]) for one in ("name", "preferred_username") if claims.get(one)), "")
        return Identity(str(claims["sub"]), self.told.issuer, shown[:80])

    async def token(self, known: dict[str, Any], flow: Flow, back: str, code: str) -> str:
        """The ID token for a code."""
        fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": back,
                  "code_verifier": flow.verifier}  # fmt: skip
        secret, client = str(self.told.client_secret), self.told.client_id
        ways = known.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        basic = (quote(client, safe=""), quote(secret, safe="")) if secret else None
        if basic is None or "client_secret_basic" not in ways:
            fields |= {"client_id": client} | ({"client_secret": secret} if secret else {})
            basic = None
        body = await providers.post(self.endpoint(known, "token_endpoint"), fields, basic)
        token = self.json(body).get("id_token")
        if not isinstance(token, str):
            raise Failed("token", "no ID token")
        return token

    async def claims(self, token: str, nonce: str) -> dict[str, Any]:
        """What a token states, after everything about it was verified. Raises Failed("token")."""
        try:
            decoded = jwt.decode(token, await self.keys(), algorithms=ALGORITHMS)
        except (JoseError, ValueError, TypeError, KeyError):
            try:  # the provider may have new keys
                decoded = jwt.decode(token, await self.keys(anew=True), algorithms=ALGORITHMS)
            except (JoseError, ValueError, TypeError, KeyError) as wrong:
                raise Failed("token", f"signature: {type(wrong).__name__}") from wrong
        claims, now = decoded.claims, int(time.time())
        demands = JWTClaimsRegistry(
            now=now, leeway=LEEWAY, iss={"essential": True, "value": (await self.metadata())["issuer"]},
            aud={"essential": True, "value": self.told.client_id}, sub={"essential": True},
            exp={"essential": True}, iat={"essential": True}, nonce={"essential": True, "value": nonce},
        )  # fmt: skip
        try:
            demands.validate(claims)
        except (JoseError, ValueError, TypeError) as wrong:
            raise Failed("token", f"claims: {wrong}"[:200]) from wrong
        others = isinstance(claims["aud"], list) and claims["aud"] != [self.told.client_id]
        if (others or "azp" in claims) and claims.get("azp") != self.told.client_id:
            raise Failed("token", "claims: another authorized party")
        if (
            now - int(claims["iat"]) > OLDEST + LEEWAY
            or not isinstance(claims["sub"], str)
            or not claims["sub"]
        ):
            raise Failed("token", "claims: too old, or of nobody")
        return dict(claims)

    async def metadata(self) -> dict[str, Any]:
        """What the provider says of itself, from time to time anew."""
        async with self._lock:
            if not self._metadata or time.monotonic() - self._metadata_at > KNOWN_FOR:
                place = f"{self.told.issuer.rstrip('/')}/.well-known/openid-configuration"
                found = self.json(await providers.get(place))
                if found.get("issuer") != self.told.issuer:
                    raise Failed("reach", "the provider calls itself otherwise than the settings do")
                self._metadata, self._metadata_at = found, time.monotonic()
            return self._metadata

    async def keys(self, anew: bool = False) -> KeySet:
        """The provider's keys; `anew` only when the last were not fetched just now."""
        known = await self.metadata()
        async with self._lock:
            age = time.monotonic() - self._keys_at
            if self._keys is None or age > KNOWN_FOR or (anew and age > ASKED_AGAIN):
                body = await providers.get(self.endpoint(known, "jwks_uri"))
                try:
                    told = self.json(body)
                    usable = [one for one in told["keys"] if one.get("kty") in ("RSA", "EC")]
                    self._keys = KeySet.import_key_set({"keys": usable})
                except (JoseError, ValueError, TypeError, KeyError, AttributeError) as wrong:
                    raise Failed("reach", f"keys: {type(wrong).__name__}") from wrong
                self._keys_at = time.monotonic()
            return self._keys

    def endpoint(self, known: dict[str, Any], name: str) -> str:
        """An address that the provider names: by TLS where the provider's own is."""
        address = known.get(name)
        if not isinstance(address, str) or address.split(":")[0] not in (
            "https",
            self.told.issuer.split(":")[0],
        ):
            raise Failed("reach", f"the provider names no good {name}")
        return address

    @staticmethod
    def json(body: bytes) -> dict[str, Any]:
        """An answer as an object. Raises Failed("reach")."""
        try:
            found = json.loads(body)
        except (ValueError, RecursionError) as wrong:
            raise Failed("reach", "no JSON") from wrong
        if not isinstance(found, dict):
            raise Failed("reach", "no JSON object")
        return found
