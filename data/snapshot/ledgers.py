"""Writes the ledgers into a snapshot: who stands on which, and in which state from which day on."""

from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from data.plan import Plan, Template
from data.plan.ledger import PLAIN, Ledger, listed_as
from data.snapshot.statements import Draft, statement

RULES = "sql/ledger_rules.sql"
SAME = ("region", "sector", "grade", "upload", "sheet", "row")  # said by the ledger itself already


def ledger_tables(draft: Draft, known: Plan) -> None:
    """`ledger_entries`, `ledger_history`, and a view `ledger_<code>` with each ledger's own columns."""
    draft.prepare("ledger_entries", "sql/ledger_tables.sql")
    for template in known.ledgers.values():
        if template.ledger and template.ledger.listed:
            one_ledger(draft, template, template.ledger)
    if not draft.standing:
        keys = [ColumnExpression(name) for name in ("ledger", "record_key", "name")]
        draft.database.table("ledger_entries").select(*keys).create_view("ledger_every")


def one_ledger(draft: Draft, template: Template, ledger: Ledger) -> None:
    """The rows of one ledger and what its rule says of them on every day on which that can change."""
    file = f"ledgers/{ledger.rule}.sql"
    asked = {"ledger": ledger.code}
    given = asked if ledger.rule == PLAIN else {}
    if template.table not in draft.standing or template.table in draft.came:
        rows = draft.database.table(template.table)
        draft.forget("ledger_entries", "ledger", ledger.code)
        draft.add("ledger_entries", rows.select(*entry(template, ledger, set(rows.columns))))
    if not draft.stays(file, given):
        draft.create("found_states", file, given)
        draft.forget("ledger_history", "ledger", ledger.code)
        draft.database.execute(statement("sql/ledger_history_insert.sql"), asked)
        draft.came.add("ledger_history")
        draft.database.execute("DROP TABLE found_states")
    if not draft.standing:
        own_view(draft, template, ledger)


def own_view(draft: Draft, template: Template, ledger: Ledger) -> None:
    """The view of a ledger with the columns that are its own."""
    own = [ConstantExpression(ledger.code).alias("ledger"), ColumnExpression("record_key")]
    for column in template.columns:
        if column.field not in SAME:
            own.append(ColumnExpression(column.field).alias(listed_as(column.field)))
    draft.database.table(template.table).select(*own).create_view(f"ledger_{ledger.code}")


def entry(template: Template, ledger: Ledger, there: set[str]) -> list[Expression]:
    """The columns of `ledger_entries`, in its order, from those of the template's table."""

    def column(name: str) -> Expression:
        return ColumnExpression(name) if name in there else ConstantExpression(None)

    shown: Expression = ConstantExpression(True)
    for name, value in ledger.elsewhere.items():
        shown = shown & (ColumnExpression(name) != ConstantExpression(value))
    both = FunctionExpression("list_value", FunctionExpression("city"), column("region"))
    own_places = FunctionExpression("list_sort", FunctionExpression("list_distinct", both))
    words = FunctionExpression("concat_ws", ConstantExpression(" "), *map(ColumnExpression, ledger.naming))
    return [
        ConstantExpression(ledger.code),
        ConstantExpression(template.id),
        ColumnExpression("record_key"),
        words,
        column("region"),
        column("places") if "places" in there else own_places,
        column("sector") if "sector" in there else ConstantExpression(""),
        ConstantExpression(ledger.naming[-1]),
        shown,
        *(column(name) for name in (ledger.since, ledger.due, ledger.done)),
        *(ColumnExpression(name) for name in ("grade", "grade_rank", "upload", "sheet", "row")),
        proven(ledger),
        FunctionExpression("list_value", *map(ColumnExpression, template.reaching)),
    ]


def proven(ledger: Ledger) -> Expression:
    """Whether a row has a document that proves it; nothing where its sheet has no column for one."""
    if not ledger.proof:
        return ConstantExpression(None)
    first, *others = (ColumnExpression(name).isnotnull() for name in ledger.proof)
    for other in others:
        first = first | other
    return first
