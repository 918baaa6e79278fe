"""The slides beside the statements': the overview, the places, the tasks that are late, what changed."""

from collections.abc import Iterable, Sequence
from html import escape

from data.plan import plan
from pages.frame import links
from pages.frame.visit import Visit
from pages.leaders.meeting.problem import Problem
from pages.leaders.meeting.slides import Content
from pages.pieces import cards, moves, standing, status
from pages.speech import names, words
from pages.speech.palette import colour, status_token
from pages.speech.words import joined, say
from queries.question import Row, Rows, grades

LARGE = plan().theme("overview")
WHERE = ("region", "sector", "basis")
MOST, TASKS = 11, 15  # lines of a list that a slide holds
WORST = 5


def overview(visit: Visit, standings: Rows) -> Content:
    """How many of each status, the worst by name, and the three large cards."""
    told = [row for row in standings if row["in_scope"]]
    headline = say("overview.all", place=visit.scope, total=len(told), counts=standing.counts(told))
    histories = visit.ask("overview_history", statements=list(LARGE), **visit.given(*WHERE, "period"))
    known = {row["statement"]: row for row in standings}
    drawn = "".join(
        cards.large_html(
            cards.card_from(
                known[name], cards.history_from(row for row in histories if row["statement"] == name)
            )
        )
        for name in LARGE
    )
    worst = [row for row in told if row["wanting"]][:WORST]
    lines = "".join(_worst(row) for row in worst)
    body = f'<div class="peak-slide-cards">{drawn}</div><ol class="peak-slide-worst">{lines}</ol>'
    return Content(headline, body, demo="demo" in grades(standings))


def _worst(row: Row) -> str:
    """One of the worst: what, how far, who leads."""
    card = cards.card_from(row)
    lead = names.department(row["lead_department"]) if row["lead_department"] else ""
    name = links.anchor(names.statement(card.statement), "indicator", id=card.statement)
    return (
        f"<li>{status.chip(card.status)} <b>{name}</b> "
        f"<span>{escape(cards.gap(card))}</span> <small>{escape(lead)}</small></li>"
    )


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Terms and what they are, beside the picture of a slide."""
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(told)}</dd>" for term, told in pairs)
    return f'<dl class="peak-slide-terms">{rows}</dl>'


def counties(visit: Visit, places: Rows, problems: Sequence[Problem]) -> Content:
    """Every place against every statement that wants something: a shape where it has an answer of its own."""
    most = max(row["wanting"] for row in places)
    worst = [visit.place(row["region"]) for row in places if row["wanting"] == most]
    headline = (
        say("county.most_wanting", places=joined(worst), count=most) if most else say("county.none_wanting")
    )
    heads = "".join(
        f'<th scope="col" class="peak-slide-turned"><span>{escape(names.numbered(one.statement))}</span></th>'
        for one in problems
    )
    lines = "".join(_place(visit, row, problems) for row in places)
    columns = "".join(
        f'<th scope="col" class="peak-slide-count">{escape(say(f"county.column_{name}"))}</th>'
        for name in ("place", "met", "wanting")
    )
    table = f"<thead><tr>{columns}{heads}</tr></thead><tbody>{lines}</tbody>"
    body = f'<table class="peak-slide-matrix">{table}</table>{_legend(problems)}'
    return Content(headline, body, demo="demo" in grades(places))


def _place(visit: Visit, row: Row, problems: Sequence[Problem]) -> str:
    cells = "".join(_cell(one, row["region"]) for one in problems)
    loud = ' class="peak-slide-loud"' if row["wanting"] else ""
    return (
        f'<tr><th scope="row">{escape(visit.place(row["region"]))}</th>'
        f"<td>{row['achieved']} / {row['judged']}</td><td{loud}>{row['wanting']}</td>{cells}</tr>"
    )


def _cell(problem: Problem, region: str) -> str:
    """The shape of a place's status on one statement; nothing where it has none."""
    found = next((row for row in problem.places if row["region"] == region), None)
    if found is None or not plan().statuses[found["status"]].judged:
        return "<td></td>"
    code = str(found["status"])
    told = f"{names.region(region)} {names.statement(problem.statement)} {names.status(code)}"
    return (
        f'<td data-status="{escape(code)}" title="{escape(told)}" '
        f'style="color:{colour(status_token(code))}">{escape(plan().statuses[code].shape)}</td>'
    )


def _legend(problems: Sequence[Problem]) -> str:
    """The shapes that stand in the matrix, in words."""
    found = {row["status"] for one in problems for row in one.places if row["region_kind"] != "city"}
    order = [code for code in plan().statuses if code in found and plan().statuses[code].judged]
    return f'<p class="peak-legend">{"".join(status.chip(code) for code in order)}</p>'


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
