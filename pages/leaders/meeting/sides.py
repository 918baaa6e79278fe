"""The slides beside the statements: overview, tasks that are late, what changed, what was decided."""

from collections.abc import Iterable, Sequence
from html import escape

from data.plan import plan
from pages.frame import links
from pages.frame.visit import Visit
from pages.leaders.meeting.slides import Content
from pages.pieces import cards, changed, decisions, owed, strips, summary
from pages.pieces.aside import Item
from pages.speech import names, words
from pages.speech.words import joined, say
from queries.question import Row, Rows, grades

LARGE = plan().theme("overview")
WHERE = ("region", "sector", "basis")
MOST, TASKS, DECIDED = 11, 12, 7  # lines of a list that a slide holds
WORST = 4


def overview(visit: Visit, standings: Rows) -> Content:
    """How many of each status, the three large cards, and the worst as rows on one scale."""
    shown = standings.kept(lambda row: row["in_scope"])
    histories = visit.ask("overview_history", statements=list(LARGE), **visit.given(*WHERE, "period"))
    known = {row["statement"]: row for row in shown}
    drawn = "".join(_large(known[name], histories) for name in LARGE if name in known)
    heading, wanting = next(iter(strips.groups(shown)), ("", Rows()))
    rows = "".join(strips.line(row) for row in wanting[:WORST])
    body = f'<div class="peak-slide-cards">{drawn}</div>' + (
        f'<div class="peak-rows peak-slide-rows"><h4>{escape(heading)}{strips.key()}</h4>{rows}</div>'
    )
    headline = summary.headline(visit.scope, standings, shown)
    return Content(headline, body, demo="demo" in grades(standings))


def _large(row: Row, histories: Rows) -> str:
    own = histories.kept(lambda one: one["statement"] == row["statement"])
    return cards.large_html(cards.card_from(row, cards.history_from(own)))


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Terms and what they are, beside the picture of a slide."""
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(told)}</dd>" for term, told in pairs)
    return f'<dl class="peak-slide-terms">{rows}</dl>'


def tasks(late: Rows) -> Content:
    """The tasks that are late, the oldest first: which, since when, whose duty, how far the slowest is."""
    groups: dict[str, list[Row]] = {}
    for row in sorted(late, key=lambda row: (row["due_on"], not row["lead"])):
        groups.setdefault(str(row["task"]), []).append(row)
    headline = say("present.tasks_late", count=len(groups), duties=len(late))
    shown = list(groups.values())[:TASKS]
    lines = "".join(_task(group) for group in shown)
    heads = "".join(
        f'<th scope="col">{escape(say(key))}</th>'
        for key in ("column.task", "ledgers.due_on", "tasks.department", "tasks.share")
    )
    body = f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody>"
    rest = _rest(len(groups) - len(shown))
    return Content(
        headline, f'<table class="peak-slide-list">{body}</table>{rest}', demo="demo" in grades(late)
    )


def _task(group: Sequence[Row]) -> str:
    """One task with the departments whose duty is late."""
    first = group[0]
    late = say("present.days_late", date=words.date(first["due_on"]), days=-first["days_left"])
    who = joined(names.department(row["department"]) for row in group)
    shares = [row["progress_share"] for row in group if row["progress_share"] is not None]
    slowest = words.number(min(shares), "%", 0) if shares else say("present.unreported")
    name = f"<b>{escape(names.section(first['task']))}</b> {escape(names.task(first['task']))}"
    return f"<tr><td>{name}</td><td>{escape(late)}</td><td>{escape(who)}</td><td>{escape(slowest)}</td></tr>"


def owing(place: str, sheets: Rows, overdue: Rows) -> Content:
    """What a place owes: the sheets that are late, and the rows of ledgers whose day has passed."""
    late = owed.late(sheets)
    headline = say("present.owing", place=place, sheets=len(late), rows=overdue.total)
    items = [*late, *[_overdue(row) for row in overdue]]
    lines = "".join(_change(item) for item in items[:MOST])
    body = f'<ul class="peak-slide-changes">{lines}</ul>{_rest(len(items) - MOST)}'
    return Content(headline, body, demo="demo" in grades(overdue))


def _overdue(row: Row) -> Item:
    late = say("present.days_late", date=words.date(row["due_on"]), days=-row["days_left"])
    way = links.address("ledgers", ledger=row["ledger"])
    return Item(f"{names.template(row['template'])} · {row['name']}", [late], way)


def changes(rows: Rows, since: str) -> Content:
    """What moved since then (spoken): changes of status first, then figures like for like."""
    turned = sum(bool(row["turned"]) for row in rows)
    headline = say("present.changed", since=since, count=len(rows), turned=turned)
    lines = "".join(_change(item) for item in changed.items(rows[:MOST]))
    body = f'<ul class="peak-slide-changes">{lines}</ul>{_rest(len(rows) - MOST)}'
    return Content(headline, body, demo="demo" in grades(rows))


def _change(item: Item) -> str:
    told = say("asked.semicolon").join(line for line in item.lines if line)
    return (
        f'<li><b><a href="{escape(item.href)}">{escape(item.head)}</a></b>'
        f"<span>{escape(told)}</span><span>{item.mark}</span></li>"
    )


def decided(rows: Rows) -> Content:
    """What was decided, who does it until when, and what became of it: the overdue first."""
    body = decisions.markup(rows[:DECIDED]) + _rest(len(rows) - DECIDED)
    return Content(decisions.title_of(rows), body, demo="demo" in grades(rows))


def _rest(rest: int) -> str:
    """How many more there are than the slide shows."""
    return f'<p class="peak-measure">{escape(say("aside.more", count=rest))}</p>' if rest > 0 else ""
