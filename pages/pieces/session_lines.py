"""A session in a line: since when, last seen when, from where, with which browser."""

import datetime as dt
import re

from data import clock
from data.people.sessions import Session
from pages.speech import words
from pages.speech.words import say

SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")
BROWSERS = (  # the first that fits speaks: others say the names of those they descend from
    ("WeCom", r"wxwork/([\d.]+)"),
    ("WeChat", r"MicroMessenger/([\d.]+)"),
    ("DingTalk", r"DingTalk/([\d.]+)"),
    ("360", r"(?:QIHU|360SE|360EE)"),
    ("Edge", r"Edg(?:e|A|iOS)?/(\d+)"),
    ("Firefox", r"Firefox/(\d+)"),
    ("Chrome", r"(?:Chrome|CriOS|Chromium)/(\d+)"),
    ("Safari", r"Version/(\d+)[\d.]* .*Safari"),
)


def line(one: Session) -> str:
    """All of it in one line; whoever draws it escapes it."""
    parts = [
        say("me.since", moment=moment(one.begun)),
        say("me.seen", moment=moment(one.touched)),
        one.address,
        browser(one.agent),
    ]
    return " · ".join(part for part in parts if part)


def moment(seconds: float) -> str:
    """A moment in China, to the minute."""
    told = dt.datetime.fromtimestamp(seconds, clock.CHINA)
    return f"{words.date(told.date().isoformat())} {told:%H:%M}"


def browser(agent: str) -> str:
    """Which browser on which system, from what it says of itself; its first letters where that is unknown."""
    system = next((name for name in SYSTEMS if name in agent), "")
    for name, pattern in BROWSERS:
        if match := re.search(pattern, agent, re.IGNORECASE):
            version = match[1].split(".")[0] if match.groups() else ""
            return " ".join(part for part in (name, version, system) if part)
    return agent[:40]
