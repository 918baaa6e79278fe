"""A pruned snapshot is shown all the same: it is made again when a page is opened with its address."""

from pathlib import Path

import pytest

from data.ingest import amend
from data.keep import journal
from data.plan import plan
from data.snapshot import past
from queries import ask as asking
from tests.support.pages import said, visited

OVERVIEW = "pages/leaders/overview/page.py"


@pytest.fixture
def pruned(own_amended_store: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a snapshot that was pruned, and the one before it with it."""
    monkeypatch.setitem(plan().settings, "store", plan().settings["store"] | {"newest_snapshots": 2})
    amend.lock("S1", ["2024年"], "", "丙", "年报终核", expected=3)
    entries = journal.read()
    gone = entries[-3]
    assert not (own_amended_store / "snapshots" / gone.snapshot).exists()
    return gone.snapshot.removesuffix(".duckdb")


def test_a_page_opened_at_a_pruned_snapshot_shows_it(pruned: str) -> None:
    app = visited(OVERVIEW, snapshot=pruned)
    assert not app.exception and not app.warning, (app.exception, app.warning)
    assert pruned in said(app) and "peak-earlier" in said(app)
    assert asking.find(pruned).generation == journal.read()[-3].generation


def test_one_that_cannot_be_made_again_is_said_and_the_newest_shown(
    pruned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(past, "again", full)
    app = visited(OVERVIEW, snapshot=pruned)
    assert not app.exception and "磁盘已满" in app.warning[0].value
    assert asking.current().id in said(app)
