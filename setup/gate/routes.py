"""The one place that knows Streamlit's routes (and ours): which kind of thing an address asks for.

`KNOWN` are the routes of the pinned version; `tests/gate/test_routes.py` fails when it has others.
"""

import re

from streamlit import config

# Streamlit's own: path → kind. CLOSED: nobody needs them here; ASSET: its program, no data.
KNOWN = {
    "/_stcore/health": "health",
    "/_stcore/host-config": "settings",
    "/_stcore/metrics": "closed",
    "/_stcore/script-health-check": "closed",
    "/_stcore/agent/interact": "closed",
    "/_stcore/agent/openapi.json": "closed",
    "/_stcore/agent/mcp": "closed",
    "/auth/login": "closed",
    "/auth/logout": "closed",
    "/oauth2callback": "closed",
    "/media/{file_id:path}": "media",
    "/_stcore/upload_file/{session_id}/{file_id}": "upload",
    "/component/{path:path}": "component",
    "/_stcore/bidi-components/{path:path}": "component",
    "/_stcore/stream": "stream",
    "/app/static/{path:path}": "font",
    "/": "page",  # and its static files: the mount that answers what nothing else does
}
PREFIXES = (
    ("/_stcore/agent", "closed"),
    ("/_stcore/upload_file", "upload"),
    ("/_stcore/bidi-components", "component"),
    ("/_stcore", "closed"),  # what a later version may bring
    ("/media", "media"),
    ("/component", "component"),
    ("/app/static", "font"),
    ("/static", "asset"),
    ("/auth", "closed"),
    ("/oauth2callback", "closed"),
)
FILES = ("/favicon.png", "/manifest.json", "/robots.txt")
OURS = {"/healthz": "healthz", "/metrics": "metrics", "/sign-out": "sign_in", "/sign-in": "sign_in"}
METHODS = {  # what may be asked of each kind at all
    "upload": ("PUT", "DELETE", "OPTIONS"),
    "sign_in": ("GET", "HEAD", "POST"),
}
READ = ("GET", "HEAD")
UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)")
FIND = "find-index"
OUTLINES = re.compile(r"county-outlines-[0-9a-f]{8}\.json")  # pages/charts/sent.py


def base() -> str:
    """What Streamlit's addresses begin with, "" usually."""
    set_to = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{set_to}" if set_to else ""


def inside(path: str) -> str:
    """An address without the base."""
    begin = base()
    return path[len(begin) :] or "/" if begin and path.startswith(begin + "/") else path


def kind_of(path: str) -> str:
    """What an address asks for; "page" is everything that is nothing else."""
    path = inside(path)
    if path in OURS:
        return OURS[path]
    if path.startswith("/sign-in/"):
        return "sign_in"
    exact = KNOWN.get(path.rstrip("/") or "/", "")
    if exact:
        return exact
    last = path.rpartition("/")[2]
    if last == FIND or OUTLINES.fullmatch(last):
        return "find" if last == FIND else "outlines"
    found = next((kind for begin, kind in PREFIXES if path == begin or path.startswith(begin + "/")), "")
    return found or ("asset" if path in FILES else "page")


def may_be_asked(kind: str, method: str) -> bool:
    """Whether a method fits a kind."""
    return method in METHODS.get(kind, READ)
