"""考核: counties and departments ranked, every point down to its cell, and other weights tried out."""

import datetime as dt
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from data.plan import plan
from pages.frame import asked, chooser, filters, guard, links, page
from pages.leaders.scores import tables as score_tables
from pages.leaders.scores import what_if
from pages.pieces import scoring
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.place_view import View, full_name
from pages.pieces.tables import Column
from pages.speech import names, words
from pages.speech.words import say
from queries.ask import NoSnapshot, ask, ask_rows, current, snapshots

Rows = list[dict[str, Any]]
KINDS = ("county", "department")
NAMED = 3


@dataclass(frozen=True)
class Asked:
    """What this run is about: who is scored, the period and its last day, the weights, the snapshot."""

    scored: str
    period: str | None
    as_of: dt.date
    snapshot: str
    stored: dict[str, float] = field(default_factory=dict)
    tried: dict[str, float] = field(default_factory=dict)

    @property
    def view(self) -> View:
        return View(self.snapshot, words.date(self.as_of), say("scores.source"))

    @property
    def moment(self) -> dict[str, Any]:
        """The parameters every question of this page takes."""
        return {"snapshot": self.snapshot, "period": self.period, "as_of": self.as_of}

    @property
    def weights(self) -> dict[str, Any]:
        """The weights tried out as the questions take them; none where nothing is tried."""
        return {"items": list(self.tried), "weights": list(self.tried.values())} if self.tried else {}

    def totals(self, **weights: Any) -> Rows:
        """One row for each county or department, best first."""
        rows = (
            ask_rows("scores_by_county", **self.moment, **weights)
            if self.scored == "county"
            else ask_rows("scores_by_department", **self.moment, **weights)
        )
        return [{**row, "object": row[self.scored]} for row in rows]

    def name(self, code: str) -> str:
        return names.region(code) if self.scored == "county" else names.department(code)


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
    with st.container(key="asking", horizontal=True, vertical_alignment="bottom", gap="small"):
        scored = asked.choice("scored", KINDS, lambda kind: say(f"scores.kind_{kind}"), say("scores.kind"))
        chosen = filters.bar(periods=[row["period"] for row in ask_rows("periods", snapshot=opened)])
    asked.unused(["region", "sector", "basis"])
    rules = ask("scoring_rules", snapshot=opened, scored=scored)
    stored = {row["item"]: float(row["weight"]) for row in rules.to_dict("records")}
    day = ask_rows("green_days", snapshot=opened, period=chosen.period)[0]["until"]
    what = Asked(scored, chosen.period, day, opened, stored, what_if.tried(stored))
    before = what.totals()
    rows = what.totals(**what.weights) if what.tried else before
    with top:
        _head(what, rows)
    _body(what, rows, before, rules)
    due = [row["due_on"] for row in ask_rows("due_next", snapshot=opened)]
    page.foot(opened, what.period, what.view.source, min(due, default=None), demo="demo" in _grades(rows))


def _grades(rows: Rows) -> list[str]:
    return sorted({row["grade"] for row in rows if row["grade"]})


def _head(what: Asked, rows: Rows) -> None:
    subline = say("scores.subline", minimum=scoring.minimum(), ceiling=scoring.ceiling())
    page.head(_headline(what, rows), subline, _grades(rows))
    if what.tried:
        told = say("scores.tried", count=len(what.tried))
        back = f'<a href="{escape(links.here(weights=""))}">{escape(say("scores.weights_back"))}</a>'
        st.html(f'<p class="peak-earlier">{escape(told)} {back}</p>')


def _headline(what: Asked, rows: Rows) -> str:
    """Who leads, how many are vetoed, how many have no rank."""
    first = [row for row in rows if row["rank"] == 1]
    vetoed = [row for row in rows if row["vetoed"]]
    unranked = [row for row in rows if row["rank"] is None]
    parts = [say("scores.headline_none")]
    if first:
        listed = say("asked.list").join(what.name(row["object"]) for row in first[:NAMED])
        key = "scores.headline_first" if len(first) <= NAMED else "scores.headline_many"
        parts = [say(key, who=listed, count=len(first), score=scoring.score(first[0]["score"]))]
    if vetoed:
        parts.append(say("scores.headline_veto", count=len(vetoed), ceiling=scoring.ceiling()))
    if unranked:
        parts.append(say("scores.headline_unranked", count=len(unranked)))
    return say("scores.comma").join(parts)


