"""A settings file of a test's own, and an environment that says nothing."""

from pathlib import Path

import pytest

from data.settings import catalogue


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file of the test's own, and an environment that says nothing."""
    for name in catalogue.variables():
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "peak.toml"
    monkeypatch.setenv("PEAK_SETTINGS", str(path))
    return path
