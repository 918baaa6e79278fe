"""The top and the bottom of a page: headline sentence, and the line that says source, as-of and snapshot."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.people import seeing
from pages.speech import words
from pages.speech.words import say


def enter(title: str) -> None:
    """Remembers which page this is, by its title in the visitor's language, and names the window by it."""
    st.session_state["peak_title"] = title
    entitle(title)


def entitle(title: str) -> None:
    """Names the window: what is shown, then the dashboard."""
    st.set_page_config(page_title=say("app.page_title", page=title))


def named() -> str:
    """The title of the page that is open."""
    return str(st.session_state.get("peak_title", ""))


def head(headline: str, subline: str = "", grades: Sequence[str] = ()) -> None:
    """The sentence a leader reads first, computed from the data by the caller.

    Over it one band for the whole page where anything rests on demonstration data.
    """
    demo = st.session_state["peak_band"] = "demo" in grades
    band = f'<p class="peak-band">{escape(say("grade.demo_note"))}</p>' if demo else ""
    below = f'<p class="peak-subline">{escape(subline)}</p>' if subline else ""
    st.html(f'{band}<h1 class="peak-headline">{escape(headline)}</h1>{below}')


def foot(
    snapshot: str,
    as_of: str | None,
    source: str = "",
    next_update: object = None,
    contact: str = "",
    demo: bool = False,
) -> None:
    """Source, as-of, next update, contact and snapshot, in one quiet line.

    Demonstration data that the band has not told of are told here.
    """
    facts = [say("foot.as_of", period=words.period(as_of)) if as_of else ""]
    facts.append(say("chart.source", source=source) if source else "")
    facts.append(say("foot.next", date=words.date(next_update)) if next_update else "")
    facts.append(say("foot.contact", contact=contact or say("foot.contact_default")))
    facts.append(say("foot.snapshot", snapshot=snapshot) if snapshot else "")
    facts.append(say("grade.demo_note") if demo and not st.session_state.get("peak_band") else "")
    facts.append(say("others.of_page") if seeing.own_places() is not None else "")
    line = "".join(f"<span>{escape(fact)}</span>" for fact in facts if fact)
    st.html(f'<footer class="peak-foot">{line}</footer>')


def empty(what: str, who: str = "", since: object = None) -> None:
    """An empty page says what is missing, who owes it and since when."""
    parts = [say("empty.what", what=what)]
    parts.append(say("empty.who", who=who) if who else "")
    parts.append(say("empty.since", date=words.date(since)) if since else "")
    st.html(f'<div class="peak-empty">{escape("".join(parts))}</div>')
