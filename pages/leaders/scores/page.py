"""考核: counties and departments ranked, every point down to its cell, and other weights tried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from data.plan import plan
from pages.frame import choices, links
from pages.frame.visit import Visit, open_page
from pages.leaders.scores import tables, what_if
from pages.pieces import scoring
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.tables import Column, Shown
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row, Rows

KINDS = ("county", "department")
OBJECTS = ("county", "zone", "department")
NAMED = 3


@dataclass(frozen=True)
class Scored:
    """Who is scored (counties or departments), by which stored weights, and those tried out beside them."""

    kind: str
    stored: Mapping[str, float]
    tried: Mapping[str, float]

    @property
    def weights(self) -> dict[str, Any]:
        """The weights tried out as the questions take them; none where nothing is tried."""
        return {"items": list(self.tried), "weights": list(self.tried.values())} if self.tried else {}

    def name(self, code: str) -> str:
        return names.region(code) if self.kind == "county" else names.department(code)


def main() -> None:
    visit = open_page("view", source=say("scores.source"))
    line = visit.line()
    with line:
        kind = choices.choice("scored", KINDS, lambda code: say(f"scores.kind_{code}"), say("scores.kind"))
    visit = visit.filtered("period", line=line).on_its_day()
    rules = visit.ask("scoring_rules", scored=kind)
    stored = {row["item"]: float(row["weight"]) for row in rules}
    what = Scored(kind, stored, what_if.tried(stored))
    moment = {"scored": kind, **visit.given("period"), "as_of": visit.day}
    before = visit.ask("scores", **moment)
    rows = visit.ask("scores", **moment, **what.weights) if what.tried else before
    _head(visit, what, rows)
    left, right = st.columns([1.35, 1], gap="medium")
    with right:
        chosen = _chosen(what, before)
        items = visit.ask("score_items", object=chosen, **moment, **what.weights)
        tables.items_chart(visit, what.name(chosen), items)
        _ways(what, chosen)
        what_if.draw(what.stored, what.tried)
    with left:
        for kind in OBJECTS:
            _ranking(visit, what, rows.told(row for row in rows if row["kind"] == kind), before, chosen)
    periods = sorted({period for row in items for period in row["periods"] if period})
    found = visit.ask("score_explained", object=chosen, **moment, periods=periods)
    _behind(visit, what, items, found, chosen)
    one, other = st.columns(2, gap="medium")
    with one:
        whose = {"region": chosen} if kind == "county" else {"department": chosen}
        tables.confirmed(visit, what.name(chosen), visit.ask("confirmed_scores", **whose))
    with other:
        tables.rules(visit, rules)
    visit.foot(rows)


def _head(visit: Visit, what: Scored, rows: Rows) -> None:
    subline = say(f"scores.subline_{what.kind}", minimum=scoring.minimum(), fewest=scoring.fewest())
    visit.head(_headline(what, rows), subline, rows)
    if what.tried:
        told = say("scores.tried", count=len(what.tried))
        back = f'<a href="{escape(links.here(weights=""))}">{escape(say("scores.weights_back"))}</a>'
        visit.top.html(f'<p class="peak-earlier">{escape(told)} {back}</p>')


def _headline(what: Scored, rows: Rows) -> str:
    """Who leads (zones apart), how many are vetoed, how many have no rank."""
    ranked = [row for row in rows if row["rank"] is not None]
    parts = [_leading(what, [row for row in ranked if row["kind"] == kind], kind) for kind in OBJECTS]
    if vetoed := [row for row in rows if row["vetoed"]]:
        parts.append(say("scores.headline_veto", count=len(vetoed), ceiling=scoring.ceiling()))
    if len(ranked) < len(rows):
        parts.append(say("scores.headline_unranked", count=len(rows) - len(ranked)))
    return say("asked.semicolon").join(filter(None, parts)) or say("scores.headline_none")


def _leading(what: Scored, ranked: list[Row], kind: str) -> str:
    """贺州县第 1，92.9 分; of the zones with their word before; nothing where none of a kind is ranked."""
    first = [row for row in ranked if row["rank"] == 1]
    if not first:
        return ""
    listed = say("asked.list").join(what.name(row["object"]) for row in first[:NAMED])
    key = "scores.headline_first" if len(first) <= NAMED else "scores.headline_many"
    told = say(key, who=listed, count=len(first), score=scoring.score(first[0]["score"]))
    return say("scores.headline_zones", told=told) if kind == "zone" else told


def _behind(visit: Visit, what: Scored, items: Rows, found: Rows, chosen: str) -> None:
    """Where each item's points come from, and the evidence of all items or of one."""
    name = what.name(chosen)
    tables.items_table(visit, name, items)
    item = choices.one_of(
        "item",
        ["", *what.stored],
        lambda code: names.score_item(code) if code else say("scores.all_items"),
        say("column.score_item"),
        elsewhere=plan().scoring,
    )
    tables.evidence(visit, name, items, found.kept(lambda row: row["item"] == item) if item else found)


