"""What may be asked about: the tables of the published file with their columns, in the words of the plan."""

from html import escape

import streamlit as st

from data.plan import plan
from data.plan.model import Template
from pages.frame.visit import Visit
from pages.pieces import heading
from pages.speech import catalogue, names
from pages.speech.words import drawn, say

EVERY = "_all"  # behind a sheet's table: every row that ever came, not only those that speak now


def draw(visit: Visit) -> None:
    """A box to choose a table, and its columns with types and words."""
    tables: dict[str, list[tuple[str, str]]] = {}
    for row in visit.ask("snapshot_columns"):
        tables.setdefault(row["table_name"], []).append((row["column_name"], row["type"]))
    st.html(heading.finding(say("sql.schema", count=len(tables))) + heading.measure(say("sql.schema_note")))
    chosen = st.selectbox(
        drawn("sql.table"), ordered(list(tables)), format_func=labelled, key="sql-table", width="stretch"
    )
    st.html(columns(chosen, tables[chosen]))


def ordered(tables: list[str]) -> list[str]:
    """The tables that answer most questions first, then the sheets as they are numbered, then the rest."""
    first = ["progress", "series", "observations", "calendar", "ledger_entries", "task_progress"]
    sheets = [template.table for template in plan().templates.values()]
    wanted = [*first, *sheets]
    return [name for name in dict.fromkeys(wanted) if name in tables] + sorted(set(tables) - set(wanted))


def labelled(table: str) -> str:
    """The name of a table with what it holds, for an option that is drawn as it stands."""
    return f"{table}  {told(table)}".strip()


def told(table: str) -> str:
    """What a table holds, in words: a sheet's rows, plan data, or what is made of them."""
    if sheet := sheet_of(table):
        every = table.endswith(EVERY) and not sheet.table.endswith(EVERY)
        return say("sql.every_row" if every else "sql.rows_now", sheet=names.template(sheet.id))
    if catalogue.known(f"sql.table_{table}"):
        return say(f"sql.table_{table}")
    if table.startswith("ledger_"):
        return say("sql.ledger_rows")
    return say("sql.plan_data") if table.startswith("plan_") else ""


def sheet_of(table: str) -> Template | None:
    """The sheet whose rows a table holds."""
    wanted = {table, table.removesuffix(EVERY)}
    return next((one for one in plan().templates.values() if one.table in wanted), None)


def columns(table: str, found: list[tuple[str, str]]) -> str:
    """The columns as a real table: name, type, what it is called on the sheet or on the pages."""
    sheet = sheet_of(table)
    lines = []
    for name, kind in found:
        column = sheet.column(name) if sheet else None
        if sheet is not None and column is not None:
            word = names.heading(sheet.id, name)
        else:
            word = say(f"column.{name}") if catalogue.known(f"column.{name}") else ""
        cells = (f"<code>{escape(name)}</code>", escape(kind.lower()), escape(word))
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    heads = "".join(
        f'<th scope="col">{escape(say(f"sql.head_{one}"))}</th>' for one in ("column", "type", "word")
    )
    return (
        f'<div class="peak-columns" tabindex="0" role="region" aria-label="{escape(table)}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )
