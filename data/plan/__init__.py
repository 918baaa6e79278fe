"""The promise as data: what the city said, in which words, units and years, and who answers for it."""

from functools import cache

from data.plan.check import faults_of
from data.plan.load import load
from data.plan.model import DEFAULT_BASIS, TOTAL, Plan, PlanError, Setting, Statement, Template

__all__ = ["DEFAULT_BASIS", "TOTAL", "Plan", "PlanError", "Setting", "Statement", "Template", "plan"]


@cache
def plan() -> Plan:
    """The plan of this checkout, read once.

    Raises PlanError with every contradiction at once.
    """
    made = load()
    faults = faults_of(made)
    if faults:
        raise PlanError(faults)
    return made
