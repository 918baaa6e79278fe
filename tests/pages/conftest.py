"""What pages are tried on: a page that is only looked at is run once; a store with one publication."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import pages
from tests.support.uploads import one_publication


@pytest.fixture(autouse=True)
def looking(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tells whether this test may be given a page that another one has opened (tests/support/pages.py)."""
    pages.LOOKING[0] = pages.only_looks(request.node)
    yield
    pages.LOOKING[0] = False


@pytest.fixture(autouse=True, scope="module")
def kept_pages() -> Iterator[None]:
    """Puts away what was kept for the tests of one file."""
    yield
    pages.KEPT.clear()


@pytest.fixture
def by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sits at the page has a name."""
    monkeypatch.setenv("PEAK_USER", "测试员")


@pytest.fixture
def small_store(store: Path, filled: Callable[[Callable[[], object]], Path]) -> Path:
    """A store with one publication: as much as an upload needs to be held against."""
    shutil.copytree(filled(one_publication), store)
    return store
