"""The answer to a question of one's own: a table, a chart of two of its columns, the plan of an EXPLAIN."""

from collections.abc import Sequence
from html import escape

import pyarrow as pa
import streamlit as st

from pages import charts
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.pieces.tables import Column
from pages.speech import words
from pages.speech.words import drawn, say
from queries.free.asking import Answer
from queries.free.limits import LIMITS
from queries.question import Row, Rows

FORMS = ("table", "bars", "lines")
FIGURES = ("number", "whole")
BARS = 40  # so many of the first rows become bars
PLAN = ["explain_key", "explain_value"]
MOST_DECIMALS = 6


def draw(visit: Visit, answer: Answer, marks: Sequence[Row]) -> None:
    """How many rows in which time, then the rows in the form that was chosen; `marks` tell their grades."""
    if list(answer.names) == PLAN:
        text = "\n".join(str(row["c1"]) for row in answer.rows.to_pylist())
        st.html(f'<pre class="peak-plan" tabindex="0">{escape(text)}</pre>')
        return
    shown = settled(answer)
    rows = Rows(answer.rows.to_pylist())
    offered = FORMS if rows and any(column.kind in FIGURES for column in shown) else FORMS[:1]
    form = st.segmented_control(
        say("sql.form"), offered, default="table", required=True, key="sql-form",
        format_func=lambda one: say(f"sql.as_{one}"), label_visibility="collapsed",
    )  # fmt: skip
    if form == "table" or form not in offered:
        about = visit.about(counted(answer), say("sql.measure", seconds=f"{answer.seconds:.2f}"), marks)
        panel.table("sql", about, rows, shown)
    else:
        _chart(visit, answer, rows, shown, form, marks)


def counted(answer: Answer) -> str:
    """How many rows there are, or that there are more than are shown."""
    if answer.more:
        return say("sql.more", count=answer.rows.num_rows, most=LIMITS.rows)
    return say("sql.count", count=answer.rows.num_rows)


def settled(answer: Answer) -> list[Column]:
    """The columns with the kind that their values have: years stay years, figures get their decimals."""
    found = []
    for place, name in enumerate(answer.names):
        column = answer.rows.column(place)
        found.append(Column(f"c{place}", name, kind_of(name, column.type), decimals=decimals(column)))
    return found


def kind_of(name: str, kind: pa.DataType) -> str:
    """What a column holds, in the kinds that tables know."""
    if pa.types.is_integer(kind):
        return "year" if name.lower().endswith("year") else "whole"
    if pa.types.is_floating(kind):
        return "number"
    if pa.types.is_date(kind):
        return "date"
    return "time" if pa.types.is_timestamp(kind) else "text"


def decimals(column: pa.ChunkedArray) -> int:
    """As many decimals as the finest figure of the column has, at most six."""
    if not pa.types.is_floating(column.type):
        return 0
    figures = [value for value in column.to_pylist() if value is not None]
    written = [f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2] for value in figures]
    return max(map(len, written), default=0)


def _chart(
    visit: Visit, answer: Answer, rows: Rows, shown: Sequence[Column], form: str, marks: Sequence[Row]
) -> None:
    """The first rows as bars, or all as lines: over one column, of another, a line for each of a third."""
    titles = {column.field: column.heading for column in shown}
    figures = {column.field: column.decimals or 0 for column in shown if column.kind in FIGURES}
    others = [field for field in titles if field not in figures] or list(titles)
    with st.container(key="sql-axes", horizontal=True, gap="small"):
        over = _column("over", others, titles)
        of = _column("of", list(figures), titles)
        left = [field for field in titles if field not in (over, of)]
        by = _column("by", ["", *left], titles) if form == "lines" else ""
    title = say("sql.chart_title", figure=titles[of], over=titles[over])
    told = counted(answer) if form == "lines" else say("sql.first", count=min(BARS, len(rows)))
    about = visit.about(title, told, marks)
    if form == "lines":
        points = ({"x": row[over], "y": row[of], "series": row[by] if by else titles[of]} for row in rows)
        panel.chart(
            "sql-lines", "free-lines", charts.free_lines.data(points, bool(marks)), about, rows, shown
        )
        return
    bars = [
        {"name": str(row[over]), "value": row[of], "code": str(place), **(marks[0] if marks else {})}
        for place, row in enumerate(rows)
    ]
    data = charts.bars.data(bars[:BARS], Measure("", figures[of], words.language()), sort=False)
    panel.chart("sql-bars", "bars", data, about, rows, shown)


def _column(which: str, fields: Sequence[str], titles: dict[str, str]) -> str:
    """A box to choose one of the columns."""
    return st.selectbox(
        drawn(f"sql.{which}"),
        fields,
        format_func=lambda field: titles.get(field, "—"),
        key=f"sql-{which}",
        width=220,
    )
