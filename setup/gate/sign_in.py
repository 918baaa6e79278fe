"""Signing in and out over HTTP: the form, the first password, providers there and back, the way out.

A failed return from a provider is a page with a reason and a number, never a way round and round.
"""

import asyncio
import hashlib
import hmac
import logging
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass

from data import clock, places
from data.people import attempts, audit, shares
from data.people.accounts import Accounts, Refused
from data.people.sentences import say
from data.people.session import Person
from data.settings.sections import Settings
from pages.speech.catalogue import sentence
from setup.gate import drawn, metrics, origins, routes
from setup.gate.asgi import (
    HTML,
    Headers,
    Receive,
    Scope,
    Send,
    answer,
    cookie,
    form,
    header,
    moved,
    query,
    set_cookie,
)
from setup.gate.elsewhere import Elsewhere
from setup.gate.rates import Rate
from setup.gate.visitors import Visitor, Visitors

LOG = logging.getLogger("peak.sign_in")
BROWSER = "peak_browser"  # what ties a form, or a way to a provider, to one browser
AT_ONCE = 2  # passwords that are checked at the same time: each costs memory and time on purpose
LONGEST = 2000  # characters of an address to go on to
ANYWHERE = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")


@dataclass(frozen=True)
class Asked:
    """A request with what every answer to it needs."""

    scope: Scope
    send: Send
    fields: dict[str, str]
    lang: str
    after: str
    address: str


