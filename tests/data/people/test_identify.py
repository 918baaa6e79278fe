"""The seam for providers: what is proven once is not proven twice, and every reason has its sentence."""

import re
from pathlib import Path

import pytest

from data import people
from data.people import identify, sentences
from data.people.identify import NotProven

NOW = 1_790_000_000.0


def test_a_mark_is_used_once_until_it_is_forgotten(tmp_path: Path) -> None:
    identify.use_once(tmp_path, "cas", "ST-1", NOW + 60, NOW)
    identify.use_once(tmp_path, "header", "ST-1", NOW + 60, NOW)
    with pytest.raises(NotProven, match="used_before"):
        identify.use_once(tmp_path, "cas", "ST-1", NOW + 60, NOW + 59)
    identify.use_once(tmp_path, "cas", "ST-1", NOW + 200, NOW + 61)


def test_what_a_provider_shows_is_a_plain_name_or_nothing() -> None:
    assert identify.identity("u", "https://sso", " 王五 ").shown == "王五"
    assert [identify.identity("u", "i", told).shown for told in ("a\x1b[31m", None, 17, "x" * 99)] == [
        "", "", "", "x" * 60,
    ]  # fmt: skip


def test_every_reason_has_a_sentence() -> None:
    folder = Path(people.__path__[0])
    said = {
        reason
        for path in folder.glob("*.py")
        for reason in re.findall(r'(?:NotProven|Refused)\("(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert len(said) > 9 and said <= set(sentences.rows())
