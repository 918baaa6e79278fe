"""Says the two answers on a target: the verdict at its due date, and how it stands now, since when, why."""

from collections.abc import Mapping
from typing import Any

from data.plan import plan
from pages.speech import figures, names, words
from pages.speech.figures import missing
from pages.speech.words import say

Row = Mapping[str, Any]


def verdict(row: Row) -> str:
    """到期结论 2025年：未达标 15.1%; nothing where no due date has passed."""
    if missing(row.get("verdict")):
        return ""
    told = {
        "period": words.period(row["verdict_period"]),
        "status": names.status(str(row["verdict"])).lower(),
    }
    if missing(row.get("verdict_value")):
        return say("answer.verdict_bare", **told)
    return say("answer.verdict", **told, value=written(row, "verdict_value", "verdict_target"))


def verdict_alone(row: Row) -> str:
    """2025年：未达标 15.1%, beside a heading that says that it is the verdict."""
    status = names.status(str(row["verdict"])).lower()
    told = {"period": words.period(row["verdict_period"]), "status": status}
    if missing(row.get("verdict_value")):
        return say("answer.stands", **told)
    return say("answer.stands_value", **told, value=written(row, "verdict_value", "verdict_target"))


def now(row: Row, *, dated: bool = True, brief: bool = False) -> str:
    """现在（2026年1—9月）：失守，自2025年，因成品糖; without the period where that stands beside.

    A brief one leaves out by what: the names of enterprises are long.
    """
    period, status = words.period(row["period"]), names.status(str(row["status"])).lower()
    told = say("answer.now", period=period, status=status) if dated else say("answer.now_bare", status=status)
    return say("overview.and").join(
        part for part in (told, since(row), "" if brief else because(row)) if part
    )


def two(row: Row, *, dated: bool = True, brief: bool = False) -> list[str]:
    """Both answers in words; only one where the newest figure is the one that was judged."""
    concluded = verdict(row)
    if concluded and row["period"] == row["verdict_period"]:
        return [concluded]
    return [
        one
        for one in (concluded, "" if missing(row.get("period")) else now(row, dated=dated, brief=brief))
        if one
    ]


def earlier_verdict(row: Row) -> str:
    """2025年到期：未达标, beside a newer figure; nothing where the figure shown is the one judged."""
    if missing(row.get("verdict")) or row["period"] == row["verdict_period"]:
        return ""
    status = names.status(str(row["verdict"])).lower()
    return say("answer.earlier", period=words.period(row["verdict_period"]), status=status)


def turned(row: Row) -> str:
    """Since when and by what: 自2025年，因成品糖."""
    return say("overview.and").join(part for part in (since(row), because(row)) if part)


def verdict_moved(row: Row) -> str:
    """到期结论 2025年：未达标 → 已达标, where a publication changed it; else nothing."""
    before, after = (row.get(f"verdict_{side}") for side in ("before", "after"))
    if before == after or missing(before):  # a verdict that is new is told by its status
        return ""
    told = (
        say("moves.no_verdict") if missing(code) else names.status(str(code)).lower()
        for code in (before, after)
    )
    return say("answer.verdict_bare", period=words.period(row["verdict_period"]), status=" → ".join(told))


def since(row: Row) -> str:
    """自2025年; nothing where nothing turned."""
    if missing(row.get("since")):
        return ""
    return say("answer.since", period=words.period(row["since"]))


def because(row: Row) -> str:
    """By what: a product, an enterprise, a period, the silence of somebody, a flash figure."""
    code = row.get("because")
    if missing(code):
        return ""
    kind, _, what = str(code).partition(":")
    if kind in ("period", "warning"):
        return "" if what == row.get("since") else say(f"answer.by_{kind}", period=words.period(what))
    if kind == "item":
        return say("answer.by_item", name=names.item(str(row["statement"]), what))
    if kind == "missing" and not what:
        return say("answer.by_missing_others")
    return say(f"answer.by_{kind}", name=what)


def whose(row: Row) -> str:
    """Whose target it is: the place's own, one that binds everybody, or its own earlier figure."""
    if missing(row.get("target")):
        return say("card.no_target")
    if missing(row.get("own_target")):
        return say("county.own_base")
    if row["own_target"] and row.get("region") == plan().city:
        return say("answer.of_the_city")
    return say("county.own_target" if row["own_target"] else "county.city_target")


def whose_document(row: Row) -> str:
    """Whose target and by which document, where the figures of it stand beside; else nothing."""
    if not target(row):
        return ""
    document = row.get("target_document")
    return whose(row) if missing(document) else f"{whose(row)} {document}"


def target(row: Row) -> str:
    """Which target is spoken of: whose, its value, from which year to which, by which document."""
    if missing(row.get("target")) or missing(row.get("own_target")):
        return ""
    years = say("answer.standing")
    if not missing(row.get("due_year")):
        start = "" if missing(row.get("base_year")) else f"{row['base_year']}"
        years = say("answer.years" if start else "answer.until", base=start, due=row["due_year"])
    value = written(row, "target", "value")
    if plan().statements[str(row["statement"])].rule == "band":
        if missing(row.get("target_high")):
            return ""
        value = say("answer.band", low=value, high=written(row, "target_high", "value"))
    facts = {"whose": whose(row), "value": value, "years": years}
    document = row.get("target_document")
    key = "answer.target" if missing(document) else "answer.target_document"
    return say(key, **facts, document=document)


def written(row: Row, field: str, beside: str) -> str:
    """A figure of the row, with as many decimals as tell it from the one it is held against."""
    known = plan().statements[str(row["statement"])]
    value, other = (None if missing(row.get(name)) else float(row[name]) for name in (field, beside))
    return words.number(value, known.unit, figures.telling_decimals(value, other, known.decimals))
