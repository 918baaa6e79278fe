"""Passwords are argon2id with the costs that the library recommends; one that nobody has takes as long."""

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from data.people import passwords


def test_what_is_kept_is_argon2id_with_its_usual_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHash((Argon2Hasher(),)))
    kept = passwords.hashed("柳江边的三棵榕树")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.fits("柳江边的三棵榕树", kept) and not passwords.fits("柳江边的三棵榕", kept)


def test_a_name_that_nobody_has_is_verified_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Counted:
        def hash(self, password: str) -> str:
            return f"hash of {password}"

        def verify(self, password: str, kept: str) -> bool:
            asked.append(kept)
            return True

    monkeypatch.setattr(passwords, "HASHER", Counted())
    assert not passwords.fits("x", None) and passwords.fits("x", "kept")
    assert asked == [passwords.dummy(), "kept"]


def test_a_damaged_hash_fits_nothing() -> None:
    assert not passwords.fits("", "rubbish")


def test_passwords_that_hold_once_differ_and_can_be_typed() -> None:
    made = {passwords.once() for _ in range(200)}
    assert len(made) == 200 and {len(one) for one in made} == {23}
    assert set("".join(made)) <= {*passwords.LETTERS, "-"}
    assert all(passwords.faults(one) == [] for one in made)
    assert all(len(one) >= passwords.shortest() for one in passwords.common())
