"""What people write becomes a value of its kind."""

import pytest

from data.settings.catalogue import Row, rows
from data.settings.values import Value, Wrong, value_of


@pytest.mark.parametrize(
    ("name", "told", "value"),
    [
        ("server.port", " 8600 ", 8600),
        ("server.port", 8600, 8600),
        ("server.hosts", "a.cn, b.cn，c.cn", ("a.cn", "b.cn", "c.cn")),
        ("server.hosts", ["a.cn", " "], ("a.cn",)),
        ("server.public_url", "https://peak.example.cn", "https://peak.example.cn"),
        ("people.sign_in", "accounts", "accounts"),
    ],
)
def test_a_value_is_of_its_kind(name: str, told: object, value: Value) -> None:
    assert value_of(rows()[name], told) == value


@pytest.mark.parametrize(("told", "value"), [("否", False), (True, True), ("yes", True), ("", False)])
def test_a_flag_is_yes_or_no(told: object, value: bool) -> None:
    flag = Row("people.flag", "PEAK_FLAG", "flag", "false", "", "", "", "", "")
    assert value_of(flag, told) is value
    with pytest.raises(Wrong, match="true 或 false"):
        value_of(flag, "perhaps")
