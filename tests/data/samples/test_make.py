"""The embedded workbooks are those that the scripts make: every file, part by part, whenever it is made."""

import zipfile
from pathlib import Path

import pytest

from data import places
from data.samples import make
from data.samples import workbook as writing


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, tuple[object, ...]]]:
    """What the scripts would write, by place; nothing is written."""
    folder = tmp_path_factory.mktemp("samples")
    calls: dict[str, tuple[Path, tuple[object, ...]]] = {}

    def note(path: Path, *rest: object) -> None:
        calls[path.relative_to(folder).as_posix()] = (path, rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make, "write", note)
        make.published(folder / "published")
        make.demonstration(folder / "demo")
        make.ledgers(folder / "demo")
    return calls


def test_every_workbook_of_the_scripts_is_embedded_and_no_other(
    wanted: dict[str, tuple[Path, tuple[object, ...]]],
) -> None:
    there = {
        path.relative_to(places.samples()).as_posix()
        for room in ("published", "demo")
        for path in (places.samples() / room).rglob("*.xlsx")
    }
    assert set(wanted) == there


def parts(path: Path) -> dict[str, bytes]:
    """What is packed into a workbook, by name; how tightly it is packed does not matter."""
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_what_is_embedded_is_what_the_scripts_make(
    wanted: dict[str, tuple[Path, tuple[object, ...]]],
) -> None:
    differing = []
    for place, (path, rest) in wanted.items():
        writing.write(path, *rest)  # type: ignore[arg-type]
        if parts(path) != parts(places.samples() / place):
            differing.append(place)
    assert differing == [], "python -m data.samples.make"
