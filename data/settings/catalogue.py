"""What can be set: the rows of table.csv, each with its kind, default, unit, bounds and sentence."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("table.csv")
KINDS = ("number", "text", "texts", "flag", "choice", "url", "file", "secret")
LIMITS = {"limits": "PEAK_MAX_", "sql": "PEAK_MAX_SQL_", "pictures": "PEAK_PICTURE_"}  # sections of limits
# of the environment only, since they say where the rest is to be found
BEFORE = ("PEAK_STORE", "PEAK_SETTINGS", "PEAK_TODAY")


@dataclass(frozen=True)
class Row:
    """One setting: `section.name` in the file, `variable` in the environment."""

    name: str
    variable: str
    kind: str
    default: str
    unit: str
    least: str
    most: str
    zh: str
    en: str

    @property
    def section(self) -> str:
        return self.name.partition(".")[0]

    @property
    def choices(self) -> tuple[str, ...]:
        """What a choice may be; `least` lists them."""
        return tuple(self.least.split("|")) if self.kind == "choice" else ()


@cache
def rows() -> dict[str, Row]:
    """Every setting by its name, in the order of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        found = [Row(**line) for line in csv.DictReader(file)]
    wrong = [row.name for row in found if row.kind not in KINDS]
    if wrong or len({row.name for row in found}) != len(found):
        raise ValueError(f"table.csv: {wrong or 'a name stands twice'}")
    return {row.name: row for row in found}


@cache
def variables() -> dict[str, str]:
    """The names of settings by their variables; a secret may also be named by a file (`…_FILE`)."""
    found = {row.variable: row.name for row in rows().values()}
    return found | {f"{row.variable}_FILE": row.name for row in rows().values() if row.kind == "secret"}
