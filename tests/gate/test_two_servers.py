"""Two servers over one store while somebody publishes: both serve, both follow, and a session is of both."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from data.ingest import receive
from data.people.accounts import Accounts
from setup.serving import serving
from tests.gate.asked import PASSWORD
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook

pytestmark = pytest.mark.slow
PATIENCE = 20.0


@pytest.fixture
def pair(own_amended_store: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two servers that ask people to sign in."""
    accounts, now = Accounts(own_amended_store), time.time()
    assert accounts.set_password("li", accounts.add("li", "李", ["leader"], now), PASSWORD, "", now) == []
    with ExitStack() as stack:
        told = {"PEAK_STORE": str(own_amended_store), "PEAK_SIGN_IN": "accounts"}
        ports = [stack.enter_context(serving(**told)) for _ in range(2)]
        yield f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}"


def signed_in(url: str, client: httpx.Client) -> None:
    """Fills the form in."""
    token = client.get(f"{url}/sign-in").text.split('name="token" value="')[1][:64]
    fields = {"token": token, "name": "li", "password": PASSWORD}
    assert client.post(f"{url}/sign-in", data=fields, headers={"origin": url}).status_code == 303


def ready(url: str, generation: int) -> bool:
    """Whether a server serves a publication, within some seconds."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        told = httpx.get(f"{url}/healthz").json()
        assert set(told) == {"status", "version", "generation"}
        if told["status"] == "ready" and told["generation"] == generation:
            return True
        time.sleep(0.1)
    return False


def test_both_serve_while_one_publishes(pair: tuple[str, str], own_amended_store: Path) -> None:
    first, second = pair
    before = httpx.get(f"{first}/healthz").json()["generation"]
    with httpx.Client() as client:
        signed_in(first, client)
        assert client.get(f"{second}/overview").status_code == 200  # a session is of the store
        stop, answers = threading.Event(), []

        def looks(url: str) -> None:
            while not stop.is_set():
                answers.append(client.get(f"{url}/find-index").status_code)

        lookers = [threading.Thread(target=looks, args=(url,)) for url in pair]
        for looker in lookers:
            looker.start()
        receive.accept(workbook("S1", [energy_row(period="2020年")]), "2020.xlsx", "李")
        assert ready(first, before + 1) and ready(second, before + 1)
        stop.set()
        for looker in lookers:
            looker.join()
        assert set(answers) == {200} and len(answers) > 10
        token = client.get(f"{second}/sign-out").text.split('name="token" value="')[1][:64]
        copied = httpx.Client(cookies=client.cookies)
        out = client.post(f"{second}/sign-out", data={"token": token}, headers={"origin": second})
        assert out.status_code == 303
        for url in pair:
            assert copied.get(f"{url}/overview").status_code == 303
            assert copied.get(f"{url}/find-index").status_code == 401
        copied.close()
