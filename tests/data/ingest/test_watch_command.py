"""The words of `watch` become wishes, and the answer of a command says nothing more."""

from pathlib import Path

import pytest

from data.ingest import watch
from data.ingest.__main__ import main


def test_its_words_are_what_the_watch_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[Path, watch.Wishes, bool]] = []
    monkeypatch.setattr(watch, "watch", lambda inbox, wishes, once: told.append((inbox, wishes, once)))
    words = ["--as", "甲", "--settle", "1", "--every", "2", "--hold-warnings", "--once", "--lang", "en"]
    assert main(["watch", str(tmp_path), *words]) == 0
    assert told == [(tmp_path, watch.Wishes("甲", 1.0, 2.0, True, False, "en"), True)]
