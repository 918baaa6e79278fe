"""Builds the first store from the embedded samples, only when there is none yet."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    from data import places

    if places.current_pointer().exists():
        return
    print(f"first store in {places.store()} …", flush=True)
    sys.argv = ["data.samples"]
    runpy.run_module("data.samples", run_name="__main__")


if __name__ == "__main__":
    main()
