"""What was learned lies in small sealed files that never change: withdrawn, verified, backed up."""

from pathlib import Path

import pytest

from data import places
from data.ingest import receive
from data.keep import backup, learned, lock, restore


def test_what_is_kept_comes_back_with_who_and_when_until_it_is_withdrawn(store: Path) -> None:
    first = learned.keep("alias", {"said": "甲"}, "张三")
    second = learned.keep("layout", {"name": "乙"}, "李四")
    assert [(item.number, item.by) for item in learned.active("alias")] == [(first.number, "张三")]
    assert learned.active("layout")[0].body == {"name": "乙"} and learned.active("layout")[0].at
    third = learned.keep("layout", {"name": "乙", "version": 2}, "王五", second.number)
    assert [item.number for item in learned.active("layout")] == [third.number]
    gone = learned.withdraw(third.number, "赵六")
    assert gone.withdrawn_by == "赵六" and learned.active("layout") == []
    assert {item.number: item.withdrawn_by for item in learned.everything()} == {
        first.number: "",
        second.number: "王五",
        third.number: "赵六",
    }
    with pytest.raises(learned.NotLearned):
        learned.withdraw(third.number, "赵六")
    with pytest.raises(ValueError):
        learned.keep("rumour", {}, "甲")
    assert learned.faults() == []


def test_every_damage_is_told_and_a_damaged_withdrawal_still_withdraws(store: Path) -> None:
    first, second = (learned.keep("alias", {"said": said}, "甲") for said in "乙丙")
    learned.withdraw(first.number, "甲")
    for path in places.learned().iterdir():
        path.write_bytes(path.read_bytes().replace(b'"at"', b'"ab"'))
    assert learned.active("alias") == [] and len(learned.faults()) == 3
    assert sum("损坏" in fault for fault in receive.verify()) == 3
    next(places.learned().glob(f"{first.number:06d}-alias-*")).unlink()
    (places.learned() / "stray.json").write_text("{}")
    assert any("已丢失" in fault for fault in learned.faults())
    assert any("stray" in fault for fault in learned.faults()) and second.number


def test_a_backup_holds_it_and_brings_it_back(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = learned.keep("alias", {"said": "甲"}, "张三")
    name = next(places.learned().iterdir()).name
    made = backup.make(tmp_path / "backup", backup.Wanted(), lambda _: None)
    assert made.faults == ()
    whole = (places.learned() / name).read_bytes()
    (places.learned() / name).write_bytes(b"damaged")
    again = backup.make(tmp_path / "backup", backup.Wanted(), lambda _: None)
    assert len(again.faults) == 1 and (tmp_path / "backup" / "learned" / name).read_bytes() == whole
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "restored"))
    with lock.held():
        restore.fill(tmp_path / "backup", lambda _: None)
    assert [item.number for item in learned.active("alias")] == [kept.number]
