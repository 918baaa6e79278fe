"""The program of a child: loads nothing that only costs time, and answers once when asked once."""

import subprocess
import sys

import pytest

from data import confine, places
from data.ingest.child import ask, frame, nursery


def test_it_hides_what_no_child_uses() -> None:
    assert confine.Without.find_spec("pyarrow") is None
    with pytest.raises(ImportError, match="pandas"):
        confine.Without.find_spec("pandas.core")
    with pytest.raises(ImportError, match="numpy"):
        confine.Without.find_spec("numpy")


@pytest.mark.parametrize("module", ["data.ingest.__main__", "data.ingest.child.program"])
def test_what_looks_at_one_file_brings_no_library_for_writing_workbooks(module: str) -> None:
    code = f"import sys, {module}; sys.exit('openpyxl' in sys.modules or 'pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=places.ROOT, check=True, timeout=120)


@pytest.mark.usefixtures("real_child")
def test_one_request_on_its_input_one_answer_on_its_output() -> None:
    request = frame.packed(
        ask.asked("tidied", {"name": "x.csv"}), "县区,产值（亿元）\n柳北区,5\n柳南区,6\n".encode()
    )
    done = subprocess.run(
        nursery.command(), input=request, capture_output=True, check=True, timeout=60,
        env=nursery.environment({}),
    )  # fmt: skip
    told, rest = frame.unpacked(done.stdout)
    assert [record["value"] for record in told["records"]] == [5.0, 6.0] and rest == b""
    assert done.stderr == b"" and sys.executable == nursery.command()[0]
