"""One run of a page is of one publication, whatever is published while it runs."""

import itertools
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from data.keep import archive, journal, pointer
from data.keep.journal import Entry
from queries import ask as asking
from tests.support.pages import headline, said, visited

READ = journal.read
ROOT = Path(__file__).resolve().parents[2]
FILES = re.findall(r'Entry\("(pages/[^"]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))


@pytest.fixture(params=[0, 1], ids=["as it starts", "just before"])
def restless(
    request: pytest.FixtureRequest, sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str | None]:
    """Between any two looks at the store a publication lands or goes; the snapshots asked meanwhile."""
    entries = journal.read()
    looked: list[bool] = [bool(request.param)]  # at the pointer; a line is written before it turns
    pointers = itertools.cycle([entries[-2], entries[-1]][:: 1 if request.param else -1])
    asked: list[str | None] = []
    answer: Callable[..., Any] = asking.answer

    def noted(name: str, snapshot: str | None, params: Mapping[str, Any], *rest: Any) -> Any:
        asked.append(snapshot)
        return answer(name, snapshot, params, *rest)

    def next_entries() -> list[Entry]:
        return list(entries if looked[-1] else entries[:-1])

    def turned() -> Path:
        looked.append(True)
        return sample_store / "snapshots" / next(pointers).snapshot

    monkeypatch.setattr(asking, "answer", noted)
    monkeypatch.setattr(journal, "read", next_entries)
    monkeypatch.setattr(pointer, "current", turned)
    return asked


@pytest.mark.parametrize("file", FILES)
def test_a_page_asks_one_snapshot_while_others_publish(file: str, restless: list[str | None]) -> None:
    app = visited(file)
    assert not app.exception, app.exception
    assert len(set(restless)) == 1 and None not in restless, set(restless)


def test_the_history_speaks_of_one_publication_throughout(restless: list[str | None]) -> None:
    app = visited("pages/staff/history/page.py")
    (snapshot,) = set(restless)
    told = re.search(r"第 (\d+) 次", headline(app))
    assert told and snapshot and int(told[1]) == int(snapshot.split("-")[1])
    entries = READ()
    then = journal.active(entries, int(told[1]))
    demo = [upload for upload in then if archive.receipt(upload).grade == "demo"]
    line = re.search(r'<p class="peak-subline">(.*?)</p>', said(app))
    assert line, said(app)[:500]
    assert [int(number) for number in re.findall(r"\d+", line[1])][:3] == [int(told[1]), len(then), len(demo)]
