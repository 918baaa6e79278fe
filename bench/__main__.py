"""`python -m bench [PART …]`: one table of what things take, beside their floor, a usual page and the budget.

Parts: start, click, questions, visitors, uploads, browser; all without any. `1e7` asks the questions over ten
million rows too. `visitors 600` has fifty visitors click for so many seconds while something is published;
`renewal` is what fifty open windows cost that renew themselves; `soak` (an hour; `soak 600`: so many seconds)
follows the memory. Writes artefacts/bench.json; ends with 1 where a budget is missed or a part fails.
"""

import importlib
import json
import os
import sys
import time
import traceback
from collections.abc import Callable

from bench.table import Line, printed
from setup.serving import ROOT

PARTS = ("start", "click", "questions", "visitors", "uploads", "browser")
ON_REQUEST = ("renewal", "soak")


def part(name: str, words: list[str]) -> list[Line]:
    """The lines of one part; brought in when its turn comes. One that fails is a budget missed."""
    try:
        made: list[Line] = module_lines(name)(*given(name, words))
    except Exception:
        traceback.print_exc()
        return [Line(f"{name}: failed, see above", 1.0, "", budget=0, of_ratio=False)]
    return made


def module_lines(name: str) -> Callable[..., list[Line]]:
    """What measures one part."""
    module = importlib.import_module("bench.visitors" if name == "start" else f"bench.{name}")
    found: Callable[..., list[Line]] = module.start_lines if name == "start" else module.lines
    return found


def given(name: str, words: list[str]) -> tuple[float | str, ...]:
    """What was asked of a part beside its name: how many rows, or how many seconds."""
    if name == "questions":
        return ("1e7" if "1e7" in words else "1e6",)
    seconds = tuple(float(word) for word in words if word.isdecimal())
    return seconds[:1] if name in ("visitors", "soak") else ()


def main(words: list[str]) -> int:
    """Prints the table, writes artefacts/bench.json, and says whether the budgets hold."""
    os.environ.setdefault("PEAK_SIGN_IN", "machine")
    os.environ.setdefault("PEAK_TODAY", "2026-11-20")  # the day of the embedded data, whatever day it is
    every = (*PARTS, *ON_REQUEST)
    named = [word for word in words if word != "1e7" and not word.isdecimal()]
    if unknown := [word for word in named if word not in every]:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(every)}", file=sys.stderr)
        return 2
    lines: list[Line] = []
    took: dict[str, float] = {}
    for name in [name for name in every if name in named] or PARTS:
        began = time.monotonic()
        print(f"{name} …", file=sys.stderr, flush=True)
        lines += part(name, words)
        took[name] = round(time.monotonic() - began, 1)
    print(printed(lines))
    missed = [line.what for line in lines if line.held is False]
    print(f"\n{sum(took.values()):.0f} s; load of the machine {os.getloadavg()[0]:.1f}; {len(missed)} missed")
    target = ROOT / "artefacts" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    told = {"lines": [line.told() for line in lines], "seconds": took, "load": os.getloadavg()}
    target.write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
