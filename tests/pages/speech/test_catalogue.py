"""Every sentence is filled with its values, and one is told apart from many."""

import pytest

from pages.speech import catalogue


def test_one_and_many_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    text = {"some.key": {"zh": "{count} 行", "en": "{count} {count:row is|rows are} new in {name}"}}
    monkeypatch.setattr(catalogue, "words", lambda: text)
    told = [catalogue.sentence("some.key", "en", count=count, name="a|b") for count in (1, "1", 2, 0)]
    assert told == [
        "1 row is new in a|b",
        "1 row is new in a|b",
        "2 rows are new in a|b",
        "0 rows are new in a|b",
    ]
    assert catalogue.sentence("some.key", "zh", count=1) == "1 行"
