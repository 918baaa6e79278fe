"""Draws findings by rule with a count, the gravest first; each leads to its cell in the sheet picture."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from data.ingest.receive import Finding, Picture
from pages.pieces import heading, sheet_picture
from pages.pieces.sheet_picture import Mark, Place
from pages.speech.words import language, say

SEVERITIES = ("stop", "warn", "note")
SHAPES = {"stop": "■", "warn": "◆", "note": "○"}
TONES = {"stop": "status-far-behind", "warn": "status-behind", "note": "status-insufficient"}
WHOLE = 3  # findings of one rule that stand there in full
LINKED = 24  # cells of one rule that stand in one line; the others open with the list
SHOWN = 200  # findings of one rule that are written out
Numbered = tuple[int, Finding]
Way = Callable[[int], str]  # the address that shows the cell of the n-th finding


def listed(
    found: Sequence[Finding], way: Way | None = None, chosen: int | None = None, shown: str = ""
) -> None:
    """Findings by severity and rule; nothing when there are none.

    `way` leads to the cell of the n-th finding, and `shown` is the markup of the sheet picture, which stands
    under the `chosen` one.
    """
    numbered = list(enumerate(found))
    groups = "".join(
        _severity(severity, [one for one in numbered if one[1].severity == severity], way, chosen, shown)
        for severity in SEVERITIES
    )
    if groups:
        st.html(f'<div class="peak-findings">{groups}</div>')


def picture(
    made: Picture, found: Sequence[Finding], asked: Finding, turn: sheet_picture.Turn,
    other: sheet_picture.Other | None = None,
) -> str:  # fmt: skip
    """The sheet of the finding that is asked about as markup, with the marks of all findings on it.

    Another sheet of the workbook, where somebody switched to it, has no cell that is asked for.
    """
    here = Picture.place(asked.cell) if made.sheet == asked.sheet else None
    return sheet_picture.markup(made, marks(found, made.sheet), here, turn, other)


def marks(found: Sequence[Finding], sheet: str) -> dict[Place, list[Mark]]:
    """What is marked on a sheet, the gravest first: a severity's shape, its word and the sentence."""
    made: dict[Place, list[Mark]] = {}
    for severity in SEVERITIES:
        for finding in found:
            if finding.severity == severity and finding.sheet == sheet:
                told = f"{say(f'severity.{severity}')} {finding.sentence(language())}"
                for place in Picture.places(finding.cell):
                    made.setdefault(place, []).append(Mark(SHAPES[severity], TONES[severity], told))
    return made


def _severity(
    severity: str, found: Sequence[Numbered], way: Way | None, chosen: int | None, shown: str
) -> str:  # fmt: skip
    if not found:
        return ""
    asking = sum(finding.needs_reason for _, finding in found)
    key = f"upload.group_{severity}_reason" if asking else f"upload.group_{severity}"
    title = say(key, count=len(found), **({"asking": asking} if asking else {}))
    head = f'<h4><span aria-hidden="true">{SHAPES[severity]}</span> {escape(title)}</h4>'
    rules: dict[str, list[Numbered]] = {}
    for one in found:
        rules.setdefault(one[1].rule, []).append(one)
    body = "".join(_rule(rule, same, way, chosen, shown) for rule, same in rules.items())
    tone = f"--tone:var(--peak-{TONES[severity]})"
    return f'<section data-severity="{severity}" style="{tone}">{head}{body}</section>'


def _rule(rule: str, found: Sequence[Numbered], way: Way | None, chosen: int | None, shown: str) -> str:
    """All of one rule: in full while they are few; else one sentence, their cells, and the list to open."""
    asked = [one for one in found if one[0] == chosen]
    if len(found) <= WHOLE:
        body = f"<ul>{''.join(_item(one, way, chosen) for one in found)}</ul>"
    else:
        body = _many(found, way, chosen, asked)
    picture = f'<div class="peak-sheet-frame">{shown}</div>' if asked and shown else ""
    return (
        f'<div class="peak-rule" data-rule="{escape(rule)}" data-count="{len(found)}">{body}{picture}</div>'
    )


def _many(found: Sequence[Numbered], way: Way | None, chosen: int | None, asked: Sequence[Numbered]) -> str:
    lang, first = language(), found[0][1]
    count = say("upload.rule_count", count=len(found))
    mends = {finding.mend(lang) for _, finding in found}
    mend = f"<span>{escape(say('upload.mend'))}{escape(first.mend(lang))}</span>" if len(mends) == 1 else ""
    head = (
        f'<p class="peak-what"><b>{escape(common(found, lang))} <small>{escape(count)}</small></b>{mend}</p>'
    )
    cells = "".join(_link(one, way, chosen) for one in found[:LINKED])
    cells += f"<b>+{len(found) - LINKED}</b>" if len(found) > LINKED else ""
    told = "".join(_item(one, way, chosen) for one in found[:SHOWN])
    rest = len(found) - SHOWN
    more = heading.measure(say("upload.more_findings", count=rest)) if rest > 0 else ""
    every = escape(say("upload.every_one", count=len(found)))
    items = f"<ul>{''.join(_item(one, way, chosen) for one in asked)}</ul>" if asked else ""
    return (
        f'{head}<p class="peak-cells">{cells}</p>'
        f"<details><summary>{every}</summary><ul>{told}</ul>{more}</details>{items}"
    )


def common(found: Sequence[Numbered], lang: str) -> str:
    """The sentence that findings of one rule share; what differs between them is left open."""
    sentences = {finding.sentence(lang) for _, finding in found}
    if len(sentences) == 1:
        return sentences.pop()
    values = {
        name: ({getattr(finding, name) for _, finding in found})
        for name in ("expected", "found", "field")
    }  # fmt: skip
    same = {name: "…" if len(all_of) > 1 else next(iter(all_of)) for name, all_of in values.items()}
    first = found[0][1]
    return Finding(first.rule, **same).sentence(lang)


def _link(one: Numbered, way: Way | None, chosen: int | None) -> str:
    place = one[1].cell or one[1].sheet or say("upload.whole_file")
    return leading(one, place, way, chosen)


def leading(one: Numbered, place: str, way: Way | None, chosen: int | None = None) -> str:
    """The place of a finding as the way to its cell; bold words where there is none."""
    number, finding = one
    if way is None or not finding.sheet:
        return f"<b>{escape(place)}</b>"
    current = ' aria-current="true"' if number == chosen else ""
    hint = escape(say("picture.show", sheet=finding.sheet, cell=finding.cell))
    return f'<a data-stay href="{escape(way(number))}" title="{hint}"{current}>{escape(place)}</a>'


def _item(one: Numbered, way: Way | None, chosen: int | None) -> str:
    """Place, sentence and mend; beside them what stands there and what it is held against, but for a note."""
    lang, finding = language(), one[1]
    sides = "".join(
        f'<div><dt>{escape(say(f"column.{name}"))}</dt><dd title="{escape(text)}">{escape(text)}</dd></div>'
        for name, text in ((name, finding.value(name, lang)) for name in ("found", "expected"))
        if text and finding.severity != "note"
    )
    sheet = f"<small>{escape(finding.sheet)}</small>" if finding.cell else ""
    return (
        f'<li data-rule="{escape(finding.rule)}" data-cell="{escape(finding.cell)}">'
        f'<span class="peak-where">{_link(one, way, chosen)}{sheet}</span>'
        f'<span class="peak-what"><b>{escape(finding.sentence(lang))}</b>'
        f"<span>{escape(say('upload.mend'))}{escape(finding.mend(lang))}</span></span>"
        f'<dl class="peak-sides">{sides}</dl></li>'
    )
