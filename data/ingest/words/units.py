"""Recognises units of measurement in headings, brackets, unit lines and behind numbers."""

import re
import unicodedata

_SCALE = "[十百千万亿]{0,3}"
_WORDS = (
    "标准立方米|标立方米|吨标准煤|千克标准煤|公斤标准煤|克标准煤|吨标煤|千克标煤|公斤标煤|克标煤|标准煤"
    "|标煤|吨二氧化碳当量|千克二氧化碳当量|吨二氧化碳|千克二氧化碳|克二氧化碳|吨co2当量|吨co2|千克co2"
    "|公斤co2|吨碳|千瓦小时|千瓦时|兆瓦时|吉瓦时|千瓦|兆瓦|吉瓦|瓦|百万焦耳|千焦耳|千焦|兆焦|吉焦|焦耳|焦"
    "|千卡|大卡|卡|平方公里|平方千米|平方米|平米|公顷|亩|立方米|立方|公升|毫升|升|公里|千米|厘米|毫米|米"
    "|海里|吨公里|人公里|吨|公斤|千克|毫克|克|重量箱|标准箱|标箱|箱|美元|港元|欧元|日元|元人民币|人民币|元"
    "|角|人次|人年|人|户次|户|家次|家企业|家|个百分点|百分点|个|台套|台|套|件|条|辆|艘|架|头|只|匹|张|册"
    "|份|项|所|间|床位|床|株|双|支|部|枚|宗|处|座|次|岁|小时|分钟|秒|天|日|度|伏安|千伏安|千伏|伏|帧|根|块"
    "|把|片|瓶|盒|本|名|对|组|班|门|座位|客位|绝|当量小时|工日|车次|列|批|例|起|种|类|笔|村|镇|乡|街道|分"
    "|倍|枝|印张|皮长公里|线|端|号|担|斤|标准吨|折纯吨|载重吨|总吨|综合吨|锭|纱锭|马力|万元|亿元|kgce|tce"
    "|大气压|帕|摄氏度|人天|微克|月|年|°c"
)
_LATIN_WORDS = (
    "ktce|mtce|tce|kgce|gce|toe|tco2e|tco2|kgco2e|kgco2|gco2|co2e|tc|kwh|mwh|gwh|twh|kva|mva|kv|kw|mw|gw|w"
    "|kcal|cal|kj|mj|gj|tj|pj|ej|j|nm3|km2|hm2|cm2|m2|km3|cm3|m3|km|cm|mm|m|kt|mt|t|kg|mg|g|ml|l|ha|mu|rmb"
    "|cny|usd|yuan|dollars|dollar|tons|ton|tonnes|tonne|persons|person|people|households|household|units"
    "|unit|sets|set|vehicles|vehicle|pieces|cubicmeters|cubicmeter|cu[.]m|sq[.]m|sq[.]km|squaremeters"
    "|squarekilometers|kilowatthours|kwhours|hours|hour|days|day|times|years|year|pp|percentagepoints|bp"
    "|each|head|pairs|km/h|kgofsce|tonsofsce|tonofsce|kgsce|sce|mmbtu|btu|barrels|barrel"
)
_FACTOR = (
    r"(?:10{1,9}|(?:hundred|thousand|ten-?thousand|million|billion|trillion)|100million|[kmbt]n?(?=usd|rmb))"
)
_ONE = rf"(?:{_FACTOR})?(?:{_SCALE}(?:{_WORDS})(?:当量)?|{_SCALE}(?:{_LATIN_WORDS})|[十百千万亿]+|[%‰℃‱])"
_UNIT = re.compile(rf"{_ONE}(?:[/·•*×.]|每)?(?:(?<=[/·•*×.每]){_ONE}(?:[/·•*×.](?={_ONE}))?)*")
_INDEX = re.compile(r"(?:以?上年(?:同期|同月|同季)?|(?:19|20)\d\d年?)(?:=|为)100(?:%|\.0)?")
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_LINE = re.compile(
    r"^(?:计量|数量|金额)?单位\s*[:：]\s*(?P<unit>.+)$|^units?\s*[:：]\s*(?P<english>.+)$", re.I | re.S
)
_INSIDE = re.compile(r"(?<![\u4e00-\u9fff])(?:计量)?单位\s*[:：]\s*(?P<unit>[^()（）;；\s]+)")
_TAIL = re.compile(r"[,，:：/／]\s*([^,，:：/／]+(?:[/／][^,，:：/／]+)?)$")
PER_CENT = re.compile(r"[%‰％]$")


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
    return bool(word) and (bool(_UNIT.fullmatch(word)) or bool(_INDEX.fullmatch(word)))


def unit_in_brackets(text: str) -> tuple[str, str]:
    """(label, unit): '工业总产值(亿元)' -> ('工业总产值', '亿元'); unit '' when there is none."""
    for match in reversed(list(_BRACKET.finditer(text))):
        inner = match.group(1)
        stated = _LINE.match(inner.strip())
        candidate = (stated["unit"] or stated["english"]) if stated else inner
        if stated or is_unit(inner):
            return (text[: match.start()] + text[match.end() :]).strip(), tidy_unit(candidate)
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


def alternatives(unit: str) -> list[str]:
    """'人、‰' -> ['人', '‰']: the units of a line that names several."""
    parts = [part.strip() for part in re.split(r"[、，,;；]|\s{1,}(?![/\d])", unit) if part.strip()]
    return parts if len(parts) > 1 and all(is_unit(part) for part in parts) else [unit]
