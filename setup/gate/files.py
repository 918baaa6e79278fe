"""Files that come in and go out by Streamlit's own addresses: only a visitor's own, and only so many."""

import asyncio

from streamlit.runtime import Runtime

from data import clock, places
from data.people import shares
from pages.frame.uploads import ACCOUNT, MEGABYTE
from setup.gate import routes
from setup.gate.asgi import Application, Receive, Scope, Send, answer, drain, header
from setup.gate.visitors import Owners, Visitor

REFUSALS = {"page": 403, "session": 413, "all": 507}


class Files:
    """What may be sent, and fetched, by whom."""

    def __init__(self, owners: Owners, files: int, megabytes: int, *, owned: bool) -> None:
        """`owned`: files belong to sessions; not so where nobody signs in."""
        self.owners, self.owned = owners, owned
        self.day_files, self.day_bytes = files, megabytes * MEGABYTE

    async def upload(
        self, inner: Application, scope: Scope, receive: Receive, send: Send, visitor: Visitor
    ) -> None:
        """Lets a file in where the page of its visitor draws an uploader and there is room for it."""
        match = routes.UPLOAD.fullmatch(routes.inside(scope["path"]))
        told = header(scope, b"content-length")
        if match is None or not self._is_own(match[1], visitor):
            await answer(scope, send, 403 if match else 404, "Refused: this session is not yours.")
        elif scope["method"] != "PUT":
            await inner(scope, receive, send)
        elif told is None or not told.isdecimal():
            await answer(scope, send, 411, "Content-Length is required.")
        else:
            await self._put(inner, scope, receive, send, match[1], int(told), visitor)

    async def _put(
        self, inner: Application, scope: Scope, receive: Receive, send: Send,
        session: str, size: int, visitor: Visitor,
    ) -> None:  # fmt: skip
        before = ACCOUNT.refused(session)
        refused = ACCOUNT.admit(session, size)
        if not refused:
            try:
                if await self._fits_the_day(visitor.key, size):
                    await inner(scope, receive, send)
                    return
            finally:
                ACCOUNT.came(session, size)
            refused = ACCOUNT.refuse(session, "day")
        await drain(receive, size)
        await answer(scope, send, REFUSALS.get(refused, 429), f"Refused: {refused}")
        if ACCOUNT.refused(session) != before:
            run_again(session)

    async def _fits_the_day(self, name: str, size: int) -> bool:
        """Counts a file of a person, for every server process of the store; False where it is too much."""
        if not self.owned or not name:
            return True
        day, most = clock.today().isoformat(), self.day_bytes
        return await asyncio.to_thread(
            shares.sends, places.store(), name, size, day, files=self.day_files, most=most
        )

    def may_fetch(self, path: str, visitor: Visitor) -> bool:
        """Whether a picture or download was told of in a page of this visitor."""
        if not self.owned:
            return visitor.person is not None
        return self.owners.was_shown(visitor, routes.inside(path).removeprefix("/media/").partition(".")[0])

    def _is_own(self, session: str, visitor: Visitor) -> bool:
        return not self.owned or self.owners.is_of(session, visitor)


def is_offered(file: str, session: str) -> bool:
    """Whether a file that is made when it is asked for was offered to this one of Streamlit's sessions.

    Streamlit makes it for whoever knows its name.
    """
    if not Runtime.exists():
        return False
    known = Runtime.instance().media_file_mgr._deferred_callables.get(file)
    return known is not None and known["session_id"] == session


def run_again(session: str) -> None:
    """Has the page of a session run again: to say why its file was refused, or what was published."""
    if not Runtime.exists():
        return
    known = Runtime.instance()._session_mgr.get_active_session_info(session)
    if known is not None:
        known.session.request_rerun(known.session._client_state)
