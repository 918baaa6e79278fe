"""Addresses of providers: with TLS, or at this very machine."""

import pytest

from data.people import fetching


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://sso.example.cn/x", True),
        ("http://localhost:9/x", True),
        ("http://127.0.0.1/x", True),
        ("http://sso.example.cn/x", False),
        ("http://localhost.evil.example/x", False),
        ("file:///etc/passwd", False),
        ("//sso.example.cn", False),
        ("", False),
    ],
)
def test_what_is_safe(url: str, safe: bool) -> None:
    assert fetching.is_safe(url) is safe


def test_a_client_believes_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://evil.example:1")
    with fetching.client() as client:
        assert (
            not client.trust_env and not client.follow_redirects and client.timeout.read == fetching.SECONDS
        )
