"""Turns a person's mistake into a value: one rule of the catalogue, where it was seen, how to mend it."""

import csv
import functools
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from data.ingest.english import in_english

CATALOGUE = Path(__file__).with_name("findings.csv")
SEVERITIES = ("stop", "warn", "note")
PLACEHOLDERS = {"expected", "found", "field"}
OURS = {  # values in quotation marks that are words of the plan; others in them stay as the file writes them
    "alias_used": ("expected",),
    "final_changed": ("field",),
    "form_assumed": ("expected",),
    "lower_maturity": ("expected", "found"),
    "membership_differs": ("expected", "found"),
    "period_carried": ("found",),
    "place_not_yours": ("found",),
    "sheet_not_yours": ("found",),
    "sheet_without_place": ("found",),
    "period_far": ("found",),
    "state_needs": ("found",),
}


@dataclass(frozen=True)
class Rule:
    """One line of the catalogue: how grave it is and what is said in both languages.

    `reason` is "reason" where publishing needs a reason that a person typed, else empty.
    """

    rule: str
    severity: str
    zh: str
    en: str
    mend_zh: str
    mend_en: str
    reason: str = ""


@functools.cache
def catalogue() -> dict[str, Rule]:
    """Every rule by name; a broken catalogue is our own fault and says all of its faults at once."""
    with CATALOGUE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, restval=""))
    faults: list[str] = []
    rules: dict[str, Rule] = {}
    for row in rows:
        rule = Rule(**row)
        faults += _faults(rule)
        if rule.rule in rules:
            faults.append(f"{rule.rule}: written twice")
        rules[rule.rule] = rule
    if faults:
        raise ValueError(f"{CATALOGUE.name}: " + "; ".join(faults))
    return rules


def _faults(rule: Rule) -> list[str]:
    faults = []
    if rule.severity not in SEVERITIES:
        faults.append(f"{rule.rule}: severity {rule.severity!r}")
    if rule.reason not in ("", "reason") or (rule.reason and rule.severity == "stop"):
        faults.append(f"{rule.rule}: reason {rule.reason!r} at {rule.severity!r}")
    for sentence in (rule.zh, rule.en, rule.mend_zh, rule.mend_en):
        names = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        if not sentence.strip():
            faults.append(f"{rule.rule}: empty sentence")
        if names - PLACEHOLDERS:
            faults.append(f"{rule.rule}: unknown placeholder {sorted(names - PLACEHOLDERS)}")
    return faults


@dataclass(frozen=True)
class Finding:
    """What was found where; `rule` must be in the catalogue. `cell` is an address or a range, or ''.

    `offer` is the nearest accepted value, '' where nothing resembles what was found.
    """

    rule: str
    sheet: str = ""
    cell: str = ""
    expected: str = ""
    found: str = ""
    field: str = ""
    offer: str = ""

    def __post_init__(self) -> None:
        if self.rule not in catalogue():
            raise ValueError(f"no such rule in {CATALOGUE.name}: {self.rule}")

    @property
    def severity(self) -> str:
        """`stop` keeps the workbook out, `warn` asks a person, `note` only informs."""
        return catalogue()[self.rule].severity

    @property
    def needs_reason(self) -> bool:
        """Whether a person must say why it is right all the same before it is published."""
        return catalogue()[self.rule].reason == "reason"

    def sentence(self, lang: str = "zh") -> str:
        """What is wrong, in Chinese ('zh') or English ('en'), without the place."""
        rule = catalogue()[self.rule]
        return self._filled(rule.en if lang == "en" else rule.zh, lang)

    def mend(self, lang: str = "zh") -> str:
        """What to do about it."""
        rule = catalogue()[self.rule]
        offered = ""
        if self.offer:
            meant = in_english(self.offer, self.field)
            offered = f"Did you mean “{meant}”? " if lang == "en" else f"是否应为“{self.offer}”？"
        return offered + self._filled(rule.mend_en if lang == "en" else rule.mend_zh, lang)

    def where(self, lang: str = "zh") -> str:
        """The place in words: sheet and cell as far as they are known."""
        if lang == "en":
            parts = [f'sheet "{self.sheet}"' if self.sheet else "", f"cell {self.cell}" if self.cell else ""]
            return ", ".join(part for part in parts if part)
        return (f"工作表“{self.sheet}”" if self.sheet else "") + (f"{self.cell} 单元格" if self.cell else "")

    def message(self, lang: str = "zh") -> str:
        """Place, sentence and mend in one line, for the command line and for letters."""
        place = self.where(lang)
        colon, space = (": ", " ") if lang == "en" else ("：", "")
        return f"{place}{colon if place else ''}{self.sentence(lang)}{space}{self.mend(lang)}"

    def as_dict(self) -> dict[str, str]:
        """JSON-ready, with both languages, as the receipt keeps it."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "sheet": self.sheet,
            "cell": self.cell,
            "expected": self.expected,
            "found": self.found,
            "field": self.field,
            "offer": self.offer,
            "zh": self.sentence("zh"),
            "en": self.sentence("en"),
            "mend_zh": self.mend("zh"),
            "mend_en": self.mend("en"),
        }

    def plain(self) -> dict[str, str]:
        """Its six values by name, as they were given."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def value(self, name: str, lang: str = "zh") -> str:
        """What was expected, found, or its field, in a language; what the file says stays as it is."""
        text: str = getattr(self, name)
        if lang != "en" or not text:
            return text
        rule = catalogue()[self.rule]
        quoted = name == "field" or f"“{{{name}}}”" in rule.en + rule.mend_en
        return text if quoted and name not in OURS.get(self.rule, ()) else in_english(text, self.field)

    def _filled(self, sentence: str, lang: str) -> str:
        return sentence.format(**{name: self.value(name, lang) for name in PLACEHOLDERS})


class Refused(Exception):
    """The file cannot be taken in at all; carries the one finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message("zh"))
        self.finding = finding
