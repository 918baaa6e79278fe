"""Draws statements as rows on one common scale: base, what is asked by today, now and target."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from data.plan import plan
from pages.frame import links
from pages.pieces import answers, cards
from pages.pieces.cards import Card
from pages.speech import names, words
from pages.speech.palette import colour, status_token
from pages.speech.words import say
from queries.question import Row, Rows

FEW = 3  # groups; more of them stand closer
REACH = 1.25  # how far the scale goes: a quarter of the way beyond the target (look.css draws the target)


def groups(rows: Rows) -> list[tuple[str, Rows]]:
    """What needs attention, what goes well, what cannot be judged: each with its heading, in their order."""
    found: dict[str, list[Row]] = {"strips.wanting": [], "strips.good": [], "strips.open": []}
    for row in rows:
        known = plan().statuses[row["status"]]
        found[f"strips.{'wanting' if known.wanting else 'good' if known.good else 'open'}"].append(row)
    return [(say(key, count=len(some)), rows.told(some)) for key, some in found.items() if some]


def chapters(rows: Rows) -> list[tuple[str, Rows]]:
    """The same rows by chapter in the plan's order; within one the most serious stays first."""
    found: dict[str, list[Row]] = {code: [] for code in plan().chapters}
    for row in rows:
        found[row["chapter"]].append(row)
    return [(names.chapter(code), rows.told(some)) for code, some in found.items() if some]


def draw(grouped: Sequence[tuple[str, Rows]], apart: int = 0) -> None:
    """Every group under its heading, flowing over the columns; `apart`: so many more in one line below."""
    marks = [key(), *[""] * len(grouped)]
    blocks = "".join(
        _group(heading, rows, told) for (heading, rows), told in zip(grouped, marks, strict=False)
    )
    rest = escape(say("strips.apart", count=apart)) if apart else ""
    more = f'<p class="peak-rows-apart">{rest}</p>' if apart else ""
    many = " peak-rows-many" if len(grouped) > FEW else ""
    with st.container(key="strips"):
        st.html(f'<div class="peak-rows{many}">{blocks}{more}</div>')


def _group(heading: str, rows: Iterable[Row], key: str) -> str:
    return f"<h4><span>{escape(heading)}</span>{key}</h4>{''.join(map(line, rows))}"


def key() -> str:
    """What the marks of a strip mean, once for all rows."""
    marks = "".join(
        f'<span><i class="peak-key-{mark}" aria-hidden="true"></i>{escape(say(f"strips.{mark}"))}</span>'
        for mark in ("base", "required", "now", "target")
    )
    return f'<span class="peak-rows-key">{marks}</span>'


def line(row: Row) -> str:
    """One statement as a row that is a link; every text is escaped."""
    card = cards.bare(row)
    tone = colour(status_token(card.status))
    shape = plan().statuses[card.status].shape
    told = " · ".join(escape(part) for part in _told(row, card) if part)
    period = escape(words.period(card.period)) if card.period else ""
    return (
        f'<a class="peak-row" data-statement="{card.statement}" data-status="{card.status}"'
        f' style="--chip:{tone}"'
        f' href="{escape(links.address("indicator", id=card.statement))}">'
        f'<span class="peak-shape" aria-hidden="true">{escape(shape)}</span>'
        f'<span class="peak-row-name">{escape(names.statement(card.statement))}</span>{strip(row, card)}'
        f'<span class="peak-row-value">{cards.brief(cards.value_markup(card))}</span>'
        f'<span class="peak-row-below"><span class="peak-row-told">'
        f"<em>{escape(names.status(card.status))}</em> {told}</span>"
        f'<span class="peak-row-period">{period}</span></span></a>'
    )


def _told(row: Row, card: Card) -> list[str]:
    """The gap in words, since when (else by what), and who leads."""
    worst = card.worst_excess is not None  # the gap names the part already
    turned = answers.since(row) or ("" if worst else answers.because(row))
    gap = cards.gap(card) if plan().statuses[card.status].speaks else ""
    silent = (say("card.no_target"), say("card.no_value"))  # the status has said so
    return [
        "" if gap in silent else cards.brief(gap),
        turned,
        say("strips.lead", department=names.department(row["lead_department"])),
    ]


def strip(row: Row, card: Card) -> str:
    """The scale of one row; an empty place where there is no line to stand on, the words say why."""
    now, base, required = row["now_place"], row["base_place"], row["required_place"]
    if now is None:
        return '<span class="peak-strip-none" aria-hidden="true"></span>'
    start, end = sorted((_share(base or 0.0), _share(now)))
    marks = f'<i class="peak-strip-way" style="left:{start:.1f}%;width:{end - start:.1f}%"></i>'
    if base is not None:
        marks += f'<i class="peak-strip-base" style="left:{_share(base):.1f}%"></i>'
    if required is not None and round(required, 6) != 1:
        marks += f'<i class="peak-strip-required" style="left:{_share(required):.1f}%"></i>'
    beyond = " peak-strip-beyond" if now > REACH else ""
    marks += f'<i class="peak-strip-now{beyond}" style="left:{_share(now):.1f}%"></i>'
    return f'<span class="peak-strip" role="img" aria-label="{escape(spoken(card))}">{marks}</span>'


def _share(place: float) -> float:
    """Percent of the strip's width; what lies outside the scale stands at its end."""
    return max(0.0, min(1.0, place / REACH)) * 100


def spoken(card: Card) -> str:
    """The strip in words, for people who listen: base, asked by today, now, target."""
    if card.parts is not None:
        return cards.figure(card)
    base = None if card.base_value is None else words.number(card.base_value, card.unit, card.decimals)
    told = {
        "base": base,
        "required": None if card.required is None else words.number(card.required, card.unit, card.decimals),
        "now": words.number(card.value, card.unit, card.decimals),
        "target": None if card.target is None else words.number(card.target, card.unit, card.decimals),
    }
    return say("overview.and").join(
        f"{say(f'strips.{mark}')} {value}" for mark, value in told.items() if value
    )