def _chosen(what: Scored, before: Rows) -> str:
    """Whose points are explained: the one of the address, else the first of the ranking."""
    codes = [row["object"] for row in before]
    elsewhere = {*plan().regions, *plan().departments}
    return choices.one_of("object", codes, what.name, say("scores.choose"), elsewhere)


def _ways(what: Scored, chosen: str) -> None:
    """From a score to the page of the place or the department."""
    if what.kind == "county":
        way = links.anchor(say("scores.to_county", name=what.name(chosen)), "county", region=chosen)
    else:
        text = say("scores.to_department", name=names.bureau(chosen))
        way = links.anchor(text, "department", department=chosen)
    st.html(f'<p class="peak-ways">{way}</p>')


def _ranking(visit: Visit, what: Scored, rows: Rows, before: Rows, chosen: str) -> None:
    """One list of those that are ranked among each other; zones have one of their own."""
    if not rows:
        return
    stored = {row["object"]: row for row in before}
    lines = [_line(what, row, stored[row["object"]], chosen) for row in rows]
    headings = [
        say("column.who"),
        say("column.rank"),
        say("column.score"),
        say("column.weight_scored"),
        say("column.confirmed_points"),
    ]
    title = say(
        "scores.ranking_tried" if what.tried else "scores.ranking",
        kind=say(f"scores.ranked_{rows[0]['kind']}"),
        count=len([row for row in rows if row["rank"] is not None]),
    )
    about = visit.about(title, say("scores.ranking_measure", date=visit.as_of), rows)
    framed(f"ranking-{rows[0]['kind']}", about, headings, lines, *_export(what, rows, stored))


def _line(what: Scored, row: Row, stored: Row, chosen: str) -> Line:
    """One county or department: rank, score (and both without the weights tried), veto, confirmed score."""
    rank_before = score_before = ""
    if what.tried:
        rank_before = say("scores.before", value=scoring.rank(stored, stored["sharing"]))
        score_before = say("scores.before", value=scoring.score(stored["score"]))
    official = words.period(row["confirmed_period"]) if row["confirmed_points"] is not None else ""
    weight = say("scores.of", points=_points(row["points"]), weight=_points(row["weight_scored"]))
    cells = [
        Cell(scoring.rank(row, row["sharing"]), note=rank_before),
        Cell(scoring.score(row["score"]), note=score_before, mark=scoring.veto_chip(row), share=row["score"]),
        Cell(weight),
        Cell(scoring.score(row["confirmed_points"]), note=official),
    ]
    name, code = what.name(row["object"]), row["object"]
    few = "" if row["rank"] is not None else scoring.why_unranked(row)
    return Line(name, cells, links.here(object=code), few, current=code == chosen)


def _points(value: float | None) -> str:
    return words.number(value, "", 1)


def _export(what: Scored, rows: Rows, stored: Mapping[str, Row]) -> tuple[Rows, Shown]:
    table = rows.plus(
        name=lambda row: what.name(row["object"]),
        veto=lambda row: say("scores.veto") if row["vetoed"] else "",
        stored_score=lambda row: stored[row["object"]]["score"],
        stored_rank=lambda row: stored[row["object"]]["rank"],
    )
    kept = [
        Column("stored_score", say("scores.column_stored_score"), "number"),
        Column("stored_rank", say("scores.column_stored_rank"), "whole"),
    ]
    return table, [
        Column("name", say("column.who")),
        *("rank", "score"),
        *(kept if what.tried else []),
        Column("veto", say("scores.veto")),
        Column("score_after_veto", say("scores.column_after_veto"), "number"),
        "points",
        *("weight_scored", "confirmed_points"),
        Column("confirmed_period", say("column.period")),
        "grade",
    ]


main()
