"""The pinned Streamlit has exactly the routes that the gate knows: a new one must be thought about first."""

from types import SimpleNamespace
from typing import Any

import pytest
from starlette.routing import Mount, Route, WebSocketRoute
from streamlit.web.server.starlette import starlette_app

from setup.gate import routes


def made() -> list[Any]:
    """Streamlit's routes, made for nothing."""
    nothing = SimpleNamespace(_storage=None)
    runtime: Any = SimpleNamespace(
        stats_mgr=None,
        media_file_mgr=nothing,
        uploaded_file_mgr=None,
        component_registry=None,
        bidi_component_registry=None,
    )
    return starlette_app.create_streamlit_routes(runtime)


def test_streamlit_has_the_routes_we_know_and_no_other() -> None:
    found = {one.path or "/" for one in made() if isinstance(one, Route | Mount | WebSocketRoute)}
    assert len(made()) > 20
    switched_off = {"/_stcore/script-health-check"}  # known, closed, and made only where it is asked for
    assert found | switched_off == set(routes.KNOWN)


def test_every_route_of_streamlit_is_of_the_kind_that_is_written() -> None:
    for path, kind in routes.KNOWN.items():
        example = path.replace("{file_id:path}", "a.csv").replace("{path:path}", "a/b.js")
        example = example.replace("{session_id}", "s").replace("{file_id}", "f")
        assert routes.kind_of(example) == kind, path
        assert routes.kind_of(example) != "page" or path == "/"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/overview", "page"),
        ("/", "page"),
        ("/find-index", "find"),
        ("/base/find-index", "find"),
        ("/static/js/index.js", "asset"),
        ("/favicon.png", "asset"),
        ("/healthz", "healthz"),
        ("/metrics", "metrics"),
        ("/sign-in", "sign_in"),
        ("/sign-in/oidc/back", "sign_in"),
        ("/sign-out", "sign_in"),
        ("/sign-in-elsewhere", "page"),
        ("/_stcore/something-new", "closed"),
        ("/_stcore/agent/anything", "closed"),
        ("/_stcore/metrics/", "closed"),
        ("/_stcore/streams", "closed"),
        ("/mediation", "page"),
        ("/media", "media"),
        ("/component/x/y.html", "component"),
    ],
)
def test_what_an_address_asks_for(path: str, kind: str) -> None:
    assert routes.kind_of(path) == kind
