"""Ten sheets as bureaus, associations and counties make them, always the same; two that are no tables."""

import random
from collections.abc import Iterator

from tests.support.tables import NO, Rows, content_of

PLACES = ["城中区", "鱼峰区", "柳南区", "柳北区", "柳江区", "柳城县"]
Merges = list[tuple[int, int, int, int]]


def sheets() -> Iterator[tuple[str, bytes]]:
    """File name and bytes of every sheet, the numbers drawn from a seed of their own each."""
    for builder in BUILDERS:
        rows, merges, name = builder(random.Random(builder.__name__))
        yield f"{builder.__name__}.xlsx", content_of(rows, merges, name)
    yield (
        "letter.xlsx",
        content_of([["关于报送2025年能耗资料的函"], ["各县（区）工信局："], ["请于月底前报送。"]]),
    )
    yield "contacts.xlsx", content_of([["单位", "联系人", "备注"], ["城中区工信局", "张三", "已报"]])


def amounts(luck: random.Random, count: int, low: float = 100, high: float = 900) -> list[float]:
    """So many amounts with one decimal."""
    return [round(luck.uniform(low, high), 1) for _ in range(count)]


def rates(luck: random.Random, count: int) -> list[float]:
    """So many rates of growth in per cent."""
    return [round(luck.uniform(-9, 9), 1) for _ in range(count)]


def database_series(luck: random.Random) -> tuple[Rows, Merges, str]:
    """Six rows of facts above months: name, place, how often, unit, source, when renewed."""
    facts: Rows = [
        ["指标名称", "规上工业用电量:当月值", "规上工业综合能耗:累计值", "规上工业增加值:累计同比"],
        ["地区", "柳州市", "柳州市", "柳州市"],
        ["频率", "月", "月", "月"],
        ["单位", "亿千瓦时", "万吨标准煤", "%"],
        ["来源", "统计局", "统计局", "统计局"],
        ["更新时间", "2025-10-20", "2025-10-20", "2025-10-20"],
    ]
    energy = sorted(amounts(luck, 3))
    months: Rows = [
        [month, used, energy[at], rate]
        for at, (month, used, rate) in enumerate(
            zip(["2025-07", "2025-08", "2025-09"], amounts(luck, 3, 10, 20), rates(luck, 3), strict=True)
        )
    ]
    return [*facts, *months], [], "Sheet1"


def unit_in_sheet_name(luck: random.Random) -> tuple[Rows, Merges, str]:
    """January to each month across, the unit only in the name of the sheet."""
    rows: Rows = [["柳州市各县区规模以上工业用电量（2025年）"], ["县区", "1—2月", "1—3月", "1—4月", "增长率"]]
    rows += [[place, *sorted(amounts(luck, 3)), *rates(luck, 1)] for place in PLACES[:4]]
    return [*rows, ["注：数据为快报数。"]], [(1, 1, 1, 5)], "用电量(万千瓦时)"


def yearbook_sectors(luck: random.Random) -> tuple[Rows, Merges, str]:
    """A page of a yearbook: unit in the title, sections, indents, marks for nothing, a remark."""
    rows: Rows = [
        ["8-3 规模以上工业分行业综合能源消费量（2024年）（吨标准煤）"],
        ["行　业", "综合能源消费量", "#煤　炭", "#电　力", "比上年增长（%）"],
        ["总　　计", *amounts(luck, 3), *rates(luck, 1)],
        ["按轻重工业分", NO, NO, NO, NO],
        ["　轻工业", *amounts(luck, 3), *rates(luck, 1)],
        ["　重工业", *amounts(luck, 3), *rates(luck, 1)],
        ["按行业分", NO, NO, NO, NO],
        ["　农副食品加工业", amounts(luck, 1)[0], "—", *amounts(luck, 1), *rates(luck, 1)],
        ["　黑色金属冶炼和压延加工业", *amounts(luck, 3), *rates(luck, 1)],
        ["注：比上年增长按可比口径计算。"],
    ]
    return rows, [(1, 1, 1, 5)], "8-3"


def monthly_products(luck: random.Random) -> tuple[Rows, Merges, str]:
    """The month alone and January to it, each with its growth, and lines 其中."""
    rows: Rows = [
        ["2025年10月规模以上工业主要产品产量"],
        ["产品名称", "计量单位", "本月", NO, "1—本月累计", NO],
        [NO, NO, "产量", "同比增长（%）", "产量", "同比增长（%）"],
    ]
    for name, unit in (
        ("生铁", "万吨"),
        ("发电量", "亿千瓦时"),
        ("　其中：水电", "亿千瓦时"),
        ("汽车", "万辆"),
    ):
        rows.append(
            [name, unit, *amounts(luck, 1, 5, 90), *rates(luck, 1), *amounts(luck, 1), *rates(luck, 1)]
        )
    rows.append(["审核人：李四", NO, NO, "填表人：王五"])
    return rows, [(1, 1, 1, 6), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 4), (2, 5, 2, 6)], "10月"


