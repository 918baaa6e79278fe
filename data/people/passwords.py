"""Hashes passwords by argon2id, makes those that hold once, says what is wrong with a chosen one."""

import secrets
import threading
import unicodedata
from functools import cache
from pathlib import Path

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from data.people.sentences import LONGEST
from data.settings import reading

DISTINCT = 5  # different letters
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
COMMON = Path(__file__).with_name("common_passwords.txt")
HASHER = PasswordHash((Argon2Hasher(),))
AT_ONCE = threading.BoundedSemaphore(4)  # each takes 64 MiB


def hashed(password: str) -> str:
    """What is kept of a password."""
    with AT_ONCE:
        return HASHER.hash(normal(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; takes as long where nothing was kept."""
    if len(password) > LONGEST:
        password = ""
    with AT_ONCE:
        try:
            right = HASHER.verify(normal(password), kept or dummy())
        except UnknownHashError:
            return False
    return right and kept is not None


@cache
def dummy() -> str:
    """The hash of a password that nobody has, for names that nobody has."""
    return HASHER.hash(secrets.token_hex(16))


def once() -> str:
    """A password that holds once: twenty letters that a person can type."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))


def normal(password: str) -> str:
    """The same letters however a keyboard put them together."""
    return unicodedata.normalize("NFKC", password)


def faults(password: str, *names: str) -> list[str]:
    """What is wrong with a password that a person of these names chose: keys of sentences.csv."""
    plain = normal(password).casefold()
    found = []
    if len(plain) < shortest():
        found.append("password_short")
    if len(password) > LONGEST:
        found.append("password_long")
    if len(set(plain)) < DISTINCT:
        found.append("password_monotone")
    bare = "".join(letter for letter in plain if letter.isalnum())
    if any(len(name) > 2 and name.casefold() in plain for name in names) or bare in common():
        found.append("password_common")
    return found


def shortest() -> int:
    """Letters that a password has at least."""
    return reading.current().people.password_length


@cache
def common() -> frozenset[str]:
    """Passwords that everybody tries first, in small letters and figures alone."""
    return frozenset(COMMON.read_text(encoding="utf-8").split())
