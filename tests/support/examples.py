"""How many random examples a test draws: few in the suite, PEAK_EXAMPLES for a long look."""

import os

VARIABLE = "PEAK_EXAMPLES"


def examples(few: int) -> int:
    """`few`, or as many as PEAK_EXAMPLES says."""
    return int(os.environ.get(VARIABLE, few))
