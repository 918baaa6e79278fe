"""Serves the dashboard: `python setup/serve.py [streamlit options]`.

A folder named pages beside app.py makes Streamlit's first run in a process look for pages there by itself,
and tell whoever opened a deep link first that there is no such page. Our table of contents is in app.py;
saying so before the first visitor comes is what this file is for (version pinned, a browser test holds it).
A word that the table needs and that is missing is told here too, before anybody is served,
and charts that no earlier start kept are specified by another process meanwhile. In front of Streamlit
stands our gate.
"""

import ctypes
import importlib
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import pyarrow as pa
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

ROOT = Path(__file__).resolve().parent.parent
MOST_HEAPS = -8  # M_ARENA_MAX of malloc.h


class Without(MetaPathFinder):
    """Finds no pandas, and nothing else."""

    def find_spec(self, fullname: str, *_: object) -> None:
        """Raises ModuleNotFoundError for pandas; leaves all else to others."""
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def leave_pandas_out() -> None:
    """Has pyarrow find no pandas when it first looks, which is when it makes an array of a list.

    It only wants to tell a frame from a list. Whoever really makes a frame finds pandas all the same.
    """
    without = Without()
    sys.meta_path.insert(0, without)
    pa.array([0])
    sys.meta_path.remove(without)


def share_heaps() -> None:
    """Has all threads take memory from two heaps of the C library, not from one each.

    What a crowd leaves is then in few places that can be given back (pages/frame/collector.py).
    """
    if sys.platform.startswith("linux") and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(MOST_HEAPS, 2)


def main() -> None:
    """Starts Streamlit's own command with our page table in force, charts kept or coming, settings held."""
    PagesManager.uses_pages_directory = False
    share_heaps()
    leave_pandas_out()
    sys.path.insert(0, str(ROOT))
    importlib.import_module("setup.logs").begin()
    options = importlib.import_module("setup.options").of_settings(sys.argv[1:])
    importlib.import_module("setup.first_person").main()
    importlib.import_module("pages.charts.kinds").begin()
    importlib.import_module("app")
    importlib.import_module("setup.warm").up()
    importlib.import_module("queries.ahead").begin()
    importlib.import_module("setup.gate").install()
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *options]
    cli.main()


if __name__ == "__main__":
    main()
