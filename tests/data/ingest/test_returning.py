"""What a clerk takes back of a file that could not be read; marking itself is tested with `test_mark.py`."""

import pytest

from data.ingest import returning
from data.ingest.findings import Finding
from data.ingest.inspection import Inspection


def test_what_could_not_be_read_is_not_marked() -> None:
    with pytest.raises(ValueError, match="能读懂"):
        returning.marked(b"", Inspection("a.xlsx", "", refused=Finding("empty_file")))
