"""The mock provider of PyPI, in a process of its own: in by it, and what it does not vouch for is refused."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.people import oidc
from data.settings.sections import Secret
from setup.gate import front
from tests.gate.asked import Browser, gate_of, run, with_accounts
from tests.gate.test_refused_providers import BACK, asked_for, told_why
from tests.support import real_provider


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a real provider."""
    with real_provider.serving() as address:
        yield address


async def agreed(browser: Browser, gate: front.Gate, subject: str, action: str = "") -> str:
    """Goes to the provider and signs in there; the address that the browser is sent back to."""
    there = await browser.ask("/sign-in/oidc?next=/tasks")
    assert there.status == 303, there.body
    return real_provider.agreed(there.place, subject, action)


def test_a_real_provider(people: Path, provider: str) -> None:
    oidc.forget()
    accounts = with_accounts(people, "oda")
    accounts.link("oda", "oda@city", provider)
    told = {"issuer": provider, "client_id": "peak", "client_secret": Secret("geheim")}

    async def way() -> None:
        gate = gate_of(oidc=told)
        browser = Browser(gate)
        query = await agreed(browser, gate, "oda@city")
        thief = Browser(gate)
        told_why(await thief.ask(f"{BACK}?{query}"))  # another browser brings the answer
        held = dict(browser.cookies)
        into = await browser.ask(f"{BACK}?{query}")
        assert into.place == "/tasks" and await browser.is_in()
        again = Browser(gate)
        again.cookies = held
        told_why(await again.ask(f"{BACK}?{query}"))  # and once more
        for subject, action, code in (
            ("nobody@city", "", ""),
            ("oda@city", "deny", ""),
            ("oda@city", "", "bad"),
        ):
            other = Browser(gate)
            query = await agreed(other, gate, subject, action)
            query = re.sub(r"code=[^&]+", f"code={code}", query) if code else query
            told_why(await other.ask(f"{BACK}?{query}"))
            assert not await other.is_in()
        first, second = Browser(gate), Browser(gate)
        codes = asked_for("?" + await agreed(first, gate, "oda@city"))
        states = asked_for("?" + await agreed(second, gate, "oda@city"))
        told_why(
            await second.ask(f"{BACK}?code={codes['code']}&state={states['state']}")
        )  # nonce and PKCE of another
        strict = Browser(gate_of(oidc=told | {"client_id": "another"}))
        strict.cookies = dict(first.cookies)
        told_why(
            await strict.ask(f"{BACK}?code={codes['code']}&state={codes['state']}")
        )  # a code of another client
        assert not await strict.is_in()

    run(way())
