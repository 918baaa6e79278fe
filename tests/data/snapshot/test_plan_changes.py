"""A change of what decides is a publication of its own; what was published before stays as it was said."""

import dataclasses
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from data import places
from data.ingest import receive
from data.keep import durable, journal, pointer
from data.keep.errors import StoreError
from data.keep.journal import Entry, Moved
from data.plan import plan
from data.snapshot import finished, made_with, plan_changes, publish, remarks, verify
from data.snapshot.plan_changes import Change
from queries import ask
from tests.support import another_plan
from tests.support.numbers import energy_row
from tests.support.rows import good
from tests.support.workbooks import workbook

pytestmark = pytest.mark.slow
CITY = {"region": "柳州市"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two publications: the city's energy of five years (−13.5 % in all), then 2020's.

    The first knows four years' changes of 2022 to 2025 only, so that T01 has no number in it.
    """
    path = tmp_path_factory.mktemp("city") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        years = [energy_row(period=f"{year}年", **CITY) for year in range(2022, 2026)]
        receive.accept(workbook("S1", years), "能耗.xlsx", "甲")
        first = energy_row(period="2021年", **CITY)
        receive.accept(workbook("S1", [first, energy_row(region="城中区")]), "能耗2021.xlsx", "甲")
    return path


@pytest.fixture
def own(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that store to publish into."""
    shutil.copytree(made, tmp_path / "store")
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.fixture
def patch(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What the plan is changed by; readers forget what they kept."""
    ask.forget()
    return monkeypatch


def lower(patch: pytest.MonkeyPatch, value: float = 13.0) -> None:
    """The city's first target is lowered from 15.8: what was missed is met."""
    another_plan.in_force(patch, another_plan.with_target("T01", value))


def file_of(entry: Entry) -> Path:
    return places.snapshots() / entry.snapshot


def said_in(path: Path) -> dict[tuple[str, ...], dict[str, str]]:
    """Status (and verdict) of every figure of a snapshot by its key."""
    with duckdb.connect(str(path), read_only=True) as database:
        rows = database.table("progress").fetchdf().astype(object).to_dict("records")
    names = ("statement", "region", "sector", "item", "basis", "period")
    return {
        tuple(str(row[name]) for name in names): {
            what: str(row[what]) for what in ("status", "verdict") if isinstance(row.get(what), str)
        }
        for row in rows
    }


def moved_between(before: Path, after: Path) -> set[tuple[str, ...]]:
    """What differs between two snapshots, compared here in plain Python."""
    then, now = said_in(before), said_in(after)
    nothing = {"status": "no_data", "verdict": ""}
    found = set()
    for key in then.keys() | now.keys():
        old, new = (nothing | side.get(key, {}) for side in (then, now))
        found |= {(*key, what, old[what], new[what]) for what in nothing if old[what] != new[what]}
    return found


def told(moves: tuple[Moved, ...] | None) -> set[tuple[str, ...]]:
    """The moves of a line, one for each period."""
    assert moves is not None
    return {
        (m.statement, m.region, m.sector, m.item, m.basis, period, m.what, m.before, m.after)
        for m in moves
        for period in m.periods
    }


def test_a_lowered_target_is_a_publication_that_tells_who_why_and_what_moved(
    own: Path, patch: pytest.MonkeyPatch
) -> None:
    past = {path: path.read_bytes() for path in sorted(places.snapshots().iterdir())}
    entries = journal.read()
    assert publish.upgrade() == publish.Upgrade(None, ())
    lower(patch)
    done = publish.upgrade()
    line = journal.read()[-1]
    assert done == publish.Upgrade(line, ()) and journal.read()[:-1] == entries
    assert (line.generation, line.action, line.by) == (3, "plan", publish.SYSTEM)
    assert line.changes == (another_plan.TARGETS,) and another_plan.TARGETS in line.note
    assert [edit for edit in line.edits if "T01" in edit and "15.8 → 13.0" in edit]
    assert line.plan != entries[-1].plan and line.program == entries[-1].program
    assert line.snapshot not in {entry.snapshot for entry in entries}
    assert told(line.moves) == moved_between(file_of(entries[-1]), file_of(line))
    assert ("T01", "450200", "2025", "status", "missed", "achieved") in {
        (m[0], m[1], m[5], m[6], m[7], m[8]) for m in told(line.moves)
    }
    verdicts = {(m.region, m.before, m.after) for m in line.moves or () if m.what == "verdict"}
    assert ("450200", "missed", "achieved") in verdicts
    assert {path: path.read_bytes() for path in past} == past
    assert publish.upgrade() == publish.Upgrade(None, ()) and len(journal.read()) == 3
    assert ask.current().id == line.snapshot.removesuffix(".duckdb") and verify.faults() == []


def test_a_weight_is_a_publication_too_though_no_status_moves(own: Path, patch: pytest.MonkeyPatch) -> None:
    code, item = next(iter(plan().scoring.items()))
    heavier = {**plan().scoring, code: dataclasses.replace(item, weight=item.weight + 1)}
    another_plan.in_force(patch, dataclasses.replace(plan(), scoring=heavier), "plan/scoring.csv")
    line = publish.upgrade().published
    assert line is not None and (line.moves, line.changes) == ((), ("plan/scoring.csv",))
    (edit,) = line.edits
    assert "plan_scoring" in edit and f"weight {item.weight} → {item.weight + 1}" in edit


def test_a_past_snapshot_keeps_what_it_said(own: Path, patch: pytest.MonkeyPatch) -> None:
    def status(**of: str) -> str:
        rows = ask.ask_rows("progress_by_indicator", statement="T01", period="2025", region="450200", **of)
        return str(rows[0]["status"])

    before = ask.current().id
    assert status() == "missed"
    lower(patch)
    publish.upgrade()
    assert (status(), status(snapshot=before)) == ("achieved", "missed")
    changes = ask.ask_rows("changes_since_previous", region="450200")
    assert ("missed", "achieved") in {(row["status_before"], row["status_after"]) for row in changes}
    assert ask.ask_rows("publication_causes") == [{"cause": "plan", "file": another_plan.TARGETS}]
    assert ask.ask_rows("publication_causes", snapshot=before) == []
    assert ask.ask_rows("publication_changes") == []


def test_built_again_by_a_newer_program_it_has_another_name_and_says_so(
    own: Path, patch: pytest.MonkeyPatch
) -> None:
    entry = journal.read()[1]
    content = file_of(entry).read_bytes()
    lower(patch)
    again = publish.rebuild(2, journal.read())
    assert again.name != entry.snapshot and again.stem.endswith("-rebuilt")
    assert file_of(entry).read_bytes() == content and verify.faults() == []
    (remark, waiting) = remarks.remarks()
    assert again.name in remark and "says other" in remark and "not published yet" in waiting
    facts = finished.facts_of(again)
    assert (facts["rebuilt"], facts["published_as"]) == ("newer_program", Path(entry.snapshot).stem)
    publish.recover()
    assert again.exists() and publish.rebuild(2, journal.read()) == again
    assert ask.find(Path(entry.snapshot).stem).path == file_of(entry)


def test_a_lost_snapshot_of_another_program_is_read_by_its_old_address_and_verify_tells(
    own: Path, patch: pytest.MonkeyPatch
) -> None:
    entry = journal.read()[0]
    lower(patch)
    publish.upgrade()
    file_of(entry).unlink()
    assert [fault for fault in verify.faults() if entry.snapshot in fault and "lost" in fault]
    asked = Path(entry.snapshot).stem
    with pytest.raises(ask.NoSnapshot):
        ask.find(asked)
    again = publish.rebuild(1, journal.read())
    found = ask.find(asked)
    assert (found.path, found.rebuilt) == (again, True)
    assert ask.ask_rows("snapshot_facts", snapshot=asked)[0]["published_as"] == asked
    with pytest.raises(ask.NoSnapshot):
        ask.find("snap-000001-000000000000-00000000")


def test_a_snapshot_that_says_other_than_its_line_is_found(own: Path) -> None:
    path = file_of(journal.read()[0])
    path.chmod(0o644)
    with duckdb.connect(str(path)) as database:
        database.execute("UPDATE progress SET status = 'achieved'")
    (fault,) = [fault for fault in verify.faults() if fault.startswith(path.name)]
    assert "is not what was written" in fault


def test_when_the_snapshot_before_is_lost_nobody_guesses_what_moved(
    own: Path, patch: pytest.MonkeyPatch
) -> None:
    newest = journal.read()[-1]
    file_of(newest).unlink()
    lower(patch)
    line = publish.upgrade().published
    assert line is not None and (line.action, line.moves, line.changes) == ("plan", None, ())
    assert journal.read()[-1] == line and ask.current().generation == 3
    (again,) = publish.standing_in(newest)
    assert finished.facts_of(again)["rebuilt"] == "newer_program"


def test_damage_in_the_snapshot_before_is_no_reason_to_guess(own: Path, patch: pytest.MonkeyPatch) -> None:
    newest = journal.read()[-1]
    file_of(newest).chmod(0o644)
    with duckdb.connect(str(file_of(newest))) as database:
        database.execute("ALTER TABLE progress DROP COLUMN status")
    lower(patch)
    line = publish.upgrade().published
    assert line is not None and (line.moves, line.edits, line.changes) == (None, (), ())


def test_when_it_says_the_same_as_the_lost_one_nothing_moved(own: Path, patch: pytest.MonkeyPatch) -> None:
    newest = journal.read()[-1]
    file_of(newest).unlink()
    another_plan.in_force(patch, another_plan.with_target("none", 0.0), "snapshot/progress/judged.sql")
    line = publish.upgrade().published
    assert line is not None and line.moves == () and line.plan == newest.plan
    (again,) = publish.standing_in(newest)
    assert finished.facts_of(again)["rebuilt"] == "same_contents"


def test_an_upload_under_a_changed_plan_makes_two_lines_and_says_each_ones_own(
    own: Path, patch: pytest.MonkeyPatch
) -> None:
    lower(patch)
    book = workbook("S1", [energy_row(region="鱼峰区")])
    foreseen = receive.inspect(book, "鱼峰.xlsx", foresee=True)
    assert {move.statement for move in foreseen.moves if move.region == "450200"} == set()
    receive.accept(book, "鱼峰.xlsx", "乙")
    change, upload = journal.read()[-2:]
    assert (change.action, change.by, upload.action, upload.by) == ("plan", publish.SYSTEM, "accept", "乙")
    assert change.moves and upload.moves is None and upload.plan == change.plan


def test_a_target_that_is_uploaded_tells_the_verdicts_it_would_move(own: Path) -> None:
    row = good("S22", base_year=2020.0, due_year=2025.0, target=13.0)
    seen = receive.inspect(workbook("S22", [row]), "目标.xlsx", foresee=True)
    assert seen.can_publish, [finding.message() for finding in seen.findings]
    verdicts = {(move.region, move.verdict_before, move.verdict_after) for move in seen.moves}
    assert ("450200", "missed", "achieved") in verdicts
    assert len(journal.read()) == 2


def test_rolling_back_data_does_not_undo_the_plan(own: Path, patch: pytest.MonkeyPatch) -> None:
    lower(patch)
    publish.upgrade()
    made = receive.rollback(2, "丙")
    assert receive.active(2) == receive.active(3) == receive.active() == receive.active(made.generation)
    (row,) = ask.ask_rows("progress_by_indicator", statement="T01", period="2025", region="450200")
    assert (row["status"], row["target"]) == ("achieved", 13.0)


def test_a_server_that_began_before_the_change_does_not_speak_for_it(
    own: Path, patch: pytest.MonkeyPatch
) -> None:
    book = workbook("S1", [energy_row(region="鱼峰区")])
    lower(patch)
    publish.upgrade()
    patch.setattr(made_with, "of_process", lambda: made_with.AT_START)
    with pytest.raises(StoreError, match="重启"):
        receive.accept(book, "鱼峰.xlsx", "乙")
    assert len(journal.read()) == 3 and plan_changes.stale()


def as_of_before(store: Path) -> None:
    """Makes the store what an earlier program left: lines without plan and program, shorter names."""
    lines, previous = [], journal.START
    for text in places.journal().read_text(encoding="utf-8").splitlines():
        later = ("plan", "program", "changes", "moves", "sha256", "size", "receipts")
        body = {k: v for k, v in json.loads(text).items() if k not in later}
        short = f"snap-{body['generation']:06d}-{body['logical'][:12]}.duckdb"
        path = (store / "snapshots" / body["snapshot"]).rename(store / "snapshots" / short)
        path.chmod(0o644)
        with duckdb.connect(str(path)) as database:
            database.execute("DELETE FROM meta WHERE starts_with(key, 'file ') OR key = 'plan'")
            database.execute("UPDATE meta SET value = 'old' WHERE key = 'program'")
            database.execute("ALTER TABLE progress DROP COLUMN verdict")
            database.execute("ALTER TABLE _complete DROP COLUMN said")
        body |= {"snapshot": short, "logical": finished.logical_of(path), "previous": previous}
        body["hash"] = previous = journal.digest(body)
        lines.append(json.dumps(body, ensure_ascii=False, sort_keys=True) + "\n")
    places.journal().write_text("".join(lines), encoding="utf-8")
    places.current_pointer().write_text(short, encoding="utf-8")


def test_a_store_of_an_earlier_program_opens_and_its_first_start_writes_its_plan_line(own: Path) -> None:
    as_of_before(own)
    ask.forget()
    past = {path: path.read_bytes() for path in places.snapshots().iterdir()}
    entries = journal.read()
    assert {(entry.plan, entry.program, entry.moves) for entry in entries} == {("", "", None)}
    done = publish.upgrade()
    assert done.published is not None and done.published.moves == () and done.published.changes == ()
    assert "未记录" in done.published.note and len(done.rebuilt) == 2
    assert {path: path.read_bytes() for path in past} == past
    asked = Path(entries[0].snapshot).stem
    assert ask.find(asked).rebuilt and ask.ask_rows("progress_by_indicator", snapshot=asked) is not None
    assert ask.ask_rows("publication_causes") == [{"cause": "program", "file": None}]
    assert publish.upgrade() == publish.Upgrade(None, ())


def test_upon_a_store_of_an_earlier_program_people_go_on(own: Path) -> None:
    as_of_before(own)
    assert verify.faults() == []
    first, second = [entry.uploads for entry in journal.read()]
    receive.withdraw([*second], "乙")
    entries = journal.read()
    assert [entry.action for entry in entries[2:]] == ["plan", "withdraw"]
    receive.rollback(2, "乙")
    assert verify.faults(full=True) == [] and journal.active(journal.read()) == [*first, *second]


@pytest.mark.parametrize("broken", ["append", "point_to"])
def test_a_change_that_breaks_off_is_published_once_all_the_same(
    own: Path, patch: pytest.MonkeyPatch, broken: str
) -> None:
    lower(patch)

    def no_space(_: object) -> None:
        raise OSError("no space left on device")

    with pytest.MonkeyPatch.context() as full:
        full.setattr(journal if broken == "append" else pointer, broken, no_space)
        if broken == "append":
            with pytest.raises(OSError, match="no space"):
                publish.upgrade()
        else:  # its line is durable: it is published, and readers follow at the next start
            assert publish.upgrade().published == journal.read()[-1]
    before = {path.name for path in places.snapshots().iterdir()}
    publish.upgrade()
    assert [entry.action for entry in journal.read()] == ["accept", "accept", "plan"]
    assert ask.current().id == Path(journal.read()[-1].snapshot).stem and verify.faults() == []
    assert {path.name for path in places.snapshots().iterdir()} == before and len(before) == 3


def test_the_first_store_tells_its_plan_and_needs_no_line_of_its_own(sample_store: Path) -> None:
    made = made_with.of_process()
    told = {(entry.action, entry.plan, entry.program, entry.moves) for entry in journal.read()}
    assert told == {("accept", made.plan, made.program, None)}
    assert not plan_changes.pending(journal.read()[-1]) and remarks.remarks() == []


def test_looking_first_publishes_nothing(own: Path, patch: pytest.MonkeyPatch) -> None:
    assert publish.foresee_plan() is None
    lower(patch)
    before = sorted(own.rglob("*"))
    change = publish.foresee_plan()
    assert sorted(own.rglob("*")) == before and change is not None
    line = publish.publish_plan("丁", "市里下调目标")
    assert line is not None and (line.by, line.note) == ("丁", "市里下调目标")
    assert Change(line.changes, line.edits, line.moves) == change
    assert publish.publish_plan("丁", "再来一次") is None


def test_a_line_of_the_journal_with_moves_reads_back(store: Path) -> None:
    durable.make_rooms()
    moved = Moved("T01", "450200", "TOTAL", "", "calorific", "status", "missed", "achieved", ("2025",))
    blank = Entry(1, "plan", journal.now(), "甲", (), None, "因", "s", "l", journal.START)
    written = journal.append(
        dataclasses.replace(blank, plan="p", program="q", changes=("f",), moves=(moved,))
    )
    assert journal.read() == [written] and journal.read()[0].moves == (moved,)
    assert journal.active([written]) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (("plan/targets.csv",), "方案数据变更：plan/targets.csv"),
        (
            ("plan/check.py", "plan/settings.toml"),
            "方案数据变更：plan/settings.toml；程序变更：plan/check.py",
        ),
        (tuple(f"snapshot/{n}.sql" for n in range(9)), "等 9 个文件"),
        ((), "未记录"),
    ],
)
def test_the_reason_names_the_files(changes: tuple[str, ...], said: str) -> None:
    assert said in plan_changes.reason(changes)
