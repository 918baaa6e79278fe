"""Brings the rows of uploads that come into a copy of an earlier snapshot, and takes out those that go."""

import os
from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyRelation, Expression

from data import places
from data.keep import archive
from data.keep.amendments import Amendments
from data.plan import Plan, Template
from data.snapshot import build, observations
from data.snapshot.amending import amendment_tables, correct_observations
from data.snapshot.changing import FRESH, Change, Delta
from data.snapshot.identities import MENTIONED, REGISTER, identified_table, mentions, names_enterprises
from data.snapshot.statements import statement

IDENTITIES = "enterprise_identities"
# of what an identity says, what decides under which key and in which places a row counts
DECIDING = ("seen", "enterprise_key", "counted_key", "county", "zone")
IN_ORDER = pa.schema([("upload", pa.string()), ("rows_file", pa.string()), ("place", pa.int64())])
LAST = "SELECT max(upload) FROM query_table($name) WHERE upload NOT IN (SELECT unnest($gone))"
CORRECTED = "SELECT DISTINCT template FROM corrections"
OBSERVED = """SELECT count(*), coalesce(bit_xor(md5_number(CAST(t AS VARCHAR))), 0) FROM observations AS t
    WHERE t.template IN (SELECT unnest($templates)) OR t.upload IN (SELECT unnest($uploads))"""
KEYS = "keys_anew"
SPEAKING = "SELECT DISTINCT record_key FROM query_table($name) WHERE upload IN (SELECT unnest($uploads))"
KEYED = "CREATE TEMP TABLE " + KEYS + " AS " + SPEAKING
MORE_KEYS = "INSERT INTO " + KEYS + " " + SPEAKING + " AND record_key NOT IN (FROM " + KEYS + ")"
SUPERSEDED = "INSERT INTO superseded FROM ({}) WHERE template IN (SELECT unnest($templates))"
UNOBSERVED = """DELETE FROM observations
    WHERE template IN (SELECT unnest($templates)) OR upload IN (SELECT unnest($uploads))"""


def put_uploads(delta: Delta, change: Change) -> None:
    """`uploads` in the order of acceptance, with the file of rows of each, and `cells`."""
    database = delta.database
    comes = {one.upload: str(path) for one, path in change.added}
    archived, order = places.archive(), list(change.order)
    files = [comes.get(one) or f"{archived}{os.sep}{one}{os.sep}{archive.ROWS}" for one in order]
    told = {"upload": order, "rows_file": files, "place": range(len(order))}
    added = pa.Table.from_pylist([build.row_of(one) for one, _ in change.added], schema=build.UPLOADS)
    every = database.table("uploads").union(database.from_arrow(added))
    wanted = database.from_arrow(pa.table(told, schema=IN_ORDER))
    chosen = [ColumnExpression(name) for name in (*build.UPLOADS.names, "rows_file")]
    every.join(wanted, "upload").order("place").select(*chosen).create(FRESH)
    delta.drop("uploads")
    delta.rename(FRESH, "uploads")
    delta.touched("uploads")
    letters = [line for one, _ in change.added for line in build.letters_of(one)]
    if letters or change.gone:
        delta.swap("cells", list(change.gone), list(comes), build.cells(database, letters))


def template_tables(delta: Delta, known: Plan, change: Change, scratch: Path, amendments: Amendments) -> None:
    """The tables of every template of which something comes or goes, or whose rows are of others by now."""
    rows = Rows(delta, change, scratch)
    touched, register = change.templates(), known.templates[REGISTER]
    corrected = {one.what.template for one in amendments.corrections} & known.templates.keys()
    corrected |= {one for (one,) in delta.database.execute(CORRECTED).fetchall()} & known.templates.keys()
    whole: set[str] = set()
    if register.id in touched:
        if not rows.swap(register):
            whole.add(register.id)
        rows.speak(register, register.id in whole | corrected)
    whole |= identities(rows, known)
    for template in known.templates.values():
        if template is register:
            continue
        if template.id in whole:
            rows.read_again(template)
        elif template.id in touched and not rows.swap(template):
            whole.add(template.id)
        if template.id in whole | touched | corrected:
            rows.speak(template, template.id in whole | corrected)
    amend(delta, known, amendments, corrected)
    delta.write_down()
    observe(rows, known, whole | corrected)
    supersede(delta, sorted(touched | whole | corrected))
    delta.database.execute("ALTER TABLE uploads DROP COLUMN rows_file")
    delta.settle("uploads")


