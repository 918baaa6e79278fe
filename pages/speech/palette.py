"""Names every colour once, in a light and a dark value, for the screen, the charts and paper alike."""

from data.plan import TOTAL, plan

# token -> (light, dark); every text colour keeps 4.5:1 on `panel` and on the page's ground
COLOURS = {
    "ground": ("#f6f8f8", "#10191b"),
    "panel": ("#ffffff", "#172326"),
    "panel-soft": ("#edf2f2", "#1f2e32"),
    "line": ("#d3dcdd", "#33444a"),
    "ink": ("#1b2b30", "#e4ecec"),
    "ink-soft": ("#4a5b60", "#aebdc0"),
    "ink-faint": ("#5d6d72", "#93a4a8"),
    "accent": ("#0b6b5f", "#5cc7b3"),
    "accent-soft": ("#cfe5e1", "#1f4b46"),
    "path": ("#5d6d72", "#93a4a8"),
    "target": ("#1b2b30", "#e4ecec"),
    "gain": ("#28739b", "#88ccee"),
    "loss": ("#626f78", "#a3b1b8"),
    "hatch": ("#d9dfe0", "#2a3a3f"),
    "demo": ("#6b5a2e", "#d8c78f"),
    "map-0": ("#e6eeec", "#3a4c50"),
    "map-1": ("#c2ddd8", "#33585a"),
    "map-2": ("#8fc3ba", "#2b6663"),
    "map-3": ("#4d9c90", "#38897f"),
    "map-4": ("#0b6b5f", "#57b8a6"),
}
# Paul Tol's muted scheme with lighter partners for the dark ground: distinct to colour-blind eyes
SERIES = (
    ("#332288", "#9a8cf0"),
    ("#4c8c4a", "#7fcf7c"),
    ("#aa4499", "#e08fd2"),
    ("#7d6b00", "#ddcc77"),
    ("#2f7fa8", "#88ccee"),
    ("#8c5a7a", "#cf9cbf"),
    ("#2b8577", "#44bba6"),
    ("#b14a5a", "#f0949f"),
    ("#7a7a52", "#bdbd8b"),
    ("#5d6d72", "#a9b7bb"),
)


def colour(token: str, medium: str = "screen") -> str:
    """A colour by token: a CSS variable on the `screen`, a plain value on `paper` and in the `dark`."""
    if medium == "screen":
        return f"var(--peak-{token})"
    return pairs()[token][1 if medium == "dark" else 0]


def pairs() -> dict[str, tuple[str, str]]:
    """Every token with its light and dark value, statuses and series included."""
    series = {f"series-{index}": pair for index, pair in enumerate(SERIES)}
    statuses = {
        f"status-{code.replace('_', '-')}": (status.colour_light, status.colour_dark)
        for code, status in plan().statuses.items()
    }
    return {**COLOURS, **series, **statuses}


def status_token(code: str) -> str:
    return f"status-{code.replace('_', '-')}"


def series_token(kind: str, code: str) -> str:
    """The colour a county, zone, sector or category keeps on every page; the many others share grey."""
    made = plan()
    orders = {
        "region": [*made.counties(), *made.zones()],
        "category": [key for key in made.emerging if key != TOTAL],
        "sector": [division for industry in made.industries.values() for division in industry.sectors],
    }
    order = orders[kind]
    return f"series-{order.index(code) % (len(SERIES) - 1)}" if code in order else f"series-{len(SERIES) - 1}"


def variables() -> str:
    """The CSS that defines every token, following the light or dark scheme of the page."""
    plain = "".join(f"--peak-{token}:{light};" for token, (light, _) in pairs().items())
    both = "".join(f"--peak-{token}:light-dark({light},{dark});" for token, (light, dark) in pairs().items())
    places = ":root,.stApp"
    return (
        f"{places}{{{plain}}}@media screen{{@supports (color:light-dark(#000,#fff)){{{places}{{{both}}}}}}}"
    )
