"""A store with people of every role, one a clerk of 鹿寨县 alone, for tests that speak to a server."""

import time
from pathlib import Path

import pytest

from data.ingest import receive
from data.people import passwords
from data.people.accounts import Accounts
from tests.support.numbers import energy_row
from tests.support.people import CHEAP
from tests.support.workbooks import workbook

PASSWORD = "柳江边的三棵榕树 2026"
LUZHAI = "450223"
ROLES = {"leader": "leader", "analyst": "analyst", "staff": "staff", "clerk": "staff", "reviewer": "reviewer",
         "admin": "admin"}  # fmt: skip


def made(path: Path, patch: pytest.MonkeyPatch) -> Accounts:
    """The store with one upload of 鹿寨县 by somebody else; its accounts, each with PASSWORD."""
    patch.setenv("PEAK_STORE", str(path))
    patch.setattr(passwords, "HASHER", CHEAP)
    receive.accept(workbook("S1", [energy_row(region="鹿寨县")]), "a.xlsx", "somebody")
    accounts = Accounts(path)
    for name, role in ROLES.items():
        add(accounts, name, role, [LUZHAI] if name == "clerk" else None)
    return accounts


def add(accounts: Accounts, name: str, role: str, places: list[str] | None = None) -> None:
    """One person more, whose first password is changed already."""
    once = accounts.add(name, name, [role], time.time(), places=places)
    assert accounts.set_password(name, once, PASSWORD, "", time.time()) == []
