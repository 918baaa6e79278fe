"""The program that draws one picture: a specification and its frame come in, an SVG or a PNG goes out.

It runs in a process of its own, so that the converter's memory goes with it and its time can be ended.
Nothing is loaded from anywhere: rows and map come inside the specification, the font from our own folder.
"""

import json
import re
import sys
from typing import Any

import vl_convert

SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')
WORDS = re.compile(r"(<text\b[^>]*>)([^<]+)(</text>)")
LOWERED = re.compile("[₀-₉]")  # our font has none of them
DENSITY = 2  # pixels of a PNG for each of the picture


def drawn(request: dict[str, Any]) -> str:
    """The chart between the head and the foot of its frame, as one SVG."""
    vl_convert.register_font_directory(request["fonts"])
    chart = vl_convert.vegalite_to_svg(request["spec"], allowed_base_urls=[])
    size = SIZE.search(chart)
    if size is None:
        raise ValueError("the converter gave no SVG")
    inner = chart[chart.index(">", size.start()) + 1 : chart.rindex("</svg>")]
    width, above, below = request["width"], request["head_height"], request["foot_height"]
    chart_height = float(size[2])
    height = round(above + chart_height + below)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{request["family"]}" role="img">'
        f'{request["head"]}<g transform="translate({request["margin"]},{above})">{inner}</g>'
        f'<g transform="translate(0,{above + chart_height:.0f})">{request["foot"]}</g></svg>'
    )


def lowered(svg: str) -> str:
    """Small figures below the line (CO₂) drawn with the ordinary ones."""

    def one(found: re.Match[str]) -> str:
        return f'<tspan baseline-shift="sub" font-size="70%">{ord(found[0]) - ord("₀")}</tspan>'

    return WORDS.sub(lambda found: found[1] + LOWERED.sub(one, found[2]) + found[3], svg)


def pixels(svg: str) -> bytes:
    """The picture as a PNG."""
    return bytes(vl_convert.svg_to_png(lowered(svg), scale=DENSITY))


def limited(seconds: int, megabytes: int) -> None:
    """Ends this process where it takes too long or too much, on systems that know of such limits."""
    try:
        import resource
    except ImportError:  # Windows: the clock of whoever asked is the limit
        return
    for name, most in (("RLIMIT_CPU", seconds), ("RLIMIT_DATA", megabytes * 1024 * 1024)):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):  # macOS knows no limit of data
            continue


def main() -> None:
    """Reads one request from standard input and writes the picture to standard output."""
    request = json.load(sys.stdin)
    limited(request["seconds"], request["megabytes"])
    svg = drawn(request)
    if request["form"] == "png":
        made = pixels(svg)
    else:
        made = svg.replace(f'"{request["family"]}"', f'"{request["families"]}"').encode("utf-8")
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
