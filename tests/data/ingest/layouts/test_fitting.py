"""Contents decide for words of a list, words for numbers; no field is given twice."""

from data.ingest.layouts.fitting import assigned, fits_of
from data.ingest.layouts.seen import Line
from data.plan import plan

S1 = plan().templates["S1"]


def line(path: tuple[str, ...], texts: tuple[str, ...], unit: str = "", single: bool = False) -> Line:
    numbers = sum(text.replace(".", "").isdigit() for text in texts)
    return Line(1, path, "column", "A1", unit, single, texts, numbers, 0, frozenset(), 2, 5)


def test_each_column_gets_the_field_it_fits_best() -> None:
    lines = [
        line(("去处",), ("柳州市", "城中区", "鱼峰区")),
        line(("能耗",), ("1", "2.5", "3"), "万吨标准煤"),
        line(("综合能耗",), ("4", "5", "6"), "吨标准煤"),
        line(("能耗",), ("7", "8", "9"), "亿元"),
        line(("能耗", "当月"), ("7", "8", "9"), "吨标准煤", single=True),
    ]
    taken = assigned(fits_of(S1, lines, ""))
    assert (taken[0].field, taken[0].why) == ("region", "contents")
    assert sum(fit.field == "energy_tce" for fit in taken.values()) == 1
    assert not {3, 4} & set(taken)
