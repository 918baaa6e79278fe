"""What a browser is sent draws the very same picture in far fewer bytes; the outlines have an address."""

import json
import re

import pytest
import vl_convert

from pages import charts
from pages.charts.kinds import Spec
from pages.charts.sent import OUTLINES, address, outlines, outlines_packed
from pages.speech.catalogue import LANGUAGES
from setup.gate import routes
from tests.support.drawn import rows

PLAIN = ("trend", "outlook", "outpace", "peak")  # kinds of many layers, whose axes were said in each


def drawn(made: Spec, kind: str) -> str:
    """The drawing of the rows of a kind; a specification that asks for the outlines gets them."""
    whole = json.dumps(made | {"data": {"values": rows(kind).to_pylist()}, "width": 600}, default=str)
    told = json.dumps({"url": address(), "format": {"type": "json", "property": "features"}})
    assert (told[1:-1] in whole) == (kind == "map" and made is charts.sent(kind, "zh"))
    inside = f'"values": {outlines().decode()}, "format": {{"property": "features"}}'
    svg = vl_convert.vegalite_to_svg(json.loads(whole.replace(told[1:-1], inside)), allowed_base_urls=[])
    return re.sub(r"clip\d+", "clip", svg)  # counted from picture to picture


@pytest.mark.parametrize("kind", charts.KINDS)
def test_what_is_sent_draws_the_very_same_picture(kind: str) -> None:
    assert drawn(charts.sent(kind, "zh"), kind) == drawn(charts.spec(kind, "zh"), kind)


def test_what_layers_share_is_said_once_and_the_outlines_not_at_all() -> None:
    for tongue in LANGUAGES:
        sizes = {kind: len(json.dumps(charts.sent(kind, tongue))) for kind in charts.KINDS}
        whole = {kind: len(json.dumps(charts.spec(kind, tongue))) for kind in charts.KINDS}
        assert all(sizes[kind] <= whole[kind] for kind in charts.KINDS)
        assert all(sizes[kind] < 0.7 * whole[kind] for kind in PLAIN)
        assert sizes["map"] < 6_000 < 100_000 < whole["map"]
        assert charts.sent("map", tongue) is charts.sent("map", tongue)
        assert json.dumps(charts.spec("map", tongue)).count('"MultiPolygon"') > 0, (
            "the whole one is as it was"
        )


def test_the_gate_knows_the_address_of_the_outlines() -> None:
    assert address().startswith(OUTLINES)
    for path in (f"/{address()}", f"/base/{address()}"):
        assert routes.kind_of(path) == "outlines"
    assert routes.kind_of(f"/{OUTLINES}-x.json") == "page"
    assert len(outlines_packed()) < 0.4 * len(outlines())
