"""Knows the units of the plan's one table, in headings, brackets, unit lines and behind numbers."""

import functools
import re
import unicodedata

from data.plan import plan
from data.plan.model import Unit

_SCALE = "[十百千万亿]{0,3}"
_FACTOR = (
    r"(?:10{1,9}|(?:hundred|thousand|ten-?thousand|million|billion|trillion)|100million|[kmbt]n?(?=usd|rmb))"
)
_INDEX = re.compile(r"(?:以?上年(?:同期|同月|同季)?|(?:19|20)\d\d年?)(?:=|为)100(?:%|\.0)?")
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_LINE = re.compile(
    r"^(?:计量|数量|金额)?单位\s*[:：]\s*(?P<unit>.+)$|^units?\s*[:：]\s*(?P<english>.+)$", re.I | re.S
)
_INSIDE = re.compile(r"(?<![\u4e00-\u9fff])(?:计量)?单位\s*[:：]\s*(?P<unit>[^()（）;；\s]+)")
_TAIL = re.compile(r"[,，:：/／]\s*([^,，:：/／]+(?:[/／][^,，:：/／]+)?)$")
LONGEST = 14  # signs of a unit that ends a title
PER_CENT = re.compile(r"[%‰％]$")


@functools.cache
def table() -> dict[str, Unit]:
    """Every spelling of every unit that anybody writes, as `key` folds it."""
    units = plan().units.values()
    scaled = {key(unit.name_en): unit for unit in units if unit.name_en[:1].isdigit()}  # 10 000 tce
    return scaled | {key(spelling): unit for unit in units for spelling in (unit.unit, *unit.aliases)}


@functools.cache
def _shape() -> re.Pattern[str]:
    """Spellings with scales and factors in front, joined by '/', '·' or 每: 万元/平方米, 10 000 t."""
    spellings = "|".join(re.escape(word) for word in sorted(table(), key=len, reverse=True))
    one = rf"(?:{_FACTOR})?(?:{_SCALE}(?:{spellings})(?:当量)?|[十百千万亿]+)"
    return re.compile(rf"{one}(?:[/·•*×.]|每)?(?:(?<=[/·•*×.每]){one}(?:[/·•*×.](?={one}))?)*")


@functools.lru_cache(maxsize=5_000)
def unit_of(text: str) -> Unit | None:
    """The unit a spelling stands for when we count in it, so that it can be converted; else None."""
    found = table().get(key(text))
    return found if found and found.dimension else None


