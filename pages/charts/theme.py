"""One theme for every chart on the screen, on paper and in the dark: colours, type, Vega-Lite's settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from pages.charts.grammar import alt
from pages.speech import palette

# `screen` speaks in CSS variables, which follow the page's light or dark scheme. A picture knows no page:
# `paper` and `dark` speak in plain colours.
Medium = Literal["screen", "paper", "dark"]
MEDIA: tuple[Medium, ...] = get_args(Medium)
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Peak Sans SC, sans-serif"
TEXT, SMALL = 13, 12  # px
STRONG: Literal[600] = 600


@dataclass(frozen=True)
class Theme:
    """What a kind may ask about the medium it is drawn on."""

    medium: Medium

    def colour(self, token: str) -> str:
        """A colour of the palette as this medium writes it."""
        return palette.colour(token, self.medium)

    def stripes(self) -> dict[str, Any]:
        """What marks a bar of demonstration data: the page's own pattern, or a dashed edge in a picture."""
        if self.medium == "screen":
            return {"fill": "url(#peak-hatch)", "stroke": None}
        return {"fillOpacity": 0, "stroke": self.colour("demo"), "strokeDash": [4, 3]}

    def settings(self) -> alt.Config:
        """Vega-Lite's settings: quiet axes, horizontal grid, our colours and type."""
        alt.theme.enable("none")  # the house's settings are the only ones
        soft, line = self.colour("ink-soft"), self.colour("line")
        return alt.Config(
            background="transparent" if self.medium == "screen" else self.colour("panel"),
            font=FONT,
            view=alt.ViewConfig(stroke=None),
            axis=alt.AxisConfig(
                labelColor=soft,
                titleColor=soft,
                labelFontSize=TEXT,
                titleFontSize=TEXT,
                titleFontWeight="normal",
                domainColor=line,
                tickColor=line,
                gridColor=line,
                gridOpacity=0.7,
                labelPadding=6,
                labelSeparation=6,  # neighbouring years never touch
            ),
            text=alt.MarkConfig(fontSize=TEXT, fill=self.colour("ink"), font=FONT),
            line=alt.LineConfig(strokeWidth=2.5, strokeCap="round", strokeJoin="round"),
            legend=alt.LegendConfig(
                labelColor=soft,
                titleColor=self.colour("ink-faint"),
                labelFontSize=TEXT,
                titleFontSize=TEXT,
            ),
        )


@cache
def theme(medium: Medium = "screen") -> Theme:
    """The theme of one of MEDIA."""
    return Theme(medium)
