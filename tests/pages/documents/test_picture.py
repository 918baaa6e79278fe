"""Each kind of chart becomes a picture with ink, words, source and mark, in our own font."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pyarrow as pa
import pytest
from PIL import Image, ImageFont

from data import places
from pages import charts
from pages.documents import converter, picture
from pages.documents.limits import LIMITS, Limits, of_environment
from pages.speech import palette
from pages.speech.catalogue import LANGUAGES
from tests.support.drawn import ABOUT, rows

FONT = places.static() / "fonts" / "NotoSansSC-Regular.otf"
AXIS = {  # words of the axis, or of the marks where a kind has no axis
    "trend": "2021年",
    "bars": "450202",
    "steps": "目标 20 家（2025年）",
    "waterfall": "+3 家",
    "map": "450205 3.0",
    "outlook": "2022年",
    "free-lines": "2021",
    "dumbbell": "target 14.0%",
    "budgets": "9（90.0%）",
    "members": "柳北区",
    "outpace": "工业 3.1%",
    "peak": "2025年",
    "multiples": "粗钢",
    "counties": "+1.0%",
}
INK = {  # a colour that this kind must show, and the share of pixels that are not ground, in percent
    "trend": ("accent", 1, 20),
    "bars": ("demo", 2, 40),
    "steps": ("accent", 1, 20),
    "waterfall": ("ink", 1, 60),
    "map": ("map-2", 5, 40),
    "outlook": ("accent", 1, 40),
    "free-lines": ("series-0", 0.5, 20),
    "dumbbell": ("ink", 0.5, 20),
    "budgets": ("ink", 0.5, 40),
    "members": ("ink", 0.5, 40),
    "outpace": ("accent", 0.5, 20),
    "peak": ("accent", 0.5, 20),
    "multiples": ("ink-soft", 0.5, 20),
    "counties": ("ink-soft", 0.5, 20),
}


def drawn(kind: str, tongue: str = "zh", kept: pa.Table | None = None) -> str:
    """The picture of a kind as SVG, drawn in this process."""
    asked = picture.request(kind, rows(kind) if kept is None else kept, ABOUT, tongue, "svg")
    return converter.drawn(asked)


def said(svg: str) -> list[str]:
    """Every text of a picture, piece by piece; the SVG must be well formed."""
    texts = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return [" ".join(one.itertext()) for one in texts]


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_picture_says_finding_measure_source_dates_and_demonstration(kind: str, tongue: str) -> None:
    svg = drawn(kind, tongue)
    told = said(svg)
    for text in (ABOUT.title, ABOUT.measure):
        assert text in told
    below = "\n".join(told)
    for text in (ABOUT.source, ABOUT.as_of, ABOUT.snapshot, "2026"):
        assert text in below
    for text in {"zh": ("演示数据", "制图 2026年11月20日"), "en": ("Demo data", "Drawn on")}[tongue]:
        assert text in below
    assert not re.search(r"var\(|url\(#peak|https?://(?!www\.w3\.org)", svg), "it resolves nothing elsewhere"


@pytest.mark.parametrize("kind", charts.KINDS)
def test_the_words_of_the_chart_itself_are_there(kind: str) -> None:
    assert AXIS[kind] in said(drawn(kind))


def test_official_figures_carry_no_mark() -> None:
    official = rows("trend").set_column(
        rows("trend").schema.get_field_index("demo"), "demo", pa.array([False] * rows("trend").num_rows)
    )
    asked = picture.request("trend", official, replace(ABOUT, grades=("official",)), "zh", "svg")
    assert not [text for text in said(converter.drawn(asked)) if "演示" in text]


@pytest.mark.parametrize("kind", charts.KINDS)
def test_every_letter_of_a_picture_is_in_our_own_font(kind: str) -> None:
    """On a machine without any other font nothing may come out as an empty box."""
    font = ImageFont.truetype(str(FONT), 40)
    box = bytes(font.getmask("\U0010ffff"))
    letters = set("".join(said(drawn(kind)))) - set("₀₁₂₃₄₅₆₇₈₉")  # drawn as small ordinary figures
    assert [one for one in sorted(letters) if not one.isspace() and bytes(font.getmask(one)) == box] == []


def test_figures_below_the_line_are_drawn_with_ordinary_ones() -> None:
    assert "₂" not in converter.lowered("<text>CO₂ 强度</text>")
    assert "₂" in converter.lowered('<g aria-label="CO₂"></g>')


@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_picture_shows_ink_and_the_colours_of_its_kind(kind: str) -> None:
    token, least, most = INK[kind]
    image = Image.open(io.BytesIO(converter.pixels(drawn(kind)))).convert("RGB")
    assert image.width == picture.WIDTH * converter.DENSITY
    counted = image.getcolors(image.width * image.height)
    assert counted is not None
    colours = {colour: count for count, colour in counted}
    ground = tuple(bytes.fromhex(palette.pairs()["panel"][0][1:]))
    ink = tuple(bytes.fromhex(palette.pairs()[token][0][1:]))
    assert colours.get(ink, 0) > 100, token
    share = 100 * (1 - colours[ground] / (image.width * image.height))
    assert least < share < most


def test_the_process_of_its_own_makes_both_forms() -> None:
    made = picture.made("bars", rows("bars"), ABOUT, "zh", "png")
    assert Image.open(io.BytesIO(made)).format == "PNG"
    svg = picture.made("bars", rows("bars"), ABOUT, "zh", "svg").decode("utf-8")
    assert "Microsoft YaHei" in svg and ABOUT.title in said(svg)


def test_what_xml_cannot_hold_is_left_out() -> None:
    kept = rows("bars").to_pylist()
    kept[0]["label"] = "恶意\x00\x0b\uffff<b>&"
    assert "恶意<b>&" in said(drawn("bars", kept=pa.Table.from_pylist(kept, schema=rows("bars").schema)))


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (replace(LIMITS, rows=1), "rows are more than 1"),
        (replace(LIMITS, memory_megabytes=1), "ended with|memory|failed|panicked|Traceback"),
        (replace(LIMITS, clock_seconds=0), "not drawn within 0 s"),
    ],
)
def test_a_picture_that_takes_too_much_is_not_made(
    limits: Limits, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "LIMITS", limits)
    with pytest.raises(picture.NoPicture, match=told):
        picture.made("bars", rows("bars"), ABOUT, "zh", "svg")


def test_the_machine_may_set_other_limits() -> None:
    assert of_environment({"PEAK_PICTURE_ROWS": "7"}).rows == 7
    with pytest.raises(ValueError, match="PEAK_PICTURE_SECONDS"):
        of_environment({"PEAK_PICTURE_SECONDS": "soon"})


def test_long_texts_are_broken_where_a_line_may_end() -> None:
    assert picture.wrapped("一二三四，五", 4) == ["一二三四，", "五"]
    assert picture.wrapped("one two three", 5) == ["one two", "three"]
