"""Signing in by a provider or a proxy: on the way there, back with a proof, and in if there is an account.

Each way there is a row on the server, good once, in the browser that began it (`data/people/flows.py`).
"""

import asyncio
import importlib
import logging
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from data import places
from data.people import flows
from data.people.accounts import Refused
from data.people.flows import Flow
from data.people.header import Proxy
from data.people.identify import Identity, NotProven, Request, use_once
from data.settings.sections import Settings
from pages.speech.catalogue import sentence
from setup.gate import origins, routes
from setup.gate.asgi import Scope, answer, moved
from setup.gate.visitors import Visitor

if TYPE_CHECKING:
    from data.people import cas, oidc
    from setup.gate.sign_in import Asked, SignIn


LOG = logging.getLogger("peak.sign_in")


class Elsewhere:
    """The providers that the settings name."""

    def __init__(self, settings: Settings, door: "SignIn") -> None:
        self.settings, self.door = settings, door
        for how in filter(self._is_on, ("oidc", "cas")):  # each brings HTTP or cryptography: 10 MB
            importlib.import_module(f"data.people.{how}")

    async def to_oidc(self, asked: "Asked", visitor: Visitor) -> None:
        """On the way to the provider of OpenID Connect."""
        await self._to(
            "oidc", asked, lambda flow: self._oidc(asked).address(flow.state, flow.nonce, flow.verifier)
        )

    async def to_cas(self, asked: "Asked", visitor: Visitor) -> None:
        """On the way to the CAS server."""
        await self._to("cas", asked, lambda flow: self._cas().address(self._service(asked, flow)))

    async def from_oidc(self, asked: "Asked", visitor: Visitor) -> None:
        """Back from the provider of OpenID Connect."""

        def proof(flow: Flow) -> Identity:
            return self._oidc(asked).identify(asked.fields, flow.nonce, flow.verifier, time.time())

        await self._from("oidc", asked, visitor, proof)

    async def from_cas(self, asked: "Asked", visitor: Visitor) -> None:
        """Back from the CAS server."""

        def proof(flow: Flow) -> Identity:
            service = self._service(asked, flow)
            return self._cas().identify(asked.fields.get("ticket", ""), service, time.time())

        await self._from("cas", asked, visitor, proof)

    async def ended_at_cas(self, asked: "Asked", visitor: Visitor) -> None:
        """The CAS server says that a sign-in has ended: the session that it began here ends everywhere."""

        from data.people import cas

        def end() -> int:
            ticket = cas.ended(asked.fields.get("logoutRequest", ""))
            return self.door.visitors.sessions.end_marked("cas", ticket, time.time(), asked.address)

        await self._ended("cas", asked, end)

    async def ended_at_oidc(self, asked: "Asked", visitor: Visitor) -> None:
        """The provider of OpenID Connect says that a sign-in, or all of a person's, has ended."""

        from data.people import oidc

        def end() -> int:
            now, sessions = time.time(), self.door.visitors.sessions
            told = self._oidc(asked).ended(asked.fields.get("logout_token", ""), now)
            use_once(places.store(), "logout", told.jti, now + 2 * oidc.OLDEST, now)
            if told.sid:
                return sessions.end_marked("oidc", told.sid, now, asked.address)
            return sessions.end_of_provider(told.subject, self.settings.oidc.issuer, now, asked.address)

        await self._ended("oidc", asked, end)

    async def _ended(self, how: str, asked: "Asked", end: Callable[[], int]) -> None:
        """Hears a provider's server; whether there was such a session is nobody's to know."""
        if not self._is_on(how):
            await answer(asked.scope, asked.send, 404, "Not found")
            return
        try:
            count = await asyncio.to_thread(end)
        except NotProven as fault:
            told = {"event": "sign_out_failed", "reason": fault.reason, "detail": fault.detail}
            LOG.warning("a provider's word was not heard", extra=told)
            await answer(asked.scope, asked.send, 400, "Not understood")
            return
        LOG.info("signed out at the provider", extra={"event": "sign_out", "how": how, "count": count})
        await answer(asked.scope, asked.send, 200, "")

    async def by_header(self, asked: "Asked", visitor: Visitor) -> bool:
        """Lets somebody in for whom the proxy speaks; False where it says nothing."""
        told, server = self.settings.header, self.settings.server
        known = frozenset(server.proxies)
        proxy = Proxy(places.store(), told.name, str(told.secret), told.seconds, known)
        request = Request(_single(asked.scope), origins.peer(asked.scope), {})
        try:
            identity = await asyncio.to_thread(proxy.identify, request, time.time())
        except NotProven as fault:
            await self.door.failed(asked, fault.reason, fault.detail)
            return True
        if identity is None:
            return False
        await self._known(asked, visitor, "header", identity, asked.after)
        return True

    def buttons(self, lang: str) -> list[tuple[str, str]]:
        """The buttons besides the form: address and name."""
        english, both = lang == "en", (self.settings.oidc, self.settings.cas)
        names = [one.label_en if english else one.label for one in both]
        there = zip(("oidc", "cas"), (both[0].issuer, both[1].url), names, strict=True)
        return [
            (f"/sign-in/{how}", sentence("sign_in.provider", lang, name=name))
            for how, on, name in there
            if on
        ]

    async def _to(self, how: str, asked: "Asked", way: Callable[[Flow], str]) -> None:
        if not self._is_on(how):
            await self.door.failed(asked, "off", how)
            return
        if not await self.door.may_try(asked.address):
            await self.door.form(asked, 429, wrong=sentence("sign_in.too_often", asked.lang))
            return
        browser, headers = self.door.browser(asked)
        flow = await asyncio.to_thread(flows.begin, places.store(), how, browser, asked.after, time.time())
        try:
            goal = await asyncio.to_thread(way, flow)
        except NotProven as fault:
            await self.door.failed(asked, fault.reason, fault.detail)
            return
        await moved(asked.scope, asked.send, goal, headers)

    async def _from(
        self, how: str, asked: "Asked", visitor: Visitor, proof: Callable[[Flow], Identity]
    ) -> None:
        if not self._is_on(how):
            await self.door.failed(asked, "off", how)
            return
        browser, state = self.door.held(asked), asked.fields.get("state", "")
        if not browser or not state:
            await self.door.failed(asked, "state_wrong", "no state, or no cookie")
            return
        flow = await asyncio.to_thread(flows.take, places.store(), how, state, browser, time.time())
        if flow is None:
            await self.door.failed(asked, "state_wrong", "unknown, old, used before, or of another browser")
            return
        try:
            identity = await asyncio.to_thread(proof, flow)
        except NotProven as fault:
            await self.door.failed(asked, fault.reason, fault.detail)
            return
        await self._known(asked, visitor, how, identity, flow.after)

    async def _known(
        self, asked: "Asked", visitor: Visitor, how: str, identity: Identity, after: str
    ) -> None:
        """Somebody who is proven comes in, if there is an account for them."""
        accounts, now = self.door.accounts(), time.time()
        found = await asyncio.to_thread(
            accounts.of_provider, identity.subject, identity.issuer, now, shown=identity.shown
        )
        if isinstance(found, Refused):
            await self.door.failed(asked, found.reason, how)
            return
        await self.door.begin(asked, visitor, found, how, after, identity.mark)

    def _is_on(self, how: str) -> bool:
        return bool(self.settings.oidc.issuer if how == "oidc" else self.settings.cas.url)

    def _oidc(self, asked: "Asked") -> "oidc.Provider":
        from data.people import oidc

        told, back = self.settings.oidc, self._back(asked, "oidc")
        secret = str(told.client_secret)
        return oidc.Provider(told.issuer, told.client_id, secret, back, told.scopes, told.prompt)

    def _cas(self) -> "cas.Server":
        from data.people import cas

        return cas.Server(places.store(), self.settings.cas.url)

    def _service(self, asked: "Asked", flow: Flow) -> str:
        return f"{self._back(asked, 'cas')}?state={flow.state}"

    def _back(self, asked: "Asked", how: str) -> str:
        """The address to which a provider sends people back."""
        return f"{origins.root(self.settings, asked.scope)}{routes.base()}/sign-in/{how}/back"


def _single(scope: Scope) -> dict[str, str]:
    """The headers of a request that came once, in small letters."""
    times = Counter(name for name, _ in scope["headers"])
    return {
        name.decode("latin-1"): value.decode("latin-1")
        for name, value in scope["headers"]
        if times[name] == 1
    }
