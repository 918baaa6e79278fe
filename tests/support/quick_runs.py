"""Takes out of Streamlit's AppTest what a run of a page costs beside the page: nothing a test looks at.

Streamlit looks through the metadata of every installed package for components before each run, compiles the
script anew, and waits for its end by looking a thousand times a second, which takes time from the run itself.
What is installed and written does not change under a test, and no package here brings a component.
"""

import sys
from typing import Any

from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache

COMPILED = ScriptCache()
RUNNER = "streamlit.testing.v1.local_script_runner"


def prepare() -> None:
    """From now on packages are not looked through, and a script is compiled once a process."""
    manifest_scanner.scan_component_manifests = lambda max_workers=None: []
    compiled = ScriptCache.get_bytecode
    ScriptCache.get_bytecode = lambda _, path: compiled(COMPILED, path)  # type: ignore[assignment, method-assign]


def wait_for_ends() -> None:
    """Once all tests are known: where one of them runs pages, a run is waited for by its thread."""
    made: Any = sys.modules.get(RUNNER)
    if made is None:
        return
    looking = made.require_widgets_deltas

    def joined(runner: Any, timeout: float = 3) -> None:
        runner._script_thread.join(timeout)
        looking(runner, 0.1)  # raises where it has not ended

    made.require_widgets_deltas = joined
