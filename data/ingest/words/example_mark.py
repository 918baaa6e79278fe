"""The mark by which a cell says that it is an example and no data."""

from data.ingest.words.names import visible

MARK = "例："
MARKS = (MARK, "例:")


def is_example(value: object) -> bool:
    """Whether a cell says that it is an example; the mark goes with the cell, wherever it is copied."""
    return isinstance(value, str) and visible(value).strip().startswith(MARKS)
