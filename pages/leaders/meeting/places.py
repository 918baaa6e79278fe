"""The slide of the places: every county and zone against every statement that wants something."""

from collections.abc import Sequence
from html import escape

from data.plan import plan
from pages.leaders.meeting.slides import Content
from pages.pieces import status
from pages.speech import names
from pages.speech.palette import colour, status_token
from pages.speech.words import joined, say
from queries.question import Row, Rows, grades


def matrix(rows: Rows, wanting: Sequence[str]) -> Content:
    """Every place against every statement that wants something, as `standing_matrix` answers."""
    found = {(row["region"], row["statement"]): row for row in rows}
    places = list(dict.fromkeys(row["region"] for row in rows))
    counted = {place: sum(row["wanting"] for row in rows if row["region"] == place) for place in places}
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
    legend = "".join(status.chip(code) for code in _there(rows, wanting))
    body = f'<table class="peak-slide-matrix">{table}</table><p class="peak-legend">{legend}</p>'
    return Content(headline, body, demo="demo" in grades(rows))


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


def _there(rows: Rows, wanting: Sequence[str]) -> list[str]:
    """The answers that stand in the matrix, the worst first."""
    found = {row["status"] for row in rows if row["statement"] in wanting}
    return [code for code, known in plan().statuses.items() if known.judged and code in found]
