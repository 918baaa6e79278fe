"""Every sentence of the commands and of the inbox stands in both languages with the same facts."""

from string import Formatter

import pytest

from data.ingest import batch
from data.ingest.sentences import both, rows, say, visible


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_sentence_says_the_same_facts_in_both_languages() -> None:
    assert [key for key, row in rows().items() if facts(row["zh"]) != facts(row["en"])] == []
    assert {f"state_{state}" for state in (*batch.STATES, "published", "twice")} <= set(rows())


def test_a_name_of_somebody_else_moves_no_cursor() -> None:
    assert visible("甲\n\x1b[2J.xlsx") == "甲\ufffd\ufffd[2J.xlsx"
    assert say("rows", "en", rows=3) == "3 rows" and both("rows", rows=3) == "3 行 / 3 rows"
    with pytest.raises(KeyError):
        say("no such key")
