"""Draws what differs between two publications that somebody chose: cards, records by sheet, first values."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.ingest import receive
from data.ingest.receive import Difference, Entry, RecordLine
from data.plan import plan
from pages.frame import filters, links, trouble
from pages.pieces import heading, inspected, meanwhile, moves
from pages.speech import names, words
from pages.speech.plain import plain
from pages.speech.words import drawn, say

REMEMBERED = 4  # differences that one session keeps; published snapshots never change
SIDES = ("from", "to")
STATES = ("new", "changed", "gone", "same")
CELL = "{upload}!{cell}!{sheet}"  # how a cell stands in an address (`?cell=`)
PLACES = ("period", "region", "sector", "basis")  # what a record says of where it counts


def panel(entries: Sequence[Entry]) -> None:
    """The choice of two publications, and what differs between them once the address names both."""
    if len(entries) < 2:
        return
    asked = chosen(entries)
    with st.container(key="frame-difference", gap="small"):
        st.html(heading.finding(say("difference.title")))
        _choice(entries, asked)
        if asked is None:
            st.html(heading.measure(say("difference.hint")))
            return
        _told(entries, asked)


def chosen(entries: Sequence[Entry]) -> tuple[int, int] | None:
    """The two publications of the address; what is none of them is said, and nothing is compared."""
    given = [st.query_params.get(side, "") for side in SIDES]
    if not any(given):
        return None
    known = {str(entry.generation) for entry in entries}
    unknown = [text for text in given if text not in known]
    if unknown:
        st.warning(drawn("history.unknown", asked=unknown[0][:40]), icon=":material/info:")
        return None
    return int(given[0]), int(given[1])


def _choice(entries: Sequence[Entry], asked: tuple[int, int] | None) -> None:
    """Two boxes that write the address."""
    known = {str(entry.generation): _label(entry) for entry in entries}
    shown = asked or (entries[1].generation, entries[0].generation)

    def choose() -> None:
        for side in SIDES:
            filters.choose(side, str(st.session_state[f"difference-{side}"]))

    with st.container(key="difference-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        for side, number in zip(SIDES, shown, strict=True):
            st.selectbox(
                say(f"difference.{side}"),
                list(known),
                index=list(known).index(str(number)),
                format_func=known.__getitem__,
                key=f"difference-{side}",
                on_change=choose,
                width=380,
            )
        st.button(say("difference.go"), key="difference-go", icon=":material/difference:", on_click=choose)


def _label(entry: Entry) -> str:
    """A publication in one line: its number, when, by whom, what."""
    return " · ".join((str(entry.generation), words.date(entry.at), entry.by, meanwhile.action(entry)))


def _told(entries: Sequence[Entry], asked: tuple[int, int]) -> None:
    """Everything that differs; a fault of the store is a sentence here and the page goes on."""
    try:
        found = _found(asked)
    except trouble.KINDS as fault:
        trouble.told(fault)
        return
    low, high = sorted(asked)
    title = say("difference.between", first=asked[0], second=asked[1])
    meanwhile.draw([entry for entry in entries[::-1] if low < entry.generation <= high], title)
    _cards(found)
    _records(found, {entry.generation: entry.snapshot.removesuffix(".duckdb") for entry in entries})


def _found(asked: tuple[int, int]) -> Difference:
    """What differs; asked once in a session, and snapshots that were pruned are made again meanwhile."""
    kept: dict[tuple[int, int], Difference] = st.session_state.setdefault("differences", {})
    if asked not in kept:
        with trouble.at_work(say("difference.working")):
            kept[asked] = receive.differences(*asked)
        while len(kept) > REMEMBERED:
            kept.pop(next(iter(kept)))
    return kept[asked]


def _cards(found: Difference) -> None:
    """Cards of the overview as lines, with by how much; other places and sectors as a table that opens."""
    st.html(f"<h4>{escape(say('difference.cards'))}</h4>")
    moved = moves.foreseen(found.moves)
    others = [item for item in moved if not item.on_overview]
    moves.draw([item for item in moved if item.on_overview])
    if told := moves.earlier(found.moves):
        st.html(heading.measure(told))
    if others:
        with st.expander(drawn("moves.others", count=len(others))):
            moves.table("difference-moves", others)


def _records(found: Difference, snapshots: dict[int, str]) -> None:
    """Counts of each sheet, and its first values with a way to their trace."""
    st.html(f"<h4>{escape(say('difference.records'))}</h4>")
    if not found.sheets:
        st.html(heading.measure(say("history.no_rows")))
        return
    for count in found.sheets:
        told = [
            f"{getattr(count, state):,} {say(f'history.records_{state}')}"
            for state in STATES
            if getattr(count, state)
        ]
        lines = [line for line in found.lines if line.template == count.template]
        with st.expander(plain(f"{names.sheet(count.template)} · {words.joined(told)}")):
            items = "".join(_line(line, found, snapshots) for line in lines)
            st.html(f'<ul class="peak-moves" data-template="{escape(count.template)}">{items}</ul>')
            more = count.new + count.changed + count.gone - len({tuple(line.key.items()) for line in lines})
            if more > 0:
                st.html(heading.measure(say("difference.more", count=more)))


def _line(line: RecordLine, found: Difference, snapshots: dict[int, str]) -> str:
    """One value: its record as a link to the trace, before and after, by how much, and its cell."""
    template = plan().templates[line.template]
    column = template.column(line.field)
    parts = [
        inspected.in_words(key, value)
        for key, value in ((template.column(field), text) for field, text in line.key.items())
        if key
    ]
    before, after = (
        inspected.in_words(column, text) if column else text for text in (line.before, line.after)
    )
    unit = f" {names.unit(line.unit)}" if line.unit else ""
    rise = f" <small>({escape(inspected.signed(line.difference))})</small>" if line.difference else ""
    field = names.heading(line.template, line.field)
    return (
        f'<li data-state="{line.state}"><span class="peak-moves-name">'
        f"{_way(' · '.join(part for part in parts if part), line, found, snapshots)} "
        f"<small>{escape(field)}</small></span>"
        f'<span class="peak-moves-figure">{escape(before or "—")} → <b>{escape(after or "—")}</b>'
        f"{escape(unit)}{rise}</span>"
        f'<span class="peak-moves-status">{escape(say(f"difference.{line.state}"))} '
        f"<small>{escape(f'{line.sheet}!{line.cell}')}</small></span></li>"
    )


def _way(text: str, line: RecordLine, found: Difference, snapshots: dict[int, str]) -> str:
    """The record as a link: to the trace of a statement it feeds, else to the publication it came with."""
    fed = [code for code, one in plan().statements.items() if line.template in one.templates]
    statement = line.key.get("statement") or next(iter(fed), "")
    if statement not in plan().statements:
        return links.anchor(text, "history", generation=str(int(line.upload.split("-")[0])))
    stands = found.from_generation if line.state == "gone" else found.to_generation
    where = {name: line.key[name] for name in PLACES if line.key.get(name)}
    where["cell"] = CELL.format(upload=line.upload, cell=line.cell, sheet=line.sheet)
    newest = stands == max(snapshots)
    return links.anchor(
        text, "indicator", id=statement, **where, **({} if newest else {"snapshot": snapshots[stands]})
    )
