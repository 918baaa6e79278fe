"""A target is edited in its file: the next start publishes that; what was published keeps what it said."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.support.numbers import energy_row
from tests.support.trees import ROOT, copy_of_tree, typed, typed_together
from tests.support.workbooks import workbook

pytestmark = pytest.mark.slow
STORE = "kept"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree whose store holds the city's energy of five years: −13.5 % in all."""
    made = copy_of_tree(tmp_path_factory.mktemp("tree"))
    (made / "data/samples").mkdir()
    for path in (ROOT / "data/samples").glob("*.py"):
        shutil.copy(path, made / "data/samples" / path.name)
    shutil.copytree(ROOT / "setup", made / "setup")
    rows = [energy_row(period=f"{year}年", region="柳州市") for year in range(2021, 2026)]
    (made / "S1.xlsx").write_bytes(workbook("S1", rows))
    typed(made, STORE, "-m", "data.ingest", "accept", "S1.xlsx", "--as", "甲")
    return made


def promise(tree: Path, value: str) -> None:
    """Writes another value for the city's first target of 2025 into its file."""
    path = tree / "data/plan/targets.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = (
        row for row in rows if (row["statement"], row["region"], row["year"]) == ("T01", "450200", "2025")
    )
    row["value"] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


START = ("setup/first_store.py",)
STATUS = ("progress_by_indicator", "--param", "statement=T01", "--param", "period=2025", "--param")


def commanded(*words: str) -> tuple[str, ...]:
    """A command that answers in JSON."""
    return ("-m", *words, "--json")


def standing(*words: str) -> tuple[str, ...]:
    """The command that asks for the status of the city's first target in 2025."""
    return commanded("queries", "ask", *STATUS, "region=450200", *words)


def status(answer: str) -> str:
    """The status in the answer to `standing`."""
    (row,) = json.loads(answer)
    return str(row["status"])


def files(tree: Path) -> dict[str, bytes]:
    """Every published snapshot by name."""
    return {path.name: path.read_bytes() for path in sorted((tree / STORE / "snapshots").iterdir())}


def test_an_edited_target_is_seen_everywhere_and_flips_no_past_status(tree: Path) -> None:
    past = files(tree)
    started, told = typed_together(tree, STORE, START, commanded("data.ingest", "history"))
    (first,) = json.loads(told)
    assert (first["action"], len(first["plan"]), first["moves"]) == ("accept", 64, None)
    assert started == "" and files(tree) == past  # the same program: nothing to tell

    promise(tree, "13")
    wanted = (("rebuild", "1"), ("verify",), ("plan", "--dry-run"))
    asked = [commanded("data.ingest", *words) for words in wanted]
    *answers, stood = typed_together(tree, STORE, *asked, standing())
    built, checked, foreseen = (json.loads(answer) for answer in answers)
    (rebuilt,) = built["rebuilt"]
    assert rebuilt != first["snapshot"] and {**files(tree), **past} == files(tree)
    assert checked["faults"] == [] and [r for r in checked["remarks"] if rebuilt in r and "says other" in r]
    assert foreseen["changes"] == ["plan/targets.csv"] and status(stood) == "missed"

    assert "plan/targets.csv" in typed(tree, STORE, *START)
    before = standing("--snapshot", first["snapshot"].removesuffix(".duckdb"))
    once, told, now, then = typed_together(
        tree, STORE, START, commanded("data.ingest", "history"), standing(), before
    )
    second, again = json.loads(told)
    assert once == "" and again == first and (second["generation"], second["action"]) == (2, "plan")
    assert second["moves"] == foreseen["moves"] and second["snapshot"] != first["snapshot"]
    city = [
        (m["what"], m["before"], m["after"], m["periods"])
        for m in second["moves"]
        if (m["statement"], m["region"], m["what"]) == ("T01", "450200", "status")
    ]
    assert ("status", "missed", "achieved", ["2025"]) in city
    assert (status(now), status(then)) == ("achieved", "missed")
    assert {name: files(tree)[name] for name in past} == past

    promise(tree, "15.8")
    change = commanded("data.ingest", "plan", "--as", "乙", "--why", "更正")
    wanted_now = (change, change, standing(), commanded("data.ingest", "verify"))
    changed, unchanged, stood, checked = typed_together(tree, STORE, *wanted_now)
    back = json.loads(changed)
    assert (back["generation"], back["by"], back["note"], back["plan"]) == (3, "乙", "更正", first["plan"])
    assert json.loads(unchanged) == {"changed": False}
    assert status(stood) == "missed" and json.loads(checked)["faults"] == []
