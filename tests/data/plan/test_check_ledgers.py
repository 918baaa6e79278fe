"""A `[ledger]` block that contradicts its template, the settings or another block is told at the start."""

import shutil
from pathlib import Path

import pytest

from data.plan import PlanError, plan
from data.plan.check import faults_of
from data.plan.load import load
from tests.support.trees import ROOT
from tests.test_new_ledger import BLOCK, write


def test_the_ledgers_of_the_plan_do_not_contradict_it() -> None:
    assert faults_of(plan()) == [] and len(plan().ledgers) > 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('lead = ["nobody"]', "unknown column nobody"),
        ('kind = "heap"', "unknown kind heap"),
        ('done = "remark"', "done 须为日期列"),
        ('code = "retrofit"', "ledger retrofit twice"),
        ('rules = ["{nothing[there]}"]', "a rule names no setting"),
        ('rule = "trial"', "they have no states"),
        ('colour = "red"', "unknown ['colour']"),
    ],
)
def test_a_block_that_contradicts_itself_is_told_when_the_plan_is_loaded(
    line: str, said: str, tmp_path: Path
) -> None:
    field = line.split(" = ")[0]
    kept = "\n".join(one for one in BLOCK.splitlines() if not one.startswith(f"{field} = "))
    folder = tmp_path / "plan"
    shutil.copytree(ROOT / "data/plan", folder)
    write(folder, f"{kept}\n{line}\n")
    try:
        faults = faults_of(load(folder))
    except PlanError as fault:
        faults = fault.faults
    assert any(said in fault for fault in faults), faults
