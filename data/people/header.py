"""Takes the word of a reverse proxy for who asks: in a header that it signs, or beside a shared secret.

Signed: `name=<percent-encoded>&time=<Unix seconds>&nonce=<random>&sign=<hex>`, signed by HMAC-SHA256 over
`name`, `time` and `nonce` as they stand there, joined by line feeds; good once, and for a short time.
A proxy that cannot sign sends the bare name in the header and the secret in `<header>-Secret`; that is heard
from the addresses of `server.proxies` alone, and the proxy must remove both headers from what visitors send.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from data.people.identify import Identity, NotProven, Request, identity, use_once

ISSUER = "header"
SIGNED = re.compile(
    r"name=(?P<name>[A-Za-z0-9%._~@-]{1,1000})&time=(?P<time>[0-9]{9,11})"
    r"&nonce=(?P<nonce>[A-Za-z0-9_-]{16,64})&sign=(?P<sign>[0-9a-f]{64})"
)
SHORTEST_SECRET = 16


@dataclass(frozen=True)
class Proxy:
    """A proxy that says who asks, in a header of this name, with this secret; `seconds`: how old it may be.

    `proxies` are the addresses it comes from; none means any, for signed headers only.
    """

    store: Path
    name: str
    secret: str
    seconds: int
    proxies: frozenset[str] = frozenset()

    def identify(self, request: Request, now: float) -> Identity | None:
        """Who the proxy says it is; None without the header. Raises NotProven."""
        value = request.headers.get(self.name.lower())
        if value is None:
            return None
        if len(self.secret) < SHORTEST_SECRET:
            raise NotProven("header_wrong", "no secret, or a short one, in the settings")
        if self.proxies and request.address not in self.proxies:
            raise NotProven("header_wrong", "not from a proxy of the settings")
        if "sign=" in value:
            return self._signed(value, now)
        beside = request.headers.get(f"{self.name.lower()}-secret", "")
        if not self.proxies or not hmac.compare_digest(beside.encode(), self.secret.encode()):
            raise NotProven("header_wrong", "neither signed nor with the secret of a known proxy")
        return identity(unquote(value), ISSUER)

    def _signed(self, value: str, now: float) -> Identity:
        found = SIGNED.fullmatch(value)
        if found is None:
            raise NotProven("header_wrong", "malformed")
        right = signature(self.secret, found["name"], found["time"], found["nonce"])
        if not hmac.compare_digest(right, found["sign"]):
            raise NotProven("header_wrong", "signature")
        if abs(now - int(found["time"])) > self.seconds:
            raise NotProven("header_old", f"{now - int(found['time']):.0f} s")
        use_once(self.store, ISSUER, found["nonce"], now + 2.0 * self.seconds, now)
        return identity(unquote(found["name"]), ISSUER)


def signature(secret: str, name: str, time: str, nonce: str) -> str:
    """The signature over a percent-encoded name, a time and a nonce, in hexadecimal."""
    return hmac.new(secret.encode(), f"{name}\n{time}\n{nonce}".encode(), hashlib.sha256).hexdigest()