@functools.lru_cache(maxsize=5_000)
def key(text: str) -> str:
    """One spelling for comparing: half-width, lower case, no spaces."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("毎", "每").replace("㎡", "m2")
    return re.sub(r"[\s\u200b\ufeff]+", "", folded)


def tidy_unit(text: str) -> str:
    """The unit as people write it: one bracket pair, spare spaces and a stuck footnote digit taken away."""
    text = re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("\u3000", " ")).strip(" ,，;；:：。.")
    match = re.fullmatch(r"[(（\[【](.*)[)）\]】]", text)
    text = match.group(1).strip() if match else text
    text = text.replace("％", "%").replace("／", "/")
    text = re.sub(r"\s*/\s*", "/", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text)
    if not is_unit(text) and is_unit(bare := re.sub(r"(?<=[\u4e00-\u9fff])\s+[\dA-Za-z].*$", "", text)):
        return bare
    if (bare := re.sub(r"(?<=[\u4e00-\u9fffa-zA-Z%])[\d,，]+$", "", text)) != text and not is_unit(text):
        return bare if is_unit(bare) else text
    return text


def is_unit(text: str) -> bool:
    """Whether the text is nothing but a unit: 万吨标准煤, 元/吨, %, 10000 tons, 上年=100."""
    word = re.sub(r"^[(\[【](.*)[)\]】]$", r"\1", key(text))
    return bool(word) and (bool(_shape().fullmatch(word)) or bool(_INDEX.fullmatch(word)))


def unit_in_brackets(text: str) -> tuple[str, str]:
    """(label, unit): '工业总产值(亿元)' -> ('工业总产值', '亿元'); unit '' when there is none."""
    for match in reversed(list(_BRACKET.finditer(text))):
        inner = match.group(1)
        stated = _LINE.match(inner.strip())
        candidate = (stated["unit"] or stated["english"]) if stated else inner.strip().removeprefix("单位")
        if stated or is_unit(candidate):
            return (text[: match.start()] + text[match.end() :]).strip(), tidy_unit(candidate)
    return text, ""


def counted_in_brackets(text: str) -> tuple[str, str]:
    """The same for units that we count in: the text without their brackets, and the last of them."""
    found = ""
    while True:
        rest, unit = unit_in_brackets(text)
        if unit_of(unit) is None:
            return text, found
        text, found = rest, found or unit


def per_cent_at_end(text: str) -> tuple[str, str]:
    """(label, '%') for '同比增长±%' and '增速,%'; what is nothing but a sign of per cent stays."""
    for ending in ("±%", "+-%", "%"):
        if text.endswith(ending) and text != ending:
            return text.removesuffix(ending).rstrip(",:"), "%"
    return text, ""


def unit_at_end(text: str) -> tuple[str, str]:
    """(label, unit) for '产量,万吨', '增长%' and '同比±%'; what only looks like a unit is left in place."""
    if match := _TAIL.search(text):
        candidate = match.group(1)
        if is_unit(candidate) and len(key(text)) > len(key(candidate)) + 2:
            return text[: match.start()].strip(), tidy_unit(candidate)
    if match := PER_CENT.search(key(text)):
        return text, match.group(0)
    return text, ""


def unit_that_ends(text: str) -> str:
    """The unit that a title ends in: '工业用电量 亿千瓦时' -> '亿千瓦时'; '' when there is none."""
    bare = text.strip()
    for start in range(max(0, len(bare) - LONGEST), len(bare) - 1):
        if is_unit(bare[start:]):
            return tidy_unit(bare[start:])
    return ""


def unit_line(text: str) -> str:
    """The unit of a line such as '单位：万吨标准煤' or '(10 000 tce)'; '' when the text is something else."""
    text = re.sub(r"[\xa0\u3000]", " ", text).strip()
    bare = re.sub(r"^[(（](.*)[)）]$", r"\1", text, flags=re.S).strip()
    if match := _LINE.match(bare):
        stated = match["unit"] or match["english"]
        return tidy_unit(re.sub(r"(?<=.)[(（][^\u4e00-\u9fff]*[)）]$", "", stated.strip()))
    listed = len(alternatives(bare)) > 1 or is_unit(bare)
    return tidy_unit(bare) if bare != text and listed else ""


def unit_inside(text: str) -> str:
    """A unit stated somewhere in a title: '表3 主要指标 单位：万元' -> '万元'."""
    match = _INSIDE.search(text)
    return tidy_unit(match["unit"]) if match else ""


def stated_units(text: str) -> list[str]:
    """The units that a line above a table names: '单位：人、‰' -> ['人', '‰']; none in most lines.

    Who reports is no unit (填报单位：工信局), and what follows a comma is none when it is something else.
    """
    stated = unit_line(text) or unit_inside(text)
    named = alternatives(stated) if stated else []
    first = re.split(r"[,，]", stated)[0]
    return [tidy_unit(first)] if len(named) == 1 and not is_unit(stated) and is_unit(first) else named


def alternatives(unit: str) -> list[str]:
    """'人、‰' -> ['人', '‰']: the units of a line that names several."""
    parts = [part.strip() for part in re.split(r"[、，,;；]|\s{1,}(?![/\d])", unit) if part.strip()]
    return parts if len(parts) > 1 and all(is_unit(part) for part in parts) else [unit]
