"""Counts reached code where it is the matter of a test, for the count makes Python twice as slow.

What pages reach of `data/` and `queries/` is reached by the tests of those rooms; only the pages through
which people publish go ways of their own. A browser's server and the torture run in processes uncounted.
"""

from pathlib import PurePath
from typing import Any

import pytest

LOOKING = ("browser", "pages", "torture")  # rooms of tests/ that look at what others make
PUBLISHING = ("test_batch", "test_evidence", "test_history", "test_upload")  # beginnings of names in pages/


def is_counted(path: PurePath, root: PurePath) -> bool:
    """Whether what the tests of a file reach is counted."""
    room = path.relative_to(root / "tests").parts[0]
    return room not in LOOKING or path.name.startswith(PUBLISHING)


def switch(item: pytest.Item) -> None:
    """Pauses or resumes the count (pytest-cov's) before a test and its fixtures."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    controller: Any = getattr(plugin, "cov_controller", None)
    if controller is None:
        return
    wanted = is_counted(item.path, item.config.rootpath)
    if controller.started != wanted:
        if wanted:
            controller.resume()
        else:
            controller.pause()
