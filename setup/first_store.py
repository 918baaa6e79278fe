"""Brings the store into order: recovers it, builds it again after an upgrade, or makes the first one."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    sys.argv = ["data.samples"]
    runpy.run_module("data.samples", run_name="__main__")


if __name__ == "__main__":
    main()
