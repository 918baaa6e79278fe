"""Reads a calendar day that is written out, and knows a line that holds nothing but a date."""

import datetime
import re

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00?:00(?::00)?)?")
_CLOSE = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_BARE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*([-/.月]\s*(\d{1,2}\s*日?)?)?")


def day_of(text: str) -> datetime.date | None:
    """The day that a text is: 2025-01-31, 2025年1月31日, 20250131; None for what is none."""
    found = _DAY.fullmatch(text.strip()) or _CLOSE.fullmatch(text.strip())
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def is_bare_date(text: str) -> bool:
    """Whether a text is nothing but a day or a month: 2026年11月5日, 2026.11."""
    return bool(_BARE.fullmatch(text.strip()))
