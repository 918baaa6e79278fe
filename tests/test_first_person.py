"""The first start prints the address and a password that holds once; later starts only the address."""

import re
import time
from pathlib import Path

import pytest

from data.people.accounts import Accounts
from data.people.session import Person
from setup import first_person, serving


def test_the_password_is_printed_once(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PEAK_SIGN_IN", "accounts")
    monkeypatch.setenv("PEAK_PORT", "8777")
    first_person.main()
    told = capsys.readouterr().out
    assert "http://127.0.0.1:8777/sign-in" in told
    password = re.search(r"password\s+(\S+)", told)
    assert password is not None
    found = Accounts(store).sign_in("admin", password[1], "", time.time())
    assert isinstance(found, Person) and found.must_change and "admin" in found.roles
    first_person.main()
    assert capsys.readouterr().out == "柳州工业碳达峰看板: http://127.0.0.1:8777\n"


def test_nobody_is_made_where_nobody_signs_in(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first_person.main()
    assert "machine" in capsys.readouterr().out and Accounts(store).all() == []


def test_wrong_settings_end_the_start_with_words(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_PORT", "many")
    with pytest.raises(SystemExit, match=r"server\.port"):
        first_person.main()


def test_servers_of_tests_and_bench_sign_nobody_in_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PEAK_SIGN_IN")
    assert serving.at_the_machine({})["PEAK_SIGN_IN"] == "machine"
    assert serving.at_the_machine({"PEAK_SIGN_IN": "accounts"})["PEAK_SIGN_IN"] == "accounts"


@pytest.mark.parametrize(
    ("variable", "value", "address"),
    [
        ("PEAK_PUBLIC_URL", "https://peak.example.cn/", "https://peak.example.cn"),
        ("PEAK_ADDRESS", "::1", "http://[::1]:8501"),
    ],
)
def test_the_address_is_the_one_that_people_type(
    variable: str, value: str, address: str, store: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv(variable, value)
    first_person.main()
    assert capsys.readouterr().out.splitlines()[0].endswith(f": {address}")
