"""A tiny store that the tests of this room read: one workbook of one county, published once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.ingest import receive
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook


@pytest.fixture(scope="package")
def tiny_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the tiny store lies; nothing may be published into it."""
    path = tmp_path_factory.mktemp("tiny") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        rows = [energy_row(period=f"{year}年") for year in range(2021, 2026)]
        receive.accept(workbook("S1", rows), "能耗.xlsx", "甲", note="首报")
    yield path


@pytest.fixture
def tiny_store(tiny_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny store, to read."""
    monkeypatch.setenv("PEAK_STORE", str(tiny_path))
    return tiny_path


@pytest.fixture
def own(tiny_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny store to publish into and to harm."""
    shutil.copytree(tiny_path, tmp_path / "store")
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    return tmp_path / "store"
