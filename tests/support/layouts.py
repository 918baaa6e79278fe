"""Draws tidy facts (place, indicator, period, value) as a sheet in any layout that bureaus use."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.support.tables import NO, Rows

PLACES = ["城中区", "鱼峰区", "柳南区", "柳北区", "柳江区"]
INDICATORS = [
    ("工业总产值", "亿元"),
    ("综合能源消费量", "万吨标准煤"),
    ("工业用电量", "亿千瓦时"),
    ("生铁产量", "万吨"),
]
PERIODS = {
    "2023年": "2023",
    "2024年": "2024",
    "2025年1—9月": "2025-09",
    "2025年1-6月": "2025-06",
    "2025年前三季度": "2025-09",
    "2025年上半年": "2025-06",
}
SHAPES = (
    *("places", "indicators", "years", "groups", "two_stubs", "blocks", "indents"),
    *("months", "database", "parts"),
)
BRACKETS = ("（{}）", "({})", "\n（{}）", " ( {} )", "（单位：{}）")
ONE_UNIT = ("line", "title", "sheet")  # where a unit that speaks for the whole table is written
ONE_PERIOD = ("places", "indicators", "parts", "months")  # shapes without a place for periods
PAGED = ("places", "years", "groups", "indicators", "months")  # shapes that repeat their headings
GROWTH = "比上年增长（%）"
Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Look:
    """How one bureau writes its tables."""

    shape: str
    unit: str  # bracket, comma, row, column, line, title, sheet
    period: str  # where a single period is written: title, line, sheet
    merged: bool  # labels over several rows are merged cells
    foot: bool
    total: bool
    blank_row: bool
    left: int  # blank columns left of the table
    gap: bool  # a blank column between label and numbers
    counter: bool  # a column 序号 in front
    written: str  # numbers as: number, text, thousands
    tables: int  # tables below each other on the sheet
    holes: bool  # some cells hold a mark for nothing
    bracket: str  # how a unit stands in brackets
    spaced: bool  # names of places with spaces between their signs
    numbered: bool  # a row 甲 1 2 3 under the headings
    again: bool  # the headings stand once more further down
    growth: bool  # a column of growth rates


looks = st.builds(
    Look,
    shape=st.sampled_from(SHAPES),
    unit=st.sampled_from(["bracket", "comma", "row", "column", "line", "title", "sheet"]),
    period=st.sampled_from(["title", "line", "sheet"]),
    merged=st.booleans(),
    foot=st.booleans(),
    total=st.booleans(),
    blank_row=st.booleans(),
    left=st.integers(0, 2),
    gap=st.booleans(),
    counter=st.booleans(),
    written=st.sampled_from(["number", "text", "thousands"]),
    tables=st.integers(1, 2),
    holes=st.booleans(),
    bracket=st.sampled_from(BRACKETS),
    spaced=st.booleans(),
    numbered=st.booleans(),
    again=st.booleans(),
    growth=st.booleans(),
)


@dataclass
class Drawn:
    """A sheet and what must be read from it: value → (names, unit, period code)."""

    rows: Rows = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    name: str = "表"
    expected: dict[float, tuple[set[str], str, str]] = field(default_factory=dict)


class Pen:
    """Draws one sheet; every value is another number, so that it says which fact it is."""

    def __init__(self, look: Look, towns: int, indicators: int, periods: list[str]) -> None:
        self.look = look
        self.towns = [*(["全市"] if look.total else []), *PLACES[:towns]]
        self.periods = periods
        self.now = "2025年9月" if look.shape == "months" else periods[0]
        self.all = INDICATORS[:indicators]
        self.chosen = self.all
        self.drawn = Drawn()
        self.heads: list[list[int]] = []
        self.quiet: set[int] = set()
        self.body: list[int] = []
        self.lines = 0
        self.stubs = 1
        self.next = 1000.5

    def sheet(self) -> Drawn:
        """All tables of the sheet."""
        one = self.look.unit in ONE_UNIT
        for number in range(self.look.tables):
            shift = number % len(self.all)
            chosen = [*self.all[shift:], *self.all[:shift]]
            unit = self.all[0][1] if self.look.unit == "sheet" else chosen[0][1]
            self.chosen = [(name, unit if one else own) for name, own in chosen]
            self.above(unit)
            getattr(self, f"draw_{self.look.shape}")()
            if self.look.foot:
                self.row(["注：数据为快报数。"])
                self.row(["填表人：张三", NO, "审核人：李四"])
        self.move()
        return self.drawn

    def above(self, unit: str) -> None:
        """What stands above a table: title, period, unit."""
        look, said, self.lines = self.look, self.now if self.look.shape in ONE_PERIOD else "", 0
        title = f"柳州市{said if look.period == 'title' else ''}主要指标"
        self.row([title + (f"（{unit}）" if look.unit == "title" else "")])
        if said and look.period == "line":
            self.row([f"时间：{said}"])
        if look.blank_row:
            self.row([NO])
        if look.unit == "line":
            self.row([NO, f"单位：{unit}"])
        told = said if said and look.period == "sheet" else "表"
        self.drawn.name = told + (f"（{unit}）" if look.unit == "sheet" else "")

    def draw_places(self) -> None:
        """Places down, indicators across, perhaps with their growth."""
        grows = self.look.growth and self.look.unit != "row"
        across = [[self.named(name, unit, "row"), *([GROWTH] if grows else [])] for name, unit in self.chosen]
        self.head([["地区", *(cell for cells in across for cell in cells)], *self.unit_row(1)])
        for town in self.towns:
            cells: list[Any] = [town]
            for name, unit in self.chosen:
                cells.append(self.value({town, name}, unit, PERIODS[self.now]))
                cells += [self.value({town}, "%", PERIODS[self.now])] if grows else []
            self.line(cells)

    def draw_parts(self) -> None:
        """Places down; under 其中 parts without a unit of their own."""
        first, unit = self.chosen[0]
        head: list[Any] = ["地区", first + self.look.bracket.format(unit), "其中：", NO]
        self.head([head, [NO, NO, "甲类", "乙类"]])
        self.merge(self.heads[-1][0], 3, self.heads[-1][0], 4, forced=True)
        for column in (1, 2):
            self.merge(self.heads[-1][0], column, self.heads[-1][1], column)
        for town in self.towns:
            told = [self.value({town, name}, unit, PERIODS[self.now]) for name in (first, "甲类", "乙类")]
            self.line([town, *told])

    def draw_months(self) -> None:
        """Places down; under each indicator the month by itself and January to it."""
        groups = [cell for name, unit in self.chosen for cell in (self.named(name, unit, ""), NO)]
        self.head([["地区", *groups], [NO, *(["当月", "累计"] * len(self.chosen))]])
        for group in range(len(self.chosen)):
            self.merge(self.heads[-1][0], 2 + group * 2, self.heads[-1][0], 3 + group * 2, forced=True)
        for town in self.towns:
            facts = [(n, unit, at) for n, unit in self.chosen for at in ("2025-M09", "2025-09")]
            self.line([town, *(self.value({town, name}, unit, at) for name, unit, at in facts)])

    def draw_indicators(self) -> None:
        """Indicators down, places across."""
        column = self.unit_column()
        self.head([["指标", *column, *self.towns]])
        for name, unit in self.chosen:
            told = [self.value({town, name}, unit, PERIODS[self.now]) for town in self.towns]
            self.line([self.named(name, unit, "column"), *([unit] if column else []), *told])

    def draw_years(self) -> None:
        """Periods down, indicators across."""
        self.head(
            [["年份", *(self.named(name, unit, "row") for name, unit in self.chosen)], *self.unit_row(1)]
        )
        for at in self.periods:
            self.line([at, *(self.value({name}, unit, PERIODS[at]) for name, unit in self.chosen)])

    def draw_database(self) -> None:
        """Rows of facts above months, as databases print them."""
        names = [
            f"{name}:{'当月值' if number % 2 else '累计值'}" for number, (name, _) in enumerate(self.chosen)
        ]
        facts = [["指标名称", *names], ["频率", *["月"] * len(names)], ["单位", *(u for _, u in self.chosen)]]
        if self.look.total:
            facts.insert(1, ["地区", *["柳州市"] * len(names)])
        if self.look.foot:
            facts.append(["来源", *["统计局"] * len(names)])
        self.head(facts)
        for month in (7, 8, 9):
            codes = [
                f"2025-M{month:02d}" if number % 2 else f"2025-{month:02d}" for number in range(len(names))
            ]
            told = [
                self.value({name}, unit, code)
                for name, (_, unit), code in zip(names, self.chosen, codes, strict=True)
            ]
            self.line([f"2025年{month}月", *told])

    def draw_groups(self) -> None:
        """Places down, across the indicators and under each the periods, perhaps with growth."""
        grows = self.look.growth and self.look.unit != "row"
        under = [*self.periods, *([GROWTH] if grows else [])]
        groups = [self.named(name, unit, "row") for name, unit in self.chosen]
        top = ["地区", *(cell for group in groups for cell in [group, *[NO] * (len(under) - 1)])]
        self.head([top, [NO, *(under * len(groups))], *self.unit_row(len(self.periods))])
        for group in range(len(groups)):
            first = 2 + group * len(under)
            self.merge(self.heads[-1][0], first, self.heads[-1][0], first + len(under) - 1, forced=True)
        latest = max(PERIODS[at] if "-" in PERIODS[at] else f"{PERIODS[at]}-12" for at in self.periods)
        for town in self.towns:
            cells: list[Any] = [town]
            for name, unit in self.chosen:
                cells += [self.value({town, name}, unit, PERIODS[at]) for at in self.periods]
                cells += [self.value({town, name}, "%", latest.removesuffix("-12"))] if grows else []
            self.line(cells)

    def draw_two_stubs(self) -> None:
        """Places and under each the indicators, in two columns; periods across."""
        column, self.stubs = self.unit_column(), 2
        self.head([["地区", "指标", *column, *self.periods]])
        for town in self.towns:
            first = len(self.drawn.rows) + 1
            for number, (name, unit) in enumerate(self.chosen):
                told = [self.value({town, name}, unit, PERIODS[at]) for at in self.periods]
                label = self.named(name, unit, "column")
                self.line([NO if number else town, label, *([unit] if column else []), *told])
            self.merge(first, 1, len(self.drawn.rows), 1)

    def draw_blocks(self) -> None:
        """A row for each indicator, under it the places; periods across."""
        self.head([["项目", *self.periods]])
        for name, unit in self.chosen:
            alone = (
                len(self.chosen) == 1 and self.look.unit in ONE_UNIT
            )  # else nobody can tell it is a heading
            label = name + self.look.bracket.format(unit) if alone else self.named(name, unit, "")
            self.quiet.add(self.row([label]))
            for town in self.towns:
                self.line([town, *(self.value({town, name}, unit, PERIODS[at]) for at in self.periods)])

    def draw_indents(self) -> None:
        """Places, and under each the indicators set in; periods across."""
        column = self.unit_column()
        self.head([["项目", *column, *self.periods]])
        for town in self.towns:
            self.quiet.add(self.row([town]))
            for name, unit in self.chosen:
                told = [self.value({town, name}, unit, PERIODS[at]) for at in self.periods]
                label = "　" + self.named(name, unit, "column")
                self.line([label, *([unit] if column else []), *told])

    def head(self, rows: Rows) -> None:
        """The rows of headings, perhaps with one that numbers the columns."""
        self.heads.append([self.row(cells) for cells in rows])
        if self.look.numbered and self.look.shape != "database":
            width = len(rows[0]) - self.stubs
            self.quiet.add(self.row([*("甲", "乙")[: self.stubs], *range(1, width + 1)]))

    def unit_row(self, each: int) -> Rows:
        """The row of units under the headings, where there is one."""
        units = [unit for _, unit in self.chosen for _ in range(each)]
        return [[NO, *units]] if self.look.unit == "row" else []

    def line(self, cells: list[Any]) -> None:
        """A row of numbers; before the third of a table perhaps the headings again."""
        self.lines += 1
        if self.look.again and self.lines == 3 and self.look.shape in PAGED:
            old = self.heads[-1]
            self.heads.append([self.row(list(self.drawn.rows[number - 1])) for number in old])
            shift = self.heads[-1][0] - old[0]
            for top, left, bottom, right in list(self.drawn.merges):
                if top >= old[0] and bottom <= old[-1]:
                    self.drawn.merges.append((top + shift, left, bottom + shift, right))
        if self.look.spaced and cells[0] in self.towns:
            cells = ["  ".join(cells[0]), *cells[1:]]
        self.body.append(self.row(cells))

    def unit_column(self) -> list[str]:
        """The heading of the column of units, where there is one."""
        return ["计量单位"] if self.look.unit == "column" else []

    def named(self, name: str, own: str, apart: str) -> str:
        """An indicator with its unit, where that is not written apart (in that row or column) or above."""
        if self.look.unit in (*ONE_UNIT, apart):
            return name
        return f"{name}，{own}" if self.look.unit == "comma" else name + self.look.bracket.format(own)

    def row(self, cells: list[Any]) -> int:
        """Adds a row; its number."""
        self.drawn.rows.append(cells)
        return len(self.drawn.rows)

    def merge(self, top: int, left: int, bottom: int, right: int, *, forced: bool = False) -> None:
        """Merges cells, where the look does."""
        if (self.look.merged or forced) and (top, left) != (bottom, right):
            self.drawn.merges.append((top, left, bottom, right))

    def value(self, names: set[str], unit: str, code: str) -> Any:
        """The next number as it is written, and what must be read of it."""
        self.next += 7.25
        if self.look.holes and int(self.next) % 6 == 1:
            return "—"
        self.drawn.expected[self.next] = (names, unit, code)
        if self.look.written == "text":
            return str(self.next)
        return f"{self.next:,}" if self.look.written == "thousands" else self.next

    def move(self) -> None:
        """Puts blank columns, a column 序号 and a gap in, once all is drawn."""
        left, gap = self.look.left, self.look.gap
        counter = int(self.look.counter and self.look.shape in ("places", "years", "groups"))
        heads = {number for rows in self.heads for number in rows}
        tops, count = {rows[0] for rows in self.heads}, 0
        for number, cells in enumerate(self.drawn.rows, 1):
            if number in heads or number in self.body or number in self.quiet:
                count += number in self.body
                first = count if number in self.body else "序号" if number in tops else NO
                cells[:] = [*([first] if counter else []), *cells]
                if gap and len(cells) > counter + self.stubs:
                    cells.insert(counter + self.stubs, NO)
            cells[:] = [NO] * left + cells
        inside = counter + left
        self.drawn.merges = [
            (top, a + inside + int(gap and a > self.stubs), bottom, b + inside + int(gap and b > self.stubs))
            for top, a, bottom, b in self.drawn.merges
        ]
