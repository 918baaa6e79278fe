"""Says how well the heading words of a column fit a field of a template."""

import re
from functools import cache, lru_cache

from data.ingest.tables.recognise import split_heading
from data.ingest.words.names import squeeze
from data.ingest.words.periods import CUMULATIVE, SINGLE
from data.ingest.words.quantities import conversion
from data.ingest.words.units import is_unit, unit_at_end, unit_in_brackets, unit_of
from data.plan import plan
from data.plan.model import Column

LEAST, OF_TITLE = 0.55, 0.75
GENERIC = {"消费量", "总量", "数量", "数值", "绝对量", "绝对值", "本期", "本年", "产值", "排放量", "合计"}
_YEAR = r"(?:(?:19|20)\d\d年?度?|本年度?|今年)"
_PERIOD = re.compile(
    rf"{_YEAR}?(?:0?1月?-(?:\d{{1,2}}|本|当)月份?末?|前?[一二三四]季度|上半年)|(?:19|20)\d\d年?\d{{1,2}}月份?末?"
    r"|(?:19|20)\d\d(?:年度?|[-./]\d{1,2}(?!\d))?|[qｑ][1-4]|1-[1-4]季度"
)
_SUM = re.compile(
    r"(本月止|自年初|年初至今|至?本[月期季]末?|本年|全年|当年)?累计(数|完成|实绩|值|量)?|^(完成|实绩|绝对[值量额])$"
)
_GROWTH = re.compile(
    r"(比|较)?(上年|去年)?(同期|同比)?(可比)?(增长|增减|升降|增幅|增速|下降)(率|速度|幅度)?(±)?|同比|[±+-]+$"
)
_PRICES = re.compile(r"按?(可比价格?|不变价格?)(计算)?")
_FILLER = re.compile(
    r"[#＃*★※:：、,()（）\[\]【】/\\|'\"“”·.]|^其中|规模以上|规上|全部|全市|全口径|情况|(?<=.)(数据|指标)$"
)
_SYNONYMS = (
    (
        re.compile(r"综合能源消费总?量|能源消费总?量|综合能源消耗量|综合能耗|能耗总量|能耗量|用能总?量"),
        "能耗",
    ),
    (re.compile(r"地区生产总值|国内生产总值|生产总值|gdp"), "生产总值"),
    (re.compile(r"二氧化碳排放|碳排放|co2排放"), "碳排放"),
    (re.compile(r"战略性新兴产业|战新产业|战略新兴产业"), "战新"),
    (re.compile(r"单位名称|企业名称|企业全称|单位全称|单位详细名称"), "企业名称"),
)
_ENGLISH = {
    "能耗": r"(totalenergy|energy)(consumption|use[d]?)?",
    "能耗同比": r"energy(consumption)?(growth|yoy)(rate)?",
    "工业增加值": r"(industrial)?valueadded|va",
    "工业增加值同比": r"(valueadded|va)(growth|yoy)(rate)?",
    "县区": r"county|district|region(name)?|place|countyorzone",
    "企业名称": r"enterprise(name)?|company(name)?|nameofenterprise",
    "统一社会信用代码": r"(unifiedsocial)?creditcode|uscc",
    "期间": r"(stat(istical)?)?period|month|reportingperiod",
    "数据状态": r"(data)?status|maturity",
    "口径": r"basis|calculationbasis",
    "同比": r"(growth|yoy|yearonyear|change)(rate)?",
    "行业": r"sector(code|name)?|industry(code|name)?",
}  # what people write over columns in English, for headings without a Chinese sign
_UNIT_WORDS = re.compile(r"(tce|pct|percent|10k(cny|yuan)|10000yuan|cny|t)$")
_FOOTNOTE = re.compile(r"[①-⑳]+$|(?<=[\u4e00-\u9fff])\d$")


@lru_cache(maxsize=20_000)
def key_of(text: str) -> str:
    """A heading without its unit, its period, its star: what stays the same from month to month."""
    plain = split_heading(text)[0]
    plain = unit_at_end(unit_in_brackets(plain)[0])[0]
    plain = _FOOTNOTE.sub("", plain.strip("*＊★※")) or plain
    without = _PERIOD.sub("", plain)
    return without or ("〈期〉" if plain else "")


def path_key(path: tuple[str, ...]) -> str:
    """The identity of a column from its heading words."""
    keys = [key for text in path if (key := key_of(text))]
    return "/".join(key for at, key in enumerate(keys) if at == 0 or key != keys[at - 1])


def is_growth(text: str) -> bool:
    """Whether words tell of a growth rather than of a level."""
    return bool(re.search(r"同比|增长|增速|增幅|增减|升降|下降|growth|\byoy\b|[±%％‰]", text.lower()))


