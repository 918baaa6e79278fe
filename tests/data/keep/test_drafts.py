"""Drafts outlive the browser: whole or not at all, found by pile and person, up to a quota."""

import json
from pathlib import Path

import pytest

from data import places
from data.keep import beside, drafts, durable
from data.plan import plan
from data.snapshot import verify

DAY = "2026-11-20T08:00:00+08:00"
PILE, OTHER = "a" * 32, "b" * 32


def quota(monkeypatch: pytest.MonkeyPatch, megabytes: float = 500.0, days: float = 30.0) -> None:
    known = plan().settings["store"]
    monkeypatch.setitem(known, "draft_megabytes", megabytes)
    monkeypatch.setitem(known, "draft_days", days)


def test_a_pile_keeps_its_files_in_their_order_and_the_same_bytes_once(store: Path) -> None:
    made = [drafts.keep(PILE, content, name, "甲", DAY) for content, name in ((b"2", "二"), (b"1", "一"))]
    assert drafts.keep(PILE, b"2", "又是二", "甲", DAY) == made[0]
    assert drafts.of_pile(PILE) == made
    assert [drafts.content_of(draft) for draft in made] == [b"2", b"1"]
    assert drafts.of_pile("../" + PILE) == drafts.of_pile(OTHER) == []
    assert verify.faults() == [], "their room is known"


def test_a_person_finds_their_piles_the_newest_first_and_nobody_elses(store: Path) -> None:
    drafts.keep(PILE, b"1", "一", "甲", DAY)
    drafts.keep(OTHER, b"2", "二", "甲", DAY)
    drafts.keep("c" * 32, b"3", "三", "乙", DAY)
    assert list(drafts.of_person("甲")) == [OTHER, PILE]
    assert drafts.PILE.fullmatch(drafts.new_pile()) and drafts.new_pile() != drafts.new_pile()


def test_a_discarded_draft_is_gone_and_its_pile_with_the_last(store: Path) -> None:
    first, second = (drafts.keep(PILE, content, "一", "甲", DAY) for content in (b"1", b"2"))
    drafts.discard([first, first])
    assert drafts.of_pile(PILE) == [second] and drafts.content_of(first) is None
    drafts.discard([second])
    assert not (places.drafts() / PILE).exists() and drafts.of_person("甲") == {}


def test_a_damaged_draft_is_none_and_is_made_whole_by_the_same_bytes(store: Path) -> None:
    draft = drafts.keep(PILE, b"whole", "一", "甲", DAY)
    (draft.folder / "original.bin").write_bytes(b"other")
    assert drafts.content_of(draft) is None
    again = drafts.keep(PILE, b"whole", "一", "甲", DAY)
    assert drafts.content_of(again) == b"whole"
    told = json.loads((again.folder / "draft.json").read_text(encoding="utf-8"))
    for wrong in ("{", "[]", json.dumps(told | {"size": "5"}), json.dumps(told | {"sha256": "0" * 64})):
        (again.folder / "draft.json").write_text(wrong, encoding="utf-8")
        assert drafts.of_pile(PILE) == []


def test_what_is_no_pile_is_refused(store: Path) -> None:
    with pytest.raises(ValueError, match="no pile"):
        drafts.keep("../../etc", b"1", "一", "甲", DAY)
    assert not places.drafts().exists()


def test_old_drafts_go_then_the_oldest_until_the_rest_fits_but_never_of_the_pile_at_work(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quota(monkeypatch, days=5.0)
    drafts.keep(PILE, b"old", "旧", "甲", "2026-11-01T08:00:00+08:00")
    drafts.keep(OTHER, b"new", "新", "甲", DAY)
    assert [draft.file_name for draft in drafts.of_pile(PILE)] == []
    quota(monkeypatch, megabytes=4 / drafts.MEGABYTE)
    drafts.keep("c" * 32, b"1234567", "大", "甲", DAY)
    assert drafts.of_pile(OTHER) == [] and len(drafts.of_pile("c" * 32)) == 1


def test_what_a_killed_process_left_half_written_goes(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "sync_folder", broken)
        with pytest.raises(OSError, match="No space"):
            drafts.keep(PILE, b"1", "一", "甲", DAY)
    assert drafts.of_pile(PILE) == [] and len(list(drafts.making().iterdir())) == 1
    monkeypatch.setattr(beside, "STALE", -1.0)
    drafts.keep(PILE, b"1", "一", "甲", DAY)
    assert list(drafts.making().iterdir()) == [] and len(drafts.of_pile(PILE)) == 1
