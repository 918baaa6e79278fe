"""What was published is told newest first, and light enough for the pages of leaders."""

import subprocess
import sys
from pathlib import Path

from data import places
from data.ingest import publications, receive
from data.keep import journal


def test_the_newest_publication_is_first_and_the_same_as_the_ways_in_tell(sample_store: Path) -> None:
    told = publications.history()
    assert told == receive.history() == journal.read()[::-1]
    assert publications.generation() == told[0].generation == receive.generation()


def test_it_brings_no_reader_of_workbooks_along() -> None:
    code = "import sys; from data.ingest import publications; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=places.ROOT, check=False).returncode == 0
