"""Counts reached code where it is the matter of a test, for the count makes Python twice as slow.

What pages reach of `data/` and `queries/` is reached by the tests of those rooms; only the pages through
which people publish go ways of their own. A browser's server and the torture run in processes uncounted.
Where the cases of one test go on and on without reaching anything new, the count rests for what is left of
them: so it may say a little less than is true, and never more.
"""

from collections import Counter
from pathlib import PurePath
from typing import Any

import pytest

LOOKING = ("browser", "pages", "torture")  # rooms of tests/ that look at what others make
PUBLISHING = ("test_batch", "test_evidence", "test_history", "test_upload")  # beginnings of names in pages/
CASES = 4  # of one test, one after the other, that reached nothing new: the others are run uncounted


class News:
    """What was reached so far, and how many cases of each test were without news, one after the other."""

    def __init__(self) -> None:
        self.reached = 0
        self.last = ""  # the test whose case ran counted
        self.silent: Counter[str] = Counter()

    def settle(self, reached: int) -> None:
        """Notes whether the case before brought news."""
        if self.last:
            self.silent[self.last] = 0 if reached > self.reached else self.silent[self.last] + 1
        self.reached, self.last = reached, ""

    def wants(self, test: str) -> bool:
        """Whether the next case of a test is counted; if so it is the one to be settled next."""
        wanted = self.silent[test] < CASES
        self.last = test if wanted else ""
        return wanted


NEWS = News()


def is_counted(path: PurePath, root: PurePath) -> bool:
    """Whether what the tests of a file reach is counted."""
    room = path.relative_to(root / "tests").parts[0]
    return room not in LOOKING or path.name.startswith(PUBLISHING)


def reached(controller: Any) -> int:
    """How many branches a count (pytest-cov's) has seen in this process."""
    collector = getattr(controller.cov, "_collector", None)
    return sum(map(len, collector.data.values())) if collector else 0


def switch(item: pytest.Item) -> None:
    """Pauses or resumes the count (pytest-cov's) before a test and its fixtures."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    controller: Any = getattr(plugin, "cov_controller", None)
    if controller is None:
        return
    NEWS.settle(reached(controller))
    test = item.nodeid.partition("[")[0]
    wanted = is_counted(item.path, item.config.rootpath) and NEWS.wants(test)
    if controller.started != wanted:
        if wanted:
            controller.resume()
        else:
            controller.pause()
