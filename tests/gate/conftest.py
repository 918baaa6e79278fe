"""People with passwords that are quick to check, and a gate before nothing, for the tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from data.people import passwords
from tests.gate.asked import with_accounts


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store with four people: li (leader), wang (staff), zhao (analyst), guan (administrator)."""
    path = tmp_path_factory.mktemp("people") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64),)))
        patch.setenv("PEAK_STORE", str(path))
        patch.setenv("PEAK_SIGN_INS_PER_MINUTE", "5000")  # the tests of a module share one store and address
        passwords.dummy.cache_clear()
        with_accounts(path, "li")
        with_accounts(path, "wang", roles=("staff",))
        with_accounts(path, "zhao", roles=("analyst",))
        with_accounts(path, "guan", roles=("admin",))
        yield path
    passwords.dummy.cache_clear()
