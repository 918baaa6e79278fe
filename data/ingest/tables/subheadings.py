"""Knows the words under a heading that say which of several numbers it is: 当月, 累计, 上年同期."""

import re

from data.ingest.words.names import squeeze
from data.ingest.words.units import unit_of

# another time or another measure than the one that a template asks for
OTHER = re.compile(
    r"上年|去年|同期|当月|本月|单月|上月|当季|本季|上季|环比|同比|增长|增速|增减|±|占比|比重|计划|目标|预计"
)
OWN = re.compile(
    r"(本年|今年|本期|全年)?(实际|实绩|完成|累计|数值|总量|绝对[值数额]|数量)?[值数额]?(累计)?|1-.{1,3}月.*|自年初累计"
)
BRACKETS = re.compile(r"[()（）\[\]【】]")


def says_which(text: str) -> bool:
    """Whether a text under a heading only says which of its numbers stands below, or their unit."""
    plain = BRACKETS.sub("", squeeze(text))
    return bool(OTHER.search(plain) or OWN.fullmatch(plain)) or unit_of(plain) is not None


def of_another(text: str) -> bool:
    """Whether it says another time or measure: 上年同期, 当月; 本月止累计 is the one asked for."""
    plain = squeeze(text)
    own = "累计" in plain and not re.search("上年|去年|同期|同比|增", plain)
    return bool(OTHER.search(plain)) and not own
