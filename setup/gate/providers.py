"""Asks a provider over HTTPS, and says in one word what went wrong."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

PATIENCE = httpx.Timeout(8.0)
LARGEST = 512 * 1024  # bytes of an answer


class Failed(Exception):
    """A sign-in by a provider did not work: `reason` is a word `sign_in.fail_…`, `detail` is for the log."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


async def get(url: str, fields: Mapping[str, str] | None = None) -> bytes:
    """The body of an answer 200; Failed("reach") for anything else."""
    return await _asked("GET", url, params=dict(fields or {}))


async def post(url: str, fields: Mapping[str, str], auth: tuple[str, str] | None = None) -> bytes:
    """The same of a form that is sent."""
    basic = httpx.BasicAuth(*auth) if auth else None
    return await _asked("POST", url, data=dict(fields), auth=basic)


async def _asked(method: str, url: str, **more: Any) -> bytes:
    place = urlsplit(url).netloc
    try:
        async with (
            httpx.AsyncClient(timeout=PATIENCE, follow_redirects=False, trust_env=False) as client,
            client.stream(method, url, headers={"accept": "*/*"}, **more) as response,
        ):
            if response.status_code != 200:
                raise Failed("reach", f"{place} answers {response.status_code}")
            body = bytearray()
            async for part in response.aiter_bytes():
                body += part
                if len(body) > LARGEST:
                    raise Failed("reach", f"{place} answers without end")
            return bytes(body)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as fault:
        raise Failed("reach", f"{place}: {type(fault).__name__}") from fault
