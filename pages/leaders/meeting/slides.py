"""Frames one slide: its head, its body, and the quiet foot with place, next slide, scope and ways."""

import json
from dataclasses import dataclass
from html import escape

from data.plan import plan
from pages.frame import links
from pages.frame.visit import Visit
from pages.leaders.meeting.deck import STATEMENT, Deck, Slide
from pages.speech import names, origin, words
from pages.speech.words import language, say


@dataclass(frozen=True)
class Content:
    """What stands on a slide; `body` is markup of ours."""

    headline: str
    body: str
    subline: str = ""
    demo: bool = False


def name(slide: Slide) -> str:
    """What a slide is called: 总览, or the statement's name."""
    return names.numbered(slide.code) if slide.kind == STATEMENT else say(f"present.{slide.kind}")


def root(deck: Deck) -> str:
    """What the paging script has to know: the order, and every statement by its number."""
    order = escape(json.dumps(deck.order))
    known = escape(
        json.dumps({code: names.statement(code) for code in plan().statements}, ensure_ascii=False)
    )
    return f'<div class="peak-deck" data-order="{order}" data-statements="{known}"></div>'


def slide_html(visit: Visit, deck: Deck, slide: Slide, content: Content) -> str:
    """The markup of one slide; every text is escaped."""
    tag = origin.tag("demo") if content.demo else ""
    subline = f'<p class="peak-subline">{escape(content.subline)}</p>' if content.subline else ""
    return (
        f'<section class="peak-slide" data-slide="{escape(slide.code)}" data-kind="{slide.kind}" '
        f'lang="{language()}" aria-label="{escape(name(slide))}"><div class="peak-slide-room">'
        f'<div class="peak-slide-head"><div><h1 class="peak-headline">{escape(content.headline)}</h1>'
        f"{subline}</div>{tag}</div>"
        f'<div class="peak-slide-body">{content.body}</div>{_foot(visit, deck, slide)}</div></section>'
    )


def _foot(visit: Visit, deck: Deck, slide: Slide) -> str:
    """Where one is, what comes next, whose figures as of when, and the ways without a keyboard."""
    before, after = deck.beside(slide)
    total = len(deck.order)
    at = deck.place(slide)
    place = say("present.place", at=at, total=total) if at else say("present.apart", total=total)
    coming = {one.code: one for one in deck.slides}
    told = say("present.next", name=name(coming[after])) if after else say("present.end") if at else ""
    facts = [visit.scope, say("foot.as_of", period=visit.as_of), words.date(visit.today)]
    line = " · ".join(escape(fact) for fact in facts)
    return (
        f'<footer class="peak-slide-foot"><span class="peak-slide-place"><b>{escape(place)}</b> '
        f'<span class="peak-slide-next">{escape(told)}</span></span>'
        f'<span class="peak-slide-facts">{line} <span class="peak-slide-address"></span></span>'
        f'<nav class="peak-slide-ways">{_way("‹", say("present.back"), before)}'
        f"{_way('›', say('present.forth'), after)}{_note(visit, slide)}"
        f"{_button('print', say('present.print'))}{_button('close', say('present.close'))}</nav></footer>"
    )


def _way(shape: str, told: str, code: str) -> str:
    """A link to a neighbour; at an end it stands there quietly."""
    if not code:
        return f'<span aria-hidden="true">{shape}</span>'
    href = escape(links.here(slide=code))
    return f'<a href="{href}" data-go="{escape(code)}" aria-label="{escape(told)}">{shape}</a>'


def _note(visit: Visit, slide: Slide) -> str:
    """For who may decide: the way to note what is decided, about the statement that is on the screen."""
    if not visit.person.may("decide"):
        return ""
    about = {"statement": slide.code} if slide.kind == STATEMENT else {}
    way = links.address("decisions", note="new", deck=slide.code, **about)
    told = say("present.note")
    return f'<a href="{escape(way)}" data-note aria-keyshortcuts="N">{escape(told)}</a>'


def _button(does: str, told: str) -> str:
    return f'<button type="button" data-do="{does}">{escape(told)}</button>'
