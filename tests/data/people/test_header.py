"""A proxy's word for who asks: believed when signed, fresh and new, or beside a secret."""

from pathlib import Path
from urllib.parse import quote

import pytest

from data.people.header import Proxy, signature
from data.people.identify import Identity, NotProven, Request

NOW = 1_790_000_000.0
SECRET = "sixteen letters and more"
NAME = "X-Peak-User"


def proxy(store: Path, *proxies: str) -> Proxy:
    return Proxy(store, NAME, SECRET, 60, frozenset(proxies))


def asked(value: str | None, address: str = "10.0.0.1", beside: str | None = None) -> Request:
    headers = {"x-peak-user": value, "x-peak-user-secret": beside}
    return Request({name: told for name, told in headers.items() if told is not None}, address, {})


def signed(name: str = "wang", at: float = NOW, nonce: str = "n" * 16, secret: str = SECRET) -> str:
    told = quote(name, safe="")
    return f"name={told}&time={at:.0f}&nonce={nonce}&sign={signature(secret, told, f'{at:.0f}', nonce)}"


def test_without_the_header_nobody_is_known(tmp_path: Path) -> None:
    assert proxy(tmp_path).identify(asked(None), NOW) is None


def test_a_signed_name_is_believed_once(tmp_path: Path) -> None:
    assert proxy(tmp_path).identify(asked(signed("王五")), NOW) == Identity("王五", "header")
    with pytest.raises(NotProven, match="used_before"):
        proxy(tmp_path).identify(asked(signed("王五")), NOW + 1)
    assert proxy(tmp_path).identify(asked(signed("李四", nonce="m" * 16)), NOW) == Identity("李四", "header")


FORGED = {
    "another name": signed().replace("wang", "admin"),
    "another time": signed(at=NOW - 30).replace(f"{NOW - 30:.0f}", f"{NOW:.0f}"),
    "another nonce": signed().replace("n" * 16, "o" * 16),
    "another secret": signed(secret="sixteen letters and less"),
    "too old": signed(at=NOW - 61),
    "of the future": signed(at=NOW + 61),
    "a short nonce": signed(nonce="n"),
    "no signature": signed().rpartition("&")[0] + "&sign=",
    "fields twice": signed() + "&name=admin",
    "two headers": f"{signed()}, {signed('admin')}",
    "letters that steer": signed("wang\nadmin"),
    "nobody": signed(" "),
    "a bare name": "wang",
}


@pytest.mark.parametrize("why", FORGED)
def test_what_does_not_hold(why: str, tmp_path: Path) -> None:
    with pytest.raises(NotProven):
        proxy(tmp_path).identify(asked(FORGED[why]), NOW)


def test_a_shared_secret_counts_from_the_address_of_the_proxy_alone(tmp_path: Path) -> None:
    known = proxy(tmp_path, "10.0.0.1")
    assert known.identify(asked("wang", beside=SECRET), NOW) == Identity("wang", "header")
    for request in (
        asked("wang", "10.0.0.2", SECRET),
        asked("wang", beside="wrong"),
        asked("wang", beside=""),
        asked("wang"),
        asked(signed(), "10.0.0.2"),
    ):
        with pytest.raises(NotProven, match="header_wrong"):
            known.identify(request, NOW)
    with pytest.raises(NotProven, match="header_wrong"):
        proxy(tmp_path).identify(asked("wang", beside=SECRET), NOW)


def test_a_short_secret_is_none(tmp_path: Path) -> None:
    for secret in ("", "short"):
        with pytest.raises(NotProven, match="header_wrong"):
            Proxy(tmp_path, NAME, secret, 60).identify(asked(signed(secret=secret)), NOW)
