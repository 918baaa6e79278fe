"""Scores in boring Python: what a share earns, who is ranked where, and what a veto leaves."""

import datetime
from collections.abc import Mapping, Sequence

from tests.oracles.calendar import Sheet


def year_before(day: datetime.date) -> datetime.date:
    """The same day twelve months earlier; 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        return datetime.date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def in_time(sheets: Sequence[Sheet], day: datetime.date) -> float | None:
    """The share of the sheets due in the twelve months before a day that came by their due day."""
    due = [sheet for sheet in sheets if year_before(day) < sheet.due_on <= day]
    if not due:
        return None
    came = [sheet for sheet in due if sheet.came_on and sheet.came_on <= min(sheet.due_on, day)]
    return len(came) / len(due)


def ranks(scores: Mapping[str, float], kinds: Mapping[str, str]) -> dict[str, int]:
    """By object, one more than how many of its own kind score higher."""
    return {
        one: 1 + sum(other > score + 1e-6 for name, other in scores.items() if kinds[name] == kinds[one])
        for one, score in scores.items()
    }
