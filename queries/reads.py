"""What a question reads: where no table of it says anything else, its answer is still the answer.

A publication changes a few tables of a hundred. What each says is written down at the end of a snapshot
(`_complete`), so an answer is kept over publications that did not touch what it was made of.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from queries.question import Question
from queries.settled import SETTLED

MADE_WITH = "SELECT string_agg(value, ' ' ORDER BY key) FROM snapshot.meta WHERE key IN ('program', 'plan')"
SAID = "SELECT table_name, row_count, said FROM snapshot._complete"
DEFINED = """SELECT view_name, sql, database_name FROM duckdb_views()
    WHERE NOT internal AND database_name <> 'previous'
    UNION ALL
    SELECT function_name, macro_definition, database_name FROM duckdb_functions()
    WHERE NOT internal AND database_name <> 'previous'"""
COMMENT = re.compile(r"--[^\n]*")
TABLE = re.compile(r'"?\bsnapshot"?\."?(\w+)')  # no question reaches a table of the snapshot by its bare name
WORD = re.compile(r"\w+")
# What a row names of its upload is looked up: as long as the row is there, so is its upload, and neither an
# upload nor the letters of its columns ever change.
LOOKED_UP = re.compile(
    r'\b(?:inner|left)\s+join\s+"?snapshot"?\.(?:uploads|cells)\s+as\s+(\w+)'
    r"\s+on[\s(]+\w+\.upload = \1\.upload\b",
    re.IGNORECASE,
)
# what is another in every snapshot, and what is told only when the question is asked
UNTOLD = frozenset({"snapshot.meta", "snapshot._complete", "query_table"})


@dataclass(frozen=True)
class Definitions:
    """The words in which every view and macro is made, and those that questions reach, once looked for."""

    words: Mapping[str, frozenset[str]]
    reached: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, sql: str) -> frozenset[str]:
        """The words of a question and, link by link, of what it uses."""
        if sql not in self.reached:
            found: set[str] = set()
            new = set(words(sql))
            while new:
                found |= new
                new = {word for name in new & self.words.keys() for word in self.words[name]} - found
            self.reached[sql] = frozenset(found)
        return self.reached[sql]


@dataclass(frozen=True)
class Contents:
    """What an open snapshot says: what made it, and of each table how many rows say what."""

    made_with: str
    said: Mapping[str, tuple[int, int]]
    definitions: Definitions

    def of(self, asked: Question) -> str:
        """What the tables say that a question reads, as one hash; "" where nobody can tell.

        Two snapshots of which this says the same give the same answer. What a question uses is whatever it
        names anywhere: rather one table too many than one too few.
        """
        read = self.definitions.of(asked.sql)
        if read & UNTOLD or asked.needs_previous or not self.said:
            return ""
        told = [self.made_with, *(f"{name} {self.said[name]}" for name in sorted(read & self.said.keys()))]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


def contents(database: duckdb.DuckDBPyConnection, known: dict[str, Definitions]) -> Contents:
    """What an open snapshot says of itself; nothing of its tables where an earlier program made it.

    `known` keeps what views and macros are made of, by what made the snapshot: that takes 20 ms to read.
    """
    made_with = str(database.execute(MADE_WITH).fetchall()[0][0])
    try:
        found = database.execute(SAID).fetchall()
    except (duckdb.BinderException, duckdb.CatalogException):
        return Contents(made_with, {}, Definitions({}))
    if made_with not in known:
        known[made_with] = Definitions(defined(database))
    said = {f"snapshot.{table}".lower(): (int(rows), int(mixed)) for table, rows, mixed in found}
    return Contents(made_with, said, known[made_with])


def defined(database: duckdb.DuckDBPyConnection) -> Mapping[str, frozenset[str]]:
    """The words of every view and macro, by its name; of those of one name all words."""
    found: dict[str, frozenset[str]] = {}
    for name, text, within in database.execute(DEFINED).fetchall():
        used = words(text)
        if within == "snapshot":  # there a table needs no more than its name
            used |= {f"snapshot.{word}" for word in used}
        found[name.lower()] = found.get(name.lower(), frozenset()) | used
    for name, tables in SETTLED.items():  # what they say is written where the tables were named
        found[name] |= tables
    return found


def words(sql: str) -> frozenset[str]:
    """Every word of a text of SQL, small, and every `snapshot.table` but for uploads that are looked up."""
    text = COMMENT.sub("", sql).lower()
    read = TABLE.findall(LOOKED_UP.sub(" ", text))
    return frozenset(WORD.findall(text)) | {f"snapshot.{table}" for table in read}
