"""A second pair of eyes: nothing is published by one person; both names are kept; what waits is not lost."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import places
from data.ingest import receive
from data.ingest.__main__ import main
from data.ingest.findings import Finding
from data.keep import archive, backup, journal, waiting
from data.keep.errors import (
    AlreadyPublished,
    AwaitsReview,
    Damaged,
    MovedOn,
    NotWaiting,
    SamePerson,
    StoreError,
)
from data.plan import plan
from data.snapshot import verify
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import files, workbook


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch, store: Path) -> Iterator[None]:
    """The setting is on."""
    monkeypatch.setitem(plan().settings["review"], "second_person", 1.0)
    yield


def energy(**changes: object) -> bytes:
    return workbook("S1", [energy_row(**changes)])


def sent(content: bytes, by: str = "甲", note: str = "首报") -> str:
    """The id under which an upload waits."""
    with pytest.raises(AwaitsReview) as kept:
        receive.accept(content, "表.xlsx", by, note)
    return kept.value.waiting


def test_what_is_sent_waits_and_is_published_under_both_names(tmp_path: Path) -> None:
    content = energy()
    name = sent(content)
    assert receive.history() == [] and verify.faults() == []
    (told,) = receive.submissions()
    assert (told.id, told.by, told.note, told.generation, told.files[0].rows) == (name, "甲", "首报", 0, 1)
    for nobody in ("甲", " 甲 ", ""):
        with pytest.raises(SamePerson):
            receive.approve(name, nobody)
    made = receive.approve(name, "乙")
    line = receive.history()[0]
    assert (made.generation, line.by, line.reviewed_by, line.waited, line.note) == (
        1,
        "甲",
        "乙",
        name,
        "首报",
    )
    assert archive.receipt(made.upload).reviewed_by == "乙"
    assert receive.submissions() == [] and waiting.folders() == [] and verify.faults() == []
    with pytest.raises(NotWaiting):
        receive.approve(name, "丙")
    with pytest.raises(AlreadyPublished):
        receive.accept(content, "表.xlsx", "甲")


def test_it_is_looked_at_again_beside_what_came_since(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = sent(energy())
    monkeypatch.setitem(plan().settings["review"], "second_person", 0.0)
    receive.accept_many(files(S5=[green_row()]), "丁")
    with pytest.raises(MovedOn) as moved:
        receive.approve(name, "乙")
    assert [entry.by for entry in moved.value.since] == ["丁"] and len(receive.submissions()) == 1
    (seen,) = receive.submitted(receive.submission(name), generation=1)
    assert (seen.generation, seen.changes.new) == (1, 1)
    stopped = dataclasses.replace(seen, findings=(Finding("no_cells"),))
    with monkeypatch.context() as patch:  # as if what came since spoke against it
        patch.setattr(receive, "inspect", lambda *_, **__: stopped)
        with pytest.raises(receive.NotAccepted):
            receive.approve(name, "乙", expected=1)
    back = receive.send_back(name, "乙", "已有终核数")
    assert back.answer is not None and (back.answer.by, back.answer.why) == ("乙", "已有终核数")
    with pytest.raises(NotWaiting):
        receive.send_back(name, "乙", "再退一次")
    with pytest.raises(NotWaiting):
        receive.approve(name, "丙", expected=1)
    assert [one.answer for one in receive.submissions()] == [back.answer] and verify.faults() == []

    made = backup.make(tmp_path / "backup", backup.Wanted(), told=lambda _: None)
    assert made.faults == ()
    assert (tmp_path / "backup" / "waiting" / name / waiting.ANSWER).exists()


def test_words_are_asked_for_and_the_sender_may_take_it_back() -> None:
    name = sent(energy())
    for by, why in (("乙", " "), ("", "错了")):
        with pytest.raises(StoreError):
            receive.send_back(name, by, why)
    assert receive.send_back(name, "甲", "自己撤回").answer is not None


def test_damaged_bytes_are_not_published_and_verify_names_them() -> None:
    name = sent(energy())
    (places.waiting() / name / "0.xlsx").write_bytes(energy(energy_growth=9.0))
    (fault,) = verify.faults()
    assert fault.startswith(f"waiting/{name}")
    with pytest.raises(Damaged):
        receive.approve(name, "乙")
    assert journal.read() == []


def test_demonstrations_do_not_wait() -> None:
    assert receive.accept(energy(), "表.xlsx", "甲", grade="demo").generation == 1


def test_several_files_wait_as_one_and_evidence_with_them() -> None:
    with pytest.raises(AwaitsReview) as kept:
        receive.accept_many(files(S1=[energy_row()], S5=[green_row()]), "甲", "一批")
    assert len(receive.submission(kept.value.waiting).files) == 2
    assert len(receive.approve(kept.value.waiting, "乙").uploads) == 2


def test_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(energy())

    def run(*words: str, code: int = 0) -> dict[str, object]:
        capsys.readouterr()
        assert main([*words, "--json"]) == code
        return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]

    name = str(run("accept", str(file), "--as", "甲")["waiting"])
    assert run("waiting")[0]["id"] == name  # type: ignore[index]
    assert run("approve", name, "--as", "甲", code=1)["error"]["code"] == "same_person"  # type: ignore[index]
    assert run("send-back", name, "--as", "乙", "--why", "口径不对")["answer"]["why"] == "口径不对"  # type: ignore[index]
    assert run("approve", name, "--as", "乙", code=1)["error"]["code"] == "not_waiting"  # type: ignore[index]


def test_what_the_command_may_not_publish_any_more_is_told_with_its_findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = sent(energy())
    stopped = receive.inspect(energy(region="没有的县"), "表.xlsx")
    assert not stopped.can_publish
    monkeypatch.setattr(receive, "inspect", lambda *given, **more: stopped)
    assert main(["approve", name, "--as", "乙", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["accepted"] is False and "region_unknown" in {one["rule"] for one in told["findings"]}
    assert journal.read() == [] and [one.id for one in receive.submissions()] == [name]
