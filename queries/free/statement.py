"""Says whether a text is one question to the snapshot, and if not, why not; it is the door, not the wall.

The wall is the process that asks (queries/free/program.py): what two parsers understand differently must do
no harm there either.
"""

import re
from collections.abc import Collection

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

MOST_BYTES = 20_000
EXPLAINS = re.compile(r"\s*explain(\s+analyze)?\s(?=\s*[a-z(])", re.IGNORECASE)
OURS = {"", "main", "snapshot", "memory"}  # what may stand before the name of a table
MAKES_ROWS = {"range", "generate_series", "unnest"}  # table functions that read nothing
TEMPTING = re.compile(
    r"(read|parquet|duckdb|pragma|sqlite|postgres|mysql|iceberg|delta|http|nanoarrow|st|json_execute|from_sub|"
    r"load|enable|disable|write|add|set|force|test|which)_\w*"
    r"|glob|getenv|current_setting|query|query_table|sniff_csv|checkpoint|nextval|currval|getvariable|sql_auto_complete"
    r"|summary|seq_scan|arrow_scan|pandas_scan|python_map_function|repeat_row|parse_duckdb_log_message|storage_info",
    re.IGNORECASE,
)
HARMLESS = {"set_bit", "list_add"}


class NotAllowed(Exception):
    """The text is not one question to the snapshot: a code (`sql.no_<code>` in the words), what was found."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code, found)
        self.code, self.found = code, found


def checked(text: str, tables: Collection[str]) -> str:
    """The kind of the one statement, "select" or "explain". Raises NotAllowed.

    `tables` are the names that may be read; those that the statement makes itself (WITH) come on top.
    """
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise NotAllowed("long", str(len(text.encode("utf-8", "replace"))))
    if not text.strip(" \t\r\n;"):
        raise NotAllowed("empty")
    if any(ord(letter) < 32 and letter not in "\t\r\n" for letter in text):
        raise NotAllowed("control")
    explains = EXPLAINS.match(text)
    asked = parsed(text[explains.end() :] if explains else text)
    if not isinstance(asked, (exp.Query, exp.Values, exp.Pivot)):
        raise NotAllowed("kind", first_word(text))
    look_over(asked, {name.lower() for name in tables})
    return "explain" if explains else "select"


def parsed(text: str) -> exp.Expr:
    """The one statement of a text."""
    try:
        read = sqlglot.parse(text, read="duckdb")
    except RecursionError:
        raise NotAllowed("deep") from None
    except SqlglotError as error:
        raise NotAllowed("syntax", told(error)) from None
    found = [one for one in read if one is not None and not isinstance(one, exp.Semicolon)]
    if not found:
        raise NotAllowed("empty")
    if len(found) > 1:
        raise NotAllowed("several", str(len(found)))
    return found[0]


def told(error: SqlglotError) -> str:
    """Where the text cannot be read, in short and without the terminal's colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", str(error)).strip().splitlines()[0][:200]


def first_word(text: str) -> str:
    """The word that says what a statement is."""
    match = re.search(r"[^\W\d_]+", re.sub(r"--[^\n]*|/\*.*?\*/", " ", text, flags=re.DOTALL))
    return match[0].upper()[:40] if match else ""


def look_over(asked: exp.Expr, tables: set[str]) -> None:
    """Goes through the whole statement: nothing that changes, no table but those, no function that reads."""
    made = {one.alias_or_name.lower() for one in asked.find_all(exp.CTE)}
    for part in asked.walk():
        if isinstance(part, (exp.DML, exp.DDL, exp.Command, exp.Into, exp.Set, exp.Copy, exp.Attach)):
            if isinstance(part, exp.Query):  # a query is both in this grammar
                continue
            raise NotAllowed("changes", part.sql("duckdb")[:80])
        if isinstance(part, (exp.Placeholder, exp.Parameter)):
            raise NotAllowed("parameter", part.sql("duckdb")[:80])
        if isinstance(part, exp.Table):
            look_at_table(part, tables | made)
        if isinstance(part, exp.Func):
            look_at_function(part)


def look_at_table(part: exp.Table, known: set[str]) -> None:
    """A table must be one of the snapshot's or of the statement's own."""
    if isinstance(part.this, exp.Func):
        name = called(part.this)
        if name not in MAKES_ROWS and name not in known:
            raise NotAllowed("table_function", name[:80])
        return
    before = {part.text("db").lower(), part.text("catalog").lower()}
    if not before <= OURS or part.name.lower() not in known:
        raise NotAllowed("table", ".".join(one.name for one in part.parts)[:80])


def look_at_function(part: exp.Func) -> None:
    """Functions that read files, settings or text as SQL have no place in a question."""
    name = called(part)
    if TEMPTING.fullmatch(name) and name not in HARMLESS:
        raise NotAllowed("function", name[:80])


def called(part: exp.Expr) -> str:
    """The name of a function in small letters, as it is written in DuckDB."""
    if isinstance(part, (exp.Anonymous, exp.AnonymousAggFunc)):
        return part.name.lower()
    return part.sql("duckdb").split("(", 1)[0].strip().lower()
