"""Holds a snapshot that is made of an earlier one: which of its tables say other things by now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyRelation

from data.keep.archive import Receipt
from data.snapshot.finished import SAID, said_by, said_of
from data.snapshot.statements import ALWAYS, Draft, quoted, statement

FRESH = "fresh_rows"
ASIDE = "aside_"
Said = tuple[int, int]


@dataclass(frozen=True)
class Change:
    """What comes to a snapshot (receipts and rows), which uploads go (with their templates), all it is of."""

    added: tuple[tuple[Receipt, Path], ...]
    gone: Mapping[str, str]
    order: tuple[str, ...]

    def templates(self) -> set[str]:
        """The templates of which something comes or goes."""
        return {receipt.template for receipt, _ in self.added} | set(self.gone.values())

    def added_of(self, template: str) -> list[tuple[str, Path]]:
        """The uploads of a template that come, with their rows, in the order in which a build reads them."""
        return sorted((one.upload, path) for one, path in self.added if one.template == template)

    def gone_of(self, template: str) -> list[str]:
        """The uploads of a template that go."""
        return [upload for upload, known in self.gone.items() if known == template]


class Delta(Draft):
    """A copy of an earlier snapshot of which only what can be other is made again.

    `standing` are all its tables; `came` those that say other things than they did, or may. A SELECT none of
    whose tables came, as its words tell, says what it said. What it says now is compared with that, so that
    a table made again that says the same did not come. `before` is what each table said, `counted` what is
    known of those that came. Where the `same_day` is not that of the earlier one, what depends on it is made.
    """

    def __init__(
        self, database: duckdb.DuckDBPyConnection, before: Mapping[str, Said], same_day: bool
    ) -> None:
        super().__init__(database, before)
        self.before = dict(before)
        self.came: set[str] = set()
        self.counted: dict[str, Said] = {}
        self.same_day = same_day
        self.aside: set[str] = set()

    def write_down(self) -> None:
        """Writes what was made so far to the file, where any row came or went: to commit costs by itself."""
        if self.came - ALWAYS:
            super().write_down()

    def is_silent(self, file: str, params: Mapping[str, object]) -> bool:
        """Nothing is known to be silent: whoever asks has a reason."""
        return False

    def stays(self, file: str, params: Mapping[str, object]) -> bool:
        """Whether nothing that a file reads came, nor another day.

        What uploads say of themselves stands beside rows of theirs: it is other where these came.
        """
        return not self.words(file, params) & (self.came - ALWAYS) and (self.same_day or "at" not in params)

    def create(self, table: str, file: str, params: Mapping[str, object]) -> None:
        """A table from one SQL file, made again only where what it reads came."""
        if table not in self.standing or not self.stays(file, params):
            self.renew(table, file, params)

    def renew(self, table: str, file: str, params: Mapping[str, object]) -> None:
        """A table from one SQL file, made again. Raises ValueError for a file without rows."""
        if table in self.standing:
            self.write("CREATE TABLE " + quoted(FRESH) + " AS ", file, params)
            self.take_fresh(table)
        else:
            beside = "TEMP " if table in self.aside else ""
            self.write("CREATE " + beside + "TABLE " + quoted(table) + " AS ", file, params)
            self.came.add(table)

    def renew_for(self, table: str, file: str, params: Mapping[str, object], again: str) -> None:
        """As `renew`, where only rows that `again` names, a table of keys, can be other: they are counted."""
        before = self.counted.get(table) or self.before[table]
        self.write("CREATE TABLE " + quoted(FRESH) + " AS ", file, params)
        less, more = self.said_again(table, again), self.said_again(FRESH, again)
        if less == more:
            self.drop(FRESH)
            return
        self.drop(table)
        self.rename(FRESH, table)
        self.recount(table, before, less, more)

    def take(self, table: str, rows: DuckDBPyRelation) -> None:
        """These rows instead of what a table said; where they say the same it stays as it is."""
        if table not in self.standing:
            rows.create(table)
            self.came.add(table)
            return
        rows.create(FRESH)
        self.take_fresh(table)

    def take_fresh(self, table: str) -> None:
        """What was made instead of what a table says; where it says the same the table stays as it is."""
        said = said_of(self.database, FRESH)
        if table in self.came or said != self.before[table]:
            self.drop(table)
            self.rename(FRESH, table)
            self.came.add(table)
            self.counted[table] = said
        else:
            self.drop(FRESH)

    def add(self, table: str, rows: DuckDBPyRelation) -> None:
        """Rows into a table that is there."""
        rows.insert_into(table)
        self.touched(table)

    def touched(self, table: str) -> None:
        """A table may say other things by now: it is asked at the end."""
        self.came.add(table)
        self.counted.pop(table, None)

    def settle(self, table: str) -> None:
        """A table is asked what it says; where that is what it said it did not come."""
        said = said_of(self.database, table)
        if said == self.before[table]:
            self.came.discard(table)
            self.counted.pop(table, None)
        else:
            self.came.add(table)
            self.counted[table] = said

    def forget(self, table: str, column: str, value: str) -> None:
        """Takes out the rows in which a column says this."""
        self.delete(table, column, [value])
        self.touched(table)

    def delete(self, table: str, column: str, values: Collection[str]) -> None:
        """Takes out the rows in which a column says one of these; all rows for a column without a name."""
        if not column:
            self.database.execute("DELETE FROM " + quoted(table))
        elif values:
            told = " IN (SELECT unnest($values))"
            question = "DELETE FROM " + quoted(table) + " WHERE " + quoted(column) + told
            self.database.execute(question, {"values": list(values)})

    def clear(self, table: str) -> None:
        """Takes out all rows."""
        self.delete(table, "", [])
        self.touched(table)

    def drop(self, table: str) -> None:
        """Takes a table away."""
        self.database.execute("DROP TABLE " + quoted(table))

    def swap(
        self, table: str, gone: Sequence[str], added: Sequence[str], rows: DuckDBPyRelation | None
    ) -> None:
        """Rows of the uploads that come instead of those of uploads that go; nothing else is read."""
        before = self.counted.get(table) or self.before[table]
        less = self.part(table, "upload", gone)
        self.delete(table, "upload", gone)
        if rows is not None:
            rows.insert_into(table)
        self.recount(table, before, less, self.part(table, "upload", added))

    def part(self, table: str, column: str, values: Sequence[str]) -> Said:
        """What the rows say in which a column says one of these."""
        return said_of(self.database, table, column, values) if values else (0, 0)

    def set_aside(self, table: str) -> None:
        """A table waits under another name, so that its own is free for what is made again of it."""
        self.standing -= {table}
        self.aside.add(table)
        self.rename(table, ASIDE + table)

    def prepare(self, table: str, file: str) -> None:
        """An empty table beside the one that was set aside: in memory, for the file gets rows of it only."""
        if table in self.aside:
            self.database.execute(statement(file).replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
        else:
            super().prepare(table, file)

    def keep_only(self, table: str, again: str) -> None:
        """Takes out the rows that a table of keys does not name: its columns are columns of both."""
        named = " WHERE NOT EXISTS (FROM " + quoted(again) + " AS again WHERE " + self.same(again) + ")"
        self.database.execute("DELETE FROM " + quoted(table) + " AS t" + named)

    def bring_back(self, table: str, again: str) -> None:
        """A table that was set aside has its name again, with what was made of it for what `again` names.

        Where that says what it said, the table did not come.
        """
        aside, same = quoted(ASIDE + table), self.same(again)
        less, more = self.said_again(ASIDE + table, again), said_of(self.database, table)
        if less != more:
            gone = " AS t USING " + quoted(again) + " AS again WHERE " + same
            self.database.execute("DELETE FROM " + aside + gone)
            self.database.execute("INSERT INTO " + aside + " FROM " + quoted(table))
            self.recount(table, self.before[table], less, more)
        self.drop(table)
        self.rename(ASIDE + table, table)
        self.aside.discard(table)

    def said_again(self, table: str, again: str) -> Said:
        """What the rows of a table say that a table of keys names."""
        met = " AS t SEMI JOIN " + quoted(again) + " AS again ON " + self.same(again)
        ((rows, mixed),) = self.database.execute("SELECT " + SAID + " FROM " + quoted(table) + met).fetchall()
        return int(rows), int(mixed)

    def same(self, again: str) -> str:
        """The condition that a row `t` is one of those that a table of keys names."""
        columns = map(quoted, self.database.table(again).columns)
        return " AND ".join("t." + name + " = again." + name for name in columns)

    def rename(self, table: str, name: str) -> None:
        """Gives a table another name."""
        self.database.execute("ALTER TABLE " + quoted(table) + " RENAME TO " + quoted(name))

    def recount(self, table: str, before: Said, less: Said, more: Said) -> None:
        """What a table says that said this, without some rows and with some more."""
        self.came.add(table)
        self.counted[table] = (before[0] - less[0] + more[0], before[1] ^ less[1] ^ more[1])

    def says(self) -> dict[str, Said]:
        """What each table says by now."""
        known = {name: said for name, said in self.before.items() if name not in self.came}
        return said_by(self.database, known | self.counted)
