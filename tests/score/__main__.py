"""Prints how much is read right: python -m tests.score [FOLDER OF EXAMPLES]."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.score import truth
from tests.score.scored import Score, scored
from tests.score.truth import Truth

GOALS = {"values": 0.98, "units": 0.95, "periods": 0.95}


def main() -> int:
    """1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.score", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder with files/ and truth/*.json")
    folder = parser.parse_args().folder
    totals = [told("our own sheets", truth.own())]
    if folder:
        totals.append(told(str(folder), truth.examples(folder)))
    return int(any(missed(total) for total in totals))


def told(title: str, truths: Iterable[Truth]) -> Score:
    """Prints each sheet with what is wrong in it, and the sum."""
    total = Score()
    print(title)
    for each in truths:
        score, wrong = scored(each)
        total += score
        print(f"  {each.name:32} {score.line()}")
        for fault in wrong:
            print(f"    {fault}")
    print(f"  {'all':32} {total.line()}")
    for goal in missed(total):
        print(f"  missed: {goal}")
    return total


def missed(total: Score) -> list[str]:
    """The goals that a sum does not reach, in words."""
    faults = []
    for what, share in GOALS.items():
        right, all_of_it = getattr(total, what), getattr(total, f"total_{what}")
        if right < share * all_of_it:
            faults.append(f"{what} {right}/{all_of_it}, at least {share:.0%}")
    if total.stray:
        faults.append(f"{total.stray} stray cells, none allowed")
    if total.refused < total.total_refused:
        faults.append(f"refusals {total.refused}/{total.total_refused}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
