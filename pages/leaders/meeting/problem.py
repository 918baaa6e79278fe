"""Says of one statement where it fails, why, and who answers for it: facts of its slide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data import clock
from data.plan import TOTAL, plan
from pages.frame.visit import Visit
from pages.pieces import answers, cards
from pages.pieces.cards import Card
from pages.speech import figures, names, words
from pages.speech.words import joined, say
from queries.question import Row, Rows

NAMED = 3  # so many places, parts or duties are named; the rest are counted
DECIDED = 2  # decisions that are told whole
WHERE = ("region", "sector", "basis")


@dataclass(frozen=True)
class Problem:
    """One statement of the deck with the answers that its slide is made of."""

    row: Row
    trend: Rows
    path: Rows
    places: Rows
    parts: Rows
    late: Sequence[Row]
    decided: Sequence[Row]

    @property
    def card(self) -> Card:
        return cards.card_from(self.row)

    @property
    def statement(self) -> str:
        return str(self.row["statement"])


def asked(visit: Visit, row: Row, duties: Iterable[Row], decided: Iterable[Row]) -> Problem:
    """The answers about one row of `statements_standing`, with the duties and decisions that are about it.

    `duties` are rows of `tasks_by_department`, `decided` of `decisions`.
    """
    own = plan().statements[str(row["statement"])]
    given = visit.given(*WHERE) | {"sector": row["sector"]}
    period = row["period"]
    known = {"statement": own.id}
    nothing = Rows()
    trend = visit.ask("indicator_trend", **known, **given, period=period) if period else nothing
    path = visit.ask("required_path", **known, **given, due_year=row["due_year"]) if trend else nothing
    where = {"sector": row["sector"], "basis": visit.chosen.basis, "period": period}
    places = visit.ask("indicator_regions", **known, **where) if period and visit.everywhere else nothing
    of_parts = {"region": visit.chosen.region, "sector": TOTAL, "period": period}
    parts = visit.ask("item_progress_by_indicator", **known, **of_parts) if period else nothing
    late = [one for one in duties if one["late"] and own.id in (one["statements"] or [])]
    about = [one for one in decided if one["statement"] == own.id and one["open"]]
    return Problem(row, trend, path, places, parts, late, about)


def headline(problem: Problem) -> str:
    """拟建项目落实率：2026年1—9月 80.0%，距目标还差 20.0 个百分点."""
    card = problem.card
    name = names.statement(card.statement)
    if card.period is None or (card.value is None and card.parts is None):
        return say("indicator.headline_nothing", name=name, status=names.status(card.status).lower())
    told = {"name": name, "period": words.period(card.period), "gap": cards.gap(card)}
    return say("present.headline", **told, value=cards.figure(card))


def facts(problem: Problem) -> list[tuple[str, str]]:
    """Where, why, who: terms and what they are; what cannot be told is left out."""
    told = [
        (say("present.where"), where(problem)),
        (say("present.why"), why(problem)),
        (say("present.who"), who(problem)),
        (say("present.decided"), decided(problem)),
        (say("present.late_tasks"), late_tasks(problem)),
    ]
    return [(term, text) for term, text in told if text]


def where(problem: Problem) -> str:
    """The counties and zones that want something, the farthest first; or that none of those judged does."""
    below = [row for row in problem.places if row["region_kind"] != "city"]
    judged = [row for row in below if plan().statuses[row["status"]].judged]
    failing = sorted(
        (row for row in judged if plan().statuses[row["status"]].wanting),
        key=lambda row: (plan().statuses[row["status"]].rank, -abs(row["gap"] or 0.0)),
    )
    if judged and not failing:
        return say("present.nowhere", count=len(judged))
    return _listed([_at_place(problem, row) for row in failing], "places")


def _at_place(problem: Problem, row: Row) -> str:
    own = plan().statements[problem.statement]
    told = {"name": names.region(row["region"]), "status": names.status(row["status"]).lower()}
    if row["value"] is None:
        return say("present.at_place_bare", **told)
    return say("present.at_place", **told, value=words.number(row["value"], own.unit, own.decimals))


def why(problem: Problem) -> str:
    """By what it turned, the parts that fail, and how far behind its path it is."""
    told = [answers.because(problem.row)]
    failing = [row for row in problem.parts if plan().statuses[row["status"]].wanting]
    if failing:
        listed = _listed([names.item(problem.statement, row["item"]) for row in failing])
        told.append(say("present.parts", listed=listed))
    told.append(_behind(problem))
    if problem.row["missing"]:
        told.append(say("present.missing", what=problem.row["missing"]))
    return say("asked.semicolon").join(dict.fromkeys(one for one in told if one))


def _behind(problem: Problem) -> str:
    """How far it lies behind its required path, where that can be seen in the figures."""
    short = problem.trend[-1]["short_of_path"] if problem.trend else None
    own = plan().statements[problem.statement]
    if short is None or round(short, 9) <= 0:
        return ""
    unit = "个百分点" if own.unit == "%" else own.unit
    places = max(own.decimals, figures.telling_decimals(short, 0.0, own.decimals))
    return say("indicator.path_short", amount=words.number(short, unit, places))


def who(problem: Problem) -> str:
    """The department that leads, and those that take part."""
    lead = problem.row["lead_department"]
    if not lead:
        return ""
    others = [code for code in plan().departments_of(problem.statement, clock.today()) if code != lead]
    told = say("present.leads", name=names.bureau(lead))
    if not others:
        return told
    return f"{told}{say('asked.semicolon')}{_listed([names.department(code) for code in others])}"


def late_tasks(problem: Problem) -> str:
    """The duties that serve the statement and are late, with whose they are; those that lead first."""
    rows = sorted(problem.late, key=lambda row: (not row["lead"], row["due_on"]))
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        owed = groups.setdefault((row["task"], words.date(row["due_on"])), [])
        owed.append(names.department(row["department"]))
    told = [
        say("present.late_task", task=names.section(task), who=joined(who), date=day)
        for (task, day), who in groups.items()
    ]
    return _listed(told)


def decided(problem: Problem) -> str:
    """The open decisions about the statement: what, who, until when."""
    told = []
    for row in problem.decided:
        who = names.department(row["department"]) if row["department"] else say("decisions.nobody")
        until = words.date(row["due_on"]) if row["due_on"] else say("decisions.no_day")
        state = names.state("decisions", row["state"]).lower()
        told.append(say("present.decision", what=row["decision"], who=who, date=until, state=state))
    return say("asked.semicolon").join(told[:DECIDED])


def _listed(parts: Sequence[str], of: str = "more") -> str:
    """The first few of a list; how many more there are."""
    told = joined(parts[:NAMED])
    rest = len(parts) - NAMED
    return say(f"present.and_{of}", listed=told, count=rest) if rest > 0 else told
