"""Says how a ratio moved since the year before: the number itself, and what lies above and below the line."""

from typing import Any

from data.plan import Statement
from pages.analysts.indicator.kinds.kind import Answer, told
from pages.analysts.indicator.subject import Subject
from pages.speech import figures, words
from pages.speech.catalogue import known
from pages.speech.words import say
from queries.methods.needed import growth

AMOUNTS = {  # by series: the unit of what lies above the line
    "emerging_share": "万元",
    "energy_share": "吨标准煤",
    "manufacturing_share": "万元",
    "solid_waste": "吨",
    "unit_energy": "吨标准煤",
    "key_industry_co2": "吨二氧化碳",
    "industrial_co2_intensity": "吨二氧化碳",
    "new_energy_vehicles": "辆",
    "process_tier": "万吨",
}


def sides(statement: Statement) -> tuple[str, str] | None:
    """What lies above and below the line of a ratio, in words; None where nobody has said."""
    part = statement.series_params.get("part", "")
    key = f"ratio.{statement.series}.{part}" if part else f"ratio.{statement.series}"
    if not known(f"{key}.above") or not known(f"{key}.below"):
        return None
    return say(f"{key}.above"), say(f"{key}.below")


def points(statement: Statement) -> str:
    """The unit of a change: percentage points of a share, else the statement's own unit."""
    return "个百分点" if statement.unit == "%" else statement.unit


def since_last_year(subject: Subject) -> str:
    """The change on the same months of the year before, with what moved above and below the line."""
    now, before, own = subject.judged, subject.before, subject.statement
    if before is None or now["value"] is None:
        return ""
    change = float(now["value"]) - float(before["value"])
    places = figures.telling_decimals(abs(change), 0.0, subject.figure.decimals)
    value = {"before": subject.figure.write(before["value"]), "period": words.period(before["period"])}
    value["change"] = words.signed(change, points(own), places)
    both = sides(own)
    above, below = (growth(now[name], before[name]) for name in ("numerator", "denominator"))
    if both is None or above is None or below is None:
        return say("why.moved", **value)
    moved: dict[str, Any] = {"above": both[0], "below": both[1]}
    moved |= {"above_growth": words.signed(above, "%", 1), "below_growth": words.signed(below, "%", 1)}
    return say("why.moved_by", **value, **moved)


def why(subject: Subject) -> Answer:
    """What moved the ratio."""
    return told(since_last_year(subject), otherwise="no_year_before")
