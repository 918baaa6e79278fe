"""Every rule has a kind of promise and every statement exactly one; each kind has a page of its own."""

import dataclasses

import pytest

from data.plan import plan
from data.plan.kinds import KINDS, kind_of
from data.plan.model import RULES
from pages.analysts.indicator import kinds


def test_every_rule_and_every_statement_has_a_kind_with_a_page() -> None:
    assert set(KINDS) == set(RULES)
    found = {code: kind_of(one) for code, one in plan().statements.items()}
    assert len(found) == 34 and set(found.values()) == set(kinds.KINDS)


@pytest.mark.parametrize(("rule", "parts", "kind"), [("hold", False, "share"), ("at_most", True, "products")])
def test_the_kind_follows_from_the_plan_alone(rule: str, parts: bool, kind: str) -> None:
    made = dataclasses.replace(plan().statements["T01"], id="T99", rule=rule, counts_parts=parts)
    assert kind_of(made) == kind
