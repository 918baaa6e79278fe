"""Every page on an empty store, on published figures only, and reopened on an earlier snapshot."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.ingest import receive
from queries.ask import snapshots

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = re.findall(r'Entry\(\s*"(pages/[^"]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))


def run(file: str, **address: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / file), default_timeout=60)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def written(test: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in test.get("html"))


@pytest.mark.parametrize("file", FILES)
def test_an_empty_store_is_said_in_words(file: str, store: Path) -> None:
    test = run(file)
    assert not test.exception
    assert "peak-headline" in written(test) or "peak-empty" in written(test)


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
    from queries import ask

    monkeypatch.setenv("PEAK_STORE", str(published_only))
    ask.forget()
    test = run(file, lang=lang)
    ask.forget()
    assert not test.exception
    said = written(test)
    assert "peak-headline" in said or "peak-empty" in said
    if not file.endswith(("history.py", "upload.py")):
        assert "peak-demo" not in said


@pytest.mark.parametrize("file", FILES)
def test_an_earlier_snapshot_opens_on_every_page(file: str, sample_store: Path) -> None:
    test = run(file, snapshot=snapshots()[1].id)
    assert not test.exception
