"""Every kind is made once, keeps to Vega-Lite's schema, needs no Streamlit, and draws its rows."""

import copy
import datetime as dt
import io
import json
import re
import subprocess
import sys
from typing import Any

import altair as alt
import pyarrow as pa
import pytest
import vl_convert
from altair.utils.schemapi import validate_jsonschema
from PIL import Image, ImageChops
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from data import places
from pages import charts
from pages.charts import kinds
from pages.charts.kinds import Spec
from pages.charts.theme import MEDIA, Medium
from pages.speech import palette
from pages.speech.catalogue import LANGUAGES
from queries import ahead
from setup import serve
from tests.support.drawn import rows

WORDS = {
    "trend": "目标 15.8%（2025年）",
    "bars": "450202",
    "steps": "目标 20 家（2025年）",
    "waterfall": "+3 家",
    "map": "城区放大",
    "outlook": "5.0%",
    "dumbbell": "target 14.0%",
    "budgets": "9（90.0%）",
    "outpace": "全社会 1.0%",
    "members": "乙",
    "peak": "2021 年最高",
    "multiples": "粗钢",
    "counties": "粗钢",
    "free-lines": "城中区",
}


@pytest.fixture(scope="module", autouse=True)
def font() -> None:
    """The font that set-up installs, for machines that have no Chinese one."""
    vl_convert.register_font_directory(str(places.ROOT / "static" / "fonts"))


def picture(kind: str, medium: Medium, kept: pa.Table) -> Spec:
    """A specification with its rows inside, ready to become a picture."""
    values = kept.to_pylist()
    for row in values:
        if isinstance(row.get("day"), dt.datetime):
            row["day"] = row["day"].isoformat()
    return copy.deepcopy(charts.spec(kind, "zh", medium)) | {"data": {"values": values}, "width": 600}


def differing(one: Spec, other: Spec) -> int:
    """How many pixels of two drawn pictures differ."""
    left, right = (
        Image.open(io.BytesIO(vl_convert.vegalite_to_png(made))).convert("RGB") for made in (one, other)
    )
    size = (max(left.width, right.width), max(left.height, right.height))
    both = [Image.new("RGB", size, "white") for _ in range(2)]
    for ground, drawn in zip(both, (left, right), strict=True):
        ground.paste(drawn)
    return sum(ImageChops.difference(*both).convert("L").histogram()[1:])


def faults(made: Spec) -> object:
    """What breaks Vega-Lite's schema, None when nothing does."""
    return validate_jsonschema(made, alt.load_schema(), raise_error=False)


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_specification_is_made_once_and_is_plain_json(kind: str, tongue: str) -> None:
    made = charts.spec(kind, tongue)
    assert charts.spec(kind, tongue) is made
    assert json.loads(json.dumps(made)) == made


@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_specification_keeps_to_the_schema(kind: str) -> None:
    for tongue, medium in zip(("zh", "en", "zh"), MEDIA, strict=True):
        made = charts.spec(kind, tongue, medium)
        assert faults(made) is None


def test_the_schema_would_catch_a_slip() -> None:
    made = copy.deepcopy(charts.spec("bars"))
    made["layer"][0]["mark"]["cornerRadiusEnd"] = "two"
    assert faults(made) is not None


@pytest.mark.parametrize("kind", charts.KINDS)
def test_the_rows_come_separately(kind: str) -> None:
    made = charts.spec(kind)
    assert not {"data", "datasets"} & {*made, *(key for layer in made["layer"] for key in layer)}


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("medium", ["paper", "dark"])
def test_a_picture_shows_words_and_ink(kind: str, medium: Medium) -> None:
    made = picture(kind, medium, rows(kind))
    assert not re.search(r"var\(|url\(#peak", json.dumps(made)), "a picture resolves nothing of the page"
    drawn = vl_convert.vegalite_to_svg(made)
    said = re.findall(r"<text[^>]*>([^<]+)</text>", drawn)
    assert WORDS[kind] in said
    tagged = kind != "map" and any(row["demo"] for row in rows(kind).to_pylist())  # the map's frame says it
    assert ("演示数据" in said) == tagged
    assert drawn.count("<path") > 2
    assert differing(made, picture(kind, medium, rows(kind).slice(0, 0))) > 500


@pytest.mark.parametrize("kind", charts.KINDS)
def test_the_chinese_words_of_a_picture_are_drawn(kind: str) -> None:
    """A font without Chinese draws the same empty box for every character."""
    one, other = (picture(kind, "paper", rows(kind)) for _ in range(2))
    for made, word in ((one, "柳州"), (other, "桂林")):
        for row in made["data"]["values"]:
            row["label"] = word if row["label"] else ""
    assert differing(one, other) > 40


@pytest.mark.parametrize("kind", charts.KINDS)
def test_media_differ_in_the_values_of_colours_only(kind: str) -> None:
    """What the screen asks of CSS is on paper the light value of the same token, and nothing else changes."""

    def plain(text: str, place: int) -> str:
        return re.sub(r"var\(--peak-([\w-]+)\)", lambda found: palette.pairs()[found[1]][place], text)

    def bare(made: Spec) -> dict[str, Any]:
        layers = [layer for layer in made["layer"] if not is_hatch(layer)]
        return made | {"layer": layers, "config": made["config"] | {"background": ""}}

    def is_hatch(layer: dict[str, Any]) -> bool:
        return "url(#peak-hatch)" in str(layer) or "strokeDash': [4, 3]" in str(layer)

    for tongue in LANGUAGES:
        screen = json.dumps(bare(charts.spec(kind, tongue)), sort_keys=True)
        paper, dark = (bare(charts.spec(kind, tongue, medium)) for medium in MEDIA[1:])
        assert plain(screen, 0) == json.dumps(paper, sort_keys=True)
        assert plain(screen, 1) == json.dumps(dark, sort_keys=True)


def test_charts_need_no_streamlit() -> None:
    code = "import sys; from pages import charts; charts.warm_up(); sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=places.ROOT, check=False).returncode == 0


def test_every_chart_of_the_screen_is_kept_or_coming_before_anybody_is_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And somebody watches what is published, once: here nobody, or it would ask in every later test."""
    served: list[bool] = []
    watching: list[str] = []
    monkeypatch.setattr(ahead, "begin", lambda: watching.append("begun"))
    monkeypatch.setattr(kinds, "MADE", {})
    monkeypatch.setattr(kinds, "COMING", [])
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    monkeypatch.setattr(sys, "argv", ["serve.py"])
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(cli, "main", lambda: served.append(kinds.are_kept() or bool(kinds.COMING)))
    serve.main()
    assert served == [True] and watching == ["begun"]
