"""Providers of identities that live in this process: an OpenID provider and a CAS server, both pliable."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from data.people import fetching, oidc

ISSUER = "https://sso.example.cn"
BACK = "https://peak.example.cn/sign-in/oidc"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})

Answer = Callable[[httpx.Request], httpx.Response]


def served(patch: pytest.MonkeyPatch, answer: Answer) -> list[httpx.Request]:
    """Has every address answered by a function; the requests that came."""
    asked: list[httpx.Request] = []

    def heard(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answer(request)

    patch.setattr(
        fetching, "client", lambda: httpx.Client(transport=httpx.MockTransport(heard), follow_redirects=False)
    )
    oidc.forget()
    return asked


def described(**changed: Any) -> dict[str, Any]:
    """What the provider says of itself."""
    return {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/keys",
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
    } | changed


def claims(now: float, **changed: Any) -> dict[str, Any]:
    """The claims of a token that holds; what is changed to None is left out."""
    told = {
        "iss": ISSUER, "aud": "peak", "sub": "u-1", "exp": int(now) + 300, "iat": int(now), "nonce": "n" * 43,
        "name": "王五",
    } | changed  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def signed(told: dict[str, Any], key: RSAKey = KEY, algorithm: str = "RS256") -> str:
    """A token of these claims."""
    return jwt.encode({"alg": algorithm, "kid": "one"}, told, key)


def provider(token: str, about: dict[str, Any] | None = None, verifier: str = "v" * 64) -> Answer:
    """A provider that answers with this token to the code `good`."""

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.endswith("/openid-configuration"):
            return httpx.Response(200, json=about or described())
        if path == "/keys":
            return httpx.Response(200, json=KeySet([KEY]).as_dict(private=False))
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        right = form["code"] == "good" and form["code_verifier"] == verifier and form["redirect_uri"] == BACK
        if path != "/token" or not right:
            return httpx.Response(400, json={"error": "invalid_grant"})
        return httpx.Response(200, json={"access_token": "x", "token_type": "Bearer", "id_token": token})

    return answer


def cas(*bodies: str) -> Answer:
    """A CAS server that answers with these documents, one after the other."""
    left = list(bodies)
    return lambda _: httpx.Response(200, content=left.pop(0).encode())


def cas_success(inside: str) -> str:
    """A document of success."""
    return (
        '<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess>'
        f"{inside}</cas:authenticationSuccess></cas:serviceResponse>"
    )