def _body(what: Asked, rows: Rows, before: Rows, rules: pd.DataFrame) -> None:
    labels = {row["item"]: words.pick(row["name"], row["name_en"]) for row in rules.to_dict("records")}
    left, right = st.columns([1.35, 1], gap="medium")
    with right:
        chosen = _chosen(what, before)
        found = ask("score_explained", scored=what.scored, object=chosen, **what.moment, **what.weights)
        items = found.drop_duplicates("item")
        score_tables.items_chart(what.view, what.name(chosen), items)
        _ways(what, chosen)
        what_if.draw(what.stored, what.tried, labels)
    with left:
        _ranking(what, rows, before, chosen)
    score_tables.items_table(what.view, what.name(chosen), items)
    item = chooser.one_of(
        "item",
        ["", *what.stored],
        lambda code: labels.get(code, say("scores.all_items")),
        say("scores.column_item"),
        elsewhere=plan().scoring,
    )
    score_tables.evidence(what.view, what.name(chosen), found[found["item"] == item] if item else found)
    one, other = st.columns(2, gap="medium")
    with one:
        _confirmed(what, chosen)
    with other:
        score_tables.rules(what.view, rules)


def _chosen(what: Asked, before: Rows) -> str:
    """Whose points are explained: the one of the address, else the first of the ranking."""
    codes = [row["object"] for row in before]
    elsewhere = {*plan().regions, *plan().departments}
    return chooser.one_of("object", codes, what.name, say("scores.choose"), elsewhere)


def _ways(what: Asked, chosen: str) -> None:
    """From a score to the page of the place or the department."""
    if what.scored == "county":
        way = links.anchor(say("scores.to_county", name=what.name(chosen)), "county", region=chosen)
    else:
        text = say("scores.to_department", name=full_name(chosen))
        way = links.anchor(text, "department", department=chosen)
    st.html(f'<p class="peak-ways">{way}</p>')


def _ranking(what: Asked, rows: Rows, before: Rows, chosen: str) -> None:
    stored = {row["object"]: row for row in before}
    lines = [_line(what, row, rows, stored[row["object"]], before, chosen) for row in rows]
    headings = [say(f"scores.column_{name}") for name in ("name", "rank", "score", "scored", "confirmed")]
    key = "scores.ranking_tried" if what.tried else "scores.ranking"
    title = say(key, count=len([row for row in rows if row["rank"] is not None]))
    about = what.view.about(title, say("scores.ranking_measure", date=what.view.as_of), _grades(rows))
    frame, columns = _export(what, rows, stored)
    framed("ranking", about, headings, lines, frame, columns)


def _line(
    what: Asked, row: dict[str, Any], rows: Rows, stored: dict[str, Any], before: Rows, chosen: str
) -> Line:
    """One county or department: rank, score (and both without the weights tried), veto, confirmed score."""
    rank_before = score_before = ""
    if what.tried:
        rank_before = say("scores.before", value=scoring.rank(stored, scoring.sharing(before, stored)))
        score_before = say("scores.before", value=scoring.score(stored["score"]))
    veto = scoring.veto_chip() if row["vetoed"] else ""
    official = words.period(row["confirmed_period"]) if row["confirmed_points"] is not None else ""
    weight = say("scores.of", points=_points(row["points"]), weight=_points(row["weight_scored"]))
    cells = [
        Cell(scoring.rank(row, scoring.sharing(rows, row)), note=rank_before),
        Cell(scoring.score(row["score"]), note=score_before, mark=veto, share=row["score"]),
        Cell(weight),
        Cell(scoring.score(row["confirmed_points"]), note=official),
    ]
    name, code = what.name(row["object"]), row["object"]
    zone = say("county.zone") if row["kind"] == "zone" else ""
    return Line(name, cells, links.here(object=code), zone, current=code == chosen)


def _points(value: float | None) -> str:
    return words.number(value, "", 1)


def _export(what: Asked, rows: Rows, stored: dict[str, dict[str, Any]]) -> tuple[pd.DataFrame, list[Column]]:
    frame = pd.DataFrame(rows).assign(
        name=[what.name(row["object"]) for row in rows],
        veto=[say("scores.veto") if row["vetoed"] else "" for row in rows],
        stored_score=[stored[row["object"]]["score"] for row in rows],
        stored_rank=[stored[row["object"]]["rank"] for row in rows],
    )
    kept = [
        Column("stored_score", say("scores.column_stored_score"), "number"),
        Column("stored_rank", say("scores.column_stored_rank"), "number", decimals=0),
    ]
    return frame, [
        Column("name", say("scores.column_name")),
        Column("rank", say("scores.column_rank"), "number", decimals=0),
        Column("score", say("scores.column_score"), "number"),
        *(kept if what.tried else []),
        Column("veto", say("scores.veto")),
        Column("points", say("scores.column_points"), "number"),
        Column("weight_scored", say("scores.column_scored"), "number", decimals=0),
        Column("confirmed_points", say("scores.column_confirmed"), "number"),
        Column("confirmed_period", say("column.period"), "period"),
        Column("grade", say("column.grade"), "grade"),
    ]


def _confirmed(what: Asked, chosen: str) -> None:
    whose = {"region": chosen} if what.scored == "county" else {"department": chosen}
    frame = ask("confirmed_scores", snapshot=what.snapshot, **whose)
    score_tables.confirmed(what.view, what.name(chosen), frame)


main()
