"""What `make check` leaves to `make test`, and what is not counted, is told by two rules."""

from pathlib import Path
from types import SimpleNamespace

import coverage
import pytest

from data.ingest import receive
from tests.data.ingest.cells import test_read
from tests.data.keep import conftest as keeping
from tests.data.snapshot import test_ledgers
from tests.pages import test_tasks
from tests.pages.documents import test_picture
from tests.support import costly, counted
from tests.support.memory import answers
from tests.support.workbooks import workbook

ROOT = Path(__file__).resolve().parent.parent


def publishes() -> None:
    """Publishes without saying so by its own name."""
    by_another_name = receive.accept
    by_another_name(b"", "", "")


PUBLISHERS = {"accept": publishes}


def names_a_publisher() -> None:
    """Has one called by way of a dictionary."""
    PUBLISHERS["accept"]()


def only_writes() -> bytes:
    """A workbook in memory."""
    return workbook("S1", [])


@pytest.mark.parametrize(
    "heavy",
    [
        publishes,
        names_a_publisher,
        lambda: publishes(),
        keeping.accept,
        test_tasks.opened,
        answers,
        test_picture.drawn,
        test_ledgers.test_the_plain_rule,
    ],
    ids=["itself", "in a dictionary", "inside", "helper", "page", "memory", "picture", "examples"],
)
def test_what_builds_opens_or_draws_is_slow(heavy: object) -> None:
    assert callable(heavy) and costly.reaches(heavy)


def test_what_only_reads_and_writes_cells_is_quick() -> None:
    tests = [one for name, one in vars(test_read).items() if name.startswith("test_")]
    assert tests and not any(map(costly.reaches, tests)) and not costly.reaches(only_writes)


def test_this_session_marks_by_the_rule(request: pytest.FixtureRequest) -> None:
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    assert items and all(item.get_closest_marker("slow") for item in items if costly.is_costly(item))
    assert not request.node.get_closest_marker("slow")


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("tests/data/keep/test_journal.py", True),
        ("tests/queries/test_ask.py", True),
        ("tests/test_commands.py", True),
        ("tests/pages/test_upload.py", True),
        ("tests/pages/test_history.py", True),
        ("tests/pages/test_tasks.py", False),
        ("tests/pages/frame/test_frame.py", False),
        ("tests/browser/test_page_walk.py", False),
        ("tests/torture/test_short.py", False),
    ],
)
def test_reached_code_is_counted_where_it_is_the_matter(file: str, wanted: bool) -> None:
    assert (ROOT / file).exists() and counted.is_counted(ROOT / file, ROOT) == wanted


def test_a_count_rests_where_the_cases_of_a_test_go_on_without_news() -> None:
    news, told = counted.News(), []
    reached = iter((5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7))
    for test in (*("a",) * 11, "b"):
        told.append((test, news.wants(test)))
        news.settle(next(reached))
    # the first and the fifth case had news, the four after it none; another test is counted all the same
    assert told == [*(("a", True),) * 9, ("a", False), ("a", False), ("b", True)]


def test_what_a_count_has_seen_is_known_while_it_runs(tmp_path: Path) -> None:
    file = tmp_path / "counted_here.py"
    file.write_text("def doubled(number):\n    return 2 * number if number else 0\n", encoding="utf-8")
    count = coverage.Coverage(data_file=None, branch=True, include=[str(file)], config_file=False)
    assert counted.reached(SimpleNamespace(cov=count)) == 0
    names: dict[str, object] = {}
    with count.collect():
        exec(compile(file.read_text(encoding="utf-8"), str(file), "exec"), names)
        before = counted.reached(SimpleNamespace(cov=count))
        eval("doubled(1)", names)
        assert 0 < before < counted.reached(SimpleNamespace(cov=count))
