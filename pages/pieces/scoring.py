"""Says scores in words: rank with ties, veto, what could not be scored, the confirmed score beside."""

from collections.abc import Mapping
from typing import Any

from data.plan import plan
from pages.pieces import status
from pages.speech import figures, words
from pages.speech.figures import missing
from pages.speech.palette import colour, status_token
from pages.speech.words import say

Row = Mapping[str, Any]


def score(value: float | None) -> str:
    """92.9 分, or a dash."""
    return say("scores.points", value=figures.plain(value)) if not missing(value) else figures.EMPTY


def rank(row: Row, sharing: int) -> str:
    """第 1, 并列第 2, of a zone among the zones, or that there is no rank."""
    if missing(row["rank"]):
        return say("scores.unranked")
    told = say("scores.rank_tied" if sharing > 1 else "scores.rank", rank=int(row["rank"]))
    return say("scores.among_zones", rank=told) if row.get("kind") == "zone" else told


def told(row: Row, together: int) -> str:
    """One sentence: score, rank, veto or why there is no rank, and the confirmed score beside."""
    if missing(row["score"]):
        bureau = plan().departments.get(str(row.get("department")))
        return say("scores.several" if bureau is not None and bureau.several else "scores.nothing_scored")
    parts = [say("scores.told", score=score(row["score"]), rank=rank(row, together))]
    if row["vetoed"]:
        parts.append(say("scores.told_veto", score=score(row["score_after_veto"])))
    if missing(row["rank"]):
        parts.append(why_unranked(row))
    if not missing(row["confirmed_points"]):
        parts.append(confirmed(row))
    return say("asked.semicolon").join(parts)


def why_unranked(row: Row) -> str:
    """Too few duties, or too little weight that could be scored."""
    duties = row.get("duties")
    if not missing(duties) and int(str(duties)) < plan().setting("scoring", "minimum_duties"):
        return say("scores.too_few", count=duties, minimum=fewest())
    weight = figures.plain(row["weight_scored"], 0)
    return say("scores.too_little", weight=weight, minimum=minimum())


def confirmed(row: Row) -> str:
    """The officially confirmed score and of which period."""
    when = words.period(row["confirmed_period"])
    return say("scores.told_confirmed", score=score(row["confirmed_points"]), period=when)


def veto_chip(row: Row) -> str:
    """The veto as shape, word and colour, with what it leaves of the score; nothing where there is none."""
    if not row["vetoed"]:
        return ""
    told = say("scores.vetoed_to", score=score(row["score_after_veto"]))
    return status.mark("✕", told, colour(status_token("missed")))


def ceiling() -> str:
    """The score above which a veto does not let anyone come."""
    return figures.plain(plan().setting("scoring", "veto_ceiling"), 0)


def minimum() -> str:
    """The weight that must be scored for a rank."""
    return figures.plain(plan().setting("scoring", "minimum_weight"), 0)


def fewest() -> str:
    """How many duties a department needs for a rank."""
    return figures.plain(plan().setting("scoring", "minimum_duties"), 0)
