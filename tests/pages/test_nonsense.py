"""The nonsense guard: every statement draws and says nothing absurd, in every place and with every sector."""

import copy
import re
from collections.abc import Iterator
from itertools import product

import pyarrow as pa
import pytest
import vl_convert

from data.plan import TOTAL, plan
from pages import charts
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import panel
from pages.speech import names, words
from pages.speech.about import About
from queries import ask as asking
from queries.ask import ask_rows
from queries.question import Row, Rows
from tests.support import nonsense
from tests.support.nonsense import Picture
from tests.support.pages import opening, top

opened = opening("pages/analysts/indicator/page.py")
pytestmark = pytest.mark.usefixtures("sample_store")
SECTORS = ("C31", "C30", "C36", "C26", "C32", "C22")
BELOW = {  # the cells behind a number, and what was decided: no figures of its own
    *("number_trace", "indicator_revisions", "ledger_trace", "register_trace", "corrections"),
    *("decisions", "statement_delivery"),
}
PARTS = "item_progress_by_indicator"


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Picture]]:
    """What the page would draw: kept, and not drawn. The cells behind a number are left to their tests."""
    found: list[Picture] = []
    asked = Visit.ask

    def ask(visit: Visit, name: str, **params: object) -> Rows:
        if name in BELOW:
            return Rows((), asking.question(name))
        if name == PARTS:  # asked once for all places
            every = asked(visit, name, statement=params["statement"])
            return every.kept(lambda row: all(row[key] == value for key, value in params.items() if value))
        return asked(visit, name, **params)

    def chart(key: str, kind: str, data: pa.Table, about: About, *_: object) -> None:
        found.append(Picture(key, kind if charts.tells(kind, data) else "sentence", about, data))

    def table(key: str, about: About, *_: object) -> None:
        found.append(Picture(key, "table", about))

    monkeypatch.setattr(Visit, "ask", ask)
    monkeypatch.setattr(panel, "chart", chart)
    for name in ("table", "listed", "sentence"):
        monkeypatch.setattr(panel, name, table)
    yield found


def statuses(statement: str, tongue: str) -> dict[str, str]:
    """How every place stands, by its name, at the newest period."""
    with words.speaking(tongue):
        rows = ask_rows("indicator_regions", statement=statement)
        return {names.region(row["region"]): row["status"] for row in rows}


def addresses(statement: str) -> list[dict[str, str]]:
    """Every place with all sectors together and with each of the six, in either language by turns.

    A sector for which the statement has no figures leaves its page as it is: asked for the city only.
    """
    known = {row["sector"] for row in ask_rows("sectors_known", statement=statement)}
    city, *others = plan().city, *plan().counties(), *plan().zones()
    asked = [
        *product([city], [TOTAL, *SECTORS]),
        *product(others, [TOTAL, *(one for one in SECTORS if one in known)]),
    ]
    turn = list(plan().statements).index(statement)
    return [
        {"region": place, **({} if sector == TOTAL else {"sector": sector}), "lang": ("zh", "en")[n % 2]}
        for n, (place, sector) in enumerate(asked, start=turn)
    ]


def test_every_place_meets_every_sector_in_both_languages() -> None:
    met = [one for statement in plan().statements for one in addresses(statement)]
    places = {plan().city, *plan().counties(), *plan().zones()}
    assert len(places) == 15 and len(addresses("T01")) == 15 * 7
    assert {(one["region"], one["sector"]) for one in met if "sector" in one} == set(product(places, SECTORS))
    assert {(one["region"], one["lang"]) for one in met} == set(product(places, ("zh", "en")))


