"""Asks the servers of providers over HTTP: briefly, without detours, and never more than a little."""

from typing import Any
from urllib.parse import urlsplit

import httpx

from data.people.identify import NotProven

SECONDS = 8.0
MOST = 256 * 1024  # bytes of an answer
HERE = frozenset({"127.0.0.1", "::1", "localhost"})


def client() -> httpx.Client:
    """A client that trusts the machine's own environment in nothing and goes where it was sent alone."""
    return httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False)


def answer(client: httpx.Client, method: str, url: str, **given: Any) -> httpx.Response:
    """The answer of a provider's server. Raises NotProven where it is silent, refuses, or says too much."""
    if not is_safe(url):
        raise NotProven("provider_wrong", "an address without TLS")
    try:
        with client.stream(method, url, **given) as response:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > MOST:
                    raise NotProven("provider_wrong", "its answer is too large")
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise NotProven("provider_silent", type(fault).__name__) from fault
    if response.status_code != 200:
        raise NotProven("provider_refused", f"HTTP {response.status_code}")
    return httpx.Response(200, content=bytes(body))


def is_safe(url: str) -> bool:
    """Whether what is said there stays secret: TLS, or this very machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
