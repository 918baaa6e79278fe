"""CAS 3.0 as a client: to the server with our address, back with a ticket that it vouches for once."""

from urllib.parse import quote
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from data.people.identify import Identity
from data.settings.sections import Cas
from setup.gate import providers
from setup.gate.providers import Failed

SPACE = "{http://www.yale.edu/tp/cas}"
LONGEST = 512  # characters of a ticket


def way(told: Cas, service: str) -> str:
    """The address to which the browser is sent."""
    return f"{told.url.rstrip('/')}/login?service={quote(service, safe='')}"


async def identity(told: Cas, service: str, ticket: str) -> Identity:
    """Whom the server vouches for by that ticket. Raises Failed: token, reach."""
    if (
        not ticket.startswith("ST-")
        or len(ticket) > LONGEST
        or not ticket.isascii()
        or not ticket.isprintable()
    ):
        raise Failed("token", "no service ticket")
    place = f"{told.url.rstrip('/')}/p3/serviceValidate"
    answer = await providers.get(place, {"service": service, "ticket": ticket})
    return understood(told, answer)


def understood(told: Cas, answer: bytes) -> Identity:
    """What the XML of an answer says: one success that names somebody, or Failed."""
    try:
        found = fromstring(answer, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as wrong:
        raise Failed("reach", f"answer: {type(wrong).__name__}") from wrong
    parts = list(found)
    if found.tag != f"{SPACE}serviceResponse" or len(parts) != 1:
        raise Failed("reach", "answer: another form")
    if parts[0].tag != f"{SPACE}authenticationSuccess":
        raise Failed("token", f"ticket: {parts[0].get('code', 'refused')}"[:80])
    users = parts[0].findall(f"{SPACE}user")
    if len(users) != 1 or not (users[0].text or "").strip() or len(users[0]):
        raise Failed("reach", "answer: names nobody")
    shown = ""
    attributes = parts[0].find(f"{SPACE}attributes")
    if attributes is not None:
        names = (attributes.findtext(f"{SPACE}{one}") for one in ("displayName", "cn", "name"))
        shown = next((one.strip() for one in names if one and one.strip()), "")
    return Identity((users[0].text or "").strip()[:200], told.url, shown[:80])
