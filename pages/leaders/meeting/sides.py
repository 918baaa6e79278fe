"""The slides beside the statements': the overview, the places, the tasks that are late, what changed."""

from collections.abc import Iterable, Sequence
from html import escape

from data.plan import plan
from pages.frame.visit import Visit
from pages.leaders.meeting.slides import Content
from pages.pieces import cards, moves, status, strips, summary
from pages.speech import names, words
from pages.speech.palette import colour, status_token
from pages.speech.words import joined, say
from queries.question import Row, Rows, grades

LARGE = plan().theme("overview")
WHERE = ("region", "sector", "basis")
MOST, TASKS = 11, 15  # lines of a list that a slide holds
WORST = 5


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


def counties(matrix: Rows, wanting: Sequence[str]) -> Content:
    """Every place against every statement that wants something, as `standing_matrix` answers."""
    found = {(row["region"], row["statement"]): row for row in matrix}
    places = list(dict.fromkeys(row["region"] for row in matrix))
    counted = {place: sum(row["wanting"] for row in matrix if row["region"] == place) for place in places}
    most = max(counted.values())
    worst = joined(names.region(place) for place in places if counted[place] == most)
    headline = say("county.most_wanting", places=worst, count=most) if most else say("county.none_wanting")
    heads = "".join(
        f'<th scope="col" class="peak-slide-turned">{escape(names.numbered(code))}</th>' for code in wanting
    )
    lines = "".join(
        _place(place, counted[place], [found[place, code] for code in wanting]) for place in places
    )
    first = "".join(
        f'<th scope="col" class="peak-slide-count">{escape(say(f"county.column_{name}"))}</th>'
        for name in ("place", "wanting")
    )
    table = f"<thead><tr>{first}{heads}</tr></thead><tbody>{lines}</tbody>"
    legend = "".join(status.chip(code) for code in _there(matrix, wanting))
    body = f'<table class="peak-slide-matrix">{table}</table><p class="peak-legend">{legend}</p>'
    return Content(headline, body, demo="demo" in grades(matrix))


def _place(place: str, count: int, cells: Sequence[Row]) -> str:
    loud = ' class="peak-slide-loud"' if count else ""
    name = f'<th scope="row">{escape(names.region(place))}</th>'
    return f"<tr>{name}<td{loud}>{count}</td>{''.join(map(_cell, cells))}</tr>"


def _cell(row: Row) -> str:
    """The shape of a status that is an answer; nothing where there is none."""
    code = str(row["status"])
    if not plan().statuses[code].judged:
        return "<td></td>"
    told = f"{names.region(row['region'])} {names.statement(row['statement'])} {names.status(code)}"
    return (
        f'<td data-status="{escape(code)}" title="{escape(told)}" '
        f'style="color:{colour(status_token(code))}">{escape(plan().statuses[code].shape)}</td>'
    )


def _there(matrix: Rows, wanting: Sequence[str]) -> list[str]:
    """The answers that stand in the matrix, the worst first."""
    found = {row["status"] for row in matrix if row["statement"] in wanting}
    return [code for code, known in plan().statuses.items() if known.judged and code in found]


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
    name = f"<b>{escape(first['task'])}</b> {escape(names.task(first['task']))}"
    return f"<tr><td>{name}</td><td>{escape(late)}</td><td>{escape(who)}</td><td>{escape(slowest)}</td></tr>"


def changes(rows: Rows) -> Content:
    """What moved since the publication before: changes of status first."""
    found = moves.between(rows)
    ordered = sorted(found, key=lambda one: one.status_before == one.status_after)
    turned = sum(one.status_before != one.status_after for one in found)
    headline = say("present.changed", count=len(found), turned=turned)
    lines = "".join(moves.line(one) for one in ordered[:MOST])
    return Content(
        headline,
        f'<ul class="peak-moves">{lines}</ul>{_rest(len(found) - MOST)}',
        demo="demo" in grades(rows),
    )


def _rest(rest: int) -> str:
    """How many more there are than the slide shows."""
    return f'<p class="peak-measure">{escape(say("aside.more", count=rest))}</p>' if rest > 0 else ""
