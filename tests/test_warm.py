"""What the first visitor needs is there before the port opens, and pandas is not."""

import subprocess
import sys
from pathlib import Path

import pytest

from data import places
from queries import ask as asking
from setup import warm


def test_the_overview_is_asked_before_anybody_comes(sample_store: Path) -> None:
    asking.forget()
    warm.up()
    kept = {key[2] for key in asking.ANSWERS}
    assert kept >= warm.asked().keys()


def test_a_store_without_data_keeps_no_server_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    asking.forget()
    warm.up()
    assert not asking.ANSWERS


def test_tables_are_made_of_lists_without_pandas() -> None:
    code = (
        "import sys; sys.path[:0] = ['setup', '.']; import serve, pyarrow as pa; serve.leave_pandas_out()\n"
        "table = pa.Table.from_pylist([{'a': 1}]); print('pandas' in sys.modules)\n"
        "print(table.to_pandas().shape)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=places.ROOT, capture_output=True, check=True)
    assert done.stdout.decode().split("\n")[:2] == ["False", "(1, 1)"]
