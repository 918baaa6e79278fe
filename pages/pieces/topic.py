"""What the page of the circular economy shares among its frames, until it is opened as a visit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.plan import plan
from pages.charts.lines import Goal
from pages.frame import page
from pages.pieces import trends
from pages.pieces.statements import speaking, tight, tiles
from pages.pieces.trends import gaps, line
from pages.speech import figures, names, words
from pages.speech.about import About
from pages.speech.words import say

__all__ = ["Rows", "Topic", "gaps", "goal", "grades", "line", "said", "speaking", "tight", "tiles", "yearly"]

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Topic:
    """The workbooks a page draws from, first the one that is asked for when nothing is there."""

    templates: tuple[str, ...]
    snapshot: str = ""
    as_of: str = ""

    @property
    def source(self) -> str:
        """Every workbook by name."""
        sheets = [plan().templates[code] for code in self.templates]
        return say("asked.list").join(words.pick(sheet.name, sheet.name_en) for sheet in sheets)

    def only(self, *templates: str) -> "Topic":
        """The same page with some of its workbooks."""
        return replace(self, templates=templates)

    def about(
        self, title: str, measure: str, rows: Rows | pd.DataFrame, statement: str = "", as_of: str = ""
    ) -> About:
        """The frame around one chart or table; `rows` tell the grades, a statement its method and trace."""
        frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows)
        known = plan().statements.get(statement)
        templates = self.templates if known is None else known.templates
        method = "" if known is None else words.pick(known.method, known.method_en)
        return About(
            title=title,
            measure=measure,
            source=Topic(tuple(templates)).source,
            method=method,
            snapshot=self.snapshot,
            as_of=as_of or self.as_of,
            grades=grades(frame.to_dict("records")),
            trace={} if known is None else {"id": known.id},
        )

    def empty(self, place: str = "") -> None:
        """What is missing and who owes it."""
        sheet = plan().templates[self.templates[0]]
        what = f"{place} {words.pick(sheet.name, sheet.name_en)}".strip()
        page.empty(what, names.owner(sheet.id))

    def foot(self, due: Rows, demo: bool) -> None:
        """The page's foot; `due` holds the next due sheet of every template."""
        mine = [row["due_on"] for row in due if row["template"] in self.templates]
        contact = names.owner(self.templates[0])
        page.foot(self.snapshot, self.as_of, self.source, min(mine, default=None), contact, demo)


def grades(rows: Sequence[dict[Any, Any]]) -> list[str]:
    """The grades in some rows, each once."""
    found = {str(row["grade"]) for row in rows if row.get("grade") and not figures.missing(row["grade"])}
    return sorted(found)


def said(row: dict[Any, Any], field: str) -> str:
    """A name that comes with the data, in the visitor's language."""
    found = words.pick(row[field], row[f"{field}_en"])
    return "" if figures.missing(found) else found


def yearly(frame: pd.DataFrame) -> pd.DataFrame:
    """Full years and the newest period: months of one year are not neighbours of a full year."""
    return frame[(frame["month"] == 12) | (frame.index == frame.index[-1])] if len(frame) else frame


def goal(target: float | None, due: float | None, path: Rows) -> Goal | None:
    """The target line and the named path to it; `path` of the question required_path."""
    target, due = (None if figures.missing(one) else one for one in (target, due))
    return trends.goal(target, None if due is None else int(due), path)
