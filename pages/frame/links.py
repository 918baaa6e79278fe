"""Writes addresses inside the dashboard that keep the visitor's filters and language."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

CARRIED = ("region", "sector", "period", "basis", "lang", "snapshot")


def address(page: str, **values: str) -> str:
    """`/indicator?id=…&region=…`: what is given first, then what the visitor has chosen."""
    asked = st.query_params.to_dict()  # read once: every single look takes Streamlit's lock
    kept = {name: asked[name] for name in CARRIED if name in asked}
    query = urlencode({**values, **{name: value for name, value in kept.items() if name not in values}})
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = f"/{base}/{page}" if base else f"/{page}"
    return f"{path}?{query}" if query else path


def here(**values: str) -> str:
    """This same page with some parameters changed; an empty value takes one away."""
    merged = {**st.query_params.to_dict(), **values}
    return "?" + urlencode({name: value for name, value in merged.items() if value})


def anchor(text: str, page: str, css: str = "", **values: str) -> str:
    """An HTML link to another page; the text is escaped."""
    kind = f' class="{escape(css)}"' if css else ""
    return f'<a{kind} href="{escape(address(page, **values))}">{escape(text)}</a>'


def whole() -> str:
    """The address of this page as it stands in the visitor's browser, with everything chosen."""
    query = urlencode(st.query_params.to_dict())
    base = str(st.context.url or "")
    return f"{base}?{query}" if base and query else base
