"""Brings the store into order (recovered, built anew after an upgrade, or made); says how to sign in."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from setup import first_person


def main() -> None:
    sys.argv = ["data.samples"]
    try:
        runpy.run_module("data.samples", run_name="__main__")
    except SystemExit as ended:
        if ended.code:
            raise
    first_person.main()


if __name__ == "__main__":
    main()
