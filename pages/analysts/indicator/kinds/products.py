"""Things that cannot be added, side by side: each on its own scale, beside what it is held against."""

from functools import partial

from data.plan import plan
from pages import charts
from pages.analysts.indicator import divided, frames
from pages.analysts.indicator.kinds import answering
from pages.analysts.indicator.kinds.kind import Absent, Answer, Draw, Kind, told
from pages.analysts.indicator.subject import FEWEST, Subject
from pages.pieces import cards, panel
from pages.pieces.tables import Column
from pages.speech import figures, names, palette, words
from pages.speech.words import say
from queries.question import Row

WORST = 3


def yearly(subject: Subject) -> bool:
    """Whether each is held against its own year before, and not against a level of its own."""
    return subject.statement.rule in figures.STYLES


def lines(subject: Subject) -> dict[str, list[Row]]:
    """The years of every product that has a number at the period."""
    now = {row["item"] for row in subject.parts if row["value"] is not None}
    found: dict[str, list[Row]] = {}
    for row in subject.parts_so_far:
        if row["item"] in now and row["value"] is not None:
            found.setdefault(str(row["item"]), []).append(row)
    return found


def first(subject: Subject) -> Draw | None:
    """A small line for each product; a table where the years are too few for lines."""
    if not subject.parts:
        return None
    if any(len(rows) >= FEWEST for rows in lines(subject).values()):
        return partial(side_by_side, subject)
    return partial(divided.answer, subject.visit, subject.figure, subject.parts)


def side_by_side(subject: Subject) -> None:
    """The panels, those first that do not do as asked."""
    figure, own = subject.figure, subject.statement.id
    found = lines(subject)
    now = {str(row["item"]): row for row in subject.parts if row["value"] is not None}
    panels = []
    for item in sorted(now, key=lambda code: (plan().statuses[now[code]["status"]].good, code)):
        rows = [] if yearly(subject) else [row for row in found[item] if row["target"] is not None]
        panels.append(
            {
                "name": names.item(own, item),
                "told": told_of(subject, now[item]),
                "tone": palette.status_token(str(now[item]["status"])),
                "rows": found[item],
                "held": [{**row, "value": row["target"]} for row in rows],
            }
        )
    key = "indicator.multiples" if yearly(subject) else "indicator.multiples_held"
    measure = say(key, unit=figure.unit, scope=figure.scope, period=figure.when)
    about = subject.visit.about(title(subject), measure, subject.parts, statement=own, as_of=figure.when)
    table = subject.parts.plus(name=lambda row: names.item(own, row["item"]))
    shown = frames.progress(figure, Column("name", say("indicator.parts")), without=("required", "gap"))
    panel.chart("parts", "multiples", charts.multiples.data(panels, figure.measure), about, table, shown)


def told_of(subject: Subject, row: Row) -> str:
    """A product's number without its unit, and its change, or how far it is from what it is held against."""
    value = figures.plain(row["value"], subject.figure.decimals)
    apart = row["excess"]
    shape = plan().statuses[row["status"]].shape
    return f"{value} {shape}" if apart is None else f"{value} {words.signed(apart, '%', 1)} {shape}"


def title(subject: Subject) -> str:
    """How many of the products do as asked; nothing is ranked."""
    known = {"period": subject.figure.when, "parts": cards.figure(subject.card)}
    return say("indicator.multiples_title", **known)


def short(subject: Subject) -> list[Row]:
    """The products that do not do as asked, the farthest first."""
    known = [row for row in subject.parts if plan().statuses[row["status"]].wanting]
    return sorted(known, key=lambda row: -(row["excess"] or 0.0))


def why(subject: Subject) -> Answer:
    """How many do as asked, and which do not."""
    if subject.card.worst_excess is None:
        return Absent("no_year_before")
    gone = short(subject)
    every = say("why.products", parts=cards.figure(subject.card))
    return told(every, say("why.products_short", names=answering.parts_named(subject, gone)) if gone else "",
                otherwise="no_year_before")  # fmt: skip


def who(subject: Subject) -> Answer:
    """The places where the worst product falls short, then who leads."""
    gone = short(subject)
    return told(places(subject, gone[0]) if gone else "", answering.lead(subject), otherwise="nobody_named")


def places(subject: Subject, part: Row) -> str:
    """The counties and zones where a product does not do as asked."""
    if not subject.visit.everywhere:
        return ""
    every = subject.visit.ask("item_progress_by_indicator", statement=subject.statement.id, item=part["item"])
    found = [
        names.region(row["region"])
        for row in every
        if row["period"] == subject.figure.period
        and row["region"] != plan().city
        and row["excess"] is not None
        and row["excess"] > 0
    ]
    name = names.item(subject.statement.id, str(part["item"]))
    return say("who.product_places", name=name, places=answering.several(found)) if found else ""


def take(subject: Subject) -> Answer:
    """What each of the worst products must still do, in its own unit; where all do, that they must go on."""
    year = subject.judged["year"] + 1
    if subject.card.worst_excess is None:
        return (
            [say("take.each_part_better", count=len(subject.parts), year=year)]
            if subject.parts
            else Absent("no_number")
        )
    gone = short(subject)
    if not gone:
        return [say("take.each_part_again", year=year)] if yearly(subject) else Absent("all_reach")
    listed = [
        say(
            "take.product",
            name=names.item(subject.statement.id, str(row["item"])),
            size=words.number(row["value"] - row["target"], subject.statement.unit, subject.figure.decimals),
        )
        for row in gone[:WORST]
        if row["target"] is not None and row["value"] is not None
    ]
    return [say("take.products", what=words.joined(listed))] if listed else Absent("no_number")


def blocks(subject: Subject) -> list[Draw]:
    """One product, chosen: over the years, and in every place that makes it."""
    if subject.card.worst_excess is None:
        return []
    return [partial(divided.one, subject.visit, subject.figure, subject.parts)]


KIND = Kind(first=first, why=why, who=who, take=take, blocks=blocks)
