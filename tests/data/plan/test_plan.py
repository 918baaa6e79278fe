"""The plan files hold together, and a contradiction is reported with all others at once."""

import re
import shutil
from pathlib import Path

import pytest

from data import places
from data.plan import DEFAULT_BASIS, TOTAL, PlanError, plan
from data.plan.check import faults_of
from data.plan.load import HERE, load
from data.snapshot import build


def test_the_plan_has_no_contradiction() -> None:
    assert faults_of(load()) == []


def test_it_is_whole() -> None:
    known = plan()
    assert list(known.statements) == sorted(known.statements) and len(known.statements) >= 34
    assert len(known.tasks) == 36
    divisions = {code for code, region in known.regions.items() if region.parent == known.city}
    assert {*known.counties(), *known.zones()} == divisions
    assert len([code for code in known.emerging if code != TOTAL]) == 9
    assert set(known.industries) == {"steel", "building_materials", "chemicals", "cars", "machinery"}
    assert all(known.departments_of(statement) for statement in known.statements)


def test_zones_are_never_summable_with_counties() -> None:
    known = plan()
    assert known.zones()
    assert not any(known.regions[code].summable for code in known.zones())
    assert all(known.regions[code].summable for code in known.counties())


def test_the_old_county_name_and_code_still_mean_liujiang() -> None:
    from data.ingest.words.names import code_of

    assert (
        code_of("region", "柳江县") == code_of("region", "450221") == code_of("region", " 柳江区") == "450206"
    )


@pytest.mark.parametrize(
    ("statement", "value", "comparison"),
    [
        ("T01", 15.8, "at_least"),
        ("T10", 25, "at_least"),
        ("T21", 20, "at_least"),
        ("T27", 30, "above"),
        ("T30", 88, "at_most"),
    ],
)
def test_promised_numbers_and_their_boundary_words(statement: str, value: float, comparison: str) -> None:
    target = next(t for t in plan().targets if t.statement == statement and t.region == "450200")
    assert (target.value, target.comparison) == (value, comparison)


def copy_of_plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_all_contradictions_come_at_once(tmp_path: Path) -> None:
    folder = copy_of_plan(tmp_path)
    swap(folder / "indicators.toml", 'rule = "reduction"', 'rule = "shrinks"')
    swap(folder / "targets.csv", "T10,450200", "T99,450299")
    swap(folder / "tasks.csv", "industry|development", "industry|nobody")
    swap(folder / "regions.csv", "zone,450200,0", "zone,450200,1")
    found = "\n".join(faults_of(load(folder)))
    for word in ("shrinks", "T99", "450299", "nobody", "开发区不得与县区相加"):
        assert word in found


def test_an_unknown_key_is_named_with_its_block(tmp_path: Path) -> None:
    folder = copy_of_plan(tmp_path)
    swap(folder / "indicators.toml", "due_year = 2025", "due_yaer = 2025")
    with pytest.raises(PlanError, match=r"T01.*due_yaer"):
        load(folder)


def test_two_columns_of_a_template_cannot_share_a_heading(tmp_path: Path) -> None:
    folder = copy_of_plan(tmp_path)
    swap(folder / "templates" / "S4_emerging_output.toml", 'heading = "工业总产值"', 'heading = "战新产值"')
    assert any("战新产值" in fault for fault in faults_of(load(folder)))


def test_the_codes_that_sql_speaks_of_are_those_of_the_plan() -> None:
    text = (build.HERE / "sql" / "constants.sql").read_text(encoding="utf-8")
    written = dict(re.findall(r"CREATE MACRO (\w+)\(\) AS '([^']+)'", text))
    assert written == {"city": plan().city, "total": TOTAL, "default_basis": DEFAULT_BASIS}
    codes = re.compile("|".join(f"'{code}'" for code in written.values()))
    for room in (build.HERE, places.queries()):
        for path in sorted(room.rglob("*.sql")):
            code = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
            assert path.name == "constants.sql" or not codes.search(code), path


def test_every_county_owes_what_counties_owe() -> None:
    known = plan()
    assert known.owing("S1") == [known.city, *known.counties()]
    assert known.owing("S20") == [*known.counties(), *known.zones()]
    assert known.owing("S15") == []
