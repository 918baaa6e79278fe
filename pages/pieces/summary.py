"""Says in two sentences how a place stands: counts that add up to all statements, and the worst by name."""

from data.plan import plan
from pages.pieces import cards
from pages.speech import names
from pages.speech.words import say
from queries.question import Row, Rows

NAMED = 3


def headline(scope: str, rows: Rows, shown: Rows) -> str:
    """How many are met, how many need attention, and of every other status how many: they add up to all.

    `rows` of `statements_standing`; `shown` those of them that belong to the scope (spoken).
    """
    states = [plan().statuses[row["status"]] for row in shown]
    wanting = sum(state.wanting for state in states)
    told = [say("overview.met", count=sum(state.met for state in states))]
    told.append(say("overview.wanting", count=wanting) if wanting else say("overview.none_wanting"))
    rest = sorted(
        {state for state in states if not state.met and not state.wanting}, key=lambda one: one.rank
    )
    told += [
        say("overview.count", count=states.count(state), status=names.status(state.code).lower())
        for state in rest
    ]
    apart = len(rows) - len(shown)
    told += [say("overview.apart", count=apart)] if apart else []
    return say("overview.all", place=scope, total=len(rows), counts=say("overview.and").join(told))


def worst(rows: Rows) -> str:
    """The most serious ones in words: how they stand, by how much, and who leads them."""
    told = [_behind(row) for row in rows if row["wanting"]][:NAMED]
    return say("overview.worst", told=say("asked.semicolon").join(told)) if told else ""


def _behind(row: Row) -> str:
    return say(
        "overview.behind",
        name=names.statement(row["statement"]),
        status=names.status(row["status"]).lower(),
        gap=cards.brief(cards.gap(cards.bare(row))),
        department=names.department(row["lead_department"]),
    )
