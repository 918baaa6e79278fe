"""An inbox: what is whole is taken, what changes meanwhile is left, nothing is overwritten."""

import hashlib
import os
from pathlib import Path

import pytest

from data import places
from data.ingest import inbox
from data.ingest.cells import guard
from data.ingest.inbox import Alone, Inbox
from data.keep.errors import StoreError


def put(folder: Path, name: str, content: bytes = b"x") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_is_whole_when_it_stood_still_and_nobody_has_it_open(tmp_path: Path) -> None:
    box = Inbox(tmp_path, settle=5.0)
    file = put(tmp_path, "月报.xlsx")
    put(tmp_path, "下载.xlsx.part")
    put(tmp_path, "空.xlsx", b"")
    (tmp_path / "链接.xlsx").symlink_to(file)
    (tmp_path / "夹").mkdir()
    assert box.whole(0.0) == {} and list(box.whole(5.0)) == [file]
    put(tmp_path, "月报.xlsx", b"xy")
    assert box.whole(6.0) == {} and box.whole(10.0) == {} and list(box.whole(11.0)) == [file]
    for lock in ("~$月报.xlsx", "~$.xlsx", ".~lock.月报.xlsx#"):
        held = put(tmp_path, lock)
        assert inbox.opened_by(file) == lock and box.whole(20.0) == {}
        held.unlink()
    assert list(box.whole(21.0)) == [file]


def test_only_what_was_read_is_moved_and_nothing_is_overwritten(tmp_path: Path) -> None:
    box = Inbox(tmp_path, settle=0.0)
    file = put(tmp_path, "月报.xlsx", b"one")
    known = box.whole(0.0)[file]
    assert box.read(file, known) == b"one"
    put(tmp_path, "月报.xlsx", b"two!")
    assert box.read(file, known) is None
    one, two = (hashlib.sha256(content).hexdigest() for content in (b"one", b"two!"))
    target = box.place("已发布", file.name, one)
    assert not box.put_away(file, known, target) and file.read_bytes() == b"two!"
    put(tmp_path / "已发布", "月报.xlsx", b"one") if target.parent.is_dir() else None
    assert box.put_away(file, box.whole(0.0)[file], box.place("已发布", file.name, two))
    again = put(tmp_path, "月报.xlsx", b"one")
    second = box.place("已发布", again.name, one)
    assert second.name == f"月报-{one[:8]}.xlsx" and box.place("已发布", again.name, two) == target
    assert box.put_away(again, box.whole(0.0)[again], second)
    assert target.read_bytes() == b"two!" and second.read_bytes() == b"one"
    assert box.read(again, known) is None, "gone"


def test_a_file_that_is_written_while_it_moves_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Inbox(tmp_path, settle=0.0)
    file = put(tmp_path, "月报.xlsx", b"one")
    known, real = box.whole(0.0)[file], os.replace

    def late(source: Path, target: Path) -> None:
        if Path(source) == file:
            file.write_bytes(b"longer")
        real(source, target)

    monkeypatch.setattr(os, "replace", late)
    assert not box.put_away(file, known, tmp_path / "已发布" / file.name)
    assert file.read_bytes() == b"longer"


def test_long_names_keep_their_ending_and_leave_room_for_what_lies_beside() -> None:
    name = inbox.shortened("很" * 80 + ".xlsx")
    assert name.endswith("很.xlsx") and len(name.encode()) <= inbox.LONGEST
    assert inbox.shortened("月报.xlsx") == "月报.xlsx" and inbox.shortened("x." + "y" * 300)


def test_no_more_is_read_than_a_file_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_BYTES", 3)
    assert inbox.bytes_of(put(tmp_path, "大.xlsx", b"123456")) == b"1234"


def test_the_same_beside_a_file_twice_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "退回" / "月报.xlsx"
    for _ in range(2):
        inbox.write_beside(target, ".问题.txt", "改".encode())
    assert [path.name for path in target.parent.iterdir()] == ["月报.xlsx.问题.txt"]


def test_one_watcher_at_a_time_and_no_inbox_in_the_store(tmp_path: Path, store: Path) -> None:
    first = Alone(tmp_path)
    with pytest.raises(StoreError, match=f"另一个程序正在看守.*{os.getpid()}"):
        Alone(tmp_path)
    first.end()
    Alone(tmp_path).end()
    (store / "内").mkdir(parents=True)
    for folder in (store / "内", store, store.parent):
        with pytest.raises(StoreError, match="收件夹不能放在数据仓里"):
            Inbox(folder, 1.0).check()
    with pytest.raises(StoreError, match="没有收件夹"):
        Inbox(tmp_path / "无", 1.0).check()
    assert places.store() == store