class Rows:
    """The rows of uploads on their way into a delta."""

    def __init__(self, delta: Delta, change: Change, scratch: Path) -> None:
        self.delta, self.change, self.scratch = delta, change, scratch
        self.keyed = False  # whether KEYS names the records of which something came or went

    def read(self, template: Template, files: list[str]) -> DuckDBPyRelation:
        """The rows of these files of a template, as a build reads them."""
        from pyarrow import parquet

        parquet.write_table(build.stored_schema(template).empty_table(), self.scratch)
        given = {"files": [str(self.scratch), *files]}
        return self.delta.database.sql(statement("sql/template_rows.sql"), params=given)

    def added(self, template: Template) -> DuckDBPyRelation | None:
        """The rows of a template that come; None where none do."""
        files = [str(path) for _, path in self.change.added_of(template.id)]
        return self.read(template, files) if files else None

    def swap(self, template: Template) -> bool:
        """Puts what comes behind what stays, and takes out what goes; False where it was read again.

        That is where it came before something that stays: the order of rows is that of their uploads, and
        numbers are added in that order.
        """
        every, delta = f"{template.table}_all", self.delta
        gone = self.change.gone_of(template.id)
        added = [upload for upload, _ in self.change.added_of(template.id)]
        ((last,),) = delta.database.execute(LAST, {"name": every, "gone": gone}).fetchall()
        if added and last is not None and added[0] < last:
            self.read_again(template)
            return False
        database = delta.database
        database.execute(KEYED, {"name": every, "uploads": gone})
        found = self.added(template)
        if found is not None and names_enterprises(template):
            found.create("found_rows")
            delta.swap(every, gone, added, database.sql(statement("sql/identified_rows.sql")))
            delta.drop("found_rows")
        else:
            delta.swap(every, gone, added, found)
        database.execute(MORE_KEYS, {"name": every, "uploads": added})
        self.keyed = True
        return True

    def read_again(self, template: Template) -> None:
        """All rows of a template, from the archive."""
        every, asked = f"{template.table}_all", {"template": template.id}
        answer = self.delta.database.execute(statement("sql/rows_files.sql"), asked)
        found = self.read(template, [file for (file,) in answer.fetchall()])
        if names_enterprises(template):
            identified_table(self.delta, found, every)
        else:
            self.delta.take(every, found)

    def speak(self, template: Template, entirely: bool) -> None:
        """The rows that speak now; only records of which something came or went can be other, or all."""
        file, asked = "sql/current_rows.sql", {"table_name": f"{template.table}_all"}
        if self.keyed and not entirely:
            self.delta.renew_for(template.table, file, asked, KEYS)
        else:
            self.delta.renew(template.table, file, asked)
        if self.keyed:
            self.delta.drop(KEYS)
            self.keyed = False


def identities(rows: Rows, known: Plan) -> set[str]:
    """Who is who by now: the templates some of whose rows are of another enterprise, or place, than before.

    Where the sheets call everybody as they did, and the register says what it said, nothing is asked.
    """
    delta, change = rows.delta, rows.change
    named = [known.templates[one] for one in change.templates() if one in known.templates]
    named = [template for template in named if names_enterprises(template)]
    said = delta.database.table(MENTIONED).select(*said_columns()).distinct()
    said.create("mentioned_before")
    for template in named:
        found = rows.added(template)
        come = [upload for upload, _ in change.added_of(template.id)]
        told = None if found is None else mentions(template, found)
        delta.swap(MENTIONED, change.gone_of(template.id), come, told)
    now, then = said_now(delta), delta.database.table("mentioned_before")
    same = not len(now.except_(then)) and not len(then.except_(now))
    delta.drop("mentioned_before")
    if same and known.templates[REGISTER].table not in delta.came:
        return set()
    delta.database.table(IDENTITIES).create("identities_before")
    delta.renew(IDENTITIES, "sql/enterprise_identities.sql", {})
    found_again = moved(delta, known)
    delta.drop("identities_before")
    return found_again


