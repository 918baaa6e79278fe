"""What every answer carries: what a page may load and where, and that nobody frames or guesses it.

Scripts in a page run when they are ours, word for word: each is told by its hash. Streamlit's styles come in
at run time and stay free; everything else is only ever ours. Vega runs without `unsafe-eval`, for Streamlit
gives it an interpreter.
"""

import base64
import hashlib
from functools import cache

from pages.frame import style
from pages.speech.catalogue import LANGUAGES
from setup import first_page
from setup.gate.asgi import Message, Send

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",  # and the hashes of what stands in a page
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "worker-src": "'self' blob:",
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "frame-src": "'self'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "base-uri": "'self'",
}
PLAIN = {  # of the pages that the gate draws itself: they have no script at all
    **POLICY,
    "script-src": "'none'",
    "worker-src": "'none'",
    "frame-src": "'none'",
    "connect-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
}
OTHERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=()",
    ),
)
TRANSPORT = (b"strict-transport-security", b"max-age=31536000")
UNTOLD = (b"server", b"x-powered-by")


@cache
def hashes() -> str:
    """The scripts that may run though they stand in a page: on the first one, and by `st.html` on all."""
    made = [text for one in LANGUAGES for text in (*first_page.inline(one), *style.scripts(one))]
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in dict.fromkeys(made))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)


def policy(host: str, plain: bool = False) -> bytes:
    """The content security policy; websockets are named, for older browsers do not count them to 'self'."""
    told = dict(PLAIN if plain else POLICY)
    if not plain:
        told["script-src"] = f"'self' {hashes()}"
        told["connect-src"] = f"'self' ws://{host} wss://{host}"
    return "; ".join(f"{name} {value}" for name, value in told.items()).encode("latin-1", "ignore")


def carried(send: Send, host: str, tls: bool, plain: bool = False) -> Send:
    """The same way out, with our headers on every answer and theirs of these names gone."""
    ours = [*OTHERS, (b"content-security-policy", policy(host, plain)), *([TRANSPORT] if tls else [])]
    names = {name for name, _ in ours} | set(UNTOLD)

    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            others = [(name, value) for name, value in message.get("headers", ()) if name not in names]
            message = {**message, "headers": [*others, *ours]}
        await send(message)

    return headed
