"""What people write becomes a value of its kind."""

import pytest

from data.settings.catalogue import rows
from data.settings.values import Value, value_of


@pytest.mark.parametrize(
    ("name", "told", "value"),
    [
        ("server.port", " 8600 ", 8600),
        ("server.port", 8600, 8600),
        ("people.sums_of_others", "否", False),
        ("people.sums_of_others", True, True),
        ("server.hosts", "a.cn, b.cn，c.cn", ("a.cn", "b.cn", "c.cn")),
        ("server.hosts", ["a.cn", " "], ("a.cn",)),
        ("server.public_url", "https://peak.example.cn", "https://peak.example.cn"),
        ("people.sign_in", "accounts", "accounts"),
    ],
)
def test_a_value_is_of_its_kind(name: str, told: object, value: Value) -> None:
    assert value_of(rows()[name], told) == value
