"""Which open windows are drawn anew when something is published: those that only show what is published.

Never one in which somebody writes, compares or decides, and never a deck in a meeting. The door says what a
window shows; `setup/gate/stream.py` asks, once a second.
"""

from collections import OrderedDict

from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.frame import presenting
from queries import ahead
from queries.snapshots import NoSnapshot

SHOWING = frozenset({"overview", "county", "department", "tasks", "scores"})
MOST = 1000  # windows that are remembered
APART = 0.1  # seconds from one window that is drawn anew to the next: somebody may click meanwhile
_open: OrderedDict[str, bool] = OrderedDict()
_turns = {"next": 0.0}


def opened(path: str) -> None:
    """Remembers which page the window of this run shows."""
    run = get_script_run_ctx()
    if run is None:
        return
    _open[run.session_id] = path in SHOWING and not presenting.asked()
    _open.move_to_end(run.session_id)
    while len(_open) > MOST:
        _open.popitem(last=False)


def is_open(session: str) -> bool:
    """Whether the window of a session of Streamlit's shows a page that renews itself."""
    return _open.get(session, False)


def closed(session: str) -> None:
    """Forgets a window."""
    _open.pop(session, None)


def turn(now: float) -> float:
    """Seconds until one more window may be drawn anew; they wait in a row, the first for nothing."""
    mine = max(now, _turns["next"])
    _turns["next"] = mine + APART
    return mine - now


def newest() -> str:
    """The name of what is published; "" before the first."""
    try:
        return ahead.shown().id
    except NoSnapshot:
        return ""
