"""Every test has its own store; the real one is out of reach."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["PEAK_STORE"] = "/nonexistent/peak-store"  # a test that forgets its fixture must not find a store

from data.samples.__main__ import load
from queries import ask


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty store of the test's own."""
    path = tmp_path / "store"
    monkeypatch.setenv("PEAK_STORE", str(path))
    ask.forget()
    yield path
    ask.forget()


@pytest.fixture(scope="session")
def built_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the embedded workbooks, built once for the whole run; copy it before writing."""
    path = tmp_path_factory.mktemp("samples") / "store"
    before = os.environ["PEAK_STORE"]
    os.environ["PEAK_STORE"] = str(path)
    try:
        load()
    finally:
        os.environ["PEAK_STORE"] = before
    return path


@pytest.fixture
def sample_store(built_samples: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The embedded data, to read; nothing may be published into it."""
    monkeypatch.setenv("PEAK_STORE", str(built_samples))
    ask.forget()
    yield built_samples
    ask.forget()


@pytest.fixture
def own_sample_store(built_samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the embedded data that the test may publish into."""
    path = tmp_path / "store"
    shutil.copytree(built_samples, path)
    monkeypatch.setenv("PEAK_STORE", str(path))
    ask.forget()
    yield path
    ask.forget()
