"""Every page on an empty store, on published figures only, and reopened on an earlier snapshot."""

import re
from pathlib import Path

import pytest

from data.ingest import receive
from queries.ask import snapshots
from tests.support.pages import said, visited

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = re.findall(r'Entry\(\s*"(pages/[^"]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES)
def test_an_empty_store_is_said_in_words(file: str, store: Path) -> None:
    test = visited(file)
    assert not test.exception
    assert "peak-headline" in said(test) or "peak-empty" in said(test)


@pytest.fixture(scope="module")
def published_only(built_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded store after all demonstration data have been withdrawn."""
    import os
    import shutil

    path = tmp_path_factory.mktemp("published") / "store"
    shutil.copytree(built_samples, path)
    before = os.environ["PEAK_STORE"]
    os.environ["PEAK_STORE"] = str(path)
    try:
        receive.withdraw_demo("测试")
    finally:
        os.environ["PEAK_STORE"] = before
    return path


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_demonstration_data_every_page_stands(
    file: str, lang: str, published_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_STORE", str(published_only))
    test = visited(file, lang=lang)
    assert not test.exception
    told = said(test)
    assert "peak-headline" in told or "peak-empty" in told
    if not file.endswith(("history.py", "upload.py")):
        assert "peak-demo" not in told


@pytest.mark.parametrize("file", FILES)
def test_an_earlier_snapshot_opens_on_every_page(file: str, sample_store: Path) -> None:
    test = visited(file, snapshot=snapshots()[1].id)
    assert not test.exception
