"""The filter bar: region, sector, period and basis as stable codes in the address, on every page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data import clock
from data.plan import DEFAULT_BASIS, TOTAL, plan
from pages.frame.links import CARRIED
from pages.speech import names, words
from pages.speech.plain import plain
from pages.speech.words import language, say

WHOLE = plan().city
MISSING = object()
STAYS = ("lang", "id", "snapshot", "ledger")


@dataclass(frozen=True)
class Chosen:
    """What the visitor asks for; None where a page does not offer that filter."""

    region: str = WHOLE
    sector: str = TOTAL
    period: str | None = None
    basis: str = DEFAULT_BASIS


def places() -> list[str]:
    """Every place that can be chosen: the city first, its counties, then the zones beside them.

    They are those of the year asked about, else of this year.
    """
    asked = st.query_params.get("period", "")[:4]
    year = int(asked) if asked.isdecimal() else clock.today().year
    return [WHOLE, *plan().counties(year), *plan().zones(year)]


def bring_language(script: str) -> None:
    """Brings the language along before the menu is drawn, to a page of ours with this hash of its script.

    A click on the menu leads to a bare address; who switches the language stays on the page.
    """
    state = st.session_state
    kept = state.get("peak_kept", {})
    if state.get("peak_script", script) != script and "lang" in kept and "lang" not in st.query_params:
        st.query_params["lang"] = kept["lang"]


def arrive(page: str) -> None:
    """Brings filters and language along when the visitor comes from another page of ours."""
    state = st.session_state
    if state.get("peak_page") != page:
        for name, value in state.get("peak_kept", {}).items():
            if name not in st.query_params:
                st.query_params[name] = value
    state["peak_page"] = page
    state["peak_kept"] = {name: st.query_params[name] for name in CARRIED if name in st.query_params}


def choose(name: str, code: str, default: str = "") -> None:
    """Puts a choice into the address (a default is left out); call it from a callback."""
    if code and code != default:
        st.query_params[name] = code
    else:
        st.query_params.pop(name, None)


def bar(
    regions: Sequence[str] = (),
    sectors: Sequence[str] = (),
    periods: Sequence[str] = (),
    bases: Sequence[str] = (),
) -> Chosen:
    """Draws one line of filters with 重置 and returns the chosen codes.

    The first option of each list is its default; an empty list leaves that filter out, none at all the line.
    Periods come newest first.
    """
    offered = {
        "region": (regions, _region_label, WHOLE),
        "sector": (sectors, names.sector, TOTAL),
        "period": (periods, words.period, None),
        "basis": (bases, names.basis, DEFAULT_BASIS),
    }
    if not any(options for options, _, _ in offered.values()):
        return Chosen(period=None)
    faults: list[str] = []
    chosen: dict[str, str] = {}
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        for name, (options, label, _) in offered.items():
            if options:
                chosen[name] = _one(name, list(options), label, faults)
        st.button(
            say("filter.reset"),
            key="reset",
            help=say("filter.reset_help"),
            on_click=reset,
            icon=":material/restart_alt:",
        )
    for fault in faults:
        st.warning(plain(fault), icon=":material/info:")
    return Chosen(
        region=chosen.get("region", WHOLE),
        sector=chosen.get("sector", TOTAL),
        period=chosen.get("period"),
        basis=chosen.get("basis", DEFAULT_BASIS),
    )


def reset() -> None:
    """Back to the defaults; the language, the indicator and an earlier snapshot stay."""
    for name in list(st.query_params):
        if name not in STAYS:
            st.query_params.pop(name, None)


def _one(name: str, options: list[str], label: Callable[[str], str], faults: list[str]) -> str:
    """One select box whose truth is the address, not the widget."""
    asked = st.query_params.get(name, options[0])
    if asked not in options:
        known = "filter.not_here" if label(asked) != asked else "filter.unknown"
        faults.append(say(known, what=say(f"filter.{name}"), value=label(asked)[:40]))
        asked = options[0]
    key = f"filter-{name}"
    with shown(key, asked):
        st.selectbox(
            say(f"filter.{name}"),
            options,
            format_func=label,
            key=key,
            on_change=_changed,
            args=(name, options[0]),
            width=230 if name in ("region", "sector") else 170,
        )
    return asked


@contextmanager
def shown(key: str, value: object, *holds: object) -> Iterator[None]:
    """Around the widget of a key: puts the address's value into it, unless it stands there already.

    A value that is put is sent, and a browser draws the widget anew with all of its options. What stands in
    the widget holds for one page in one language (and what else it `holds` for): another has a widget of its
    own, or other labels. A run that is broken off here has put nothing.
    """
    state, here = st.session_state, (_page(), language(), *holds)
    seen = state.setdefault("peak_seen", {})
    if seen.pop(key, None) != here or state.get(key, MISSING) != value:
        state[key] = value
    yield
    seen[key] = here


def _page() -> str:
    run = get_script_run_ctx()
    return "" if run is None else run.page_script_hash


def _changed(name: str, default: str) -> None:
    choose(name, str(st.session_state[f"filter-{name}"]), default)


def _region_label(code: str) -> str:
    name = names.region(code)
    return say("filter.zone", name=name) if code.startswith("Z-") else name
