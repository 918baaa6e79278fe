"""Two hashes say what snapshots are made with: data files of the plan, and the program; any change shows."""

from pathlib import Path

import pytest

from data import places
from data.snapshot import made_with
from data.snapshot.made_with import CODE, DATA, MadeWith, hash_of

FILES = {"plan/targets.csv": "a", "plan/load.py": "b", "snapshot/progress/judged.sql": "c"}


def made(files: dict[str, str]) -> MadeWith:
    return MadeWith(hash_of(files, DATA), hash_of(files, CODE), files)


def test_data_and_program_are_told_apart() -> None:
    before = made(FILES)
    target, rule = (
        made(FILES | {"plan/targets.csv": "x"}),
        made(FILES | {"snapshot/progress/judged.sql": "x"}),
    )
    assert target.plan != before.plan and target.program == before.program
    assert rule.plan == before.plan and rule.program != before.program
    assert len({before.mark, target.mark, rule.mark}) == 3


def test_what_came_went_and_changed_is_named() -> None:
    now = made({"plan/targets.csv": "x", "plan/load.py": "b", "plan/new.toml": "n"})
    assert now.differing(FILES) == ["plan/new.toml", "plan/targets.csv", "snapshot/progress/judged.sql"]
    assert now.differing(now.files) == []


def test_every_file_of_plan_and_build_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = made_with.on_disk()
    assert known == made_with.of_process()
    decide = {"plan/targets.csv", "plan/settings.toml", "snapshot/build.py", "snapshot/sql/horizon.sql"}
    assert decide <= known.files.keys()
    other = tmp_path / "plan"
    (other / "factors").mkdir(parents=True)
    (other / "targets.csv").write_bytes((places.plan() / "targets.csv").read_bytes() + b"\n")
    (other / "factors" / "grid.csv").write_text("x", encoding="utf-8")
    monkeypatch.setattr(places, "plan", lambda: other)
    changed = made_with.on_disk()
    assert {"plan/targets.csv", "plan/factors/grid.csv"} <= set(changed.differing(known.files))
    assert changed.plan != known.plan
