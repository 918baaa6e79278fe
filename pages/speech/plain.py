"""Makes any text into what Streamlit draws as exactly that text: labels, alerts and captions are Markdown.

Streamlit 1.67 reads CommonMark and GitHub's additions (links, pictures, addresses by themselves, tables),
then `:material/x:`, `:emoji:`, `:red[x]`, `$formula$`, and arrows (`->` becomes →). A backslash takes care of
the grammar. What is replaced after the grammar was read is broken apart by an empty `:small[]`, which draws
nothing. `tests/browser/test_plain.py` holds every kind of element against the pinned version.
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

NOTHING = ":small[]"
GRAMMAR = re.compile(r"[!-/:-@\[-`{-~]")  # all of ASCII's punctuation
REPLACED = re.compile(r"(?<=[:@])|(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=>)(?==)|(?<=~)(?==)|(?<=www)(?=\.)", re.I)
BLANK = re.compile(
    r"^[^\S\x0b\x1c-\x1f\x85]+|[^\S\x0b\x1c-\x1f\x85]+$|[\t\n\r]+"
)  # would be cut off, begin a block or end a line
Code = TypeVar("Code")


def plain(text: object) -> str:
    """The text for an element that draws Markdown; what stands on the screen is the text itself."""
    parts = REPLACED.split(str(text).replace("\0", "\ufffd"))
    made = NOTHING.join(GRAMMAR.sub(r"\\\g<0>", part) for part in parts)
    return BLANK.sub(lambda found: "".join(f"&#{ord(letter)};" for letter in found[0]), made)


def listed(things: Sequence[str], title: str = "") -> str:
    """A list in Markdown under an own sentence, every line of it plain."""
    lines = "\n".join(f"- {plain(thing)}" for thing in things)
    return f"{plain(title)}\n\n{lines}" if title else lines


def plainly(label: Callable[[Code], str]) -> Callable[[Code], str]:
    """A `format_func` whose labels are plain, for options that are drawn as Markdown."""

    def labelled(code: Code) -> str:
        return plain(label(code))

    return labelled
