"""Runs the torture: python -m tests.torture [crashes kills …] [--short | --long]; prints one table."""

import argparse
import importlib
import os
import sys
import time

from tests.torture import shim
from tests.torture.figures import Figures, Scale, table

PARTS = (
    "crashes",
    "kills",
    "power_cuts",
    "real_disk",
    "io_faults",
    "bit_flips",
    "backups",
    "readers",
    "races",
    "inboxes",
    "hostile",
    "bad_files",
    "mutations",
    "oracles",
    "rights",
    "sign_ins",
    "questions",
)


def main() -> int:
    """1 when something did not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all when none is named"
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--short", action="store_const", dest="scale", const=Scale.SHORT)
    size.add_argument("--long", action="store_const", dest="scale", const=Scale.LONG)
    parser.add_argument(
        "--light", action="store_true", help="snapshots that say little, as in the short form"
    )
    given = parser.parse_args()
    shim.preload()
    from tests.torture import light, scenes

    scenes.stand_still()
    if given.light or given.scale is not Scale.LONG:
        light.use()
    try:
        found = [run(part, given.scale or Scale.USUAL) for part in given.parts or PARTS]
    finally:
        scenes.close()
    print(table(found))
    return int(any(part.failures for part in found))


def run(part: str, scale: Scale) -> Figures:
    """One part, timed, told of while the others go on."""
    if part not in PARTS:
        raise SystemExit(f"no such part: {part}; there are {', '.join(PARTS)}")
    began, used = time.monotonic(), cpu()
    figures: Figures = importlib.import_module(f"tests.torture.{part}").run(scale)
    figures.seconds, figures.cpu = time.monotonic() - began, cpu() - used
    print(f"{part}: {figures.seconds:.0f} s, {len(figures.failures)} failures", file=sys.stderr, flush=True)
    return figures


def cpu() -> float:
    """Seconds of processor time that this process and its ended children have used."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    sys.exit(main())
