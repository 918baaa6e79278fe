"""The table of the figures names what was done, what failed, and what proves nothing."""

from tests.torture.figures import Figures, Scale, table


def test_failures_and_counts_that_were_not_reached_are_told() -> None:
    good, bad = Figures("好"), Figures("bad")
    good.add("发布", 3, told="worst 2 s")
    bad.add("kills", 2, ["turn 1: lost"])
    bad.need("kills", 2, Scale.LONG.of(1, 5, 500))
    told = table([good, bad])
    assert "worst 2 s" in told and "all held" in told and "2 FAILED" in told
    assert told.endswith("bad: kills: turn 1: lost\nbad: kills: only 2, wanted 500")
    assert not good.failures and len(bad.failures) == 2
