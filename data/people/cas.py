"""Asks a CAS 3.0 server whose ticket it is that a browser came back with, and hears which one has ended."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, ParseError

import httpx
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from data.people import fetching
from data.people.identify import Identity, NotProven, identity, use_once

NAMESPACE = "{http://www.yale.edu/tp/cas}"
SAML = "{urn:oasis:names:tc:SAML:2.0:protocol}"
TICKET = re.compile(r"ST-[!-~]{1,250}")
REMEMBERED = 3600.0  # seconds that a used ticket is known to be used; servers forget it after seconds
SHOWN = ("displayName", "cn", "name")


@dataclass(frozen=True)
class Server:
    """A CAS server by its address, without the path of an endpoint."""

    store: Path
    url: str

    def address(self, service: str) -> str:
        """Where a browser goes to sign in; it comes back to `service` with a ticket."""
        return f"{self.url.rstrip('/')}/login?{urlencode({'service': service})}"

    def identify(self, ticket: str, service: str, now: float) -> Identity:
        """Whose ticket it is, for the very `service` that was named at the start. Raises NotProven."""
        if not TICKET.fullmatch(ticket):
            raise NotProven("ticket_wrong", "malformed")
        use_once(self.store, "cas", ticket, now + REMEMBERED, now)
        query = urlencode({"service": service, "ticket": ticket})
        with fetching.client() as client:
            answer = fetching.answer(client, "GET", f"{self.url.rstrip('/')}/p3/serviceValidate?{query}")
        return self._told(answer, ticket)

    def _told(self, answer: httpx.Response, ticket: str) -> Identity:
        try:
            root: Element = fromstring(answer.content, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as fault:
            raise NotProven("provider_wrong", f"no XML: {type(fault).__name__}") from fault
        found = root.findall(f"{NAMESPACE}authenticationSuccess")
        if root.tag != f"{NAMESPACE}serviceResponse" or len(found) != 1 or len(root) != 1:
            failure = root.find(f"{NAMESPACE}authenticationFailure")
            raise NotProven("ticket_wrong", "" if failure is None else failure.get("code", "")[:60])
        users = found[0].findall(f"{NAMESPACE}user")
        if len(users) != 1 or len(users[0]):
            raise NotProven("provider_wrong", "not one user")
        return identity((users[0].text or "").strip(), self.url.rstrip("/"), _shown(found[0]), ticket)


def ended(document: str) -> str:
    """The ticket of a sign-in that has ended at the server, as its SAML LogoutRequest says. Raises NotProven.

    Nobody but the server and this browser ever saw the ticket: who names it is believed.
    """
    try:
        root: Element = fromstring(document, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as fault:
        raise NotProven("provider_wrong", f"no XML: {type(fault).__name__}") from fault
    named = root.findall(f"{SAML}SessionIndex")
    ticket = (named[0].text or "").strip() if len(named) == 1 else ""
    if root.tag != f"{SAML}LogoutRequest" or not TICKET.fullmatch(ticket):
        raise NotProven("provider_wrong", "no request to end one sign-in")
    return ticket


def _shown(success: Element) -> str:
    """What the server calls the person, among the attributes that it tells."""
    told = success.find(f"{NAMESPACE}attributes")
    named = {} if told is None else {one.tag.removeprefix(NAMESPACE): one.text or "" for one in told}
    return next((named[name] for name in SHOWN if named.get(name, "").strip()), "")
