"""Draws statements of the plan: three large cards, and quiet tiles for all the others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import streamlit as st

from data.plan import plan
from pages.frame import links
from pages.pieces import answers, status
from pages.pieces.card_marks import bar, sparkline
from pages.speech import figures, names, origin, words
from pages.speech.figures import missing
from pages.speech.words import say

Points = Sequence[tuple[float, float | None]]
LONG = ("个百分点", "吨二氧化碳/万元")  # units that a crowded row writes shorter, where the language can


@dataclass(frozen=True)
class Card:
    """One statement as a leader sees it; None where there is no number."""

    statement: str
    status: str
    value: float | None = None
    target: float | None = None
    gap: float | None = None
    required: float | None = None
    base_value: float | None = None
    base_year: int | None = None
    due_year: int | None = None
    period: str | None = None
    maturity: str = ""
    grade: str = ""
    history: Points = ()
    parts_good: int | None = None
    parts: int | None = None
    worst_part: str = ""
    worst_excess: float | None = None
    answers: Sequence[str] = ()
    concluded: str = ""
    turned: str = ""
    aim: str = ""
    whose: str = ""

    @property
    def unit(self) -> str:
        return plan().statements[self.statement].unit

    @property
    def decimals(self) -> int:
        """The statement's decimals, or more where rounding would hide that the target is not met."""
        return figures.telling_decimals(self.value, self.target, plan().statements[self.statement].decimals)


def _number(row: Mapping[str, Any], field: str) -> float | None:
    value = row.get(field)
    return None if missing(value) else float(value)  # type: ignore[arg-type]


def _year(row: Mapping[str, Any], field: str) -> int | None:
    value = _number(row, field)
    return None if value is None else int(value)


