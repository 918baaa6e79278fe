"""Holds every finding that is made anywhere in the suite against one rule: it speaks in words."""

import re
from dataclasses import replace

from data.ingest.findings import Finding

# six digits of a place, a sector without its name, a period as the store writes it
CODES = re.compile(
    r"(?<!\d)4502\d\d(?!\d)|(?<![A-Za-z\d（(])C\d\d(?!\d)|(?<![\d-])20\d\d-[MQ]?\d{1,2}(?![\d-])"
)
# what stands in the cell is quoted as it stands there
QUOTING = {
    "region_unknown", "sector_unknown", "category_unknown", "choice_unknown", "period_unreadable",
    "period_alone", "period_future", "period_january", "number_expected", "period_name_differs",
    "column_unused", "heading_repeated", "date_unreadable", "credit_code_invalid",
}  # fmt: skip


def codes_in(finding: Finding) -> list[str]:
    """The codes that a finding's sentences speak, in both languages."""
    told = replace(finding, found="") if finding.rule in QUOTING else finding
    return [found for lang in ("zh", "en") for found in CODES.findall(told.sentence(lang))]
