"""The inbox is watched: the good is published once, whatever is killed when; the rest comes back with why."""

import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data.ingest import batch, inbox, receive, watch
from data.ingest.__main__ import main
from data.ingest.inbox import Inbox
from data.ingest.watch import MARKED, RECEIPT, TEXT, Watcher, Wishes
from data.keep.errors import MovedOn
from data.plan import plan
from tests.support.bureau_sheets import places_by_fields
from tests.support.faults import FAULTS
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import workbook


@pytest.fixture
def box(tmp_path: Path) -> Path:
    made = tmp_path / "收件夹"
    made.mkdir()
    return made


@cache  # a workbook carries the second in which it was made
def green(number: int, **changes: Any) -> bytes:
    return workbook("S5", [green_row(number, **changes)])


def bad() -> bytes:
    return workbook("S1", [energy_row(region="柳南县")])


def watcher(box: Path, **wishes: Any) -> tuple[Watcher, list[str]]:
    """A watcher to whom every file has stood still for long enough."""
    lines: list[str] = []
    made = Watcher(Inbox(box, 0.0), Wishes("收件员", settle=0.0, every=0.0, **wishes), lines.append)
    return made, lines


def lying(box: Path) -> dict[str, list[str]]:
    """What lies in the rooms of the inbox, and in itself under ''."""
    found: dict[str, list[str]] = {"": []}
    for path in sorted(box.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            room = path.parent.name if path.parent != box else ""
            found.setdefault(room, []).append(path.name)
    return found


def drop(box: Path, **files: bytes) -> None:
    for name, content in files.items():
        (box / f"{name}.xlsx").write_bytes(content)


def test_good_files_are_one_publication_with_receipts_and_bad_ones_come_back_with_why(
    store: Path, box: Path
) -> None:
    drop(box, 一=green(1), 二=green(2), 一副本=green(1), 坏=bad(), 争=green(7), 议=green(7, document="别"))
    (box / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 99)
    one, lines = watcher(box)
    assert one.look() == 6, "the copy waits for the next look"
    assert one.look() == 1 and one.look() == 0
    (entry,) = receive.history()
    assert entry.by == "收件员" and len(entry.uploads) == 2
    assert lying(box) == {
        "": [],
        "已发布": sorted(n + end for n in ("一.xlsx", "二.xlsx", "一副本.xlsx") for end in ("", RECEIPT)),
        "待确认": sorted(n + end for n in ("争.xlsx", "议.xlsx") for end in ("", TEXT)),
        "退回": sorted(["坏.xlsx", f"坏.xlsx{MARKED}", f"坏.xlsx{TEXT}", "图.png", f"图.png{TEXT}"]),
    }
    text = (box / "退回" / f"坏.xlsx{TEXT}").read_text(encoding="utf-8-sig")
    assert "没有发布任何数据" in text and "柳南县" in text and "重新放入收件夹" in text
    told = (box / "待确认" / f"争.xlsx{TEXT}").read_text(encoding="utf-8-sig")
    assert "与“议.xlsx”说的是同一记录" in told
    receipt = (box / "已发布" / f"二.xlsx{RECEIPT}").read_text(encoding="utf-8-sig")
    assert "第 1 次发布" in receipt and receive.receipt(entry.uploads[1]).sha256 in receipt
    assert [item["file_name"] for item in receive.refusals()] != []
    assert all(line[:4] == "2026" for line in lines) and any(
        "第 1 次发布：2 个文件" in line for line in lines
    )


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.slow
def test_a_kill_at_any_point_publishes_nothing_twice_and_loses_nothing(
    store: Path, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(box, 一=green(1), 二=green(2), 坏=bad())
    points: list[tuple[Any, str]] = [
        (batch, "publish"), (watch, "write_beside"), (inbox.Inbox, "put_away"), (receive, "keep_refused"),
    ]  # fmt: skip
    kills = 0
    for place, name in points:
        for after in (False, True):
            with monkeypatch.context() as patch:
                patch.setattr(place, name, killing(getattr(place, name), after))
                try:
                    while watcher(box)[0].look():
                        pass
                except Killed:
                    kills += 1
    assert kills >= 4
    while watcher(box)[0].look():
        pass
    (entry,) = receive.history()
    assert len(entry.uploads) == 2 and lying(box)[""] == []
    assert len(lying(box)["已发布"]) == 4 and lying(box)["退回"] == [
        "坏.xlsx",
        f"坏.xlsx{MARKED}",
        f"坏.xlsx{TEXT}",
    ]


def killing(real: Callable[..., Any], after: bool) -> Callable[..., Any]:
    """The same, but the process ends before it, or after it."""

    def killed(*words: Any, **more: Any) -> Any:
        if after:
            real(*words, **more)
        raise Killed

    return killed


def test_what_was_withdrawn_or_corrected_since_is_left_to_a_person(store: Path, box: Path) -> None:
    made = receive.accept_many([(green(1), "一.xlsx"), (green(2), "二.xlsx")], "甲")
    receive.withdraw([made.uploads[0]], "甲")
    drop(box, 一=green(1), 二=green(2))
    one, _ = watcher(box)
    one.look()
    assert lying(box)["待确认"] == ["一.xlsx", f"一.xlsx{TEXT}"]
    assert "已撤回" in (box / "待确认" / f"一.xlsx{TEXT}").read_text(encoding="utf-8-sig")
    assert lying(box)["已发布"] == ["二.xlsx", f"二.xlsx{RECEIPT}"]
    assert "没有再发布一次" in (box / "已发布" / f"二.xlsx{RECEIPT}").read_text(encoding="utf-8-sig")
    assert len(receive.history()) == 2


def test_warnings_and_reasons_wait_for_a_person_as_wished(
    store: Path, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published: list[list[str]] = []

    def publish(files: list[tuple[bytes, str]], *_: Any, **__: Any) -> None:
        published.append([name for _, name in files])
        raise MovedOn(0, (receive.Entry(1, "accept", "", "乙", (), None, "", "", "", ""),))

    monkeypatch.setattr(batch, "publish", publish)
    monkeypatch.setattr(receive.Inspection, "needs_reason", property(lambda self: "理由" in self.name))
    drop(box, 理由=green(1), 提醒=workbook("S1", [energy_row(intensity_change=-9.0)]))
    drop(box, 自用=places_by_fields())
    one, lines = watcher(box)
    one.look()
    assert published == [["提醒.xlsx"]] and any("重新比对" in line for line in lines)
    assert sorted(lying(box)[""]) == ["提醒.xlsx", "理由.xlsx", "自用.xlsx"], (
        "nothing moves before what was published"
    )
    held, _ = watcher(box, hold_warnings=True)
    assert held.look() == 3 and published == [["提醒.xlsx"]]
    assert "写明理由" in (box / "待确认" / f"理由.xlsx{TEXT}").read_text(encoding="utf-8-sig")
    assert "核对各列后发布" in (box / "待确认" / f"自用.xlsx{TEXT}").read_text(encoding="utf-8-sig")
    assert "核对无误" in (box / "待确认" / f"提醒.xlsx{TEXT}").read_text(encoding="utf-8-sig")


def test_what_needs_a_second_person_waits_for_one_and_is_sent_once(
    store: Path, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(plan().settings["review"], "second_person", 1)
    drop(box, 一=green(1), 坏=bad())
    one, lines = watcher(box)
    assert one.look() == 0 and lying(box)[""] == ["一.xlsx", "坏.xlsx"]
    (sent,) = receive.submissions()
    assert watcher(box)[0].look() == 2, "another process goes on"
    assert receive.submissions() == [sent] and not receive.history()
    assert lying(box)["待复核"] == ["一.xlsx", f"一.xlsx{TEXT}"] and "坏.xlsx" in lying(box)["退回"]
    assert sent.id in (box / "待复核" / f"一.xlsx{TEXT}").read_text(encoding="utf-8-sig")
    assert any("送复核 1 个文件" in line for line in lines)


def test_a_dry_look_tells_once_and_touches_nothing(store: Path, box: Path) -> None:
    drop(box, 一=green(1), 坏=bad())
    one, lines = watcher(box, dry=True)
    assert one.look() == 2 and one.look() == 0
    assert lying(box) == {"": ["一.xlsx", "坏.xlsx"]} and not receive.history()
    assert sum("只看不动" in line for line in lines) == 3


def test_a_fault_is_a_line_and_the_watcher_goes_on(
    store: Path, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "FAULT_WAIT", 0.0)
    drop(box, 坏=bad())
    one, lines = watcher(box)
    with monkeypatch.context() as patch:
        patch.setattr(watch, "write_beside", failing(FAULTS["disk_full"]))
        assert one.look() == 0
    assert any("没能移走" in line for line in lines) and lying(box)[""] == ["坏.xlsx"]
    looks: Iterator[Callable[[], Any]] = iter([failing(FAULTS["disk_full"]), one.look, one.over.set])
    monkeypatch.setattr(one, "look", lambda: next(looks)() or 0)
    one.run()
    assert any("不会再发布" in line for line in lines) and lying(box)["退回"][0] == "坏.xlsx"


def failing(fault: BaseException) -> Callable[..., None]:
    def broken(*_: Any) -> None:
        raise fault

    return broken


def test_open_and_empty_files_wait_and_that_is_said_once(store: Path, box: Path) -> None:
    drop(box, 一=green(1), 空=b"")
    (box / "~$一.xlsx").write_bytes(b"x")
    one, lines = watcher(box)
    assert one.look() == one.look() == 0
    assert len(lines) == 2 and "正在被打开" in lines[0] + lines[1] and "空文件" in lines[0] + lines[1]


def test_by_command_one_watcher_ends_when_nothing_is_left_and_a_second_is_refused(
    store: Path, box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drop(box, 坏=bad())
    words = ["watch", str(box), "--as", "收件员", "--once", "--settle", "0", "--every", "0"]
    first = inbox.Alone(box)
    assert main(words) == 1 and "另一个程序正在看守" in capsys.readouterr().out
    first.end()
    assert main(words) == 0 and lying(box)["退回"][0] == "坏.xlsx"
    assert capsys.readouterr().out.splitlines()[-1].endswith("停止看守")
    assert threading.current_thread() is threading.main_thread()
