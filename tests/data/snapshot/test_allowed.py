"""Checked and done under one lock: two who do the same at once make one publication, whoever they are."""

import dataclasses
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from data.ingest import receive
from data.keep import journal
from data.keep.errors import AlreadyPublished, MovedOn, NoSuchGeneration, NotPublished, StoreError
from data.keep.evidence import Attachment
from data.snapshot import allowed, publish
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import workbook


@pytest.fixture
def own(tiny_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny store (one publication) to publish into."""
    shutil.copytree(tiny_path, tmp_path / "store")
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def at_once(*acts: Callable[[], object]) -> list[object]:
    """All acts started together, each in a thread; what each answered or met."""
    answers: list[object] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def one(n: int) -> None:
        ready.wait(10)
        try:
            answers[n] = acts[n]()
        except StoreError as error:
            answers[n] = error

    threads = [threading.Thread(target=one, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return answers


def kinds(answers: list[object]) -> list[str]:
    return sorted(type(answer).__name__ for answer in answers)


def test_the_same_bytes_accepted_by_three_at_once_are_one_generation(own: Path) -> None:
    content = workbook("S5", [green_row(1)])
    answers = at_once(*[lambda: receive.accept(content, "绿色.xlsx", "甲") for _ in range(3)])
    assert kinds(answers) == ["AlreadyPublished", "AlreadyPublished", "Receipt"]
    assert {error.generation for error in answers if isinstance(error, AlreadyPublished)} == {2}
    with pytest.raises(AlreadyPublished, match="2"):
        receive.accept(content, "改了名.xlsx", "乙")
    assert [entry.generation for entry in journal.read()] == [1, 2]


def test_one_upload_withdrawn_twice_at_once_is_one_generation(own: Path) -> None:
    (upload,) = receive.active()
    answers = at_once(*[lambda: receive.withdraw([upload], "甲") for _ in range(2)])
    assert kinds(answers) == ["NotPublished", "Receipt"]
    assert [entry.action for entry in journal.read()] == ["accept", "withdraw"]
    with pytest.raises(NotPublished):
        receive.withdraw([], "甲")


def test_of_two_who_looked_at_the_same_state_the_second_looks_again(own: Path) -> None:
    first, second = workbook("S5", [green_row(1)]), workbook("S5", [green_row(2)])
    answers = at_once(
        lambda: receive.accept(first, "一.xlsx", "甲", "头一份", expected=1),
        lambda: receive.accept(second, "二.xlsx", "乙", "头一份", expected=1),
    )
    assert kinds(answers) == ["MovedOn", "Receipt"]
    (moved,) = [answer for answer in answers if isinstance(answer, MovedOn)]
    assert [(entry.generation, entry.note) for entry in moved.since] == [(2, "头一份")]
    acts: list[Callable[[], object]] = [
        lambda: receive.rollback(1, "丙", expected=1),
        lambda: receive.withdraw(receive.active()[:1], "丙", expected=1),
        lambda: receive.accept_many([(second, "二.xlsx")], "丙", expected=1),
    ]
    for act in acts:
        with pytest.raises(MovedOn):
            act()
    assert len(journal.read()) == 2
    assert receive.rollback(1, "丙", expected=2).generation == 3


def test_only_what_was_can_be_gone_back_to_or_looked_at(own: Path) -> None:
    for generation, seen in ((9, None), (1, 7)):
        with pytest.raises(NoSuchGeneration):
            receive.rollback(generation, "甲", expected=seen)
    allowed.check_looked_at([], 0)
    allowed.check_looked_at(journal.read(), None)
    with pytest.raises(NoSuchGeneration):
        allowed.check_looked_at([], 1)


def test_new_evidence_or_what_was_overruled_since_may_come_again(own: Path) -> None:
    years = [energy_row(period=f"{year}年") for year in range(2021, 2026)]
    before = receive.active()
    content = receive.original(before[0])[1]
    other = receive.accept(workbook("S1", [energy_row(region="柳北区")]), "别处.xlsx", "甲")
    with pytest.raises(AlreadyPublished):
        receive.accept(content, "能耗.xlsx", "甲")
    mended = workbook("S1", [*years[:-1], energy_row(energy_growth=1.0)])
    receive.accept(mended, "更正.xlsx", "甲", reason="终核数更正")
    again = receive.accept(content, "能耗.xlsx", "甲", reason="更正有误，改回")
    assert again.generation == other.generation + 2


def test_proof_is_new_by_its_bytes(own: Path) -> None:
    content = workbook("S5", [green_row(1)])
    parcel = receive.parcel_of(
        content, receive.inspect(content, "绿.xlsx"), "甲", "", "official", journal.now()
    )
    with_proof = [(Attachment(1, "证明.pdf", "pdf", "f" * 64, 5), b"%PDF-")]
    publish.publish("accept", "甲", parcels=[parcel])
    more = dataclasses.replace(parcel, evidence=tuple(with_proof))
    assert publish.publish("accept", "甲", parcels=[more])[0].generation == 3
    with pytest.raises(AlreadyPublished):
        publish.publish("accept", "甲", parcels=[more])
