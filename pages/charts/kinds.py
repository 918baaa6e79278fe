"""Chart specifications, made once per kind, language and theme; the data comes separately as Arrow.

No Streamlit here: the same specifications are drawn on the screen and on paper.
Themes: `screen` (CSS variables that follow light and dark), `light` and `dark` (plain colours, for paper).
"""

from collections.abc import Callable
from functools import cache

from pages.charts import bars as chart_bars
from pages.charts import county_map as chart_map
from pages.charts import lines as chart_lines
from pages.charts import outlook as chart_outlook
from pages.charts.marks import TEXT, Spec
from pages.charts.palette import colour

FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Peak Sans SC, sans-serif"
BUILDERS: dict[str, Callable[[str, str], Spec]] = {
    "trend": chart_lines.trend,
    "bars": chart_bars.bars,
    "steps": chart_lines.steps,
    "waterfall": chart_bars.waterfall,
    "map": chart_map.county_map,
    "outlook": chart_outlook.outlook,
}
KINDS = tuple(BUILDERS)


def theme(name: str) -> Spec:
    """The house's Vega-Lite config: quiet axes, horizontal grid, our colours and type."""
    soft, faint, line = colour("ink-soft", name), colour("ink-faint", name), colour("line", name)
    return {
        "background": None if name == "screen" else colour("panel", name),
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelColor": soft,
            "titleColor": soft,
            "labelFontSize": TEXT,
            "titleFontSize": TEXT,
            "titleFontWeight": "normal",
            "domainColor": line,
            "tickColor": line,
            "gridColor": line,
            "gridOpacity": 0.7,
            "labelPadding": 6,
        },
        "text": {"fontSize": TEXT, "fill": colour("ink", name), "font": FONT},
        "line": {"strokeWidth": 2.5, "strokeCap": "round", "strokeJoin": "round"},
        "legend": {"labelColor": soft, "titleColor": faint, "labelFontSize": TEXT, "titleFontSize": TEXT},
    }


@cache
def _made(kind: str, language: str, name: str) -> Spec:
    made = BUILDERS[kind](language, name)
    made["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json"
    made["config"] = theme(name)
    made["autosize"] = {"type": "fit-x" if "step" in str(made["height"]) else "fit", "contains": "padding"}
    made["usermeta"] = {"embedOptions": {"renderer": "svg"}}
    made["padding"] = {"left": 4, "right": 4, "top": 20, "bottom": 4}
    return made


def spec(kind: str, language: str = "zh", theme: str = "screen") -> Spec:
    """The specification of one of KINDS without data; shared, so never change it in place."""
    return _made(kind, language, theme)