class SignIn:
    """The pages under /sign-in and /sign-out."""

    def __init__(self, settings: Settings, visitors: Visitors) -> None:
        self.settings, self.visitors = settings, visitors
        self.rate = Rate(settings.server.sign_ins_per_minute)  # a flood ends here, without a look at a file
        self.noted = Rate(settings.server.sign_ins_per_minute)  # returns from a provider that failed
        self.working = asyncio.Semaphore(AT_ONCE)
        self.elsewhere = Elsewhere(settings, self)

    async def __call__(self, scope: Scope, receive: Receive, send: Send, visitor: Visitor) -> None:
        """Answers any address below /sign-in, and /sign-out."""
        path = routes.inside(scope["path"])
        posted = scope["method"] == "POST"
        if path == "/sign-in/style.css":
            await answer(scope, send, 200, drawn.sheet(), kind="text/css; charset=utf-8", headers=KEPT)
            return
        if path == "/sign-in/icon.svg":
            await answer(scope, send, 200, drawn.icon(), kind="image/svg+xml", headers=KEPT)
            return
        given = await form(scope, receive) if posted else query(scope)
        fields = given or {}
        asked = self.asked(scope, send, fields)
        elsewhere = self.elsewhere
        ways = {
            ("/sign-in", False): self.show, ("/sign-in", True): self.enter,
            ("/sign-in/password", False): self.show_password, ("/sign-in/password", True): self.change,
            ("/sign-in/oidc", False): elsewhere.to_oidc, ("/sign-in/oidc/back", False): elsewhere.from_oidc,
            ("/sign-in/cas", False): elsewhere.to_cas, ("/sign-in/cas/back", False): elsewhere.from_cas,
            ("/sign-in/cas/back", True): elsewhere.ended_at_cas,
            ("/sign-in/oidc/out", True): elsewhere.ended_at_oidc,
            ("/sign-out", False): self.ask_out, ("/sign-out", True): self.leave,
        }  # fmt: skip
        way = ways.get((path, posted))
        if way is None:
            await answer(scope, send, 404, "Not found")
        else:
            await way(asked, visitor)

    def asked(self, scope: Scope, send: Send, fields: dict[str, str]) -> Asked:
        """A request with its fields, its language, where it leads, and where it comes from."""
        after, address = own(fields.get("next", "")), origins.address(self.settings, scope)
        return Asked(scope, send, fields, drawn.language(fields), after, address)

    async def may_try(self, address: str) -> bool:
        """Counts one more sign-in from an address, for every server process; False where it is too many."""
        about, most = attempts.block(address), self.rate.per_minute
        if not self.rate.allows(about):
            return False
        return await asyncio.to_thread(shares.tries, places.store(), about, most, time.time())

    # the form

    async def show(self, asked: Asked, visitor: Visitor) -> None:
        """The form; whoever is in already goes on."""
        if visitor.works and not visitor.is_wall:
            await moved(asked.scope, asked.send, go_on(asked.after))
            return
        note = next((key for key in ("ended", "over", "changed") if asked.fields.get("why") == key), "")
        await self.form(asked, 200, note=sentence(f"sign_in.{note}", asked.lang) if note else "")

    async def form(
        self, asked: Asked, status: int, *, wrong: str = "", note: str = "", more: Headers = ()
    ) -> None:
        """The page with the form, and a browser's half of what ties them together."""
        browser, headers = self.browser(asked)
        page = drawn.sign_in(
            asked.lang, token(browser), asked.after, name=asked.fields.get("name", "")[:80] if wrong else "",
            wrong=[wrong] if wrong else [], note=note, providers=self.elsewhere.buttons(asked.lang),
        )  # fmt: skip
        await answer(asked.scope, asked.send, status, page, kind=HTML, headers=[*headers, *more])

    async def enter(self, asked: Asked, visitor: Visitor) -> None:
        """A name and a password."""
        wrong = self.not_from_here(asked)
        if wrong:
            await self.form(asked, 403, wrong=sentence(wrong, asked.lang))
            return
        if not await self.may_try(asked.address):
            await self.form(asked, 429, wrong=sentence("sign_in.too_often", asked.lang))
            return
        name, word = asked.fields.get("name", "").strip(), asked.fields.get("password", "")
        if not name or not word:
            await self.form(asked, 400, wrong=sentence("sign_in.incomplete", asked.lang))
            return
        async with self.working:
            found = await asyncio.to_thread(self.accounts().sign_in, name, word, asked.address, time.time())
        if isinstance(found, Refused):
            LOG.warning("sign-in refused", extra={"event": "sign_in_failed", "reason": found.reason})
            metrics.happened(found.reason)
            await self.form(asked, 429 if found.wait else 403, wrong=found.said(asked.lang))
            return
        await self.begin(asked, visitor, found, "password")

    # the password

    async def show_password(self, asked: Asked, visitor: Visitor) -> None:
        """The form for a new password."""
        await self.password_form(asked, visitor, 200, [])

    async def password_form(self, asked: Asked, visitor: Visitor, status: int, wrong: list[str]) -> None:
        if visitor.person is None or not visitor.secret:
            await moved(asked.scope, asked.send, drawn.address("/sign-in", lang=asked.lang))
            return
        page = drawn.password(
            asked.lang, token(visitor.secret), asked.after, visitor.person.name,
            first=visitor.person.must_change, wrong=wrong,
            shortest=self.settings.people.password_length,
        )  # fmt: skip
        await answer(asked.scope, asked.send, status, page, kind=HTML)

    async def change(self, asked: Asked, visitor: Visitor) -> None:
        """A new password of one's own; the session begins anew, all others end."""
        if visitor.person is None or not fits(asked.fields.get("token", ""), visitor.secret):
            await self.form(asked, 403, wrong=sentence("sign_in.form_stale", asked.lang))
            return
        new = asked.fields.get("new", "")
        if new != asked.fields.get("again", ""):
            await self.password_form(asked, visitor, 400, [sentence("sign_in.differ", asked.lang)])
            return
        if not await self.may_try(asked.address):
            await self.password_form(asked, visitor, 429, [sentence("sign_in.too_often", asked.lang)])
            return
        name, old = visitor.person.name, asked.fields.get("old", "")
        async with self.working:
            wrong = await asyncio.to_thread(
                self.accounts().set_password,
                name,
                old,
                new,
                asked.address,
                time.time(),
                visitor.person.session,
            )
        if wrong:
            await self.password_form(asked, visitor, 400, [one.said(asked.lang) for one in wrong])
            return
        account = await asyncio.to_thread(self.accounts().find, name)
        if account is None:
            raise LookupError("an account went away while its password was changed")
        await self.begin(asked, visitor, account.person(), "password")

    # in and out

    async def failed(self, asked: Asked, reason: str, detail: str) -> None:
        """A page that says why, with a number that log and audit have too; it leads nowhere by itself."""
        number = secrets.token_hex(4)
        metrics.happened("failed")
        if self.noted.allows(attempts.block(asked.address)):  # or anybody could fill the log and its disk
            told = {"event": "sign_in_failed", "id": number, "reason": reason, "detail": detail}
            LOG.warning("sign-in failed", extra=told)
            about = f"{reason} {number}"
            await asyncio.to_thread(
                audit.note, places.store(), "", "sign_in_failed", about, asked.address, clock.now()
            )
        said = sentence("sign_in.fail_off", asked.lang) if reason == "off" else say(reason, asked.lang)
        await answer(asked.scope, asked.send, 403, drawn.failed(asked.lang, said, number), kind=HTML)

    async def begin(
        self, asked: Asked, visitor: Visitor, person: Person, how: str, after: str | None = None,
        mark: str = "",
    ) -> None:  # fmt: skip
        """A new session with a secret that nobody knew before; the one that was open here ends."""
        sessions, now = self.visitors.sessions, time.time()
        if visitor.secret:
            await asyncio.to_thread(sessions.end, visitor.secret, now)
        agent = (header(asked.scope, b"user-agent") or "")[:200]
        secret = await asyncio.to_thread(sessions.begin, person, how, asked.address, agent, now, mark)
        LOG.info("signed in", extra={"event": "sign_in", "how": how})
        metrics.happened("in")
        secure = self.settings.tls
        headers = [
            set_cookie(self.visitors.cookie, secret, secure=secure),
            set_cookie(self.browser_cookie, "", secure=secure, seconds=0),
        ]
        to = own(asked.after if after is None else after)
        goal = (
            drawn.address("/sign-in/password", next=to, lang=asked.lang) if person.must_change else go_on(to)
        )
        await moved(asked.scope, asked.send, goal, headers)

    async def ask_out(
        self, asked: Asked, visitor: Visitor, status: int = 200, wrong: Sequence[str] = ()
    ) -> None:
        """Asks before somebody is signed out: an address alone must not do it."""
        if visitor.person is None or not visitor.secret:
            await moved(asked.scope, asked.send, drawn.address("/sign-in", lang=asked.lang))
            return
        shown = visitor.person.shown or visitor.person.name
        page = drawn.out(asked.lang, token(visitor.secret), shown, wrong)
        await answer(asked.scope, asked.send, status, page, kind=HTML)

    async def leave(self, asked: Asked, visitor: Visitor) -> None:
        """Ends the session, in every window: the cookie opens nothing any more, wherever a copy lies.

        Only by the form that was made for it; where the session is over already, only the cookie goes.
        """
        if visitor.person and visitor.secret and not fits(asked.fields.get("token", ""), visitor.secret):
            await self.ask_out(asked, visitor, 403, [sentence("sign_in.out_stale", asked.lang)])
            return
        if visitor.secret:
            await asyncio.to_thread(self.visitors.sessions.end, visitor.secret, time.time())
            LOG.info("signed out", extra={"event": "sign_out"})
        gone = set_cookie(self.visitors.cookie, "", secure=self.settings.tls, seconds=0)
        to = drawn.address("/sign-in", why="ended", lang=asked.lang)
        cleared = (b"clear-site-data", b'"cache", "storage"')
        await moved(asked.scope, asked.send, to, [gone, cleared])

    # what ties a form to a browser

    @property
    def browser_cookie(self) -> str:
        """The cookie of whoever has not signed in yet."""
        return f"__Host-{BROWSER}" if self.settings.tls else BROWSER

    def held(self, asked: Asked) -> str:
        """What the browser holds of it."""
        return cookie(asked.scope, self.browser_cookie)

    def browser(self, asked: Asked) -> tuple[str, list[tuple[bytes, bytes]]]:
        """A browser's half, and the header that gives it one if it has none."""
        held = self.held(asked)
        if re.fullmatch(r"[\w-]{43}", held):
            return held, []
        made = secrets.token_urlsafe(32)
        return made, [set_cookie(self.browser_cookie, made, secure=self.settings.tls, seconds=3600)]

    def not_from_here(self, asked: Asked) -> str:
        """Why a form cannot be one that we gave to this browser; "" where it is."""
        held = self.held(asked)
        if not held:
            return "sign_in.cookies"
        return "" if fits(asked.fields.get("token", ""), held) else "sign_in.form_stale"

    @staticmethod
    def accounts() -> Accounts:
        """The accounts of the store."""
        return Accounts(places.store())


KEPT = [(b"cache-control", b"public, max-age=3600")]


def token(held: str) -> str:
    """The half of a form that fits what a browser holds, and tells nothing of it."""
    return hashlib.sha256(b"form:" + held.encode("utf-8", "replace")).hexdigest()


def fits(told: str, held: str) -> bool:
    """Whether a form was made for what the browser holds."""
    return bool(held) and hmac.compare_digest(told.encode("utf-8", "replace"), token(held).encode())


def own(address: str) -> str:
    """An address of ours to go on to, "" for anything else: never a foreign one, nor back to a sign-in."""
    if len(address) > LONGEST or not ANYWHERE.fullmatch(address):
        return ""
    path = routes.inside(address.partition("?")[0].partition("#")[0])
    return "" if path in ("/sign-in", "/sign-out") or path.startswith("/sign-in/") else address


def go_on(after: str) -> str:
    """Where somebody who is in goes."""
    return after or f"{routes.base()}/"
