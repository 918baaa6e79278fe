"""Writes addresses inside the dashboard that keep the visitor's filters and language."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

CARRIED = ("region", "sector", "period", "basis", "lang", "snapshot")


def given() -> Mapping[str, str]:
    """What the address asks for now. Every look at Streamlit's own takes a lock and copies all of it."""
    run = get_script_run_ctx()
    return st.query_params.to_dict() if run is None else _read(run.query_string)


@lru_cache(maxsize=256)
def _read(query: str) -> Mapping[str, str]:
    return MappingProxyType(dict(parse_qsl(query, keep_blank_values=True)))


def address(page: str, **values: str) -> str:
    """`/indicator?id=…&region=…`: what is given first, then what the visitor has chosen."""
    asked = given()
    kept = {name: asked[name] for name in CARRIED if name in asked}
    query = urlencode({**values, **{name: value for name, value in kept.items() if name not in values}})
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = f"/{base}/{page}" if base else f"/{page}"
    return f"{path}?{query}" if query else path


def here(**values: str) -> str:
    """This same page with some parameters changed; an empty value takes one away."""
    merged = {**given(), **values}
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
