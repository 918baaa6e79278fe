"""Tells a costly test by what it reaches: a snapshot built, a page opened, a process started, examples drawn.

Followed are the names in the code of a test, of its fixtures and of whatever of `tests` they name; where such
a name is one of COSTLY, the test is left to `make test`. Nothing has to be marked by hand.
"""

import functools
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest

# what costs a tenth of a second or more, by module: the names, or all of them
COSTLY: dict[str, frozenset[str] | None] = {
    "data.snapshot.publish": None,
    "data.snapshot.recovery": None,
    "data.snapshot.build": frozenset({"build", "fill"}),
    "data.snapshot.bare": frozenset({"bare_snapshot", "made_bare"}),
    "data.snapshot.repair": None,
    "data.snapshot.verify": None,
    "data.ingest.__main__": frozenset({"main"}),
    "data.keep.__main__": frozenset({"main"}),
    "data.ingest.batch": frozenset({"publish", "foreseen"}),
    "data.ingest.watch": None,
    "data.ingest.receive": frozenset(
        {
            "accept",
            "accept_many",
            "approve",
            "foreseen",
            "foresee_plan",
            "publish_plan",
            "published_as",
            "rollback",
            "submitted",
            "withdraw",
            "withdraw_demo",
        }
    ),
    "data.ingest.amend": None,
    "data.samples.__main__": None,
    "data.samples.make": None,
    "pages.documents.converter": frozenset({"drawn", "pixels"}),
    "pages.documents.picture": frozenset({"made"}),
    "queries.free.asking": frozenset({"answer", "asked"}),
    "hypothesis.core": frozenset({"given"}),
    "multiprocessing.context": None,
    "streamlit.testing.v1.app_test": None,
    "subprocess": frozenset({"Popen", "run", "check_output", "check_call"}),
    "tests.conftest": frozenset({"real_child"}),
    "tests.torture.forks": None,
    "vl_convert.vl_convert": None,
}
SHARED = frozenset({"built_samples"})  # made once for as long as the tree stays what it is


def is_costly(item: pytest.Item) -> bool:
    """Whether a test builds, opens or starts something, itself or through a fixture of its own."""
    found = getattr(item, "_fixtureinfo", None)
    fixtures = found.name2fixturedefs if found else {}
    asked = [one[-1].func for name, one in fixtures.items() if name not in SHARED]
    given = getattr(item, "callspec", None)
    asked += given.params.values() if given else []
    return any(reaches(one) for one in (getattr(item, "function", None), *asked) if callable(one))


@functools.cache
def reaches(start: Callable[..., Any]) -> bool:
    """Whether something costly is named by a callable, or by anything of the suite that it names."""
    seen: set[int] = set()
    waiting: list[Any] = [start]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if is_named(one):
            return True
        if str(getattr(one, "__module__", "")).startswith("tests"):
            waiting += named_by(one)
    return False


def is_named(one: Any) -> bool:
    """Whether a function or class is one of COSTLY."""
    if hasattr(one, "hypothesis"):
        return True
    module = getattr(one, "__module__", None)
    if not isinstance(module, str) or module not in COSTLY:
        return False
    names = COSTLY[module]
    return names is None or getattr(one, "__name__", "") in names


def named_by(one: Any) -> Iterator[Any]:
    """What the code of a function, of a class's methods or of a partial names that can be called."""
    if isinstance(one, functools.partial):
        yield one.func
    elif isinstance(one, type):
        yield from (value for value in vars(one).values() if isinstance(value, types.FunctionType))
    function = getattr(one, "__wrapped__", one)
    if function is not one:
        yield function
    if isinstance(function, types.FunctionType):
        yield from (cell.cell_contents for cell in function.__closure__ or () if callable(cell.cell_contents))
        names = {name for code in codes_of(function.__code__) for name in code.co_names}
        known = [function.__globals__[name] for name in names if name in function.__globals__]
        known += [value for each in known if isinstance(each, dict) for value in each.values()]
        modules = [each for each in known if isinstance(each, types.ModuleType)]
        inside = [getattr(module, name, None) for module in modules for name in names]
        yield from (each for each in (*known, *inside) if callable(each))


def codes_of(code: types.CodeType) -> Iterator[types.CodeType]:
    """A piece of code and those written inside it."""
    yield code
    for inside in code.co_consts:
        if isinstance(inside, types.CodeType):
            yield from codes_of(inside)
