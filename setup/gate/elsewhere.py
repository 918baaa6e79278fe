"""Signing in by a provider: on the way there, back with an answer, and in if there is an account.

Each way there is a row on the server, good once, in the browser that began it (`data/people/flows.py`).
"""

import asyncio
import time
from typing import TYPE_CHECKING

from data import places
from data.people import flows
from data.people.accounts import Refused
from data.people.flows import Flow
from data.people.identify import Identity
from data.settings.sections import Settings
from pages.speech.catalogue import sentence
from setup.gate import cas, oidc, origins, routes
from setup.gate.asgi import moved
from setup.gate.providers import Failed
from setup.gate.visitors import Visitor

if TYPE_CHECKING:
    from setup.gate.sign_in import Asked, SignIn


class Elsewhere:
    """The providers that the settings name."""

    def __init__(self, settings: Settings, door: "SignIn") -> None:
        self.settings, self.door = settings, door
        self.provider = oidc.Provider(settings.oidc) if settings.oidc.issuer else None

    async def to_oidc(self, asked: "Asked", visitor: Visitor) -> None:
        """On the way to the provider of OpenID Connect."""
        if self.provider is None:
            await self.door.failed(asked, Failed("off", "oidc"))
            return
        browser, headers = self.door.browser(asked)
        try:
            flow = await self.flow("oidc", browser, asked.after)
            way = await self.provider.way(flow, self.back(asked, "oidc"))
        except Failed as fault:
            await self.door.failed(asked, fault)
            return
        await moved(asked.scope, asked.send, way, headers)

    async def from_oidc(self, asked: "Asked", visitor: Visitor) -> None:
        """Back from it."""
        provider = self.provider
        try:
            if provider is None:
                raise Failed("off", "oidc")
            flow = await self.taken("oidc", asked)
            identity = await provider.identity(flow, self.back(asked, "oidc"), asked.fields)
        except Failed as fault:
            await self.door.failed(asked, fault)
            return
        await self.known(asked, visitor, flow, identity)

    async def to_cas(self, asked: "Asked", visitor: Visitor) -> None:
        """On the way to the CAS server."""
        if not self.settings.cas.url:
            await self.door.failed(asked, Failed("off", "cas"))
            return
        browser, headers = self.door.browser(asked)
        flow = await self.flow("cas", browser, asked.after)
        service = f"{self.back(asked, 'cas')}?state={flow.state}"
        await moved(asked.scope, asked.send, cas.way(self.settings.cas, service), headers)

    async def from_cas(self, asked: "Asked", visitor: Visitor) -> None:
        """Back from it."""
        try:
            if not self.settings.cas.url:
                raise Failed("off", "cas")
            flow = await self.taken("cas", asked)
            service = f"{self.back(asked, 'cas')}?state={flow.state}"
            identity = await cas.identity(self.settings.cas, service, asked.fields.get("ticket", ""))
        except Failed as fault:
            await self.door.failed(asked, fault)
            return
        await self.known(asked, visitor, flow, identity)

    async def known(self, asked: "Asked", visitor: Visitor, flow: Flow, identity: Identity) -> None:
        """Somebody whom a provider vouches for comes in, if there is an account for them."""
        found = await asyncio.to_thread(
            self.door.accounts().of_provider,
            identity.subject,
            identity.issuer,
            time.time(),
            shown=identity.shown,
        )
        if isinstance(found, Refused):
            await self.door.failed(asked, Failed(found.reason, flow.how), said=found.said(asked.lang))
            return
        await self.door.begin(asked, visitor, found, flow.how, flow.after)

    async def flow(self, how: str, browser: str, after: str) -> Flow:
        return await asyncio.to_thread(flows.begin, places.store(), how, browser, after, time.time())

    async def taken(self, how: str, asked: "Asked") -> Flow:
        """The flow that this browser began; good once. Raises Failed("state")."""
        browser, state = self.door.held(asked), asked.fields.get("state", "")
        if not browser or not state:
            raise Failed("state", "no state, or no cookie")
        found = await asyncio.to_thread(flows.take, places.store(), how, state, browser, time.time())
        if found is None:
            raise Failed("state", "unknown, old, used before, or of another browser")
        return found

    def back(self, asked: "Asked", how: str) -> str:
        """The address to which a provider sends people back."""
        return f"{origins.root(self.settings, asked.scope)}{routes.base()}/sign-in/{how}/back"

    def providers(self, lang: str) -> list[tuple[str, str]]:
        """The buttons besides the form: address and name."""
        english, both = lang == "en", (self.settings.oidc, self.settings.cas)
        names = [one.label_en if english else one.label for one in both]
        there = zip(("oidc", "cas"), (both[0].issuer, both[1].url), names, strict=True)
        return [
            (f"/sign-in/{how}", sentence("sign_in.provider", lang, name=name))
            for how, on, name in there
            if on
        ]
