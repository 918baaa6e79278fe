"""The product's own questions as examples: their SQL, with a literal in the place of each parameter."""

import re
from functools import cache

from queries import ask as asking
from queries.question import Question

PARAMETER = re.compile(r"\$(\w+)")
LEFT_OUT = {"ledger_list", "snapshot_columns"}  # they read tables by a name that is only made while they run
FILLED = {"region": "city()", "sector": "total()", "basis": "default_basis()", "today": "current_date"}


@cache
def names() -> tuple[str, ...]:
    """The questions that can stand as examples: those that read one publication, by name."""
    return tuple(
        one.name for one in asking.questions() if not one.needs_previous and one.name not in LEFT_OUT
    )


def text(name: str) -> str:
    """The SQL of a question, ready to be asked: parameters as literals, NULL where that means all."""
    asked: Question = asking.question(name)
    body = "\n".join(line for line in asked.sql.splitlines() if not line.startswith("--"))
    filled = PARAMETER.sub(lambda found: FILLED.get(found[1], "NULL"), body)
    return f"-- {asked.words}\n{filled.strip()}\n"
