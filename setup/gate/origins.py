"""Under which name a request came, from which page, and from which address: nothing is believed unasked."""

from urllib.parse import urlsplit

from data.settings.sections import Server, Settings
from setup.gate.asgi import Scope, header


def host(scope: Scope) -> str:
    """The Host of a request as it was sent, "" where it is missing, doubled or no host."""
    return header(scope, b"host") or ""


def name_of(host: str) -> str | None:
    """The name in a Host (or after the scheme of an Origin), without port; None where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        name, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.username is not None or parts.path or parts.query or parts.fragment or parts.netloc != host:
        return None
    return name.lower().rstrip(".") if name else None


def knows(server: Server, host: str) -> bool:
    """Whether the server answers to that name."""
    name = name_of(host)
    if name is None:
        return False
    known = (one.lower().strip("[]").rstrip(".") for one in server.hosts)
    return any(name.endswith(one[1:]) if one.startswith("*.") else name == one for one in known)


def is_ours(settings: Settings, scope: Scope, origin: str | None, *, needed: bool) -> bool:
    """Whether a request that changes something, or a websocket, comes from a page of ours.

    `needed`: browsers always say the Origin of a websocket, so one without is no browser's.
    """
    if origin is None:
        return not needed
    if origin in settings.server.origins or (origin and origin == public(settings)):
        return True
    scheme = "https" if is_encrypted(settings, scope) else "http"
    return origin.lower() == f"{scheme}://{host(scope).lower()}"


def public(settings: Settings) -> str:
    """Scheme and host of the address people see, where one is set."""
    parts = urlsplit(settings.server.public_url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme else ""


def is_encrypted(settings: Settings, scope: Scope) -> bool:
    """Whether the browser speaks TLS, with us or with the proxy that we trust."""
    if scope.get("scheme") in ("https", "wss"):
        return True
    return believed(settings, scope) and header(scope, b"x-forwarded-proto") == "https"


def believed(settings: Settings, scope: Scope) -> bool:
    """Whether the request comes from a proxy of ours."""
    return peer(scope) in settings.server.proxies


def peer(scope: Scope) -> str:
    """The address of whoever is connected to us."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def address(settings: Settings, scope: Scope) -> str:
    """The address of the visitor: what the proxy of ours says last, else who is connected."""
    if not believed(settings, scope):
        return peer(scope)
    said = (header(scope, b"x-forwarded-for") or "").split(",")
    others = [one.strip() for one in said if one.strip() not in settings.server.proxies]
    return others[-1][:64] if others and others[-1] else peer(scope)


def root(settings: Settings, scope: Scope) -> str:
    """The address of the dashboard as the browser knows it, without a stroke at the end."""
    if settings.server.public_url:
        return settings.server.public_url.rstrip("/")
    return f"{'https' if is_encrypted(settings, scope) else 'http'}://{host(scope)}"
