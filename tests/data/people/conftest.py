"""People of a test: cheap hashes, for what they cost is not what is tested."""

import pytest

from data.people import passwords
from tests.support.people import CHEAP


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", CHEAP)
    passwords.dummy.cache_clear()
