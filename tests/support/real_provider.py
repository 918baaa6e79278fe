"""The mock OpenID provider of PyPI, served in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

SERVES = """
import sys, warnings
warnings.simplefilter("ignore")
from oidc_provider_mock import run_server_in_thread
with run_server_in_thread(require_nonce=True) as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
"""


@contextmanager
def serving() -> Iterator[str]:
    """Its address; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVES], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as server:  # fmt: skip
        assert server.stdin is not None and server.stdout is not None
        yield f"http://localhost:{server.stdout.readline().strip()}"
        server.stdin.close()


def agreed(place: str, subject: str, action: str = "") -> str:
    """Signs in (or does `action`) at the address that a browser was sent to; the query it brings back."""
    with httpx.Client(trust_env=False) as page:
        back = page.post(place, data={"action": action} if action else {"sub": subject})
    assert back.status_code == 302, back.text
    return urlsplit(back.headers["location"]).query
