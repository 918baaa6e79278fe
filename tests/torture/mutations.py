"""Thousands of damaged workbooks: never a crash, never a hang, never another value without a finding.

`python -m tests.torture mutations [--short | --long]`, or by itself with --count and --seed.
"""

import argparse
import collections
import hashlib
import sys

from data.ingest.child import ask
from data.ingest.findings import Refused
from tests.torture.figures import Figures, Scale, table
from tests.torture.mutants import FAMILIES, mutant, originals
from tests.torture.reading import Outcome, outcome, outcomes

# what is left is a whole workbook of its own; a text without its kind is a number like any other
UNTELLABLE = {"row or cell removed", "name changed", "attribute t removed"}
ROUTE = 40  # every so manyth goes the unchanged route as well
NAME = "报表.xlsx"


def judged(seed: int, came: Outcome, before: list[Outcome]) -> tuple[str, str]:
    """What came of a mutant in one word, and what is wrong with it ('' for nothing)."""
    _, family, told, which = mutant(seed)
    if came.crash:
        return "crash", f"seed {seed} ({told}): {came.crash}"
    if came.refused:
        return "refused", ""
    base = before[which]
    if came.values == base.values:
        return "same", ""
    new = {(rule, severity) for rule, cell, severity in came.findings - base.findings}
    if any(severity == "stop" for _, severity in new):
        return "other and stopped", ""
    if family != "xml":
        return "other", f"seed {seed} ({told}): other values out of a damaged container"
    if new:
        return "other and said", ""
    if told in UNTELLABLE:
        return "other, nobody can tell", ""
    return "other", f"seed {seed} ({told}): {differing(base, came)}"


def differing(base: Outcome, came: Outcome) -> str:
    """The first values that differ."""
    pairs = [
        f"{old!r} → {new!r}"
        for one, two in zip(base.values, came.values, strict=False)
        for old, new in zip(one, two, strict=False)
        if old != new
    ]
    return f"{len(base.values)} → {len(came.values)} rows; {'; '.join(pairs[:4])}"


def made(seed: int) -> tuple[bytes, str]:
    """The bytes and the name of a seed's workbook."""
    return mutant(seed)[0], NAME


def tortured(count: int, first: int) -> Figures:
    """So many seeds from the first one on."""
    found = Figures("mutations")
    before = [outcome(content, NAME) for content in originals()]
    found.need("values of originals", sum(len(base.values) for base in before), 20)
    tally: dict[str, collections.Counter[str]] = {family: collections.Counter() for family in FAMILIES}
    failures: dict[str, list[str]] = {family: [] for family in FAMILIES}
    for seed, came in outcomes(range(first, first + count), made):
        family = FAMILIES[seed % len(FAMILIES)]
        word, wrong = judged(seed, came, before)
        tally[family][word] += 1
        failures[family] += [wrong] if wrong else []
    for family in FAMILIES:
        told = ", ".join(f"{number} {word}" for word, number in sorted(tally[family].items()))
        found.add(family, sum(tally[family].values()), failures[family], told)
    by_the_route(range(first, first + count, ROUTE), found)
    return found


def by_the_route(seeds: range, found: Figures) -> None:
    """The same answer when a mutant goes the way of an upload: child, limits, pipe."""
    failures = []
    for seed in seeds:
        content, name = made(seed)
        here = outcome(content, name)
        told = {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "snapshot": ""}
        try:
            answer, _ = ask.run_in_child("inspect", content, told)
            rule = ""
        except Refused as refused:
            answer, rule = {}, refused.finding.rule
        if rule != here.refused or (not rule and answer["rows"] != len(here.values)):
            failures.append(f"seed {seed}: {rule or answer['rows']} and {here.refused or len(here.values)}")
    found.add("as an upload", len(seeds), failures)


def run(scale: Scale) -> Figures:
    """The mutations of this scale."""
    return tortured(scale.of(60, 2_000, 10_000), 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.torture.mutations", description=__doc__)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    figures = tortured(given.count, given.seed)
    print(table([figures]))
    sys.exit(int(bool(figures.failures)))