def _text(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    return "" if missing(value) else str(value)


def card_from(row: Mapping[str, Any], history: Points = (), *, brief: bool = False) -> Card:
    """A card from one row of `progress` (a dict or a pandas Series), with (year, value) points beside it."""
    return replace(
        bare(row),
        history=history,
        answers=answers.two(row, dated=False, brief=brief)
        if _text(row, "verdict") or answers.turned(row)
        else (),
        concluded=answers.earlier_verdict(row),
        turned=answers.turned(row),
        aim=answers.target(row),
        whose=answers.whose_document(row),
    )


def bare(row: Mapping[str, Any]) -> Card:
    """The same without the sentences: the figures that a row of a list tells."""
    known = plan().statements[str(row["statement"])]
    return Card(
        statement=known.id,
        status=_text(row, "status") or "no_data",
        value=_number(row, "value"),
        target=_number(row, "target"),
        gap=_number(row, "gap"),
        required=_number(row, "required"),
        base_value=_number(row, "base_value"),
        base_year=_year(row, "base_year") or known.base_year,
        due_year=_year(row, "due_year") or known.due_year,
        period=_text(row, "period") or None,
        maturity=_text(row, "maturity"),
        grade=_text(row, "grade"),
        parts_good=_year(row, "parts_good"),
        parts=_year(row, "parts"),
        worst_part=_text(row, "worst_part"),
        worst_excess=_number(row, "worst_excess"),
    )


def history_from(rows: Iterable[Mapping[str, Any]]) -> Points:
    """(year, value) points from rows with `period` and `value`, in order of time."""
    return sorted((figures.position(str(row["period"])), _number(row, "value")) for row in rows)


def large(card: Card, *, compact: bool = False) -> None:
    """One large card in its own keyed container; the whole card is a link."""
    with st.container(key=f"card-{card.statement}"):
        st.html(large_html(card, compact=compact))


def large_row(cards: Sequence[Card]) -> None:
    """The headline cards side by side; below each other on a narrow screen."""
    with st.container(key="cards"):
        for card in cards:
            large(card, compact=True)


def large_html(card: Card, *, compact: bool = False) -> str:
    """The markup of a large card; every text is escaped. A compact one tells its period in its head."""
    name = names.statement(card.statement)
    goal = card.target if card.value is not None and not _in_a_band(card) else None
    picture = sparkline(card.history, say("card.history", name=name), goal)
    head = (
        f'<span class="peak-card-head"><span class="peak-card-name">{escape(name)}</span>'
        f"{_dated(card) if compact else ''}{status.chip(card.status)}</span>"
    )
    figure = (
        f'<span class="peak-card-figure"><span class="peak-value">{value_markup(card)}</span>'
        f'<span class="peak-gap">{escape(brief(gap(card)) if compact else gap(card))}</span>{picture}</span>'
    )
    return (
        f'<a class="peak-card" href="{escape(_address(card))}" aria-label="{escape(spoken(card))}">'
        f"{head}{figure}{_answers(card)}{_bar(card)}{'' if compact else _foot(card)}</a>"
    )


def _dated(card: Card) -> str:
    """The period of the figure and how final it is, beside the status."""
    period = words.period(card.period) if card.period else ""
    told = " ".join(part for part in (period, names.maturity(card.maturity)) if part)
    return f'<span class="peak-card-when">{escape(told)}</span>'


def spoken(card: Card) -> str:
    """The card in one sentence, for people who listen."""
    parts = [names.statement(card.statement), names.status(card.status), figure(card), gap(card)]
    parts += [*card.answers, card.aim, say("grade.demo_tag") if origin.is_demo(card.grade) else ""]
    return " · ".join(part for part in parts if part)


def figure(card: Card) -> str:
    """The value in its unit; of what has no single number, how many parts do as asked: 7/8 个产品下降."""
    if card.parts is None:
        return words.number(card.value, card.unit, card.decimals)
    return f"{_counted(card)} {_asked_of_parts(card)}"


def _counted(card: Card) -> str:
    """7/8; where nothing can be compared yet only how many there are."""
    return str(card.parts) if card.worst_excess is None else f"{card.parts_good}/{card.parts}"


def _asked_of_parts(card: Card) -> str:
    """What is asked of every part: to fall each year, or to be at its own level."""
    if card.worst_excess is None:
        return say("card.parts")
    rule = plan().statements[card.statement].rule
    return say("card.parts_falling" if rule in figures.STYLES else "card.parts_reaching")


def _worst(card: Card) -> str:
    """The part farthest from what is asked of it, and how far above that it is."""
    if card.worst_excess is None:
        return say("card.no_comparison")
    rule = plan().statements[card.statement].rule
    key = "card.worst_change" if rule in figures.STYLES else "card.worst_excess"
    change = words.signed(card.worst_excess, "%", figures.telling_decimals(card.worst_excess, 0.0, 1))
    return say(key, name=names.item(card.statement, card.worst_part), change=change)


def tiles(cards: Iterable[Card]) -> None:
    """The other statements as small tiles, grouped by chapter in the plan's order."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(plan().statements[card.statement].chapter, []).append(card)
    order = [chapter for chapter in plan().chapters if chapter in groups]
    blocks = "".join(
        f'<section class="peak-chapter"><h4>{escape(names.chapter(chapter))}</h4>'
        f'<div class="peak-tiles">{"".join(_tile(card) for card in groups[chapter])}</div></section>'
        for chapter in order
    )
    with st.container(key="tiles"):
        st.html(f'<div class="peak-chapters">{blocks}</div>')


def _address(card: Card) -> str:
    return links.address("indicator", id=card.statement)


def value_markup(card: Card) -> str:
    """The value with its unit as markup; of what has no single number, how many parts do as asked."""
    if card.parts is not None:
        return f"<b>{_counted(card)}</b><small>{escape(_asked_of_parts(card))}</small>"
    if card.value is None:
        return f"<b>{figures.EMPTY}</b>"
    text = words.number(card.value, card.unit, card.decimals)
    value = figures.plain(card.value, card.decimals)
    if text.startswith(value):
        unit = text.removeprefix(value).strip()  # 1 item, 19 factories
    else:
        unit = figures.unit_name(card.unit, words.language())
        value = text.removesuffix(unit).strip()
    if value.endswith(figures.SCALES):  # 1,317.8 万 吨标准煤: the figure alone is large
        value, _, scale = value.rpartition(" ")
        unit = f"{scale}{unit}" if words.language() == "zh" else f"{scale} {unit}"
    return f"<b>{escape(value)}</b><small>{escape(unit)}</small>"


def brief(told: str) -> str:
    """The same words or markup, shorter where the language can, for rows of which there are many."""
    for unit in LONG:
        told = told.replace(names.unit(unit), say(f"brief.{unit}"))
    return told.replace(say("brief.full"), say("brief.short"))


def gap(card: Card) -> str:
    """How far a statement is from what it is held against, in words; else why that cannot be told."""
    rule = plan().statements[card.statement].rule
    if rule == "narrative":
        return say("card.judged")
    if card.parts is not None:
        return _worst(card)
    if card.value is None:
        return _valueless(card.status, rule)
    if card.target is not None:
        return words.gap(card.gap, card.unit, card.decimals, rule)
    if rule == "peak_before":
        return say("card.no_peak")
    return say("card.no_comparison" if rule in figures.STYLES else "card.no_target")


def _valueless(code: str, rule: str) -> str:
    """Why there is no number: nothing is due, or not yet, the parts have no sum, or nobody has said."""
    if code == "not_applicable":
        return say("card.nothing_due")
    if not plan().statuses[code].judged and code != "too_early":
        return say("card.no_value")
    return say("card.nothing_due_yet" if rule == "deadline" else "card.by_parts")


def _in_a_band(card: Card) -> bool:
    """Whether two ends are asked for and no single line leads anywhere."""
    return plan().statements[card.statement].rule == "band"


def _bar(card: Card) -> str:
    if card.value is None or card.target is None or _in_a_band(card):
        return '<span class="peak-bar peak-bar-empty"></span>'
    unit, decimals = card.unit, plan().statements[card.statement].decimals
    base = card.base_value or 0.0
    goal = "card.target" if card.due_year else "chart.target_always"
    year = "" if card.base_year is None else str(card.base_year)
    target = say(goal, value=words.number(card.target, unit, decimals), year=card.due_year or "")
    at_target = card.required is None or round(card.required - card.target, 9) == 0
    required = None if at_target else card.required
    captions = {
        "base": _base(card, unit, decimals, year),
        "target": target.strip(),
        "required": say("card.required", value=words.number(card.required, unit, decimals)),
    }
    captions["all"] = "; ".join(
        [captions["base"], captions["required"] if required else "", captions["target"]]
    )
    return bar(base, card.value, card.target, required, captions)


def _base(card: Card, unit: str, decimals: int, year: str) -> str:
    """The caption of the base, where the statement has one."""
    if card.base_value is None:
        return ""
    return say("card.base", value=words.number(card.base_value, unit, decimals), year=year).strip()


def _answers(card: Card) -> str:
    """The verdict at the due date and how it stands now, each dated."""
    if not card.answers:
        return ""
    return f'<span class="peak-answers">{escape(say("asked.semicolon").join(card.answers))}</span>'


def _foot(card: Card) -> str:
    section = say("card.section", section=names.section(plan().statements[card.statement].section))
    period = words.period(card.period) if card.period else ""
    facts = [period, names.maturity(card.maturity), card.whose, section]
    text = " · ".join(escape(fact) for fact in facts if fact)
    tag = "" if origin.is_demo(card.grade) else origin.tag(card.grade)
    return f'<span class="peak-card-foot"><span>{text}</span>{tag}</span>'


def _told(card: Card) -> str:
    """Under a tile: the period of the figure, and what turned, else an earlier verdict, else the gap."""
    period = words.period(card.period) if card.period else ""
    told = card.turned or card.concluded or gap(card)
    return " · ".join(part for part in (period, told) if part)


def _tile(card: Card) -> str:
    quiet = card.status == "not_connected"
    mood = " peak-quiet" if quiet else ""
    css = f"peak-tile st-key-card-{card.statement}{mood}"
    value = "" if quiet else f'<span class="peak-tile-value">{value_markup(card)}</span>'
    short = "" if quiet else f'<span class="peak-tile-gap">{escape(_told(card))}</span>'
    return (
        f'<a class="{css}" href="{escape(_address(card))}" title="{escape(spoken(card))}">'
        f'<span class="peak-tile-name">{escape(names.statement(card.statement))}</span>{value}'
        f'<span class="peak-tile-state">{status.chip(card.status)}{short}</span></a>'
    )
