"""The gate's own pages as plain HTML: no script, nothing from elsewhere, and the look of the house."""

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from pages.speech.catalogue import DEFAULT, LANGUAGES, sentence
from pages.speech.palette import pairs
from setup.first_page import TONGUES
from setup.gate import routes

HERE = Path(__file__).parent
ICON = HERE.parent.parent / "pages" / "frame" / "icon.svg"
COLOURS = {  # of the sheet → of the palette
    "ground": "ground", "panel": "panel", "soft": "panel-soft", "line": "line", "ink": "ink",
    "ink-soft": "ink-soft", "ink-faint": "ink-faint", "accent": "accent", "wrong": "status-far-behind",
}  # fmt: skip
BUTTON = "#0b6b5f"  # white on it stands out enough in the light and in the dark


@cache
def sheet() -> str:
    """The style sheet, with the colours of the house in light and dark as old browsers know them."""
    known = pairs()
    told = ["".join(f"--{name}:{known[token][dark]};" for name, token in COLOURS.items()) for dark in (0, 1)]
    roots = f":root{{{told[0]}--button:{BUTTON};}}@media (prefers-color-scheme:dark){{:root{{{told[1]}}}}}"
    return roots + (HERE / "sign_in.css").read_text(encoding="utf-8").replace(
        "/app/static/", f"{routes.base()}/app/static/"
    )


@cache
def icon() -> bytes:
    """The sign of the house."""
    return ICON.read_bytes()


def language(fields: dict[str, str]) -> str:
    """The language that an address or a form asks for."""
    asked = fields.get("lang", DEFAULT)
    return asked if asked in LANGUAGES else DEFAULT


def address(path: str, **fields: str) -> str:
    """An address of ours with fields; those that are empty (or say the usual language) are left out."""
    told = {name: text for name, text in fields.items() if text and (name, text) != ("lang", DEFAULT)}
    return routes.base() + path + (f"?{urlencode(told)}" if told else "")


def document(title: str, body: str, lang: str, other: str = "") -> str:
    """A whole page; `other` is the address of the same in the other language, where there is one."""
    name = escape(sentence("app.title", lang))
    switch = f'<a href="{escape(other)}" lang="{TONGUES["zh" if lang == "en" else "en"]}">'
    switch = f"{switch}{escape(sentence('app.switch_language', lang))}</a>" if other else "<span></span>"
    return f"""<!DOCTYPE html>
<html lang="{TONGUES[lang]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)} · {name}</title>
<link rel="icon" href="{address("/sign-in/icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="{address("/sign-in/style.css")}">
</head>
<body>
<main>
<p class="brand"><img src="{address("/sign-in/icon.svg")}" alt=""><span>{name}</span></p>
<h1>{escape(title)}</h1>
{body}
</main>
<footer><span>{escape(sentence("sign_in.help", lang))}</span>{switch}</footer>
</body>
</html>
"""


def _field(name: str, label: str, kind: str, complete: str, value: str = "", more: str = "") -> str:
    """A labelled field of a form."""
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{complete}" value="{escape(value)}" '
        f"required{more}>"
    )


def _hidden(**fields: str) -> str:
    return "".join(
        f'<input type="hidden" name="{name}" value="{escape(text)}">' for name, text in fields.items() if text
    )


def _wrong(said: Sequence[str]) -> str:
    if not said:
        return ""
    told = escape(said[0]) if len(said) == 1 else "".join(f"<p>{escape(one)}</p>" for one in said)
    return f'<div class="wrong" role="alert">{told}</div>'


def sign_in(
    lang: str, token: str, after: str, *, name: str = "", wrong: Sequence[str] = (), note: str = "",
    providers: Sequence[tuple[str, str]] = (),
) -> str:  # fmt: skip
    """The page on which one signs in; `providers` are (path, label) of buttons that lead elsewhere."""
    first = " autofocus" if not name else ""
    parts = [
        _wrong(wrong),
        f'<p class="note">{escape(note)}</p>' if note else "",
        f'<form method="post" action="{address("/sign-in")}">',
        _hidden(token=token, next=after, lang=lang),
        _field("name", sentence("sign_in.name", lang), "text", "username", name, f' maxlength="80"{first}'),
        _field("password", sentence("sign_in.password", lang), "password", "current-password", "",
               "" if first else " autofocus"),
        f'<button type="submit">{escape(sentence("sign_in.go", lang))}</button></form>',
    ]  # fmt: skip
    if providers:
        parts.append(f'<p class="or">{escape(sentence("sign_in.or", lang))}</p>')
    for path, label in providers:
        to = escape(address(path, next=after, lang=lang))
        parts.append(f'<a class="button" href="{to}">{escape(label)}</a>')
    other = address("/sign-in", next=after, lang="zh" if lang == "en" else "en")
    return document(sentence("sign_in.title", lang), "\n".join(filter(None, parts)), lang, other)


def password(
    lang: str,
    token: str,
    after: str,
    name: str,
    *,
    first: bool,
    wrong: Sequence[str] = (),
    shortest: int = 10,
) -> str:
    """The page on which one changes one's password; `first`: the one-time password, before all else."""
    key = "sign_in.change_first" if first else "sign_in.change_note"
    parts = [
        _wrong(wrong),
        f'<p class="note">{escape(sentence(key, lang, shortest=shortest))}</p>',
        f'<form method="post" action="{address("/sign-in/password")}">',
        _hidden(token=token, next=after, lang=lang),
        f'<input type="hidden" name="username" autocomplete="username" value="{escape(name)}">',
        _field("old", sentence("sign_in.old", lang), "password", "current-password", "", " autofocus"),
        _field("new", sentence("sign_in.new", lang), "password", "new-password"),
        _field("again", sentence("sign_in.again", lang), "password", "new-password"),
        f'<button type="submit">{escape(sentence("sign_in.change", lang))}</button></form>',
    ]
    other = address("/sign-in/password", next=after, lang="zh" if lang == "en" else "en")
    return document(sentence("sign_in.change_title", lang), "\n".join(filter(None, parts)), lang, other)


def out(lang: str, token: str, shown: str, wrong: Sequence[str] = ()) -> str:
    """The page that asks before it signs somebody out."""
    parts = [
        _wrong(wrong),
        f"<p>{escape(sentence('sign_in.out_note', lang, who=shown))}</p>",
        f'<form method="post" action="{address("/sign-out")}">{_hidden(token=token, lang=lang)}',
        f'<button type="submit">{escape(sentence("sign_in.out", lang))}</button></form>',
        f'<a class="button" href="{address("/sign-in/password", lang=lang)}">',
        f"{escape(sentence('sign_in.change_title', lang))}</a>",
        f'<a class="button" href="{address("/", lang=lang)}">{escape(sentence("sign_in.stay", lang))}</a>',
    ]
    other = address("/sign-out", lang="zh" if lang == "en" else "en")
    return document(sentence("sign_in.out", lang), "\n".join(parts), lang, other)


def failed(lang: str, reason: str, number: str) -> str:
    """The page of a sign-in that did not work: why, and the number under which the log tells more."""
    parts = [
        _wrong([reason]),
        f"<p>{escape(sentence('sign_in.failed_what', lang))}</p>",
        f'<p class="faint">{escape(sentence("sign_in.failed_number", lang))} '
        f'<span class="id">{escape(number)}</span></p>',
        f'<a class="button" href="{address("/sign-in", lang=lang)}">',
        f"{escape(sentence('sign_in.back', lang))}</a>",
    ]
    return document(sentence("sign_in.failed", lang), "\n".join(parts), lang)
