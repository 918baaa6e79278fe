"""Draws a statement made of things that cannot be added: its products side by side, then one of them."""

from data.plan import plan
from pages import charts
from pages.analysts.indicator import breakdown, frames
from pages.analysts.indicator.figure import Figure
from pages.analysts.indicator.subject import FEWEST
from pages.charts.measure import Measure
from pages.frame import choices
from pages.frame.visit import Visit
from pages.pieces import cards, panel, trends
from pages.pieces.tables import Column, Shown
from pages.speech import names, palette, words
from pages.speech.words import language, say
from queries.question import Row, Rows

COUNTED = ("parts_good", "parts", "worst_part", "worst_excess")


def headline(figure: Figure, card: cards.Card) -> str:
    """How many of the products do what is asked, and the worst of them."""
    told = {"name": figure.name, "period": figure.when, "parts": cards.figure(card), "worst": cards.gap(card)}
    return say("indicator.headline_parts", **told, status=names.status(card.status).lower())


def answer(visit: Visit, figure: Figure, rows: Rows) -> None:
    """Every product with what it is held against; never a sum, a mean or a rank of them."""
    frames.parts(visit, figure, rows, None)


def one(visit: Visit, figure: Figure, rows: Rows) -> None:
    """One product, chosen: over the years in this place, and in every place at this period."""
    made = list(dict.fromkeys(row["item"] for row in rows))
    item = choices.one_of("part", made, lambda code: _name(figure, code), say("indicator.choose_part"))
    every = visit.ask("item_progress_by_indicator", statement=figure.statement.id, item=item)
    place = visit.chosen.region
    own = every.kept(lambda row: row["region"] == place and row["period"] <= figure.period)
    _years(visit, figure, item, own)
    places = every.kept(lambda row: row["period"] == figure.period and row["region"] != plan().city)
    _places(visit, figure, item, places)


def _name(figure: Figure, item: str) -> str:
    return names.item(figure.statement.id, item)


def _years(visit: Visit, figure: Figure, item: str, rows: Rows) -> None:
    """The product's own line; whole years and the period looked at."""
    shown = rows.told(row for row in rows if row["month"] == 12 or row["period"] == figure.period)
    if len(shown) < FEWEST:
        return
    facts = {"period": words.period(shown[-1]["period"]), "value": figure.write(shown[-1]["value"])}
    title = say("indicator.part_trend", name=_name(figure, item), **facts)
    measure = say("indicator.trend_measure", name=figure.name, unit=figure.unit, scope=figure.scope)
    about = visit.about(title, measure, shown, statement=figure.statement.id, as_of=figure.when)
    data = trends.line(list(shown), figure.measure)
    panel.chart("part-trend", "trend", data, about, shown, frames.progress(figure, "period"))


def _places(visit: Visit, figure: Figure, item: str, rows: Rows) -> None:
    """How far the product is from what it is held against in every place that makes it."""
    named = rows.plus(
        code=lambda row: row["region"],
        name=lambda row: names.region(row["region"]),
        value=lambda row: row["excess"],
        tone=lambda row: palette.status_token(str(row["status"])),
        tip=lambda row: f"{names.region(row['region'])}  {figure.write(row['value'])}",
    )
    known = named.kept(lambda row: row["excess"] is not None)
    if len(known) < 2:  # who makes it alone is compared with nobody
        return
    title = say("indicator.part_places", name=_name(figure, item), count=len(known))
    falling = breakdown.moving(figure)
    measure = say("indicator.part_change" if falling else "indicator.part_excess", period=figure.when)
    about = visit.about(title, measure, rows, statement=figure.statement.id, as_of=figure.when)
    data = charts.bars.data(known, Measure("%", 1, language()), signed=True)
    table = rows.plus(name=lambda row: names.region(row["region"]))
    shown: Shown = frames.progress(figure, Column("name", say("column.place")), without=("required",))
    panel.chart("part-places", "bars", data, about, table, shown)


def counted(judged: Row, shown: Row) -> Row:
    """The row of a period with what its card says of the parts."""
    return {**judged, **{field: shown[field] for field in COUNTED}}
