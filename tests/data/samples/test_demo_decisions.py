"""Invented decisions are taken in; of the first meeting's two are done, one is dropped, one still open."""

from data.samples import demo_decisions
from tests.support.in_process import stops


def test_both_meetings_are_taken_in() -> None:
    assert stops("S25", demo_decisions.decided()) == [] == stops("S25", demo_decisions.followed())


def test_the_second_tells_what_became_of_the_first() -> None:
    first = [row["number"] for row in demo_decisions.decided()]
    told = {row["number"]: row for row in demo_decisions.followed()}
    assert [told[number]["state"] for number in first] == ["办结", "在办", "办结", "撤销"]
    assert len(told) == 8 and all("演示" in str(row["decision"]) for row in told.values())
