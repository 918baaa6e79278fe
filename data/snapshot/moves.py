"""Which cards of the overview say other things in one snapshot than in another: value, status, verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.snapshot.statements import statement


@dataclass(frozen=True)
class Move:
    """A statement's card in one place before and after; a verdict that was not said is empty.

    `period` is the one the card shows after, `period_before` the one it shows before, `change` after less
    before in `unit`. `on_overview`: of the city as a whole, as the overview opens. `moved`: whether the card
    itself says other things; `others` counts its other periods whose figures or statuses differ. `what` is
    card, or verdict: the figure of a due year that the card says beside its newest one (statuses: verdicts).
    """

    statement: str
    indicator: str
    region: str
    sector: str
    period: str
    before: float | None
    after: float | None
    unit: str
    status_before: str
    status_after: str
    grade: str = ""
    basis: str = ""
    verdict_before: str = ""
    verdict_after: str = ""
    period_before: str = ""
    change: float | None = None
    on_overview: bool = False
    moved: bool = True
    others: int = 0
    what: str = "card"


def between(before: Path, after: Path, template: str | None = None, named: Sequence[str] = ()) -> list[Move]:
    """Every card that differs between two snapshots, the overview's first; at most 2000.

    With a template only those of the statements that its sheet feeds, and of those `named` in it. Raises
    duckdb.Error where a file cannot be read or an earlier program made it.
    """
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        database.execute("ATTACH $path AS before (READ_ONLY)", {"path": str(before)})
        database.execute("ATTACH $path AS after (READ_ONLY)", {"path": str(after)})
        asked = {"template": template, "named": list(named)}
        return [Move(*row) for row in database.execute(statement("sql/card_moves.sql"), asked).fetchall()]
