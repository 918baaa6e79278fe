"""Hundreds of bad files built here, each with what must be said of it: python -m tests.torture bad_files."""

from tests.torture import bad_containers, bad_sheets
from tests.torture.bad_containers import ANY, Bad, good
from tests.torture.figures import Figures, Scale
from tests.torture.reading import Outcome, outcome, outcomes

LEAST = 300


def run(scale: Scale) -> Figures:
    """All of them; the short form takes every sixteenth."""
    found = Figures("bad_files")
    groups = {"outside": bad_containers.all_of_them(), "inside": bad_sheets.all_of_them()}
    found.need("files", sum(len(files) for files in groups.values()), LEAST)
    base = outcome(good(), "报表.xlsx")
    for name, files in groups.items():
        chosen = files[:: scale.of(16, 1, 1)]
        failures = []
        refused = 0
        numbers = range(len(chosen))
        for number, came in outcomes(numbers, lambda n, chosen=chosen: chosen[n].made()):  # type: ignore[misc]
            refused += bool(came.refused)
            if wrong := judged(chosen[number], came, base):
                failures.append(f"{chosen[number].title}: {wrong}")
        found.add(name, len(chosen), failures, f"{refused} refused")
    return found


def judged(file: Bad, came: Outcome, base: Outcome) -> str:
    """What is wrong with the answer to a bad file, '' for nothing."""
    if came.crash:
        return came.crash
    if file.rules == ANY:
        stopped = any(severity == "stop" for _, _, severity in came.findings)
        right = came.refused or stopped or came.values == base.values
        return "" if right else f"other values: {came.values}"
    if file.rules and came.rules() & file.rules:
        return ""
    if file.rules and not ("blank" in file.rules and not came.refused and None in came.values[0]):
        return f"nothing of {sorted(file.rules)} is said but {sorted(came.rules())}"
    if file.right is not None and file.right not in (came.values[0] if came.values else ()):
        return f"{file.right!r} is not among {came.values} ({sorted(came.rules())})"
    return ""
