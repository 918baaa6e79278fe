"""The page that a visit begins with: ours, made of the pinned Streamlit's."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit

from pages.speech.catalogue import sentence
from setup import first_page, gate
from setup.gate import asgi

ROOT = Path(__file__).resolve().parents[1]
THEIRS = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


def answered(path: str, query: bytes = b"", kind: bytes = b"text/html; charset=utf-8") -> list[Any]:
    """What the gate sends of Streamlit's page, asked for as a browser does that kept an older one."""
    sent: list[Any] = []
    headers = [(b"host", b"localhost"), (b"accept", b"text/html"), (b"if-none-match", b"x")]
    scope = {"type": "http", "path": path, "method": "GET", "headers": headers, "query_string": query}

    async def inner(asked: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
        sent.append([name for name, _ in asked["headers"]])
        start = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]}
        start["headers"] += [(b"etag", b"x"), (b"content-length", b"%d" % len(THEIRS))]  # type: ignore[operator]
        await send(start)
        half = len(THEIRS) // 2
        await send({"type": "http.response.body", "body": THEIRS[:half], "more_body": True})
        await send({"type": "http.response.body", "body": THEIRS[half:]})

    async def receive() -> asgi.Message:
        return {"type": "http.request"}

    async def send(message: asgi.Message) -> None:
        sent.append(message)

    asyncio.run(gate.Gate(inner)(scope, receive, send))
    return sent


@pytest.mark.parametrize(("query", "lang"), [(b"", "zh-CN"), (b"lang=en", "en"), (b"lang=fr", "zh-CN")])
def test_it_has_our_name_and_the_language_that_the_address_asks_for(query: bytes, lang: str) -> None:
    asked, start, body = answered("/overview", query)
    page = body["body"].decode()
    headers = dict(start["headers"])
    assert asked == [b"host", b"accept"]
    assert headers[b"content-length"] == str(len(body["body"])).encode() and b"etag" not in headers
    assert f'<html lang="{lang}">' in page
    assert f"<title>{sentence('app.title', 'en' if lang == 'en' else 'zh')}</title>" in page


@pytest.mark.parametrize("room", ["pages", "setup"])
def test_whatever_names_letters_names_those_that_we_bring(room: str) -> None:
    """A generic family alone has no Chinese on a machine without it: the foot of printed pages was boxes."""
    sources = [*(ROOT / room).rglob("*.css"), *(ROOT / room).rglob("*.js")]
    bare = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in sources
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bfont(-family)?:.*\b(sans-)?serif\b", line) and "Peak Sans SC" not in line
    ]
    assert sources and bare == []


def test_what_older_browsers_lack_comes_before_the_bundle() -> None:
    page = first_page.ours(THEIRS, "zh").decode()
    assert page.index("RegExp('', 'v')") < page.index('<script type="module"')
    assert sentence("app.browser_too_old", "zh") in page and sentence("app.browser_too_old", "en") in page
    assert not any(mark in page for mark in ("__BASE__", "__PATIENCE__", "__SENTENCES__", "<!--"))


def test_a_file_that_is_no_page_of_ours_goes_out_as_it_is() -> None:
    assert answered("/media/a.html")[-1]["body"] == THEIRS[len(THEIRS) // 2 :]
    assert answered("/overview", kind=b"application/json")[-1]["body"] == THEIRS[len(THEIRS) // 2 :]


def test_another_page_of_streamlit_is_not_guessed_at() -> None:
    with pytest.raises(ValueError):
        first_page.ours(b"<html><title>Streamlit</title></html>", "zh")
