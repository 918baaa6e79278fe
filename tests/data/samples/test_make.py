"""The embedded workbooks are those that the scripts make: every file, and some of them cell by cell."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

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


@pytest.mark.parametrize(
    "place",
    ["published/01_S0_已公布数据.xlsx", "demo/2025/S5_绿色制造名单.xlsx", "demo/2025/S17_{S17}_2025.xlsx"],
)
def test_what_is_embedded_is_what_the_scripts_make(
    wanted: dict[str, tuple[Path, tuple[object, ...]]], place: str
) -> None:
    from data.plan import plan

    place = place.format(S17=plan().templates["S17"].name)
    path, rest = wanted[place]
    writing.write(path, *rest)  # type: ignore[arg-type]
    made, kept = (
        [[cell.value for cell in row] for row in load_workbook(file).worksheets[0].iter_rows()]
        for file in (path, places.samples() / place)
    )
    assert made == kept
