"""Many files at once: what stays of each, who speaks of the same record, which may be published together."""

from functools import cache
from pathlib import Path

import pytest

from data.ingest import batch, receive
from data.ingest.batch import Outcome
from data.ingest.limits import LIMITS
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import workbook


def looked(name: str, content: bytes) -> Outcome:
    return batch.outcome_of(receive.inspect(content, name))


@cache  # a workbook carries the second in which it was made
def green(*numbers: int, **changes: str) -> bytes:
    return workbook("S5", [green_row(number, **changes) for number in numbers])


def test_an_outcome_says_what_became_of_a_file_and_weighs_nothing(store: Path) -> None:
    good = looked("能耗.xlsx", workbook("S1", [energy_row(), energy_row(region="柳北区")]))
    assert (good.template, good.rows, good.periods, good.regions) == (
        "S1", 2, ("2025",), ("450204", "450205"),
    )  # fmt: skip
    assert (good.new, good.changed, good.same, good.stops) == (2, 0, 0, 0)
    assert batch.state_of(good) in batch.GOOD and len(good.marks) == 2 * batch.MARK.itemsize
    bad = looked("坏.xlsx", workbook("S1", [energy_row(region="柳南县"), energy_row(energy_tce="约")]))
    assert batch.state_of(bad) == "blocked" and bad.stops == 2 and bad.first is not None
    assert bad.first.severity == "stop"
    assert batch.state_of(looked("图.png", b"\x89PNG\r\n\x1a\n" + b"x" * 99)) == "refused"


def test_files_that_say_the_same_of_a_record_go_together_and_those_that_differ_do_not(store: Path) -> None:
    one, same = looked("一.xlsx", green(1, 2)), looked("二.xlsx", green(2, 3))
    other = looked("三.xlsx", green(3, document="另一文号"))
    found = batch.overlaps([one, same, other])
    assert [(each.name, each.other, each.records, each.differing) for each in found] == [
        ("一.xlsx", "二.xlsx", 1, 0),
        ("二.xlsx", "三.xlsx", 1, 1),
    ]
    assert (found[0].sheet, found[0].row, found[0].other_row) == ("绿色制造名单", 5, 4)
    turned = batch.of_file(found, other.sha256)
    assert [(each.name, each.other, each.row, each.other_row) for each in turned] == [
        ("三.xlsx", "二.xlsx", 4, 5)
    ]
    states = batch.settled([one, same, other])
    assert states == {one.sha256: "ready", same.sha256: "conflict", other.sha256: "conflict"}
    assert set(batch.settled([one, same]).values()) == {"ready"}


def test_what_cannot_be_published_contradicts_nobody(store: Path) -> None:
    good = looked("一.xlsx", green(1))
    bad = looked("二.xlsx", workbook("S5", [green_row(1, document="别的"), green_row(2, region="柳南县")]))
    assert batch.settled([good, bad]) == {good.sha256: "ready", bad.sha256: "blocked"}


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("月报.xlsx", True),
        ("图.png", True),
        ("~$月报.xlsx", False),
        (".~lock.月报.xlsx#", False),
        ("Thumbs.db", False),
        ("月报.xlsx.crdownload", False),
    ],
)
def test_what_programs_leave_behind_is_nobodys_document(name: str, is_one: bool) -> None:
    assert batch.is_document(name) is is_one


def test_records_of_two_templates_are_never_the_same() -> None:
    marks = [Outcome(str(n), str(n), can_publish=True, sheets=("表",), marks=b"") for n in range(2)]
    assert batch.overlaps(marks) == []


def test_a_file_that_needs_a_reason_waits_for_one() -> None:
    asking = Outcome("一", "1", template="S1", can_publish=True, needs_reason=True)
    assert batch.settled([asking]) == {"1": "reason"}
    assert batch.settled([asking], {"1": "。。。"}) == {"1": "reason"}
    assert batch.settled([asking], {"1": "统计局来函更正"}) == {"1": "ready"}
    assert batch.state_of(Outcome("表", "3", proposed=True)) == "layout"
    later = Outcome("二", "2", try_again=True)
    assert batch.state_of(later) == "waiting"


def test_more_records_than_are_compared_are_left_uncompared(store: Path) -> None:
    content = receive.inspect(green(1, 2), "一.xlsx")
    assert batch.outcome_of(content, room=1).marks == b""
    assert batch.room_left([batch.outcome_of(content)]) == LIMITS.batch_records - 2


def test_the_good_ones_are_one_generation_and_nothing_is_published_where_one_needs_a_reason_or_came_late(
    store: Path,
) -> None:
    told: list[int] = []
    pair = [(green(1), "一.xlsx"), (green(2), "二.xlsx")]
    made = batch.publish(pair, "甲", "一批", expected=0, looked_at=told.append)
    assert told == [1, 2]
    assert made.generation == 1 and len(made.uploads) == 2
    assert {receive.receipt(upload).file_name for upload in made.uploads} == {"一.xlsx", "二.xlsx"}
    assert looked("一.xlsx", green(1)).repeated
    assert batch.settled([looked("一.xlsx", green(1))]) == {looked("一", green(1)).sha256: "repeated"}
    with pytest.raises(receive.StoreError):
        batch.publish([(green(3), "三.xlsx")], "甲", expected=0)
    with pytest.raises(receive.NotAccepted):
        batch.publish([(green(3), "三.xlsx"), (workbook("S1", [energy_row(region="柳南县")]), "坏")], "甲")
    assert receive.generation() == 1
