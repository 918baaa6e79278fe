"""总览: which targets are met, which are behind and by how much, what changed, what is late or due."""

import streamlit as st

from data.plan import plan
from pages.frame import choices, links
from pages.frame.visit import Visit, open_page
from pages.leaders.overview import since
from pages.pieces import aside, cards, changed, owed, strips, summary
from pages.pieces.aside import Item
from pages.speech.words import say
from queries.question import Rows

LARGE = plan().theme("overview")
WHERE = ("region", "sector", "basis")
ORDERS = ("seriousness", "chapter")
MORE = "more"  # `?more=changes` tells all of what changed
SHEETS = 2  # so many late and so many coming ones: the page fits its screen on the worst of days


def main() -> None:
    visit = open_page("view", source=say("overview.source"))
    with st.container(key="overview", gap="small"):
        line = visit.line()
        visit = visit.filtered("region", "sector", "period", "basis", line=line)
        with line:
            order = choices.choice("order", ORDERS, _order, say("overview.order"))
            compared = since.choose(visit)
        rows = visit.ask("statements_standing", **visit.given(*WHERE, "period"))
        shown = rows.kept(lambda row: row["in_scope"])
        visit.head(summary.headline(visit.scope, rows, shown), summary.worst(shown), rows)
        _cards(visit, shown)
        answer, beside = st.columns([4, 1], gap="medium")
        with answer:
            grouped = strips.groups(shown) if order == ORDERS[0] else strips.chapters(shown)
            strips.draw(grouped, len(rows) - len(shown))
        with beside, st.container(key="beside", gap="small"):
            _changes(visit.compared(compared.generation), compared)
            _calendar(visit)
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


def _changes(visit: Visit, compared: since.Since) -> None:
    """What moved since the publication that is compared with; all of it where the address asks for all."""
    moved: list[Item] = []
    if not compared.nothing:
        moved = _plan_changed(visit.ask("publication_causes"))
        moved += changed.items(visit.ask("what_changed", **visit.given(*WHERE)))
    shown = len(moved) if st.query_params.get(MORE) == "changes" else aside.SHOWN
    more = links.here(**{MORE: "changes"})
    aside.block(compared.title, moved, compared.nothing or say("overview.no_change"), more, shown)


def _calendar(visit: Visit) -> None:
    """What is late and what falls due: of the county where one is chosen."""
    sheets = visit.ask("late_sheets", **visit.given("region"))
    late = owed.late(sheets, lambda row: visit.person.may("upload", row["region"], row["template"]))
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


main()
