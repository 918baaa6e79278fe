"""Times a filter change and a page switch, server side, between the floor and a usual page."""

import json
import statistics
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bench.client import Session, session
from setup.serving import ROOT, serving

ROUNDS, WARM_UP = 40, 6
BUDGET_FLOOR, BUDGET_USUAL = 4.0, 0.15
REGIONS = ("", "region=450203", "region=450205", "region=450204")
PLACES = ("", "region=p03", "region=p05", "region=p04")
PAGES = ("overview", "green", "emerging", "indicator")


def takes(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile, milliseconds."""
    ordered = sorted(times)
    return {
        "median_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "runs": len(ordered),
    }


def in_turn(actions: dict[str, Callable[[int], float]]) -> dict[str, dict[str, float]]:
    """Runs the actions A B C A B C …; a drift of the machine touches all of them alike."""
    for turn in range(WARM_UP):
        for action in actions.values():
            action(turn)
    times: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(ROUNDS):
        for name, action in actions.items():
            times[name].append(action(turn))
    return {name: takes(found) for name, found in times.items()}


def actions(empty: Session, usual: Session, ours: Session) -> dict[str, Callable[[int], float]]:
    """What is timed, by name."""
    return {
        "floor: empty page": lambda turn: empty.rerun("", REGIONS[turn % 4]),
        "usual: six Altair charts": lambda turn: usual.rerun("", PLACES[turn % 4]),
        "ours: overview, filter change": lambda turn: ours.rerun("overview", REGIONS[turn % 4]),
        "ours: indicator, filter change": lambda turn: ours.rerun("indicator", f"id=T01&{REGIONS[turn % 4]}"),
        "ours: page switch": lambda turn: ours.rerun(PAGES[turn % 4]),
    }


def main() -> int:
    """Prints the table, writes artefacts/bench.json, and says whether the budgets hold."""
    with ExitStack() as stack:
        ports = [
            stack.enter_context(serving(s)) for s in ("bench/empty_page.py", "bench/usual_page.py", "app.py")
        ]
        sessions = [stack.enter_context(session(port)) for port in ports]
        found = in_turn(actions(*sessions))
    floor, usual = found["floor: empty page"]["median_ms"], found["usual: six Altair charts"]["median_ms"]
    print(f"{'':34}{'median':>9}{'p95':>9}{'× floor':>9}{'× usual':>9}")
    for name, row in found.items():
        row["times_floor"] = round(row["median_ms"] / floor, 2)
        row["times_usual"] = round(row["median_ms"] / usual, 3)
        figures = (row["median_ms"], row["p95_ms"], row["times_floor"], row["times_usual"])
        print(f"{name:34}" + "".join(f"{value:>9}" for value in figures))
    ours = found["ours: overview, filter change"]
    holds = {
        f"overview ≤ {BUDGET_FLOOR} × floor": ours["times_floor"] <= BUDGET_FLOOR,
        f"overview ≤ {BUDGET_USUAL} × usual": ours["times_usual"] <= BUDGET_USUAL,
    }
    for text, held in holds.items():
        print(f"{'holds' if held else 'MISSED':8}{text}")
    target = Path(ROOT) / "artefacts" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"figures": found, "budgets": holds}, indent=1), encoding="utf-8")
    return 0 if all(holds.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
