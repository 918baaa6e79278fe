"""Who asks: the session behind a cookie, and which of Streamlit's sessions belong to whom."""

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from data import places
from data.people import session as local
from data.people.session import NotLocal, Person, Wall
from data.people.sessions import Sessions
from data.settings.sections import Settings
from setup.gate.asgi import Scope, cookie

COOKIE = "peak_session"
REMEMBERED = 2.0  # seconds that an answer holds for Streamlit's program files, which tell nothing of anybody
MOST = 10_000  # of Streamlit's sessions whose owner is remembered
FILES = 5_000  # pictures and downloads of one session that are remembered


@dataclass(frozen=True)
class Visitor:
    """Who asks and by which secret; without a person it is somebody unknown."""

    person: Person | None
    secret: str = ""

    @property
    def key(self) -> str:
        """What counts as one and the same person; "" for somebody unknown, who counts by the address."""
        return self.person.name if self.person and not self.is_wall else ""

    @property
    def works(self) -> bool:
        """Whether the person may do anything yet: a first password is changed before all else."""
        return self.person is not None and not self.person.must_change

    @property
    def is_wall(self) -> bool:
        """Whether it is a screen on a wall, where nobody has signed in."""
        return isinstance(self.person, Wall)

    def may(self, action: str) -> bool:
        """Whether the person may do something."""
        return self.person is not None and self.person.may(action)


class Visitors:
    """Knows sessions by their cookies, as the settings say who is let in at all."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.open_to_machine = settings.people.sign_in == "machine"
        self._seen: OrderedDict[str, tuple[float, Person | None]] = OrderedDict()

    @property
    def cookie(self) -> str:
        """The name of the cookie: with TLS one that only this very host can have set."""
        return f"__Host-{COOKIE}" if self.settings.tls else COOKIE

    @property
    def sessions(self) -> Sessions:
        """The sessions of the store."""
        return Sessions(places.store())

    def secret(self, scope: Scope) -> str:
        """What the browser holds of its session."""
        return cookie(scope, self.cookie)

    async def of(self, scope: Scope, *, lately: bool = False) -> Visitor:
        """Who asks; `lately` takes an answer that is a moment old."""
        if self.open_to_machine:
            return Visitor(self._at_the_machine())
        secret = self.secret(scope)
        if not secret:
            return Visitor(local.wall())
        now = time.monotonic()
        if lately and secret in self._seen and now - self._seen[secret][0] < REMEMBERED:
            return Visitor(self._seen[secret][1], secret)
        found = await self.look(secret)
        self._seen[secret] = (now, found)
        while len(self._seen) > MOST:
            self._seen.popitem(last=False)
        return Visitor(found, secret)

    async def look(self, secret: str, *, touch: bool = True) -> Person | None:
        """Whose session a secret opens at this moment; `touch`: the person did something."""
        return await asyncio.to_thread(self.sessions.look, secret, time.time(), touch=touch)

    def _at_the_machine(self) -> Person | None:
        try:
            return local.person(self.settings.server.address)
        except NotLocal:
            return None


class Owners:
    """Whose Streamlit's sessions, pictures and downloads are: nobody takes over or fetches another's."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self._files: OrderedDict[tuple[str, str], OrderedDict[str, None]] = OrderedDict()
        self._lock = threading.Lock()

    def belongs(self, streamlit: str, visitor: Visitor) -> None:
        """Remembers that a visitor has opened one of Streamlit's sessions."""
        if visitor.person is None:
            return
        with self._lock:
            self._known[streamlit] = (visitor.person.name, visitor.person.session)
            self._known.move_to_end(streamlit)
            while len(self._known) > MOST:
                self._known.popitem(last=False)

    def is_of(self, streamlit: str, visitor: Visitor) -> bool:
        """Whether one of Streamlit's sessions is this visitor's, opened since they signed in."""
        person = visitor.person
        return person is not None and self._known.get(streamlit) == (person.name, person.session)

    def shown(self, visitor: Visitor, files: Iterable[str]) -> None:
        """Remembers which pictures and downloads the pages of a visitor tell of."""
        if visitor.person is None:
            return
        with self._lock:
            mine = self._files.setdefault((visitor.person.name, visitor.person.session), OrderedDict())
            self._files.move_to_end((visitor.person.name, visitor.person.session))
            for one in files:
                mine[one] = None
                mine.move_to_end(one)
            while len(mine) > FILES:
                mine.popitem(last=False)
            while len(self._files) > MOST:
                self._files.popitem(last=False)

    def was_shown(self, visitor: Visitor, file: str) -> bool:
        """Whether a page of this visitor told of that picture or download."""
        person = visitor.person
        return person is not None and file in self._files.get((person.name, person.session), ())
