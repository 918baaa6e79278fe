"""总览: which targets are met, which are behind and by how much, what changed, what is late or due."""

import streamlit as st

from data.plan import plan
from pages.frame import choices, links
from pages.frame.visit import Visit, open_page
from pages.pieces import answers, aside, cards, owed, status, strips, summary
from pages.pieces.aside import Item
from pages.speech import figures, names, words
from pages.speech.words import say
from queries.question import Row, Rows

LARGE = plan().theme("overview")
WHERE = ("region", "sector", "basis")
ORDERS = ("seriousness", "chapter")
SHEETS = 2  # so many late and so many coming ones: the page fits its screen on the worst of days


def main() -> None:
    visit = open_page("view", source=say("overview.source"))
    with st.container(key="overview", gap="small"):
        line = visit.line()
        visit = visit.filtered("region", "sector", "period", "basis", line=line)
        with line:
            order = choices.choice("order", ORDERS, _order, say("overview.order"))
        rows = visit.ask("statements_standing", **visit.given(*WHERE, "period"))
        shown = rows.kept(lambda row: row["in_scope"])
        visit.head(summary.headline(visit.scope, rows, shown), summary.worst(shown), rows)
        _cards(visit, shown)
        answer, beside = st.columns([4, 1], gap="medium")
        with answer:
            grouped = strips.groups(shown) if order == ORDERS[0] else strips.chapters(shown)
            strips.draw(grouped, len(rows) - len(shown))
        with beside, st.container(key="beside", gap="small"):
            _beside(visit)
        visit.foot(rows, as_of=visit.chosen.period)


def _order(code: str) -> str:
    return say(f"overview.by_{code}")


def _cards(visit: Visit, rows: Rows) -> None:
    histories = visit.ask("overview_history", statements=list(LARGE), **visit.given(*WHERE, "period"))
    known = {row["statement"]: row for row in rows}
    cards.large_row(
        [
            cards.card_from(known[name], _history(histories, name), brief=True)
            for name in LARGE
            if name in known
        ]
    )


def _history(histories: Rows, statement: str) -> cards.Points:
    return cards.history_from(row for row in histories if row["statement"] == statement)


def _beside(visit: Visit) -> None:
    moved = _plan_changed(visit.ask("publication_causes"))
    moved += [_change(row) for row in visit.ask("changes_since_previous", **visit.given(*WHERE))]
    aside.block(say("overview.changes"), moved, say("overview.no_change"))
    late = owed.late(visit.ask("late_sheets", **visit.given("region")))
    aside.block(say("overview.late"), late, say("overview.no_late"), links.address("department"), SHEETS)
    coming = owed.due(visit.ask("due_next", **visit.given("region")), everywhere=visit.everywhere)
    aside.block(say("overview.due"), coming, say("overview.no_due"), links.address("department"), SHEETS)


def _plan_changed(causes: Rows) -> list[Item]:
    """The change of plan or program between the two publications, as the first of what changed."""
    if not causes:
        return []
    files = [str(row["file"]) for row in causes if row["file"]]
    few = say("asked.list").join(files[:SHEETS])
    told = say("overview.plan_files", files=few, count=len(files)) if files else ""
    return [Item(say("overview.plan_changed"), [told])]


def _change(row: Row) -> Item:
    name, unit = row["statement"], row["unit"]
    fine = figures.telling_decimals(row["value_before"], row["value_after"], row["decimals"])
    before, after = (
        f"{words.period(row[f'period_{side}'])} {words.number(row[f'value_{side}'], unit, fine)}"
        for side in ("before", "after")
    )
    if row["value_before"] is None and row["value_after"] is None:
        told = words.period(row["period_after"] or row["period_before"])
    elif row["value_before"] is None:
        told = say("overview.first_seen", after=after)
    elif row["value_after"] is None:
        told = say("overview.gone", before=before)
    else:
        told = say("overview.change", before=before, after=after)
    moved = row["status_before"] != row["status_after"]
    mark = f"{status.chip(row['status_before'])} → {status.chip(row['status_after'])}" if moved else ""
    if verdict := answers.verdict_moved(row):
        told = f"{told} · {verdict}"
    period = {} if row["period_after"] is None else {"period": row["period_after"]}
    return Item(names.statement(name), [told], links.address("indicator", id=name, **period), mark)


main()
