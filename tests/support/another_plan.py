"""A plan with other targets in this process, as if its files had been edited before the process began."""

import hashlib
from dataclasses import replace

import pytest

from data.plan import Plan, plan
from data.snapshot import build, delta, made_with
from data.snapshot.made_with import MadeWith

TARGETS = "plan/targets.csv"


def with_target(statement: str, value: float) -> Plan:
    """The plan, where every target of a statement has this value."""
    targets = tuple(
        replace(target, value=value) if target.statement == statement else target for target in plan().targets
    )
    return replace(plan(), targets=targets)


def in_force(patch: pytest.MonkeyPatch, known: Plan, *files: str) -> MadeWith:
    """Makes snapshots with this plan from now on; `files` (targets.csv) are those that differ for it."""
    told = f"{known.targets}{known.scoring}"
    changed = {name: hashlib.sha256((name + told).encode()).hexdigest() for name in files or (TARGETS,)}
    everything = {**made_with.AT_START.files, **changed}
    made = MadeWith(
        made_with.hash_of(everything, made_with.DATA),
        made_with.hash_of(everything, made_with.CODE),
        everything,
    )
    patch.setattr(made_with, "of_process", lambda: made)
    patch.setattr(made_with, "on_disk", lambda: made)
    patch.setattr(build, "plan", lambda: known)
    patch.setattr(delta, "plan", lambda: known)
    return made
