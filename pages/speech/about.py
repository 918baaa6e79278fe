"""What a chart or a table is about, in the visitor's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class About:
    """Its finding, what is measured, and where that comes from; every text is already spoken.

    `subject` (a statement or a page) and `place` are what a file of it is called by.
    """

    title: str
    measure: str
    source: str = ""
    method: str = ""
    snapshot: str = ""
    as_of: str = ""
    grades: Sequence[str] = ()
    trace: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    place: str = ""
