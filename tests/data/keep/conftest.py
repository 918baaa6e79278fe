"""A small store with two publications, one of them with evidence, to be backed up."""

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.ingest import evidence, receive
from data.keep import journal
from data.snapshot import publish
from queries import ask
from tests.support.numbers import emerging_row, energy_row
from tests.support.workbooks import workbook


def accept(template: str, rows: list[dict[str, object]], name: str, proof: bytes = b"") -> None:
    """Publishes a workbook; with `proof` a file of evidence lies beside it."""
    content = workbook(template, rows)
    looked = receive.inspect(content, name)
    parcel = receive.parcel_of(content, looked, "甲", "", "official", journal.now())
    listed = tuple(evidence.listed([("证明.pdf", proof)])) if proof else ()
    publish.publish("accept", "甲", parcels=[dataclasses.replace(parcel, evidence=listed)])


@pytest.fixture(scope="package")
def two_publications(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store, read-only: S1 with evidence, then S4."""
    path = tmp_path_factory.mktemp("two") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        rows = [energy_row(period=f"{year}年") for year in range(2021, 2026)]
        accept("S1", rows, "能耗.xlsx", b"%PDF-1.4 proof")
        accept("S4", [emerging_row()], "新兴.xlsx")
    return path


@pytest.fixture
def own(two_publications: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it that the test may change."""
    path = tmp_path / "store"
    shutil.copytree(two_publications, path)
    monkeypatch.setenv("PEAK_STORE", str(path))
    yield path
    ask.forget()
