"""Charts that no earlier start kept come from another process: nobody sees a page without its chart."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from data import places
from pages.charts import coming, kept, kinds, making
from pages.charts.coming import Coming
from pages.speech.catalogue import LANGUAGES

ALL = [f"{kind} {tongue} screen" for tongue in LANGUAGES for kind in kinds.KINDS]
NONE_KEPT = "import sys; from pages.charts import kept, kinds; kept.read = lambda *_: {}; kinds.begin()\n"
HALTING = (
    "import json, os, sys, time\n"
    "print(json.dumps(['one', {'mark': 'bar'}]), flush=True)\n"
    "while not os.path.exists(sys.argv[1]): time.sleep(0.01)\n"
    "print(json.dumps(['two', {'mark': 'line'}]), flush=True)\n"
)


def saying(code: str, *words: str) -> tuple[str, ...]:
    """The command of a process of a few lines."""
    return (sys.executable, "-c", code, *words)


def test_who_needs_one_waits_for_that_one_only(tmp_path: Path) -> None:
    made: dict[str, dict[str, Any]] = {}
    found: list[dict[str, Any]] = []
    going = Coming(made, saying(HALTING, str(tmp_path / "go")))
    going.wait("one")
    assert made == {"one": {"mark": "bar"}}, "the other is not waited for"

    def visit() -> None:
        going.wait("two")
        found.append(made["two"])

    visitor = threading.Thread(target=visit)
    visitor.start()
    assert not found
    (tmp_path / "go").touch()
    visitor.join(coming.PATIENCE)
    assert found == [{"mark": "line"}]
    going.wait("three")  # that nobody makes: it ends with the process
    assert going.over and "three" not in made


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "print('broken')", "print('[1]')"])
def test_what_the_other_process_fails_to_make_is_made_here(
    monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    whole = kinds.spec("bars")
    monkeypatch.setattr(kinds, "MADE", {})
    monkeypatch.setattr(kinds, "COMING", [Coming(kinds.MADE, saying(code))])
    assert kinds.spec("bars") == whole


def test_where_no_process_can_be_started_charts_are_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> Coming:
        raise OSError("no more processes")

    whole = kinds.spec("steps")
    monkeypatch.setattr(kinds, "MADE", {})
    monkeypatch.setattr(kinds, "COMING", [])
    monkeypatch.setattr(kept, "read", lambda: {})
    monkeypatch.setattr(coming, "Coming", refused)
    kinds.begin()
    assert kinds.COMING == [] and kinds.spec("steps") == whole


def test_a_server_without_kept_charts_has_them_all_and_never_altair() -> None:
    code = NONE_KEPT + f"print(all(map(bool, (kinds.spec(*name.split()) for name in {ALL}))))\n"
    code += "print('altair' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=places.ROOT, capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == ["True", "False"] and done.stderr == ""


def test_all_are_said_and_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ends: list[dict[str, Any]] = []
    monkeypatch.setattr(kept, "write", ends.append)
    monkeypatch.setattr(os, "nice", lambda _: 0)
    making.main()
    said = dict(json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert list(said) == ALL and said == {name: kinds.MADE[name] for name in ALL}
    assert [set(one) for one in ends] == [set(ALL)]


def test_all_are_kept_when_nobody_listens_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[dict[str, Any]] = []
    listening, speaking = os.pipe()
    os.close(listening)
    monkeypatch.setattr(kept, "write", ends.append)
    monkeypatch.setattr(os, "nice", lambda _: 0)
    with os.fdopen(speaking, "w") as out:
        monkeypatch.setattr(sys, "stdout", out)
        making.main()
    assert [set(one) for one in ends] == [set(ALL)]