@pytest.mark.parametrize("statement", list(plan().statements))
def test_no_statement_draws_or_says_nonsense_anywhere(
    statement: str, pictures: list[Picture], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, faults = plan().statements[statement], []
    known = {tongue: statuses(statement, tongue) for tongue in ("zh", "en")}
    for address in addresses(statement):
        pictures.clear()
        tongue = address["lang"]
        monkeypatch.setattr(words, "_asked", lambda tongue=tongue: tongue)  # read once, as the door does
        app = opened(id=statement, **address)
        found = nonsense.of_text(re.sub(r"<[^>]+>", " ", top(app)), own, tongue)
        for picture in pictures:
            found += nonsense.of_picture(picture, own, known[tongue], tongue)
        faults += [f"{address}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def test_every_kind_of_axis_writes_six_digits_at_most_and_bars_start_at_zero() -> None:
    """The number axes of every specification: without labels, or written by the house's own format."""
    for kind in charts.KINDS:
        for tongue in ("zh", "en"):
            for layer in charts.spec(kind, tongue)["layer"]:
                for channel, told in layer.get("encoding", {}).items():
                    if channel in ("x", "y") and told.get("type") == "quantitative" and "axis" in told:
                        axis, own = told["axis"] or {"labels": False}, {"labelExpr", "format"}
                        assert not axis.get("labels", True) or own & {*axis}, (kind, channel)
                    if channel in ("x", "y") and layer["mark"]["type"] == "bar" and "scale" in told:
                        assert told["type"] != "quantitative" or told["scale"]["zero"], (kind, channel)


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        ([100 + 1e-14 * step for step in range(6)], "%"),
        ([17_036_856.0 + 1000 * step for step in range(6)], "吨标准煤"),
        ([0.2383814 + 1e-7 * step for step in range(6)], "吨二氧化碳/吨"),
        ([1e9 + step for step in range(6)], "万元"),
    ],
)
def test_what_is_written_on_an_axis_can_be_read(values: list[float], unit: str) -> None:
    """As Vega itself writes it."""
    rows = [{"period": str(2020 + number), "value": value} for number, value in enumerate(values)]
    data = charts.trend.data(rows, Measure(unit, 1))
    made = copy.deepcopy(charts.spec("trend", "zh", "paper")) | {"data": {"values": data.to_pylist()}}
    drawn = vl_convert.vegalite_to_svg(made | {"width": 600})
    labels = re.findall(r'text-anchor="end"[^>]*>([^<]+)</text>', drawn)
    assert labels and not nonsense.of_axis(labels), labels


def planted(kind: str, rows: list[Row], title: str = "", measure: str = "", key: str = "trend") -> Picture:
    fields = dict.fromkeys(field for row in rows for field in row)
    table = pa.Table.from_pylist([{**fields, **row} for row in rows])
    return Picture(key, kind, About(title, measure), table)


def line(*values: float) -> list[Row]:
    last = len(values) - 1
    return [
        {"series": "actual", "y": value, "label": f"{value:.1f}%" if place == last else ""}
        for place, value in enumerate(values)
    ]


def bar(name: str, value: float, status: str) -> Row:
    label = f"{value:.1f} {plan().statuses[status].shape}"
    return {"name": name, "value": value, "label": label, "tone": f"status-{status.replace('_', '-')}"}


BARS = [bar("甲", 3.0, "missed"), bar("乙", 5.0, "achieved")]
FAULTS: dict[str, tuple[str, Picture]] = {
    "a line of two points": ("a line of 2 points", planted("trend", line(1.0, 2.0), "2.0%")),
    "an impossible outlook": (
        "outside",
        planted("outlook", [*line(1.0, 2.0, 3.0), {"series": "band", "y": 90.0, "y2": 175.6}], "3.0%"),
    ),
    "bars without a difference": (
        "without a difference",
        planted("bars", [bar("甲", 100.0, "achieved"), bar("乙", 100.0, "achieved")]),
    ),
    "a rank of equals": ("are equal", planted("bars", BARS, "甲最好（5.0），乙最差（5.0）", key="regions")),
    "a figure that no bar has": ("are on no bar", planted("bars", BARS, "乙最好（7.7），甲最差（3.0）")),
    "a title beside its line": (
        "the title says",
        planted("trend", line(1.0, 2.0, 3.0), "2026年 2.9%，落后"),
    ),
    "a gap that is none": ("have no gap", planted("bars", BARS, "2 处中 1 处有差距：乙")),
    "an accusation": ("owe nothing", planted("bars", BARS, "x", "各县区 · 未报：甲、乙 · 2026年")),
    "noise": ("noise", planted("table", [], "2026年 100.00000000000004%")),
    "a word for nothing": ("noise", planted("table", [], "与 None 年相比")),
    "the other language": ("Chinese", planted("table", [], "Liubei 最好")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_guard_sees_each_fault(fault: str) -> None:
    told, picture = FAULTS[fault]
    own = plan().statements["T18"]
    tongue = "en" if fault == "the other language" else "zh"
    found = nonsense.of_picture(picture, own, {"甲": "not_applicable", "乙": "no_data"}, tongue)
    assert any(told in one for one in found), found
    fine = planted("outlook", line(1.0, 2.0, 3.0), "2026年 3.0%")
    assert nonsense.of_picture(fine, own, {}, "zh") == []


def test_the_guard_sees_a_rank_over_products_and_a_year_told_as_an_amount() -> None:
    ranked = planted("bars", BARS, "乙最好（5.0），甲最差（3.0）", key="regions")
    assert nonsense.of_picture(ranked, plan().statements["T03"], {}, "zh") == []
    (fault,) = nonsense.of_picture(ranked, plan().statements["T07"], {}, "zh")
    assert "different products" in fault
    assert nonsense.of_text("目标 2,030.0 万吨二氧化碳", plan().statements["T06"], "zh")
    assert not nonsense.of_text("2030 年以前达峰", plan().statements["T06"], "zh")
    assert nonsense.of_axis(["100.00000000000004"]) and nonsense.of_axis(["17,500,000"])
