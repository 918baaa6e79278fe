"""总览: which targets are met, which are behind and by how much, what changed, what is late or due."""

import streamlit as st

from data.plan import plan
from pages.frame import links
from pages.frame.visit import Visit, open_page
from pages.pieces import answers, aside, cards, standing, status
from pages.pieces.aside import Item
from pages.speech import figures, names, words
from pages.speech.words import say
from queries.question import Row, Rows

LARGE = plan().theme("overview")
NAMED = 3
WHERE = ("region", "sector", "basis")
OWERS = 3  # so many are named of those who owe a sheet
SHEETS = 2  # so many late and so many coming ones: the page fits its screen on the worst of days


def main() -> None:
    visit = open_page("view", filters=("region", "sector", "period", "basis"), source=say("overview.source"))
    rows = visit.ask("overview_cards", **visit.given(*WHERE, "period"))
    visit.head(_headline(visit, rows), _subline(rows), rows)
    answer, beside = st.columns([4.1, 1], gap="medium")
    with answer:
        _cards(visit, rows)
    with beside, st.container(key="beside", gap="small"):
        _beside(visit)
    visit.foot(rows, as_of=visit.chosen.period)


def _headline(visit: Visit, rows: Rows) -> str:
    """How many statements there are, and of each status how many: 34 项目标：13 项已达标，…"""
    return say("overview.all", place=visit.scope, total=len(rows), counts=standing.counts(rows))


def _subline(rows: Rows) -> str:
    """Who is behind and by how much, the worst first; and how many are not connected."""
    worst = [row for row in rows if plan().statuses[row["status"]].wanting and row["gap"] is not None]
    told = []
    for row in sorted(worst, key=lambda row: int(row["status_rank"]))[:NAMED]:
        card = cards.card_from(row)
        told.append(say("overview.behind", name=names.statement(card.statement), gap=cards.gap(card)))
    for row in [row for row in rows if row["status"] == "not_connected"][:1]:
        told.append(say("overview.not_connected", count=row["status_count"]))
    return say("asked.semicolon").join(told)


def _cards(visit: Visit, rows: Rows) -> None:
    histories = visit.ask("overview_history", statements=list(LARGE), **visit.given(*WHERE, "period"))
    known = {row["statement"]: row for row in rows}
    cards.large_row([cards.card_from(known[name], _history(histories, name)) for name in LARGE])
    cards.tiles(cards.card_from(row) for name, row in known.items() if name not in LARGE)


def _history(histories: Rows, statement: str) -> cards.Points:
    return cards.history_from(row for row in histories if row["statement"] == statement)


def _beside(visit: Visit) -> None:
    moved = _plan_changed(visit.ask("publication_causes"))
    moved += [_change(row) for row in visit.ask("changes_since_previous", **visit.given(*WHERE))]
    aside.block(say("overview.changes"), moved, say("overview.no_change"))
    late = [_late(group) for group in standing.by_sheet(visit.ask("late_sheets"))]
    aside.block(say("overview.late"), late, say("overview.no_late"), links.address("department"), SHEETS)
    coming = [_due(row) for row in visit.ask("due_next")]
    aside.block(say("overview.due"), coming, say("overview.no_due"), shown=SHEETS)


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


def _late(group: list[Row]) -> Item:
    first, owers = group[0], standing.owers(group, OWERS)
    several = standing.by_departments(group)
    told = say(
        "overview.late_by",
        department=owers if several else names.department(first["department"]),
        date=words.date(first["due_on"]),
        days=first["days_late"],
    )
    head = f"{names.template(first['template'])} {words.period(first['period'])}"
    return Item(head, [told] if several else [owers, told])


def _due(row: Row) -> Item:
    told = say(
        "overview.due_on",
        department=names.department(row["department"]),
        date=words.date(row["due_on"]),
        days=row["days_left"],
    )
    by_place = bool(row["places"])  # some sheets come from departments, not from places
    arrived = say("overview.arrived", arrived=row["arrived"], places=row["places"]) if by_place else ""
    return Item(f"{names.template(row['template'])} {words.period(row['period'])}", [told, arrived])


main()
