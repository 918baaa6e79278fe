"""总览: which targets are met, which are behind and by how much, what changed, what is late or due."""

from typing import Any

import streamlit as st

from data.plan import TOTAL, plan
from pages.frame import asked, filters, guard, links, page
from pages.frame.filters import Chosen
from pages.pieces import aside, cards, standing, status
from pages.pieces.aside import Item
from pages.speech import figures, names, words
from pages.speech.words import say
from queries.ask import NoSnapshot, ask_rows, current, snapshots

Rows = list[dict[str, Any]]

LARGE = plan().theme("overview")
NAMED = 3
OWERS = 3  # so many are named of those who owe a sheet
SHEETS = 2  # so many late and so many coming ones: the page fits its screen on the worst of days


def main() -> None:
    guard.require("view")
    try:
        now = current().id
    except NoSnapshot:
        page.head(say("snapshot.nothing"))
        page.empty(say("snapshot.nothing_what"))
        return
    opened = asked.snapshot([one.id for one in snapshots()], now)
    top = st.container(key="top")
    chosen = _filters(opened)
    rows = ask_rows("overview_cards", snapshot=opened, **_where(chosen), period=chosen.period)
    grades = sorted({row["grade"] for row in rows if row["grade"]})
    with top:
        page.head(_headline(rows, chosen), _subline(rows), grades)
    due = ask_rows("due_next", snapshot=opened)
    answer, beside = st.columns([4.1, 1], gap="medium")
    with answer:
        _cards(opened, rows, chosen)
    with beside:
        _beside(opened, chosen, due)
    _foot(opened, chosen, due, "demo" in grades)


def _filters(opened: str) -> Chosen:
    sectors = [row["sector"] for row in ask_rows("sectors_known", snapshot=opened)]
    return filters.bar(
        regions=[filters.WHOLE, *plan().counties(), *plan().zones()],
        sectors=sectors,
        periods=[row["period"] for row in ask_rows("periods", snapshot=opened)],
        bases=list(plan().bases),
    )


def _where(chosen: Chosen) -> dict[str, str]:
    return {"region": chosen.region, "sector": chosen.sector, "basis": chosen.basis}


def _place(chosen: Chosen) -> str:
    """The place, and the sector when it is not all industry."""
    place = names.region(chosen.region)
    return place if chosen.sector == TOTAL else f"{place} {names.sector(chosen.sector)}"


def _headline(rows: Rows, chosen: Chosen) -> str:
    """Good news first: 1 项已达标，1 项达标后失守，1 项未达标."""
    counts = standing.counts(rows)
    if not counts:
        return say("overview.none", place=_place(chosen))
    return say("overview.headline", place=_place(chosen), counts=counts)


def _subline(rows: Rows) -> str:
    """Who is behind and by how much, the worst first; and how many are not connected."""
    worst = [row for row in rows if plan().statuses[row["status"]].wanting and row["gap"] is not None]
    told = []
    for row in sorted(worst, key=lambda row: int(row["status_rank"]))[:NAMED]:
        card = cards.card_from(row)
        gap = cards.gap(card)
        told.append(say("overview.behind", name=names.statement(card.statement), gap=gap))
    for row in [row for row in rows if row["status"] == "not_connected"][:1]:
        told.append(say("overview.not_connected", count=row["status_count"]))
    return "；".join(told) if words.language() == "zh" else "; ".join(told)


def _cards(opened: str, rows: Rows, chosen: Chosen) -> None:
    histories = ask_rows(
        "overview_history", snapshot=opened, statements=list(LARGE), **_where(chosen), period=chosen.period
    )
    known = {row["statement"]: row for row in rows}
    cards.large_row([cards.card_from(known[name], _history(histories, name)) for name in LARGE])
    cards.tiles(cards.card_from(row) for name, row in known.items() if name not in LARGE)


def _history(histories: Rows, statement: str) -> cards.Points:
    return cards.history_from(row for row in histories if row["statement"] == statement)


def _beside(opened: str, chosen: Chosen, due: Rows) -> None:
    changes = ask_rows("changes_since_previous", snapshot=opened, **_where(chosen))
    late = ask_rows("late_sheets", snapshot=opened)
    with st.container(key="beside", gap="small"):
        moved = [_change(row) for row in changes]
        aside.block(say("overview.changes"), moved, say("overview.no_change"))
        groups: dict[tuple[str, str], Rows] = {}
        for row in late:
            groups.setdefault((row["template"], row["period"]), []).append(row)
        aside.block(
            say("overview.late"),
            [_late(group) for group in groups.values()],
            say("overview.no_late"),
            links.address("department"),
            SHEETS,
        )
        coming = [_due(row) for row in due]
        aside.block(say("overview.due"), coming, say("overview.no_due"), shown=SHEETS)


def _change(row: dict[str, Any]) -> Item:
    name, unit = row["statement"], row["unit"]
    fine = figures.telling_decimals(row["value_before"], row["value_after"], row["decimals"])
    before, after = (
        f"{words.period(row[f'period_{side}'])} {words.number(row[f'value_{side}'], unit, fine)}"
        for side in ("before", "after")
    )
    if figures.missing(row["value_before"]):
        told = say("overview.first_seen", after=after)
    elif figures.missing(row["value_after"]):
        told = say("overview.gone", before=before)
    else:
        told = say("overview.change", before=before, after=after)
    moved = row["status_before"] != row["status_after"]
    mark = f"{status.chip(row['status_before'])} → {status.chip(row['status_after'])}" if moved else ""
    period = {} if figures.missing(row["period_after"]) else {"period": row["period_after"]}
    return Item(names.statement(name), [told], links.address("indicator", id=name, **period), mark)


def _late(group: Rows) -> Item:
    first, owers = group[0], standing.owers(group, OWERS)
    several = standing.by_departments(group)
    told = say(
        "overview.late_by",
        department=owers if several else names.department(first["department"]),
        date=words.date(first["due_on"]),
        days=first["days_late"],
    )
    head = f"{words.pick(first['name'], first['name_en'])} {words.period(first['period'])}"
    return Item(head, [told] if several else [owers, told])


def _due(row: dict[str, Any]) -> Item:
    told = say(
        "overview.due_on",
        department=names.department(row["department"]),
        date=words.date(row["due_on"]),
        days=row["days_left"],
    )
    by_place = bool(row["places"])  # some sheets come from departments, not from places
    arrived = say("overview.arrived", arrived=row["arrived"], places=row["places"]) if by_place else ""
    head = f"{words.pick(row['name'], row['name_en'])} {words.period(row['period'])}"
    return Item(head, [told, arrived])


def _foot(opened: str, chosen: Chosen, due: Rows, demo: bool) -> None:
    next_update = min((row["due_on"] for row in due), default=None)
    page.foot(opened, chosen.period, say("overview.source"), next_update, demo=demo)


main()