def parts_of_a_whole(luck: random.Random) -> tuple[Rows, Merges, str]:
    """Columns under 其中 without a unit of their own, a share among them, and a rank that is no figure."""
    rows: Rows = [
        ["2025年1—9月各县区能源消费"],
        ["县区", "综合能源消费量（万吨标准煤）", "其中：", NO, NO, "工业总产值（亿元）", NO],
        [NO, NO, "钢铁", "有色", "占比", "绝对值", "位次"],
    ]
    rows += [
        [place, *amounts(luck, 3, 1, 90), *amounts(luck, 1, 10, 60), *amounts(luck, 1), rank]
        for rank, place in enumerate(PLACES[:3], 1)
    ]
    return rows, [(2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 5), (2, 6, 2, 7)], "能源"


def blocks_in_the_body(luck: random.Random) -> tuple[Rows, Merges, str]:
    """Rows that name a block and its unit inside the body, one with a stray mark beside it."""
    names = ["原煤", "油品", "天然气"]
    rows: Rows = [["柳州市能源消费情况"], ["项目", 2022, 2023, 2024], ["总量（万吨标准煤）", NO, NO, NO]]
    rows += [[name, *amounts(luck, 3)] for name in names]
    rows.append(["构成（%）", NO, NO, "▲"])
    rows += [[name, *amounts(luck, 3, 10, 50)] for name in names]
    return rows, [(1, 1, 1, 4)], "构成"


def units_in_one_line(luck: random.Random) -> tuple[Rows, Merges, str]:
    """Three units in one line above the table: by what each row and column counts."""
    rows: Rows = [
        ["2025年前三季度工业节能情况"],
        [NO, NO, NO, "单位：万吨标准煤、亿元、%"],
        ["指标", "本年", "上年同期", "同比增长"],
    ]
    for name in ("综合能源消费量", "　其中：钢铁行业能耗", "工业增加值"):
        rows.append([name, *amounts(luck, 2), *rates(luck, 1)])
    rows.append(["高技术产业占比", *amounts(luck, 2, 5, 20), NO])
    return rows, [(1, 1, 1, 4)], "节能"


def words_among_units(luck: random.Random) -> tuple[Rows, Merges, str]:
    """A row of units in which two columns have a sub-heading instead, as the other table of the page has."""
    rows: Rows = [
        ["表 5　2024年各县区工业产值与用电"],
        ["地区", "工业总产值", "企业数", "用电量（亿千瓦时）", NO, NO],
        [NO, "亿元", "个", "工业", "居民", "工业占比（%）"],
    ]
    rows += [
        [place, *amounts(luck, 1), luck.randint(9, 90), *amounts(luck, 3, 1, 60)] for place in PLACES[:3]
    ]
    return rows, [(2, 4, 2, 6)], "表5"


def headings_again(luck: random.Random) -> tuple[Rows, Merges, str]:
    """Two pages under each other: heading repeated in part, numbers of pages, 续表."""
    rows: Rows = [
        ["4-2 各县区能源消费和产量（2024年）"],
        [NO, NO, NO, NO, "单位：万吨"],
        ["地区", "能源消费", NO, "产量", NO],
        [NO, "合计", "煤炭", "合计", "新产品"],
        *[[place, *amounts(luck, 4)] for place in PLACES[:3]],
        ["· 45 ·"],
        ["4-2 续表"],
        ["地区", "合计", "煤炭", "合计", "新产品"],
        *[[place, *amounts(luck, 4)] for place in PLACES[3:]],
        ["· 46 ·"],
    ]
    return rows, [(3, 2, 3, 3), (3, 4, 3, 5)], "4-2"


def indicator_lines(luck: random.Random) -> tuple[Rows, Merges, str]:
    """A line 指标：… with the unit before each table, years repeated under two places."""
    rows: Rows = [["柳州市分区域能源统计"]]
    for line in ("指标：综合能源消费量（万吨标准煤）", "指标：工业用电量（亿千瓦时）"):
        rows += [[line], ["行业", "市辖区", NO, "各县", NO], [NO, 2023, 2024, 2023, 2024]]
        rows += [[name, *amounts(luck, 4)] for name in ("钢铁", "汽车", "其他")]
        rows.append([NO])
    merges = [(top, left, top, left + 1) for top in (3, 10) for left in (2, 4)]
    return rows, merges, "分区域"


def quarters_alone(luck: random.Random) -> tuple[Rows, Merges, str]:
    """Quarters by themselves beside their sum, the base year, and progress against a target."""
    rows: Rows = [
        ["县区", "2024年基数", "2025年一季度", "2025年二季度", "2025年三季度", "前三季度累计", "累计完成率"],
        [NO, "吨标准煤", "吨标准煤", "吨标准煤", "吨标准煤", "吨标准煤", "%"],
    ]
    rows += [[place, *amounts(luck, 5), *amounts(luck, 1, 60, 90)] for place in PLACES[:3]]
    return rows, [(1, 1, 2, 1)], "季度"


BUILDERS = (
    database_series,
    unit_in_sheet_name,
    yearbook_sectors,
    monthly_products,
    parts_of_a_whole,
    blocks_in_the_body,
    units_in_one_line,
    words_among_units,
    headings_again,
    indicator_lines,
    quarters_alone,
)
