"""Every file that somebody takes is offered here: the audit log tells who took what, when and from where."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from data.people import acting, audit
from data.people.session import Nobody
from pages.frame import guard


def button(
    label: str, data: bytes | Callable[[], bytes], file_name: str, *, key: str, icon: str,
    mime: str | None = None, kind: Literal["primary", "secondary", "tertiary"] = "secondary",
    width: int | Literal["content", "stretch"] = "content", action: str = "export",
) -> None:  # fmt: skip
    """A button that hands a file over, for who may export; its bytes are made when it is pressed.

    The page does not run then: `action` is what one must still be allowed to do at that moment.
    """
    if not guard.may("export"):
        return
    st.download_button(
        label,
        data=noted(file_name, data, action),
        file_name=file_name,
        mime=mime,
        key=key,
        icon=icon,
        on_click="ignore",
        type=kind,
        width=width,
    )


def noted(name: str, made: bytes | Callable[[], bytes], action: str = "export") -> Callable[[], bytes]:
    """What makes a file's bytes when its button is pressed, if one still may, and notes that under its name.

    Who asks is settled when the button is drawn: the bytes are made outside of the page.
    """
    person = acting.person()
    who, place = by(), audit.place_now()

    def taken() -> bytes:
        guard.still(person, action)
        with acting.by(person):
            content = made() if callable(made) else made
        audit.tell(who, "export", name, place)
        return content

    return taken


def by() -> str:
    """Who is at the page; nobody where it is drawn without a door."""
    try:
        return guard.current().name
    except Nobody:
        return ""
