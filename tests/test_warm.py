"""What the first visitor needs is there before the port opens, and pandas is not."""

import subprocess
import sys
from pathlib import Path

import pytest

from data import places
from queries import ask as asking
from setup import warm
from setup.gate import health
from tests.support.pages import visited


def test_the_overview_is_asked_before_anybody_comes(sample_store: Path) -> None:
    asking.forget()
    warm.up()
    assert {key[2] for key in asking.ANSWERS} == {name for name, _ in warm.asked(None)}
    before = set(asking.ANSWERS)
    visited("pages/leaders/overview/page.py")
    assert set(asking.ANSWERS) == before, "the first visitor of the overview asks nothing that is not there"


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


def test_a_table_is_sent_without_pandas() -> None:
    code = (
        "import sys; sys.path[:0] = ['setup', '.']; import serve; serve.leave_pandas_out()\n"
        "from pages.pieces import tables; from queries.question import Rows\n"
        "rows = Rows([{'name': '甲', 'value': 1.0}])\n"
        "tables.draw(rows, [tables.Column('name', '名称', 'text')], 'table', '表')\n"
        "print('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=places.ROOT, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "False"


LOOKERS = (
    "pages/leaders/overview",
    "pages/leaders/county",
    "pages/analysts/indicator",
    "pages/analysts/green",
)
NOT_FOR_LOOKERS = {
    "pandas",
    "scipy",
    "altair",
    "openpyxl",
    "pyarrow.compute",
    "pyarrow.fs",
    "pyarrow.parquet",
    "httpx",
    "joserfc",
    "cryptography",
    "data.ingest.child.tasks",
    "data.ingest.understanding",
}


def test_who_only_looks_brings_in_nothing_that_reads_or_writes_files_or_speaks_to_providers() -> None:
    """What these modules take stays for as long as the server runs: 35 MB."""
    code = (
        "import ast, pathlib, sys; sys.path[:0] = ['setup', '.']; import serve; serve.leave_pandas_out()\n"
        "import app as door; import setup.gate\n"
        f"for place in {LOOKERS!r}:\n"
        "    body = ast.parse(pathlib.Path(place, 'page.py').read_text(encoding='utf-8')).body\n"
        "    imports = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]\n"
        "    exec(compile(ast.Module(imports, []), place, 'exec'))\n"
        f"print(sorted({NOT_FOR_LOOKERS!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=places.ROOT, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_to_be_ready_keeps_no_large_answer(sample_store: Path) -> None:
    """What is asked stays in memory as rows: all figures of the store were some 70 MB."""
    asking.forget()
    warm.up()
    health.warm()
    assert health.WARM.is_set()
    assert max(kept.answer.table.num_rows for kept in asking.ANSWERS.values()) < 1000


HEAPS = (  # how many heaps of the C library there are once ten threads hold memory at the same time
    "import sys, threading; sys.path[:0] = ['setup', '.']; import serve\n"
    "if sys.argv[1] == 'shared': serve.share_heaps()\n"
    "kept, met = [], threading.Barrier(11)\n"
    "def take(): kept.append([bytes(2000) for _ in range(2000)]); met.wait()\n"
    "for _ in range(10): threading.Thread(target=take).start()\n"
    "met.wait()\n"
    "lines = [line.split() for line in open('/proc/self/maps')]\n"
    "starts = [int(one[0].split('-')[0], 16) for one in lines if one[1][:2] == 'rw' and len(one) == 5]\n"
    "print(sum(start % (64 << 20) == 0 for start in starts))\n"
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the C library of Linux")
def test_the_threads_of_a_server_share_heaps() -> None:
    """Each with its own, what fifty visitors leave lies in pieces too small to give back."""
    own, shared = (
        int(
            subprocess.run(
                [sys.executable, "-c", HEAPS, how], cwd=places.ROOT, capture_output=True, check=True
            ).stdout
        )
        for how in ("own", "shared")
    )
    assert shared < own - 4
