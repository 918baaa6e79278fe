"""Makes the page that every visit begins with ours: its language and name, and what older browsers lack."""

import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from streamlit import config
from streamlit.file_util import get_static_dir

from pages.speech.catalogue import DEFAULT, LANGUAGES, sentence

SCRIPT = Path(__file__).with_name("older_browsers.js")
OVER = Path(__file__).with_name("session_over.js")
PATIENCE = 4000  # milliseconds after everything was loaded until an empty page is taken for a failure
TONGUES = {"zh": "zh-CN", "en": "en"}  # of our languages as HTML names them
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
UNWANTED = re.compile(rb"<link rel=\"service-desc\"[^>]*/>|<!--.*?-->", re.DOTALL)


def tongue(query: bytes) -> str:
    """The language that an address asks for (`lang=en`), as the pages understand it."""
    asked = parse_qs(query.decode("latin-1")).get("lang", [DEFAULT])[-1]
    return asked if asked in LANGUAGES else DEFAULT


@cache
def ours(page: bytes, language: str) -> bytes:
    """Streamlit's first page in a language, with our script before its bundle.

    ValueError where the page is not what the pinned version serves: then nobody may guess.
    """
    if page.count(b'<html lang="en">') != 1 or page.count(b"<title>Streamlit</title>") != 1:
        raise ValueError("Streamlit 的首页与预期不同 / Streamlit's first page is not the one we know")
    script = f"<script>{older_browsers(language)}</script><script>{session_over(language)}</script>"
    title = f"<title>{sentence('app.title', language)}</title>\n{script}"
    made = UNWANTED.sub(b"", page)
    made = made.replace(b'<html lang="en">', f'<html lang="{TONGUES[language]}">'.encode())
    return made.replace(b"<title>Streamlit</title>", title.encode())


def streamlits() -> bytes:
    """Streamlit's own first page, as it lies there."""
    return (Path(get_static_dir()) / "index.html").read_bytes()


def inline(language: str) -> tuple[str, ...]:
    """The scripts that stand in the page itself in a language, Streamlit's and ours."""
    page = ours(streamlits(), language).decode("utf-8")
    return tuple(INLINE.findall(page))


def older_browsers(language: str) -> str:
    """The script, with what it says where it is not enough: the visitor's language first, then the other."""
    order = sorted(LANGUAGES, key=lambda one: one != language)
    told = [sentence("app.browser_too_old", one) for one in order]
    base = "/" + str(config.get_option("server.baseUrlPath")).strip("/")
    code = SCRIPT.read_text(encoding="utf-8")
    code = code.replace("__SENTENCES__", json.dumps(told, ensure_ascii=False))
    return code.replace("__PATIENCE__", str(PATIENCE)).replace("__BASE__", json.dumps(base))


def session_over(language: str) -> str:
    """The script that says when a session is over, with its words and the way to the sign-in."""
    words = [sentence("sign_in.page_over", language), sentence("sign_in.again_link", language)]
    told = [*words, "" if language == DEFAULT else f"&lang={language}"]
    base = str(config.get_option("server.baseUrlPath")).strip("/")
    code = OVER.read_text(encoding="utf-8").replace("__TOLD__", json.dumps(told, ensure_ascii=False))
    return code.replace("__BASE__", json.dumps(f"/{base}" if base else ""))
