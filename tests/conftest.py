"""Every test has its own store; the real one is out of reach."""

import gc
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["PEAK_STORE"] = "/nonexistent/peak-store"  # a test that forgets its fixture must not find a store
os.environ.setdefault("PEAK_TODAY", "2026-11-20")  # the suite runs on one day, whatever day it is
os.environ["PEAK_SIGN_IN"] = "machine"  # whoever runs the suite has every role, unless a test says otherwise

from data.ingest.child import ask as child
from data.ingest.findings import Finding
from data.keep import lock
from data.people import acting
from data.samples.__main__ import load
from data.snapshot import bare
from queries import ask
from tests.support import amended, costly, counted, kept_bare, quick_runs
from tests.support.examples import examples
from tests.support.speaking import codes_in

quick_runs.prepare()
# what one test was answered another may read: the sample store is asked the same by many
ask.KEPT_ANSWERS = 6000

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "artefacts" / "samples"
KEPT = 2  # sample stores: of this tree and of the one before, which a running test may still read
bare.KEPT = 24  # tests set the clock and the settings; each of both is a bare snapshot of its own
kept_bare.keep()
settings.register_profile("suite", max_examples=examples(30))  # a hundred are Hypothesis' own
settings.load_profile("suite")
gc.disable()  # until all tests are known: importing makes objects that stay
LONG_KINDS = ("browser", "slow")  # files with such tests come first, in this order
LONG = 5.0  # seconds of one test without a browser, on a quiet machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Says what is slow by its nature, and puts long files first, so that the workers end together.

    First come browsers, then what somebody marked, then what the rule finds costly; rooms stay together.
    """
    places: dict[Path, int] = {}
    for item in items:
        given = [n for n, kind in enumerate(LONG_KINDS) if item.get_closest_marker(kind)]
        costs = costly.is_costly(item)
        place = given[0] if given else len(LONG_KINDS) + (not costs)
        places[item.path] = min(place, places.get(item.path, place))
        if costs:
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: places[item.path])


def pytest_collection_finish() -> None:
    """Lets no later collection look again at what was imported and collected."""
    quick_runs.wait_for_ends()
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    """Counts what a test reaches where that is its matter."""
    counted.switch(item)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names the tests that take long, slowest first: told, not failed, for a busy machine is no fault."""
    taken = [
        (report.duration, report.nodeid)
        for report in terminalreporter.stats.get("passed", [])
        if report.duration > LONG and "browser" not in report.keywords
    ]
    if taken:
        terminalreporter.section(f"tests without a browser that took more than {LONG:.0f} s")
        for seconds, name in sorted(taken, reverse=True)[:20]:
            terminalreporter.line(f"{seconds:6.1f} s  {name}")


def pytest_sessionfinish() -> None:
    """Thaws what was frozen, and tidies up the folder of Streamlit's AppTest before it warns at exit."""
    gc.unfreeze()
    made = sys.modules.get("streamlit.testing.v1.app_test")
    if made:
        made.TMP_DIR.cleanup()


@pytest.fixture(autouse=True)
def foreign_bytes_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a child process would say is said in this one, quicker and counted; not with `real_child`."""
    if "real_child" not in request.fixturenames:
        monkeypatch.setattr(child, "run_in_child", child.run_here)


@pytest.fixture(autouse=True)
def findings_speak_in_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No finding that a test brings about speaks in codes, whatever the test is about."""
    made: list[Finding] = []
    checked = Finding.__post_init__

    def remembered(self: Finding) -> None:
        checked(self)
        made.append(self)

    monkeypatch.setattr(Finding, "__post_init__", remembered)
    yield
    monkeypatch.undo()
    assert [(one.rule, one.sentence()) for one in dict.fromkeys(made) if codes_in(one)] == []


@pytest.fixture(autouse=True)
def nobody_acts() -> Iterator[None]:
    """A page that was run without a browser ran in this thread; who sat there acts no more."""
    yield
    acting.settle(None)


@pytest.fixture
def real_child() -> None:
    """Has a test meet the child itself: its limits, its pipe, its end."""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store of the test's own."""
    path = tmp_path / "store"
    monkeypatch.setenv("PEAK_STORE", str(path))
    return path


@pytest.fixture(scope="session")
def built_samples() -> Path:
    """The store of the embedded workbooks, read-only; copy it before writing.

    Built once for as long as the way in, the plan and the workbooks stay what they are, whichever worker
    comes first; its name is their hash. `PEAK_SAMPLES` names a store to use as it is: for a day's work on
    what does not change it, never for the last run.
    """
    if given := os.environ.get("PEAK_SAMPLES"):
        return Path(given)
    made = CACHE / fingerprint() / "store"
    if not made.exists():
        build_once(made)
    return made


def fingerprint() -> str:
    """A hash of everything that decides what the sample store holds, and of the day it was filled on."""
    total = hashlib.sha256(os.environ["PEAK_TODAY"].encode())
    for path in sorted((ROOT / "data").rglob("*")):
        inside = path.relative_to(ROOT / "data").parts
        if path.is_file() and inside[0] != "store" and "__pycache__" not in inside:
            total.update("/".join(inside).encode() + path.read_bytes())
    return total.hexdigest()[:16]


def build_once(made: Path) -> None:
    """Builds the sample store beside its place and moves it there; one process builds, the others wait.

    The kernel frees the lock when a process dies, so nobody waits for nobody.
    """
    before = os.environ["PEAK_STORE"]
    draft = made.parent.with_suffix(".draft")
    try:
        os.environ["PEAK_STORE"] = str(CACHE / "lock")
        with lock.held(who="pytest", limit=1800):
            if made.exists():
                return
            shutil.rmtree(draft, ignore_errors=True)
            os.environ["PEAK_STORE"] = str(draft / "store")
            load()
            os.replace(draft, made.parent)
            old = sorted(CACHE.glob("*/store"), key=lambda store: store.stat().st_mtime)
            for store in old[:-KEPT]:
                shutil.rmtree(store.parent, ignore_errors=True)
    finally:
        os.environ["PEAK_STORE"] = before


@pytest.fixture
def sample_store(built_samples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The embedded data, to read; nothing may be published into it."""
    monkeypatch.setenv("PEAK_STORE", str(built_samples))
    return built_samples


@pytest.fixture
def own_sample_store(built_samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the embedded data that the test may publish into."""
    path = tmp_path / "store"
    shutil.copytree(built_samples, path)
    monkeypatch.setenv("PEAK_STORE", str(path))
    return path


@pytest.fixture
def amended_store(filled: Callable[[Callable[[], object]], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small store with a corrected cell and a locked year, to read (tests/support/amended.py)."""
    path = filled(amended.fill)
    monkeypatch.setenv("PEAK_STORE", str(path))
    return path


@pytest.fixture
def own_amended_store(amended_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to publish into."""
    path = tmp_path / "amended"
    shutil.copytree(amended_store, path)
    monkeypatch.setenv("PEAK_STORE", str(path))
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Callable[[], object]], Path]:
    """Stores that are filled once a process: give what fills one, get its folder; copy it before writing."""
    made: dict[Callable[[], object], Path] = {}

    def of(fill: Callable[[], object]) -> Path:
        if fill not in made:
            path = tmp_path_factory.mktemp("filled") / "store"
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("PEAK_STORE", str(path))
                fill()
            made[fill] = path
        return made[fill]

    return of