@lru_cache(maxsize=20_000)
def without_unit(text: str) -> str:
    """A heading without a unit in brackets, behind a comma or at its end."""
    return unit_at_end(unit_in_brackets(text)[0])[0]


@lru_cache(maxsize=20_000)
def canonical(text: str) -> str:
    """Words with the many ways to say 'to date', 'growth', 'at constant prices' made one, filler left out."""
    plain = _PERIOD.sub("", squeeze(text))
    if plain.isascii() and (meant := in_chinese(plain)):
        return meant
    for spelt, meant in _SYNONYMS:
        plain = spelt.sub(meant, plain)
    plain = _PRICES.sub("可比价", plain)
    plain = _SUM.sub("", plain)
    plain = _GROWTH.sub("同比", plain, count=1) if _GROWTH.search(plain) else plain
    plain = re.sub(r"(同比)+", "同比", plain)
    if plain.endswith(("%", "％")):
        plain = plain[:-1]
    return _FILLER.sub("", plain)


def in_chinese(plain: str) -> str:
    """What an English heading is called here, '' for one that is not known."""
    bare = _UNIT_WORDS.sub("", re.sub(r"[^a-z0-9]", "", plain))
    return next((meant for meant, spelt in _ENGLISH.items() if re.fullmatch(spelt, bare)), "")


@cache
def spellings(template_id: str, field: str) -> tuple[str, ...]:
    """Heading and other headings of a field, made canonical."""
    column = plan().templates[template_id].column(field)
    assert column is not None
    told = (column.heading, *column.aliases, column.heading_en)
    return tuple(dict.fromkeys(canonical(split_heading(text)[0]) for text in told))


def alike(one: str, other: str) -> float:
    """How much two short words share, 0…1: pairs of neighbouring signs (Dice)."""
    if one == other:
        return 1.0
    first, second = pairs(one), pairs(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


@lru_cache(maxsize=20_000)
def pairs(word: str) -> frozenset[str]:
    """The pairs of neighbouring signs of a word, with its edges."""
    return frozenset(f"^{word}$"[at : at + 2] for at in range(len(word) + 1)) if word else frozenset()


@lru_cache(maxsize=50_000)
def likeness(template_id: str, field: str, path: tuple[str, ...], title: str = "") -> float:
    """How well heading words fit a field, 0…1; the title helps a heading that says only 增长 or 数量."""
    column = plan().templates[template_id].column(field)
    assert column is not None
    words = [without_unit(text) for text in path]
    said = {canonical("".join(words)): 1.0}
    of_another = canonical(words[-1]) == "同比" and any(map(canonical, words[:-1])) if words else True
    if not of_another:  # a bare 同比 is of the figure above it
        said |= {canonical(words[-1]): 0.97, canonical("".join(words[1:])): 0.97} | said
    if title:
        said.setdefault(canonical(title + "".join(words)), 0.9)
    known = spellings(template_id, field)
    best = OF_TITLE if title and words and names_in(title, words[-1], known) else 0.0
    for text, worth in said.items():
        if not text:
            continue
        for spelling in known:
            if bool("同比" in text) != bool("同比" in spelling) and column.numeric:
                continue
            found = alike(text, spelling)
            if found < 1 and is_part(text, spelling):
                found = max(found, 0.62 + 0.3 * min(len(text), len(spelling)) / max(len(text), len(spelling)))
            best = max(best, found * worth)
    return best


def names_in(title: str, word: str, known: tuple[str, ...]) -> bool:
    """Whether a heading that says little (消费量, 增速) is of a field that the title names."""
    said, plain = canonical(title), canonical(word)
    if plain == "同比":
        return any(name.endswith("同比") and len(bare := name[:-2]) > 1 and bare in said for name in known)
    return plain in GENERIC and any(len(name) > 1 and "同比" not in name and name in said for name in known)


def is_part(text: str, spelling: str) -> bool:
    """Whether one of two words stands in the other; a short one only at its end (第几批次: 批次)."""
    short, long = sorted((text, spelling), key=len)
    return len(short) > 1 and short != "同比" and (long.endswith(short) or (len(short) > 2 and short in long))


def unit_fits(column: Column, unit: str) -> bool | None:
    """Whether a printed unit can be that of a field; None where one of them has none that is known."""
    if not column.numeric or not unit:
        return None
    known = unit_of(unit)
    if not column.unit:
        return None
    if known is None:
        return False if is_unit(unit) and unit != column.unit else None
    return conversion(unit, column.unit) is not None


def is_single(path: tuple[str, ...]) -> bool:
    """Whether the nearest word that tells says one month or quarter by itself and not January to it."""
    for text in reversed(path):
        if CUMULATIVE.search(text):
            return False
        if SINGLE.search(text):
            return True
    return False
