"""`python -m bench [PART …]`: one table of what things take, beside their floor, a usual page and the budget.

Parts: start, click, questions, visitors, uploads, browser; all without any. `1e7` asks the questions over ten
million rows too. Writes artefacts/bench.json; ends with 1 where a budget is missed.
"""

import importlib
import json
import os
import sys
import time
from collections.abc import Callable

from bench.table import Line, printed
from setup.serving import ROOT

PARTS = ("start", "click", "questions", "visitors", "uploads", "browser")


def part(name: str, words: list[str]) -> list[Line]:
    """The lines of one part; its module is brought in when its turn comes."""
    if name == "start":
        made: Callable[[], list[Line]] = importlib.import_module("bench.visitors").start_lines
        return made()
    module = importlib.import_module(f"bench.{name}")
    if name == "questions":
        found: list[Line] = module.lines("1e7" if "1e7" in words else "1e6")
        return found
    made = module.lines
    return made()


def main(words: list[str]) -> int:
    """Prints the table, writes artefacts/bench.json, and says whether the budgets hold."""
    os.environ.setdefault("PEAK_SIGN_IN", "machine")
    os.environ.setdefault("PEAK_TODAY", "2026-11-20")  # the day of the embedded data, whatever day it is
    unknown = [word for word in words if word not in (*PARTS, "1e7")]
    if unknown:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    lines: list[Line] = []
    took: dict[str, float] = {}
    for name in [name for name in PARTS if name in words or not set(words) - {"1e7"}]:
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