def said_columns() -> list[Expression]:
    """What a mention says, without the upload that says it."""
    return [ColumnExpression(name) for name in ("seen", "credit_code", "enterprise")]


def said_now(delta: Delta) -> DuckDBPyRelation:
    """What the sheets call enterprises now."""
    return delta.database.table(MENTIONED).select(*said_columns()).distinct()


def moved(delta: Delta, known: Plan) -> set[str]:
    """The templates with rows under a key or in places that `identities_before` gave otherwise.

    Rows that mention nobody (a park on the green register) may still be met by a new name: their template
    is read again whenever anything is other.
    """
    columns = [ColumnExpression(name) for name in DECIDING]
    before = delta.database.table("identities_before").select(*columns)
    now = delta.database.table(IDENTITIES).select(*columns)
    other = before.except_(now)
    met = other.set_alias("other").join(delta.database.table(MENTIONED).set_alias("said"), "seen")
    spoken = met.join(delta.database.table("uploads").set_alias("brought"), "upload")
    found = {one for (one,) in spoken.select(ColumnExpression("template")).distinct().fetchall()}
    if len(other) or len(now.except_(before)):
        found |= {template.id for template in known.templates.values() if template.not_enterprises}
    return found


def amend(delta: Delta, known: Plan, amendments: Amendments, corrected: Collection[str]) -> None:
    """`corrections` and `locks`; what is corrected is corrected in the rows that speak.

    `corrected` are the templates with corrections in force, now or in the earlier snapshot: their rows speak
    anew, without any.
    """
    for table in ("corrections", "locks"):
        if delta.has_rows(table):
            delta.clear(table)
    amendment_tables(delta, known, amendments)
    for one in corrected:
        delta.settle(known.templates[one].table)


def observe(rows: Rows, known: Plan, whole: Collection[str]) -> None:
    """`observations` of what comes instead of what goes, and of these templates as a whole."""
    delta, change = rows.delta, rows.change
    database, before = delta.database, delta.before["observations"]
    added = [one.upload for one, _ in change.added]
    less = {"templates": [*whole], "uploads": [*change.gone]}
    more = {"templates": [*whole], "uploads": added}
    ((fewer, unsaid),) = database.execute(OBSERVED, less).fetchall()
    database.execute(UNOBSERVED, less)
    for template in known.templates.values():
        every = f"{template.table}_all"
        if not observations.numbers_of(template) or every not in delta.standing:
            continue
        if template.id in whole:
            told = observations.observed(template, database.table(every))
            observations.lettered(told).insert_into("observations")
        elif come := change.added_of(template.id):
            new = ColumnExpression("upload").isin(*(ConstantExpression(upload) for upload, _ in come))
            told = observations.observed(template, database.table(every).filter(new))
            observations.lettered(told).insert_into("observations")
    correct_observations(delta, known)
    database.execute("DELETE FROM observations WHERE value IS NULL")
    ((newer, said),) = database.execute(OBSERVED, more).fetchall()
    if fewer or newer:
        delta.recount("observations", before, (int(fewer), int(unsaid)), (int(newer), int(said)))


def supersede(delta: Delta, templates: list[str]) -> None:
    """`superseded` of these templates: what was replaced was replaced by the same sheet."""
    if not templates:
        return
    less = delta.part("superseded", "template", templates)
    delta.delete("superseded", "template", templates)
    delta.database.execute(SUPERSEDED.format(statement("sql/superseded.sql")), {"templates": templates})
    delta.recount(
        "superseded", delta.before["superseded"], less, delta.part("superseded", "template", templates)
    )
